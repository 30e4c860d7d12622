import Pipeline

/// Finds the figures of one text: numbers, then what belongs to them, then what they are not.
struct NumberRecognizer {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// Spans that are dates; digits inside are no quantities.
  let dates: [ByteRange]
  /// Regions decide what $ and kr stand for.
  let region: String?
  let digits: DigitReader
  let spelled: SpelledReader
  let myriads: MyriadReader
  let readsMyriads: Bool
  let readsRoman: Bool

  init(_ text: NumberText, _ vocabulary: NumberVocabulary, _ marks: NumberMarks, dates: [ByteRange], region: String?) {
    self.text = text
    self.vocabulary = vocabulary
    self.dates = dates
    self.region = region
    digits = DigitReader(text, marks)
    spelled = SpelledReader(text: text, vocabulary: vocabulary)
    myriads = MyriadReader(text: text, vocabulary: vocabulary)
    readsMyriads = vocabulary.has(.myriads)
    readsRoman = vocabulary.has(.romanAfter)
  }

  /// All figures in order, rejected ones among them.
  func figures() -> [Figure] {
    var found = numbers()
    found = ProportionJoiner(text: text, vocabulary: vocabulary).join(found)
    MoneyJoiner(text: text, vocabulary: vocabulary).join(&found)
    if readsMyriads { MyriadMoneyJoiner(text: text, vocabulary: vocabulary).join(&found) }
    MeasureJoiner(text: text, vocabulary: vocabulary).join(&found)
    RangeJoiner(text: text, vocabulary: vocabulary).join(&found)
    let context = NumberContext(text: text, vocabulary: vocabulary, dates: dates)
    var floor = 0
    for position in found.indices {
      context.complete(&found[position], floor: floor)
      floor = max(floor, Int(found[position].hedgeEndWord))
    }
    BoundJoiner(text: text, vocabulary: vocabulary).join(&found)
    RateJoiner(text: text, vocabulary: vocabulary).join(&found)
    completeThings(&found)
    settleAlternatives(&found)
    let rejection = FigureRejection(text: text, vocabulary: vocabulary)
    rejection.rejectMinutes(&found)
    rejection.rejectScores(&found)
    return found
  }

  /// Numbers with the units and signs that belong to them.
  private func numbers() -> [Figure] {
    var found: [Figure] = []
    let numerals = vocabulary.numerals
    let isCompound = numerals.isCompound
    let count = text.words.count
    var index = 0
    while index < count {
      // Most words can't begin a figure; a look at their hash says so.
      let word = text.words[index]
      if word.kind == .letters || word.kind == .ideograph, !vocabulary.mayStart(word.hash),
        !(isCompound && numerals.mayBeCompound(index, text)),
        !(readsMyriads && word.script == Self.hangul && myriads.startsWithSign(Int(word.start)))
      {
        index += 1
        continue
      }
      guard var figure = core(index) ?? articleFigure(index) else {
        index += 1
        continue
      }
      applyMinus(&figure)
      if figure.reason == nil || figure.reason == .one && mayCountOne(figure) {
        attach(&figure, floor: found.last?.end ?? 0)
      }
      // "one day" and "un an" are times of their own, no counts.
      if figure.reason == .one, figure.hasUnit || figure.scale != nil,
        figure.value != 1 || figure.kind != .duration && figure.kind != .multiplier
      {
        figure.reason = nil
      }
      if figure.needsUnit, !figure.hasUnit && figure.scale == nil || !myriads.isSupported(figure) {
        index += 1
        continue
      }
      // A fraction takes in the whole number before it.
      while let last = found.last, last.end > figure.start {
        if let whole = last.value, whole < 0, let value = figure.value, value > 0 {
          figure.value = value.negated
          figure.start = min(figure.start, last.start)
        }
        found.removeLast()
      }
      index = max(index + 1, figure.endWord + perWords(figure))
      found.append(figure)
    }
    return found
  }

  /// How many words behind a figure say what it is a rate of: "a barrel" is no barrel.
  private func perWords(_ figure: Figure) -> Int {
    guard figure.per != nil, let next = nextWord(figure), let count = vocabulary.isWord(.per, next, text) else {
      return 0
    }
    return count + 1
  }

  /// A scale word or a percent sign shows that 1.234 is a decimal, and a range has no other value.
  private func settleAlternatives(_ found: inout [Figure]) {
    for position in found.indices {
      guard let other = found[position].alternative else { continue }
      let figure = found[position]
      if figure.scale != nil || figure.kind == .percent || figure.value == nil || figure.reason != nil {
        found[position].alternative = nil
      } else if let value = figure.value, value < 0, other > 0 {
        found[position].alternative = other.negated
      }
    }
  }

  /// Things that stand before their number, and things that a sentence names only once.
  func completeThings(_ found: inout [Figure]) {
    let before = ThingBefore(text: text, vocabulary: vocabulary)
    for position in found.indices where found[position].of == nil { found[position].of = before.find(found[position]) }
    InheritedThing(text: text, vocabulary: vocabulary).complete(&found)
    let measured = MeasuredThing(text: text, vocabulary: vocabulary)
    for position in found.indices where found[position].of == nil {
      found[position].of =
        measured.find(found[position])
        ?? (position > 0 ? measured.inherited(found[position], from: found[position - 1]) : nil)
    }
  }

  // MARK: The number itself

  /// Whether "one" may be a quantity, should a unit follow: "un quarto" is no quart.
  private func mayCountOne(_ figure: Figure) -> Bool {
    if readsMyriads { return false }
    guard let next = nextWord(figure), let (numeral, _) = vocabulary.numerals.match(next, text) else { return true }
    return numeral.value < 3 || !numeral.is(.denominator) && !numeral.is(.ordinal)
  }

  /// "minus five": a word before the number.
  func applyMinus(_ figure: inout Figure) {
    if readsMyriads, figure.reason == nil { myriads.applyMinus(&figure) }
    let before = figure.firstWord - 1
    guard before >= 0, vocabulary.numerals.mayStart(text.words[before].hash), text.isSpaced(before),
      let (numeral, _) = vocabulary.numerals.match(before, text), numeral.is(.minus), let value = figure.value,
      value > 0, vocabulary.modifiersBefore.match(before, text).map({ $0.count < 2 }) ?? true
    else { return }
    figure.value = value.negated
    figure.start = Int(text.words[before].start)
    figure.firstWord = before
    figure.isBare = false
    if figure.reason == .one { figure.reason = nil }
  }

  func core(_ index: Int) -> Figure? {
    let word = text.words[index]
    switch word.kind {
    case .digits:
      return digitFigure(index)
    case .number:
      return vulgarFraction(index, whole: nil)
    case .ideograph:
      return readsMyriads ? myriads.readSpelled(index) ?? fuzzyWord(index) : fuzzyWord(index)
    case .letters:
      if word.script == Self.hangul, readsMyriads {
        return myriads.readSpelled(index) ?? myriads.readNative(index) ?? fuzzyWord(index)
      }
      return (readsRoman ? romanRank(index) : nil) ?? spelled.read(index)
    }
  }

  /// "una tonelada", "bir mil": an article before a unit of measure or money is the number one, which it is in these
  /// languages. Before a time it is not: "hace un año" counts nothing.
  func articleFigure(_ index: Int) -> Figure? {
    guard text.words[index].kind == .letters, vocabulary.numerals.mayStart(text.words[index].hash),
      let (numeral, count) = vocabulary.numerals.match(index, text), count == 1, numeral.value == 1,
      // Not the English "a"; and "un bar" is no pressure.
      numeral.is(.unit), index + 1 < text.words.count, text.isSpaced(index), text.words[index + 1].range.count > 3,
      text.words[index + 1].letterCase != .upper, vocabulary.isWord(.idiom, index, text) == nil,
      vocabulary.numerals.match(index + 1, text) == nil
    else { return nil }
    var figure = Figure(
      start: Int(text.words[index].start), end: Int(text.words[index].end), firstWord: index, endWord: index + 1)
    figure.value = 1
    figure.isSpelled = true
    guard attachMoneyBehind(&figure) || (attachUnit(&figure) && figure.kind == .measure) else { return nil }
    figure = Figure(
      start: Int(text.words[index].start), end: Int(text.words[index].end), firstWord: index, endWord: index + 1)
    figure.value = 1
    figure.isSpelled = true
    return figure
  }

  private static let hangul = UnicodeTable.Script.hangul

  func fuzzyWord(_ index: Int) -> Figure? { spelled.read(index) }

  static let fractions: [UInt32: (Int, Int)] = [
    0xBC: (1, 4), 0xBD: (1, 2), 0xBE: (3, 4), 0x2153: (1, 3), 0x2154: (2, 3), 0x2155: (1, 5), 0x2156: (2, 5),
    0x2157: (3, 5), 0x2158: (4, 5), 0x2159: (1, 6), 0x215A: (5, 6), 0x215B: (1, 8), 0x215C: (3, 8), 0x215D: (5, 8),
    0x215E: (7, 8),
  ]

  // MARK: What belongs to it

  /// Scale words, units, currency and percent around a number.
  func attach(_ figure: inout Figure, floor: Int) {
    if isDecade(figure) {
      figure.reason = .year
      return
    }
    attachMoneyBefore(&figure, floor: floor)
    attachScale(&figure)
    if readsMyriads {
      attachHalfCounter(&figure)
      if attachTenths(&figure) { return }
      attachDozen(&figure)
    }
    if figure.kind == .ordinal || figure.kind == .multiplier { return }
    if attachOrdinal(&figure) { return }
    if attachPercent(&figure) { return }
    if figure.currency == nil, figure.candidates.isEmpty, attachMoneyBehind(&figure) {
      attachHalfSign(&figure)
      attachHalf(&figure)
      return attachPer(&figure)
    }
    if figure.currency != nil || !figure.candidates.isEmpty {
      // "$5 dollars" and "US$5 USD" say it twice; in "$5 $6" the second sign is the next figure's.
      var again = figure
      if attachMoneyBehind(&again), text.digit(at: again.end + text.blank(at: again.end)) == nil { figure = again }
      return attachPer(&figure)
    }
    if attachAge(&figure) { return }
    if attachUnit(&figure) {
      attachHalfSign(&figure)
      attachHalf(&figure)
      attachBelowZero(&figure)
      return attachPer(&figure)
    }
    if attachTimes(&figure) { return }
    if attachMoneyName(&figure, floor: floor) { return }
    attachPer(&figure)
    rejectGluedLetters(&figure)
  }
}
