import Pipeline

/// Reads numbers written in words: sums of hundreds, tens and units, multiplied by scale words.
struct SpelledReader {
  let text: NumberText
  let vocabulary: NumberVocabulary

  /// The number in words that starts at `index`, or nil.
  func read(_ index: Int) -> Figure? {
    let hash = text.words[index].hash
    guard vocabulary.numerals.mayStart(hash) || vocabulary.fuzzy.mayStart(hash) else { return nil }
    if vocabulary.isWord(.idiom, index, text) != nil { return nil }
    if let figure = fuzzy(index) { return figure }
    guard let first = vocabulary.numerals.match(index, text) else { return nil }
    switch first.value.role {
    case .ordinal, .ordinalScale: return ordinal(index, first.value.value, first.count)
    case .part: return part(index, first.value.value, first.count)
    case .times: return figure(index, index + first.count, first.value.value, kind: "multiplier")
    case .denominator, .suffix, .zero: return nil
    case .article:
      if let fraction = fraction(index + first.count, numerator: first.value.value, start: index) { return fraction }
    default: break
    }
    return cardinal(index)
  }

  private func figure(_ first: Int, _ end: Int, _ value: ExactDecimal, kind: String = "cardinal") -> Figure {
    var figure = Figure(
      start: Int(text.words[first].start), end: Int(text.words[end - 1].end), firstWord: first, endWord: end)
    figure.value = value
    figure.kind = kind
    figure.isSpelled = true
    return figure
  }

  private func cardinal(_ index: Int) -> Figure? {
    var total = ExactDecimal.zero
    var current = ExactDecimal.zero
    var hasCurrent = false
    var slot = 4
    var lastScale: ExactDecimal?
    var position = index
    var end = index
    var scale: ExactDecimal?
    var hasOnlyOne = false
    scan: while position < text.words.count, position == index || text.isJoined(position - 1) {
      guard let (numeral, count) = vocabulary.numerals.match(position, text) else {
        // "one hundred and five": an "and" inside counts only where a smaller part follows.
        if end > index, slot <= 4, let skip = vocabulary.isWord(.and, position, text), text.isSpaced(position - 1),
          let next = vocabulary.numerals.match(position + skip, text), text.isSpaced(position + skip - 1),
          slot == 3 || (slot == 4 && lastScale != nil), [.unit, .teen, .ten].contains(next.value.role)
        {
          position += skip
          continue
        }
        break
      }
      switch numeral.role {
      case .unit, .native, .attributive, .collective:
        guard slot > 1 else { break scan }
        current = current.adding(numeral.value) ?? current
        slot = 1
      case .mixed:
        guard slot == 4 else { break scan }
        current = numeral.value
        slot = 0
      case .teen:
        guard slot > 2 else { break scan }
        current = current.adding(numeral.value) ?? current
        slot = 0
      case .ten:
        guard slot > 2 else { break scan }
        current = current.adding(numeral.value) ?? current
        slot = 2
      case .hundreds:
        guard slot > 3 else { break scan }
        current = current.adding(numeral.value) ?? current
        slot = 3
      case .hundred:
        guard hasCurrent, slot < 4, current < 100 else { break scan }
        current = current.multiplied(by: numeral.value) ?? current
        slot = 3
      case .scale:
        if let lastScale, numeral.value >= lastScale { break scan }
        guard hasCurrent, let product = current.multiplied(by: numeral.value), let sum = total.adding(product) else {
          break scan
        }
        total = sum
        current = .zero
        slot = 4
        lastScale = numeral.value
        scale = numeral.value
        hasCurrent = false
        hasOnlyOne = false
        position += count
        end = position
        continue
      case .dozen:
        let product = (hasCurrent ? current : 1).multiplied(by: numeral.value) ?? numeral.value
        return figure(index, position + count, product)
      case .article:
        guard position == index, let next = vocabulary.numerals.match(position + count, text),
          text.isSpaced(position + count - 1),
          [.hundred, .scale, .dozen].contains(next.value.role)
        else { break scan }
        current = 1
        slot = 1
      default: break scan
      }
      if end == index { hasOnlyOne = numeral.role == .unit && numeral.value == 1 } else { hasOnlyOne = false }
      hasCurrent = true
      position += count
      end = position
    }
    guard end > index, let value = total.adding(current) else { return nil }
    if let fraction = fraction(end, numerator: value, start: index) { return fraction }
    var figure = figure(index, end, value)
    figure.scale = scale
    // A lone "one" is a pronoun or an article unless a unit follows; the caller knows.
    if hasOnlyOne { figure.reason = "one" }
    return figure
  }

  /// "two thirds", "a quarter of": a denominator behind a small numerator.
  private func fraction(_ position: Int, numerator: ExactDecimal, start: Int) -> Figure? {
    guard position > 0, position < text.words.count, text.isJoined(position - 1) else { return nil }
    guard let (numeral, count) = vocabulary.numerals.match(position, text) else { return nil }
    let isDenominator = numeral.role == .denominator || (numeral.role == .ordinal && numeral.value >= 3)
    guard isDenominator, numerator < numeral.value, numerator.exponent >= 0 else { return nil }
    let next = position + count
    let isOf = next < text.words.count && vocabulary.isWord(.of, next, text) != nil
    guard isOf || (numeral.role == .denominator && numerator > 1) else { return nil }
    return figure(start, next, Self.quotient(numerator, numeral.value), kind: "fraction")
  }

  /// A quotient to 15 significant digits.
  static func quotient(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal {
    let quotient = a.double / b.double
    return ExactDecimal("\((quotient * 1e15).rounded() / 1e15)") ?? .zero
  }

  private func ordinal(_ index: Int, _ value: ExactDecimal, _ count: Int) -> Figure? {
    // "first" and "second" are too often adverbs, sides and units of time to be figures.
    value >= 3 ? figure(index, index + count, value, kind: "ordinal") : nil
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
    return figure(index, next, value, kind: "fraction")
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
    figure.modifier = "fuzzy"
    figure.isFuzzy = true
    figure.isSpelled = true
    return figure
  }
}
