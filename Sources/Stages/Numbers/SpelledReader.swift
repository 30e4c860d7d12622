import Pipeline

/// Reads numbers written in words: sums of hundreds, tens and units, multiplied by scale words.
struct SpelledReader {
  let text: NumberText
  let vocabulary: NumberVocabulary

  /// The number in words that starts at `index`, or nil.
  func read(_ index: Int) -> Figure? {
    let hash = text.words[index].hash
    guard vocabulary.numerals.mayStart(hash) || vocabulary.fuzzy.mayStart(hash) else {
      return vocabulary.numerals.mayBeCompound(index, text) ? cardinal(index) : nil
    }
    if vocabulary.isWord(.idiom, index, text) != nil { return nil }
    if let figure = fuzzy(index) { return figure }
    guard let first = vocabulary.numerals.match(index, text) else { return cardinal(index) }
    switch first.value.role {
    case .part: return part(index, first.value.value, first.count)
    case .times: return figure(index, index + first.count, first.value.value, kind: .multiplier)
    case .denominator, .suffix, .half, .and, .weak, .minus, .point, .rule, .variant: return nil
    case .article:
      if let fraction = fraction(index + first.count, numerator: first.value.value, start: index) { return fraction }
    default: break
    }
    return cardinal(index)
  }

  private func figure(_ first: Int, _ end: Int, _ value: ExactDecimal, kind: Figure.Kind = .cardinal) -> Figure {
    var figure = Figure(
      start: Int(text.words[first].start), end: Int(text.words[end - 1].end), firstWord: first, endWord: end)
    figure.value = value
    figure.kind = kind
    figure.isSpelled = true
    return figure
  }

  private func cardinal(_ index: Int) -> Figure? {
    guard let number = NumeralSequence(text: text, lexicon: vocabulary.numerals).read(index) else { return nil }
    // A lone word that has another meaning, or touches digits, is no number.
    if index > 0, text.words[index - 1].end == text.words[index].start, text.words[index].kind == .letters {
      return nil
    }
    if !number.isOrdinal, let decimal = decimal(index, number) { return decimal }
    if number.isOrdinal {
      // "first" and "second" are too often adverbs, sides and units of time to be figures.
      return number.value >= 3 && !number.isWeak ? figure(index, number.endWord, number.value, kind: .ordinal) : nil
    }
    if let fraction = fraction(number.endWord, numerator: number.value, start: index) { return fraction }
    var figure = figure(index, number.endWord, number.value)
    figure.scale = number.scale
    // A lone "one" is a pronoun or an article unless a unit follows; the caller knows.
    if number.isWeak || (number.numerals == 1 && number.value == 1) { figure.reason = .one }
    return figure
  }

  /// "three point five million": a point in words, then digits one by one or as one number.
  private func decimal(_ index: Int, _ whole: NumeralSequence.Reading) -> Figure? {
    let point = whole.endWord
    guard point < text.words.count, text.isSpaced(point - 1),
      let (numeral, count) = vocabulary.numerals.match(point, text),
      numeral.is(.point), text.isSpaced(point + count - 1)
    else { return nil }
    var places = ""
    var end = point + count
    while end < text.words.count, places.utf8.count < 12, end == point + count || text.isSpaced(end - 1),
      let (digit, width) = vocabulary.numerals.match(end, text), digit.value < 10, digit.is(.unit) || digit.is(.zero)
    {
      places += digit.value.digits
      end += width
    }
    if places.isEmpty {
      guard let rest = NumeralSequence(text: text, lexicon: vocabulary.numerals).read(end), rest.value < 1000 else {
        return nil
      }
      places = rest.value.digits
      end = rest.endWord
    }
    guard let part = ExactDecimal("0." + places), let sum = whole.value.adding(part) else { return nil }
    var figure = figure(index, end, sum)
    if end < text.words.count, text.isSpaced(end - 1), let (scale, width) = vocabulary.numerals.match(end, text),
      scale.role == .scale, let product = sum.multiplied(by: scale.value)
    {
      figure.value = product
      figure.scale = scale.value
      figure.endWord = end + width
      figure.end = Int(text.words[figure.endWord - 1].end)
    }
    return figure
  }

  /// "two thirds", "a quarter of": a denominator behind a small numerator.
  private func fraction(_ position: Int, numerator: ExactDecimal, start: Int) -> Figure? {
    guard position > 0, position < text.words.count, text.isJoined(position - 1) else { return nil }
    guard let (numeral, count) = vocabulary.numerals.match(position, text) else { return nil }
    let isDenominator = numeral.is(.denominator) || (numeral.is(.ordinal) && numeral.value >= 3)
    guard isDenominator, numerator < numeral.value, numerator.exponent >= 0 else { return nil }
    let next = position + count
    let isOf = next < text.words.count && vocabulary.isWord(.of, next, text) != nil
    guard
      isOf || (numeral.is(.denominator) && (numerator > 1 || (numeral.role == .denominator && !vocabulary.has(.of))))
    else { return nil }
    return figure(start, next, Self.quotient(numerator, numeral.value), kind: .fraction)
  }

  /// A quotient to 15 significant digits.
  static func quotient(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal {
    let quotient = a.double / b.double
    return ExactDecimal("\((quotient * 1e15).rounded() / 1e15)") ?? .zero
  }

  /// "half of them", "half a million".
  private func part(_ index: Int, _ value: ExactDecimal, _ count: Int) -> Figure? {
    let next = index + count
    guard next < text.words.count, text.isSpaced(next - 1) else { return nil }
    var scaleAt = next
    if let (article, articleCount) = vocabulary.numerals.match(next, text), article.role == .article {
      scaleAt += articleCount
    }
    if let (scale, scaleCount) = vocabulary.numerals.match(scaleAt, text), scale.role == .scale || scale.role == .dozen,
      let product = value.multiplied(by: scale.value)
    {
      var figure = figure(index, scaleAt + scaleCount, product)
      figure.scale = scale.value
      return figure
    }
    if vocabulary.has(.of), vocabulary.isWord(.of, next, text) == nil, vocabulary.isWord(.determiner, next, text) == nil
    {
      return nil
    }
    return figure(index, next, value, kind: .fraction)
  }

  /// "dozens", "tens of thousands", "several".
  private func fuzzy(_ index: Int) -> Figure? {
    guard let (word, count) = vocabulary.fuzzy.match(index, text) else { return nil }
    var end = index + count
    var low = word.low
    var high = word.high
    if word.isPlural, let factor = word.factor {
      var next = end
      if next < text.words.count, let skip = vocabulary.isWord(.of, next, text) { next += skip }
      if next < text.words.count, text.isSpaced(next - 1) {
        if let (other, otherCount) = vocabulary.fuzzy.match(next, text), other.isPlural {
          low = other.low.flatMap { factor.multiplied(by: $0) }
          high = other.high.flatMap { factor.multiplied(by: $0) }
          end = next + otherCount
        } else if let (scale, scaleCount) = vocabulary.numerals.match(next, text), scale.role == .scale {
          low = low?.multiplied(by: scale.value)
          high = high?.multiplied(by: scale.value)
          end = next + scaleCount
        }
      }
    } else if end < text.words.count, text.isSpaced(end - 1),
      let (scale, scaleCount) = vocabulary.numerals.match(end, text),
      [.scale, .hundred, .dozen].contains(scale.role)
    {
      low = low?.multiplied(by: scale.value)
      high = high?.multiplied(by: scale.value)
      end += scaleCount
    }
    var figure = Figure(
      start: Int(text.words[index].start), end: Int(text.words[end - 1].end), firstWord: index, endWord: end)
    figure.low = low
    figure.high = high
    figure.modifier = .fuzzy
    figure.isFuzzy = true
    figure.isSpelled = true
    return figure
  }
}
