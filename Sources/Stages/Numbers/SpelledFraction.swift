import Pipeline

/// Fractions in words: two thirds, a twenty-first, five and a quarter, drei Viertel, tjugoförstedelar, half a million.
extension SpelledReader {
  /// A fraction while it is told from what looks like one.
  private struct Candidate {
    let tokens: [NumeralSequence.Token]
    /// The numeral that makes the denominator, and where the denominator begins.
    let last: Int
    let start: Int
    let numerator: ExactDecimal
    let denominator: ExactDecimal
    /// What stands before "and" or before the numerator.
    let whole: NumeralSequence.Reading?
    let isGlued: Bool
  }

  /// The fraction that the numerals from the word at `index` on begin with.
  func fraction(_ index: Int, _ tokens: [NumeralSequence.Token]) -> Figure? {
    guard let candidate = candidate(tokens), let end = tokens[candidate.last].endWord else { return nil }
    let scale = scale(behind: end)
    guard isFraction(candidate, end, hasScale: scale != nil) else { return nil }
    var part = Self.quotient(candidate.numerator, candidate.denominator)
    var figure = figure(index, end, part, kind: .fraction)
    if let scale {
      part = Self.product(candidate.numerator, scale.value, by: candidate.denominator)
      figure = self.figure(index, scale.end, part)
      figure.scale = scale.value
    }
    guard let whole = candidate.whole else {
      figure.value = part
      return figure
    }
    figure.kind = .cardinal
    figure.scale = scale?.value ?? whole.scale
    if let scale, whole.value < scale.value {
      // fünf und drei Viertel Milliarden: the scale holds for both.
      figure.value = whole.value.multiplied(by: scale.value)?.adding(part)
    } else if scale == nil, let last = whole.scale, whole.endsWithScale {
      // six million and two thirds, as in "a million and a half".
      figure.value = whole.value.adding(Self.product(candidate.numerator, last, by: candidate.denominator))
    } else {
      figure.value = whole.value.adding(part)
    }
    return figure
  }

  /// A quotient to 15 significant digits.
  static func quotient(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal { product(a, 1, by: b) }

  private static func product(_ a: ExactDecimal, _ b: ExactDecimal, by c: ExactDecimal) -> ExactDecimal {
    let value = a.double * b.double / c.double
    if value == value.rounded(), abs(value) < 1e15 { return ExactDecimal(Int(value)) }
    var scale = 1.0
    while abs(value) * scale < 1e14, scale < 1e30 { scale *= 10 }
    let digits = Int128((value * scale).rounded())
    var exponent: Int32 = 0
    var power = scale
    while power > 1 { (power, exponent) = ((power / 10).rounded(), exponent - 1) }
    return ExactDecimal(coefficient: digits, exponent: exponent).canonical
  }

  // MARK: Parts

  private func candidate(_ tokens: [NumeralSequence.Token]) -> Candidate? {
    let halves = vocabulary.numerals.countsHalves
    guard
      var last = tokens.firstIndex(where: {
        $0.numeral.is(.denominator) || $0.numeral.is(.ordinal) || $0.numeral.is(.ordinalScale)
          || $0.numeral.is(.denominatorEnding) || halves && $0.numeral.is(.part) && $0.gap != .none
      })
    else { return nil }
    // förste|del: the ending makes a denominator of the ordinal.
    while last + 1 < tokens.count, tokens[last + 1].word == tokens[last].word,
      tokens[last + 1].numeral.is(.denominatorEnding)
    {
      last += 1
    }
    var start = last
    while start > 0, tokens[start - 1].word == tokens[last].word, !tokens[start - 1].numeral.is(.and) { start -= 1 }
    if start == 0 { return glued(tokens, last) }
    guard var denominator = denominator(tokens[start...last]) else { return nil }
    if takesTen(tokens, start, denominator), let sum = denominator.adding(tokens[start - 1].numeral.value) {
      if start == 1 { return nil }
      denominator = sum
      start -= 1
    }
    guard denominator >= 2, !isOneOrdinal(tokens[...last], start) else { return nil }
    func make(_ numerator: ExactDecimal, _ whole: NumeralSequence.Reading? = nil) -> Candidate {
      Candidate(
        tokens: tokens, last: last, start: start, numerator: numerator, denominator: denominator, whole: whole,
        isGlued: false)
    }
    // five and a quarter, two hundred and fifty-four hundredths: what stands behind the last "and" is the numerator.
    if let joint = tokens[..<start].lastIndex(where: { $0.numeral.is(.and) && $0.gap == .blank }), joint > 0,
      joint + 1 == start, tokens[start].word == tokens[joint].word, tokens[last].numeral.is(.denominator),
      !tokens[last].numeral.is(.ordinal), let whole = number(tokens[..<joint])
    {
      // خمسة وربع: five and-a-quarter.
      return make(1, whole)
    }
    if let joint = tokens[..<start].lastIndex(where: { $0.numeral.is(.and) && $0.gap == .blank }), joint > 0,
      joint + 1 < start, let numerator = number(tokens[(joint + 1)..<start]), numerator.value < denominator,
      let whole = number(tokens[..<joint])
    {
      return make(numerator.value, whole)
    }
    // honderd drie vijfde: a unit in a word of its own behind hundreds or a scale.
    if start > 1, tokens[start - 1].gap == .blank, tokens[start - 1].numeral.is(.unit),
      tokens[start - 2].numeral.is(.hundred) || tokens[start - 2].numeral.is(.hundreds)
        || tokens[start - 2].numeral.is(.scale),
      tokens[start - 1].numeral.value < denominator, let whole = number(tokens[..<(start - 1)])
    {
      return make(tokens[start - 1].numeral.value, whole)
    }
    return number(tokens[..<start]).map { make($0.value) }
  }

  /// vier miljoenste: where ordinals are denominators, numerals that make one ordinal together are one, but for a
  /// single one (een honderdste) and for tens that stand in the wrong place (twintig vijfde).
  private func isOneOrdinal(_ tokens: ArraySlice<NumeralSequence.Token>, _ start: Int) -> Bool {
    guard vocabulary.numerals.countsOrdinals, start > 0, tokens[start - 1].numeral.value != 1,
      !vocabulary.numerals.isUnitFirst || tokens[start - 1].numeral.role != .ten || tokens[start].numeral.value >= 10
    else { return false }
    return reading(tokens)?.isOrdinal ?? false
  }

  /// dreiviertel, driekwart: numerator and denominator in one word.
  private func glued(_ tokens: [NumeralSequence.Token], _ last: Int) -> Candidate? {
    guard last > 0, tokens[last].numeral.is(.denominator), !tokens[last].numeral.is(.ordinal),
      let numerator = number(tokens[..<last]), numerator.value < tokens[last].numeral.value
    else { return nil }
    return Candidate(
      tokens: tokens, last: last, start: last, numerator: numerator.value, denominator: tokens[last].numeral.value,
      whole: nil, isGlued: true)
  }

  /// three twenty-firsts, one hundred thirty fifths: tens right before the denominator belong to it, but for "twenty
  /// fifths", which would be left without a numerator, and "one hundred and thirty fifths".
  private func takesTen(_ tokens: [NumeralSequence.Token], _ start: Int, _ denominator: ExactDecimal) -> Bool {
    let ten = tokens[start - 1]
    guard denominator < 10, ten.numeral.role == .ten, !vocabulary.numerals.isUnitFirst,
      start < 2 || tokens[start - 2].word != ten.word
    else { return false }
    if tokens[start].gap == .hyphen { return true }
    return start >= 2 && !tokens[start - 2].numeral.is(.and)
  }

  /// What the numerals are as one cardinal; nil where some are left over.
  private func number(_ tokens: ArraySlice<NumeralSequence.Token>) -> NumeralSequence.Reading? {
    guard let first = tokens.first else { return nil }
    if tokens.count == 1, first.numeral.role == .article, first.numeral.value < 1000 {
      return NumeralSequence.Reading(value: first.numeral.value, endWord: 0)
    }
    return reading(tokens).flatMap { $0.isOrdinal ? nil : $0 }
  }

  private func denominator(_ tokens: ArraySlice<NumeralSequence.Token>) -> ExactDecimal? {
    guard var last = tokens.last else { return nil }
    if last.numeral.is(.part) { return last.numeral.value == ExactDecimal("0.5") ? 2 : nil }
    if last.numeral.is(.denominatorEnding) {
      let rest = tokens.dropLast()
      return rest.isEmpty ? nil : reading(rest)?.value
    }
    last.numeral = Numeral(
      role: last.numeral.value >= 100 ? .ordinalScale : .ordinal, value: last.numeral.value)
    return tokens.count == 1 ? last.numeral.value : reading(tokens.dropLast() + [last])?.value
  }

  /// What all the numerals are together: none but the last may end the number.
  private func reading(_ tokens: ArraySlice<NumeralSequence.Token>) -> NumeralSequence.Reading? {
    var parts = tokens.map {
      NumeralSequence.Token(numeral: $0.numeral, gap: $0.gap, word: $0.word, endWord: nil)
    }
    guard let last = parts.popLast() else { return nil }
    parts.append(NumeralSequence.Token(numeral: last.numeral, gap: last.gap, word: last.word, endWord: 0))
    return sequence.read(parts)
  }

  /// A scale word or dozen behind a fraction: three quarters of a billion.
  private func scale(behind end: Int) -> (value: ExactDecimal, end: Int)? {
    guard end < text.words.count, text.isSpaced(end - 1) else { return nil }
    var next = end
    if let skip = vocabulary.isWord(.of, next, text), next + skip < text.words.count { next += skip }
    if let (article, count) = vocabulary.numerals.match(next, text), article.role == .article, article.value == 1 {
      next += count
    } else if next > end, vocabulary.numerals.match(next, text)?.value.role != .scale {
      return nil
    }
    guard next < text.words.count, text.isSpaced(next - 1),
      let (scale, count) = vocabulary.numerals.match(next, text), scale.role == .scale || scale.role == .dozen
    else { return nil }
    return (scale.value, next + count)
  }

  // MARK: What is none

  private func isFraction(_ found: Candidate, _ end: Int, hasScale: Bool) -> Bool {
    let lexicon = vocabulary.numerals
    let last = found.tokens[found.last]
    let isPure = !last.numeral.is(.ordinal) && !last.numeral.is(.ordinalScale)
    if !isPure, found.denominator < 3 { return false }
    if found.isGlued { return true }
    if end < text.words.count, text.isJoined(end - 1), vocabulary.isWord(.of, end, text) != nil { return true }
    if hasScale, isPure { return true }
    if found.whole == nil, isPure, vocabulary.units.match(last.word, text) != nil {
      // "two quarters" is half a year; "three quarters" can't be shortened and is 0.75.
      guard found.numerator > 1, found.numerator < found.denominator else { return false }
      return Self.isReduced(found.numerator, found.denominator)
    }
    if isPure || found.whole != nil { return isPure || found.numerator == 1 || lexicon.countsOrdinals }
    if found.numerator > 1 { return lexicon.countsOrdinals }
    let first = found.tokens[0]
    let isArticle =
      first.numeral.role == .article || vocabulary.wordClasses[text.words[first.word]].contains(.determiner)
    if found.tokens[found.start].gap == .hyphen, !isArticle || !isBeforeNoun(end) { return true }
    if !isArticle { return !isBeforeNoun(end) }
    // "a third" is one more far more often than a part.
    return isAlone(first.word, end) || isBehindHedge(first.word) && !isBeforeNoun(end)
  }

  private static func isReduced(_ a: ExactDecimal, _ b: ExactDecimal) -> Bool {
    guard a.exponent == 0, b.exponent == 0 else { return true }
    var (x, y) = (a.coefficient, b.coefficient)
    while y != 0 { (x, y) = (y, x % y) }
    return x == 1
  }

  /// Whether a word that may be a noun stands behind a blank.
  func isBeforeNoun(_ index: Int) -> Bool {
    guard index < text.words.count, text.isSpaced(index - 1), text.words[index].kind == .letters else { return false }
    return vocabulary.wordClasses[text.words[index]].isDisjoint(with: .stops)
  }

  /// Whether no other word stands beside the words from `first` to `end`.
  func isAlone(_ first: Int, _ end: Int) -> Bool {
    (first == 0 || !text.isSpaced(first - 1)) && (end >= text.words.count || !text.isSpaced(end - 1))
  }

  /// "by a third", "nearly a fifth".
  private func isBehindHedge(_ first: Int) -> Bool {
    guard first > 0, text.isSpaced(first - 1) else { return false }
    if let (change, _) = vocabulary.changeBefore.match(first - 1, text), change == .by { return true }
    return vocabulary.modifiersBefore.match(first - 1, text)?.value.meaning != nil
  }

  // MARK: Halves

  /// "half of them", "half a million", "ein halbes Dutzend": a part in one word, `lead` words behind its article.
  func part(_ index: Int, _ lead: Int, _ part: (value: Numeral, count: Int)) -> Figure? {
    let value = part.value.value
    let next = index + lead + part.count
    if vocabulary.isWord(.idiom, index + lead, text) != nil || isBehindRank(index) { return nil }
    if next < text.words.count, text.isJoined(next - 1) {
      var after = next
      if let (article, count) = vocabulary.numerals.match(next, text), article.role == .article, article.value == 1 {
        after += count
      }
      if after < text.words.count, text.isJoined(after - 1) {
        if let (scale, count) = vocabulary.numerals.match(after, text), scale.role == .scale || scale.role == .dozen,
          let product = value.multiplied(by: scale.value)?.canonical
        {
          var figure = figure(index, after + count, product)
          figure.scale = scale.value
          return figure
        }
        // half an hour, halbe Stunde: a measure, with the unit behind it.
        if vocabulary.units.match(after, text) != nil { return figure(index, after, value, kind: .fraction) }
      }
      // A half-brother is none.
      if !text.isSpaced(next - 1) { return nil }
    }
    if lead > 0 { return figure(index, next, value, kind: .fraction) }
    if isBehindHedge(index) || isBeforeDefiniteNoun(next) { return figure(index, next, value, kind: .fraction) }
    guard next < text.words.count, text.isSpaced(next - 1) else { return nil }
    if vocabulary.has(.of), !vocabulary.numerals.dividesBareNouns, vocabulary.isWord(.of, next, text) == nil,
      vocabulary.isWord(.determiner, next, text) == nil
    {
      return nil
    }
    return figure(index, next, value, kind: .fraction)
  }

  /// во второй половине, first half: one of the halves; and the "a half" of "a year and a half" is none by itself.
  private func isBehindRank(_ index: Int) -> Bool {
    guard index > 0, text.isSpaced(index - 1), let (before, _) = vocabulary.numerals.match(index - 1, text) else {
      return false
    }
    return before.role == .half || before.is(.ordinal) && !before.is(.unit)
  }

  /// "quarter million": a denominator alone before a scale.
  func share(_ index: Int, _ denominator: (value: Numeral, count: Int)) -> Figure? {
    guard !denominator.value.is(.ordinal) else { return nil }
    let end = index + denominator.count
    guard let scale = scale(behind: end) else {
      // "more than a quarter" without its article: أكثر من ربع; and before what is divided: ربع ساعة, ثلث المقاعد.
      let isPart =
        isBehindHedge(index) || isBeforeDefiniteNoun(end)
        || vocabulary.hasDefiniteNouns && end < text.words.count && text.isSpaced(end - 1)
          && vocabulary.units.match(end, text) != nil
      return isPart ? figure(index, end, Self.quotient(1, denominator.value.value), kind: .fraction) : nil
    }
    var figure = figure(index, scale.end, Self.product(1, scale.value, by: denominator.value.value))
    figure.scale = scale.value
    return figure
  }
}
