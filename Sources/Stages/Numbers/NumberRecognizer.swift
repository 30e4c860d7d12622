import Pipeline

/// Finds the figures of one text: numbers, then what belongs to them, then what they are not.
struct NumberRecognizer {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// Spans that are dates; digits inside are no quantities.
  let dates: [ByteRange]
  /// Regions decide what $ and kr stand for.
  let region: String?
  private let digits: DigitReader
  private let spelled: SpelledReader
  private let myriads: MyriadReader
  private let readsMyriads: Bool

  init(_ text: NumberText, _ vocabulary: NumberVocabulary, _ marks: NumberMarks, dates: [ByteRange], region: String?) {
    self.text = text
    self.vocabulary = vocabulary
    self.dates = dates
    self.region = region
    digits = DigitReader(text, marks)
    spelled = SpelledReader(text: text, vocabulary: vocabulary)
    myriads = MyriadReader(text: text, vocabulary: vocabulary)
    readsMyriads = vocabulary.has(.myriads)
  }

  /// All figures in order, rejected ones among them.
  func figures() -> [Figure] {
    var found: [Figure] = []
    var index = 0
    let starts = vocabulary.starts
    let lexicon = vocabulary.numerals.lexicon
    while index < text.words.count {
      let word = text.words[index]
      // Most words can't begin a figure; a look at their hash says so.
      if word.kind == .letters || word.kind == .ideograph, !starts.mayContain(word.hash),
        !(lexicon.isCompound && lexicon.mayBeCompound(index, text)),
        !(readsMyriads && word.script == Self.hangul && myriads.startsWithSign(Int(word.start)))
      {
        index += 1
        continue
      }
      guard var figure = core(index) else {
        index += 1
        continue
      }
      applyMinus(&figure)
      if figure.reason == nil { attach(&figure) }
      if figure.reason == "one", figure.hasUnit || figure.scale != nil { figure.reason = nil }
      found.append(figure)
      index = max(index + 1, figure.endWord)
    }
    found = RangeJoiner(text: text, vocabulary: vocabulary).join(found)
    let context = NumberContext(text: text, vocabulary: vocabulary, dates: dates)
    for position in found.indices { context.complete(&found[position]) }
    found = BoundJoiner(text: text, vocabulary: vocabulary).join(found)
    RateJoiner(text: text, vocabulary: vocabulary).join(&found)
    completeThings(&found)
    FigureRejection(text: text, vocabulary: vocabulary).rejectMinutes(&found)
    return found
  }

  /// Things that stand before their number, and things that a sentence names only once.
  private func completeThings(_ found: inout [Figure]) {
    let before = ThingBefore(text: text, vocabulary: vocabulary)
    for position in found.indices where found[position].of == nil { found[position].of = before.find(found[position]) }
    InheritedThing(text: text, vocabulary: vocabulary).complete(&found)
  }

  // MARK: The number itself

  /// "minus five": a word before the number.
  private func applyMinus(_ figure: inout Figure) {
    let before = figure.firstWord - 1
    guard before >= 0, vocabulary.numerals.mayStart(text.words[before].hash), text.isSpaced(before),
      let (numeral, _) = vocabulary.numerals.match(before, text), numeral.is(.minus), let value = figure.value,
      value > 0
    else { return }
    figure.value = value.negated
    figure.start = Int(text.words[before].start)
    figure.firstWord = before
    figure.isBare = false
    if figure.reason == "one" { figure.reason = nil }
  }

  private func core(_ index: Int) -> Figure? {
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
      return spelled.read(index)
    }
  }

  private static let hangul = UnicodeTable.Script.hangul

  private func fuzzyWord(_ index: Int) -> Figure? { spelled.read(index) }

  private func digitFigure(_ index: Int) -> Figure {
    var figure = digits.read(index)
    let shape = DigitShape(text: text, vocabulary: vocabulary)
    if figure.reason == nil, let before = numeralBefore(figure) {
      // ke-5, thứ 5: a word that makes ordinals.
      if before.is(.ordinalPrefix), figure.isBare, !text.isWord(at: figure.end) {
        figure.kind = "ordinal"
        figure.isBare = false
        return figure
      }
      // साढ़े 3 लाख.
      if before.is(.halfBefore), let sum = figure.value?.adding(before.value) {
        figure.value = sum
        figure.firstWord -= 1
        figure.start = Int(text.words[figure.firstWord].start)
        figure.isBare = false
        return figure
      }
    }
    if let (reason, end) = shape.rejection(figure) {
      figure.reason = reason
      figure.endWord = end
      figure.end = Int(text.words[end - 1].end)
      return figure
    }
    if figure.reason != nil { return figure }
    if let end = shape.hourMark(figure) {
      figure.reason = "time"
      figure.endWord = end
      figure.end = Int(text.words[end - 1].end)
      return figure
    }
    if PowerReader(text: text, digits: digits).extend(&figure) { return figure }
    if let fraction = slashFraction(figure) ?? mixedFraction(figure) { return fraction }
    if figure.endWord < text.words.count, text.words[figure.endWord].kind == .number,
      Int(text.words[figure.endWord].start) == figure.end,
      let mixed = vulgarFraction(figure.endWord, whole: figure)
    {
      return mixed
    }
    if shape.isNegative(figure) {
      figure.value = figure.value?.negated
      figure.start -= text.dash(endingAt: figure.start)
      figure.isBare = false
    }
    if !startsUnit(figure) { myriads.extend(&figure) }
    return figure
  }

  /// 5千米: the first sign of a unit's name (千 in 千米) is no scale of the number.
  private func startsUnit(_ figure: Figure) -> Bool {
    guard readsMyriads, figure.endWord < text.words.count, Int(text.words[figure.endWord].start) == figure.end,
      text.words[figure.endWord].kind == .ideograph, let (_, count) = vocabulary.units.match(figure.endWord, text)
    else { return false }
    return count > 1
  }

  /// 3/4: a proper fraction of small numbers.
  private func slashFraction(_ figure: Figure) -> Figure? {
    guard figure.isBare, text[figure.end] == 0x2F, figure.endWord < text.words.count else { return nil }
    let other = digits.read(figure.endWord)
    guard other.isBare, other.start == figure.end + 1, let a = figure.value, let b = other.value, a < b, a > 0,
      b <= 100,
      !text.isWord(at: other.end), text[other.end] != 0x2F
    else { return nil }
    var result = figure
    result.end = other.end
    result.endWord = other.endWord
    result.value = SpelledReader.quotient(a, b)
    result.kind = "fraction"
    result.isBare = false
    return result
  }

  /// The numeral before digits, behind one blank or hyphen.
  private func numeralBefore(_ figure: Figure) -> Numeral? {
    let before = figure.firstWord - 1
    guard before >= 0, vocabulary.numerals.mayStart(text.words[before].hash) else { return nil }
    let gap = max(text.blank(endingAt: figure.start), text.dash(endingAt: figure.start))
    guard gap > 0, Int(text.words[before].end) == figure.start - gap else { return nil }
    return vocabulary.numerals.match(before, text)?.value
  }

  /// 1 1/2: a whole, a blank and a fraction.
  private func mixedFraction(_ figure: Figure) -> Figure? {
    let gap = text.blank(at: figure.end)
    guard figure.isBare, gap > 0, figure.endWord < text.words.count, text.words[figure.endWord].kind == .digits,
      Int(text.words[figure.endWord].start) == figure.end + gap, text.words[figure.endWord].range.count <= 2,
      text[Int(text.words[figure.endWord].end)] == 0x2F,
      let part = slashFraction(digits.read(figure.endWord)), let whole = figure.value,
      let fraction = part.value, let sum = whole.adding(fraction)
    else { return nil }
    var result = figure
    result.value = sum
    result.end = part.end
    result.endWord = part.endWord
    result.isBare = false
    return result
  }

  private static let fractions: [UInt32: (Int, Int)] = [
    0xBC: (1, 4), 0xBD: (1, 2), 0xBE: (3, 4), 0x2153: (1, 3), 0x2154: (2, 3), 0x2155: (1, 5), 0x2156: (2, 5),
    0x2157: (3, 5), 0x2158: (4, 5), 0x2159: (1, 6), 0x215A: (5, 6), 0x215B: (1, 8), 0x215C: (3, 8), 0x215D: (5, 8),
    0x215E: (7, 8),
  ]

  private func vulgarFraction(_ index: Int, whole: Figure?) -> Figure? {
    let word = text.words[index]
    guard let (a, b) = Self.fractions[text.decode(Int(word.start)).scalar] else { return nil }
    let part = SpelledReader.quotient(ExactDecimal(a), ExactDecimal(b))
    var figure = whole ?? Figure(start: Int(word.start), end: Int(word.end), firstWord: index, endWord: index + 1)
    figure.end = Int(word.end)
    figure.endWord = index + 1
    figure.value = (whole?.value ?? .zero).adding(part)
    figure.kind = whole == nil ? "fraction" : "cardinal"
    figure.isBare = false
    return figure
  }

  // MARK: What belongs to it

  /// Scale words, units, currency and percent around a number.
  private func attach(_ figure: inout Figure) {
    if isDecade(figure) {
      figure.reason = "year"
      return
    }
    attachMoneyBefore(&figure)
    attachScale(&figure)
    if figure.kind == "ordinal" || figure.kind == "multiplier" { return }
    if attachOrdinal(&figure) { return }
    if attachPercent(&figure) { return }
    if figure.currency == nil, figure.candidates.isEmpty, attachMoneyBehind(&figure) { return attachPer(&figure) }
    if figure.currency != nil || !figure.candidates.isEmpty {
      // "$5 dollars" and "US$5 USD" say it twice.
      var again = figure
      if attachMoneyBehind(&again) { figure = again }
      return attachPer(&figure)
    }
    if attachAge(&figure) { return }
    if attachUnit(&figure) { return attachPer(&figure) }
    if attachTimes(&figure) { return }
    attachPer(&figure)
    rejectGluedLetters(&figure)
  }

  /// 1990s, 80s: tens with an s glued to them.
  private func isDecade(_ figure: Figure) -> Bool {
    guard figure.isBare, text[figure.end] == UInt8(ascii: "s"), !text.isWord(at: figure.end + 1),
      let value = figure.value
    else { return false }
    return value >= 10 && value.coefficient % 10 == 0
  }

  private func attachMoneyBefore(_ figure: inout Figure) {
    var offset = figure.start
    if let (codes, count) = vocabulary.moneySigns.match(endingAt: offset, text.bytes) {
      // Letters of a sign (US$, kr) must not be the end of a longer word.
      guard !text.isWord(at: offset - count) || !isLetterBefore(offset - count) else { return }
      setMoney(&figure, codes)
      figure.start = offset - count
      return
    }
    offset -= text.blank(endingAt: offset)
    guard
      let (codes, count) = vocabulary.moneyCodes.match(endingAt: offset, text.bytes)
        ?? (offset < figure.start ? vocabulary.moneySigns.match(endingAt: offset, text.bytes) : nil),
      !isLetterBefore(offset - count)
    else { return }
    setMoney(&figure, codes)
    figure.start = offset - count
  }

  private func isLetterBefore(_ offset: Int) -> Bool {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 && offset > 0 && text.isWord(at: start)
  }

  private func setMoney(_ figure: inout Figure, _ codes: [String]) {
    figure.kind = "currency"
    figure.isBare = false
    let local = codes.first { code in region.map { code.hasPrefix($0) } ?? false }
    if codes.count == 1 || local != nil {
      figure.currency = local ?? codes[0]
    } else {
      figure.candidates = codes
    }
  }

  /// Where the next thing behind the figure may stand: right there, or behind one blank or hyphen.
  private func behind(_ figure: Figure) -> [Int] {
    // An abbreviated scale word has a dot: 39,7 Mio. m³.
    let dot = figure.scale != nil && text[figure.end] == 0x2E && text.blank(at: figure.end + 1) > 0 ? 1 : 0
    let gap = max(text.blank(at: figure.end + dot), text.dash(at: figure.end))
    var places = gap > 0 ? [figure.end, figure.end + dot + gap] : [figure.end]
    if figure.scale != nil, let next = nextWord(figure), let count = vocabulary.isWord(.of, next, text) {
      // 90 millions de $
      let end = Int(text.words[next + count - 1].end)
      places.append(end + text.blank(at: end))
    }
    return places
  }

  /// The index of the next word where only blanks, hyphens or an abbreviation's dot stand before it.
  private func nextWord(_ figure: Figure) -> Int? {
    guard figure.endWord < text.words.count else { return nil }
    let start = Int(text.words[figure.endWord].start)
    if start == figure.end { return figure.endWord }
    var offset = figure.end
    if figure.scale != nil, text[offset] == 0x2E { offset += 1 }
    for _ in 0..<2 {
      let gap = max(text.blank(at: offset), text.dash(at: offset))
      if gap == 0 { break }
      offset += gap
    }
    return offset == start ? figure.endWord : nil
  }

  /// The next word of a unit or currency, behind the "of" that some languages put after scale words: millions d'euros.
  private func nextUnitWord(_ figure: Figure) -> Int? {
    guard let next = nextWord(figure) else { return nil }
    guard figure.scale != nil || figure.isFuzzy || figure.kind == "fraction",
      let count = vocabulary.isWord(.of, next, text),
      next + count < text.words.count, text.isJoined(next + count - 1),
      vocabulary.money.match(next, text) == nil, vocabulary.units.match(next, text) == nil
    else { return next }
    return next + count
  }

  private func take(_ figure: inout Figure, words count: Int) {
    take(&figure, upTo: figure.endWord + count)
  }

  private func take(_ figure: inout Figure, upTo endWord: Int) {
    figure.endWord = endWord
    figure.end = Int(text.words[endWord - 1].end)
    figure.isBare = false
  }

  private func attachScale(_ figure: inout Figure) {
    guard figure.kind == "cardinal" || figure.kind == "currency", !figure.isFuzzy else { return }
    if !figure.isSpelled, let (factor, count) = vocabulary.suffixes.match(from: figure.end, text.bytes),
      !text.isWord(at: figure.end + count), isScaleSuffix(figure, count)
    {
      figure.value = figure.value?.multiplied(by: factor)
      figure.scale = factor
      figure.end += count
      figure.endWord += 1
      figure.isBare = false
      return
    }
    for _ in 0..<3 {
      guard !figure.isSpelled || figure.scale == nil, let next = nextWord(figure),
        let (numeral, count) = vocabulary.numerals.match(next, text)
      else { break }
      if numeral.is(.half), !figure.isSpelled, let half = numeral.value.multiplied(by: figure.scale ?? 1),
        let sum = figure.value?.adding(half)
      {
        figure.value = sum
        take(&figure, words: count)
        continue
      }
      guard
        numeral.role == .scale || (numeral.role == .hundred && !figure.isSpelled)
          || (numeral.role == .dozen && !figure.isSpelled),
        let product = figure.value?.multiplied(by: numeral.value)
      else { break }
      figure.value = product
      figure.scale = (figure.scale ?? 1).multiplied(by: numeral.value)
      take(&figure, words: count)
    }
    addSmallerScale(&figure)
  }

  /// "4.5m" is money or metres; a single letter counts as a scale only with money, but for k.
  private func isScaleSuffix(_ figure: Figure, _ count: Int) -> Bool {
    if count > 1 { return true }
    return figure.kind == "currency" || text[figure.end] | 0x20 == UInt8(ascii: "k")
  }

  /// 1 млн 200 тис.: a smaller number with a smaller scale right behind.
  private func addSmallerScale(_ figure: inout Figure) {
    guard let scale = figure.scale, scale > 1000, let next = nextWord(figure), text.words[next].kind == .digits else {
      return
    }
    let part = digits.read(next)
    guard part.reason == nil, part.endWord < text.words.count, text.isJoined(part.endWord - 1),
      let (numeral, count) = vocabulary.numerals.match(part.endWord, text), numeral.role == .scale,
      numeral.value < scale,
      let product = part.value?.multiplied(by: numeral.value), product < scale, let sum = figure.value?.adding(product)
    else { return }
    figure.value = sum
    figure.endWord = part.endWord
    take(&figure, words: count)
  }

  /// 17th, 5-го, 5:e, 5º: an ending right behind digits or behind a hyphen; "5." where the language writes so.
  private func attachOrdinal(_ figure: inout Figure) -> Bool {
    guard figure.kind == "cardinal", figure.isBare || figure.isSpelled && readsMyriads else { return false }
    let gap = text.dash(at: figure.end)
    let blank = readsMyriads ? text.blank(at: figure.end) : 0
    for offset in gap + blank > 0 ? [figure.end, figure.end + max(gap, blank)] : [figure.end] {
      if let (_, count) = vocabulary.numerals.lexicon.ordinalSuffixes.match(from: offset, text.bytes),
        readsMyriads || !text.isWord(at: offset + count), blank == 0 || count > 3
      {
        figure.kind = "ordinal"
        moveEnd(&figure, to: offset + count)
        return true
      }
    }
    guard figure.isBare else { return false }
    if attachOrdinalDot(&figure) { return true }
    guard figure.endWord < text.words.count, Int(text.words[figure.endWord].start) == figure.end + gap,
      vocabulary.isWord(.ordinalSuffix, figure.endWord, text) != nil
    else { return false }
    figure.kind = "ordinal"
    take(&figure, words: 1)
    return true
  }

  /// "der 5. Tag", "5. května": digits with a full stop that ends no sentence, for a word in small letters follows, or a
  /// word stands before that calls for an ordinal.
  private func attachOrdinalDot(_ figure: inout Figure) -> Bool {
    guard vocabulary.numerals.lexicon.hasOrdinalDot, text[figure.end] == 0x2E, figure.end - figure.start <= 3,
      figure.endWord < text.words.count
    else { return false }
    let next = text.words[figure.endWord]
    let blank = text.blank(at: figure.end + 1)
    guard blank > 0, Int(next.start) == figure.end + 1 + blank, next.kind == .letters else { return false }
    let isCalledFor =
      figure.firstWord > 0 && text.isSpaced(figure.firstWord - 1)
      && vocabulary.numerals.lexicon.isBeforeOrdinalDot(text.words[figure.firstWord - 1].hash)
    guard isCalledFor || next.letterCase == .lower else { return false }
    figure.kind = "ordinal"
    figure.end += 1
    figure.isBare = false
    return true
  }

  private func attachPercent(_ figure: inout Figure) -> Bool {
    if let start = percentBefore(figure) {
      figure.kind = "percent"
      figure.start = start
      figure.isBare = false
      return true
    }
    for offset in behind(figure) {
      if let (isPoint, count) = vocabulary.percentSigns.match(from: offset, text.bytes), !text.isWord(at: offset) {
        figure.kind = "percent"
        figure.unit = isPoint ? "percentage-point" : nil
        figure.end = offset + count
        figure.isBare = false
        while figure.endWord < text.words.count, Int(text.words[figure.endWord].start) < figure.end {
          figure.endWord += 1
        }
        return true
      }
    }
    guard let next = nextWord(figure) else { return false }
    if let count = vocabulary.isWord(.percentPoint, next, text) {
      figure.kind = "percent"
      figure.unit = "percentage-point"
      take(&figure, words: count)
      return true
    }
    if let count = vocabulary.isWord(.percent, next, text) {
      figure.kind = "percent"
      take(&figure, words: count)
      return true
    }
    return false
  }

  /// %15, yüzde 15: where the sign or word before the number starts.
  private func percentBefore(_ figure: Figure) -> Int? {
    let start = figure.start
    if text[start - 1] == 0x25,
      start < 2 || text.blank(endingAt: start - 1) > 0 || text[start - 2] == 0x0A || text[start - 2] == 0x28
    {
      return start - 1
    }
    guard figure.firstWord > 0, text.isJoined(figure.firstWord - 1),
      let count = vocabulary.isWord(.percentBefore, figure.firstWord - 1, text)
    else { return nil }
    return Int(text.words[figure.firstWord - count].start)
  }

  private func attachMoneyBehind(_ figure: inout Figure) -> Bool {
    if let next = nextUnitWord(figure), let (money, count) = vocabulary.money.match(next, text) {
      switch money {
      case .whole(let codes):
        setMoney(&figure, figure.currency == nil || codes.count == 1 ? codes : [figure.currency ?? codes[0]])
      case .part(let codes, let parts):
        setMoney(&figure, codes)
        figure.value = figure.value.map { $0.multiplied(by: SpelledReader.quotient(1, parts)) ?? $0 }
      }
      take(&figure, upTo: next + count)
      return true
    }
    for offset in behind(figure) {
      guard
        let (codes, count) = vocabulary.moneySigns.match(from: offset, text.bytes)
          ?? vocabulary.moneyCodes.match(from: offset, text.bytes),
        !text.isWord(at: offset + count) || !text.isWord(at: offset),
        text.digit(at: offset + count) == nil
      else { continue }
      setMoney(&figure, codes)
      moveEnd(&figure, to: offset + count)
      return true
    }
    return attachGluedMoney(&figure)
  }

  /// Korean and other money words that carry particles: 3억 달러를.
  private func attachGluedMoney(_ figure: inout Figure) -> Bool {
    guard readsMyriads else { return false }
    for offset in behind(figure) {
      guard let (codes, count) = vocabulary.moneySigns.match(from: offset, text.bytes) else { continue }
      setMoney(&figure, codes)
      moveEnd(&figure, to: offset + count)
      return true
    }
    return false
  }

  private func moveEnd(_ figure: inout Figure, to end: Int) {
    figure.end = end
    figure.isBare = false
    while figure.endWord < text.words.count, Int(text.words[figure.endWord].start) < end { figure.endWord += 1 }
  }

  private func attachAge(_ figure: inout Figure) -> Bool {
    guard figure.kind == "cardinal", let next = nextWord(figure), let count = vocabulary.isWord(.ageAfter, next, text)
    else { return false }
    figure.kind = "age"
    figure.unit = ageUnit(next)
    take(&figure, words: count)
    return true
  }

  private func ageUnit(_ index: Int) -> String {
    for offset in 0..<3 where index + offset < text.words.count {
      if let (unit, _) = vocabulary.units.match(index + offset, text), unit.isDuration { return unit.id }
    }
    return "year"
  }

  private func attachUnit(_ figure: inout Figure) -> Bool {
    guard figure.kind == "cardinal" || figure.kind == "fraction" else { return false }
    if !figure.isSpelled || readsMyriads {
      for offset in behind(figure) {
        guard let (unit, count) = vocabulary.unitSigns.match(from: offset, text.bytes) else { continue }
        // One letter counts only right behind the number or one blank, and never before a letter or a dot and letter.
        let isLetters = text.isWord(at: offset)
        guard !isLetters || !text.isWord(at: offset + count) || readsMyriads else { continue }
        if count == 1, isLetters, offset > figure.end, text.dash(at: figure.end) > 0 { continue }
        if count == 1, isLetters, isYearLike(figure) { continue }
        setUnit(&figure, unit)
        moveEnd(&figure, to: offset + count)
        return true
      }
    }
    guard let next = nextUnitWord(figure), let (unit, count) = vocabulary.units.match(next, text) else { return false }
    // A word of one letter (г, т, ч) is a unit only beside what is no year and where no name or further word hangs on it.
    if text.words[next].range.count <= 2, text.words[next].kind == .letters {
      guard !isYearLike(figure), text.words[next].letterCase != .upper, text.dash(at: Int(text.words[next].end)) == 0
      else { return false }
    }
    setUnit(&figure, unit)
    take(&figure, upTo: next + count)
    return true
  }

  private func isYearLike(_ figure: Figure) -> Bool {
    figure.isBare && figure.end - figure.start == 4 && figure.value.map { $0 >= 1500 && $0 <= 2100 } ?? false
  }

  private func setUnit(_ figure: inout Figure, _ unit: NumberVocabulary.Unit) {
    figure.kind = unit.kind
    figure.unit = unit.id
  }

  private func attachTimes(_ figure: inout Figure) -> Bool {
    guard figure.kind == "cardinal", let next = nextWord(figure), let count = vocabulary.isWord(.times, next, text)
    else { return false }
    figure.kind = "multiplier"
    take(&figure, words: count)
    return true
  }

  /// "per hour", "a barrel", "per 100,000": what the figure is a rate of.
  private func attachPer(_ figure: inout Figure) {
    guard figure.reason == nil, figure.endWord < text.words.count else { return }
    if text[figure.end] == 0x2F {
      if let (unit, count) = vocabulary.unitSigns.match(from: figure.end + 1, text.bytes),
        !text.isWord(at: figure.end + 1 + count)
      {
        figure.per = unit.id
      } else if Int(text.words[figure.endWord].start) == figure.end + 1,
        let (unit, _) = vocabulary.units.match(figure.endWord, text)
      {
        figure.per = unit.id
      }
      return
    }
    guard let next = nextWord(figure), next > 0, let count = vocabulary.isWord(.per, next, text) else { return }
    let target = next + count
    guard target < text.words.count, text.isSpaced(target - 1) else { return }
    if let (unit, _) = vocabulary.units.match(target, text) { figure.per = unit.id }
  }

  /// Digits with letters glued to them that are no unit and no scale: 24703L202, 5G.
  private func rejectGluedLetters(_ figure: inout Figure) {
    guard !figure.isSpelled, figure.kind == "cardinal", text.isWord(at: figure.end) else { return }
    let entry = UnicodeTable.shared.entry(text.decode(figure.end).scalar)
    guard entry.wordClass == .letter, entry.script != UnicodeTable.Script.hangul else { return }
    figure.reason = "code"
  }
}
