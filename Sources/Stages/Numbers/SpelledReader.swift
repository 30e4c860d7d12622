import Pipeline

/// Reads numbers written in words: sums of hundreds, tens and units, multiplied by scale words.
struct SpelledReader {
  let text: NumberText
  let vocabulary: NumberVocabulary

  var sequence: NumeralSequence { NumeralSequence(text: text, lexicon: vocabulary.numerals) }

  /// The number in words that starts at `index`, or nil.
  func read(_ index: Int) -> Figure? {
    let hash = text.words[index].hash
    guard vocabulary.numerals.mayStart(hash) || vocabulary.fuzzy.mayStart(hash) else {
      return vocabulary.numerals.mayBeCompound(index, text) ? fraction(index) ?? cardinal(index) : nil
    }
    let numeral = vocabulary.numerals.match(index, text)
    // "một phần" is "in part", and "một phần tư" a quarter.
    if let idiom = vocabulary.isWord(.idiom, index, text), idiom >= numeral?.count ?? 0 { return nil }
    if let figure = fuzzy(index) { return figure }
    guard let first = numeral else { return fraction(index) ?? cardinal(index) }
    switch first.value.role {
    case .part: return part(index, 0, first)
    case .times: return figure(index, index + first.count, first.value.value, kind: .multiplier)
    case .denominator: return share(index, first)
    case .denominatorEnding, .suffix, .half, .and, .minus, .point, .rule, .variant: return nil
    default: break
    }
    if first.value.value == 1, first.value.role != .ordinal, index + first.count < text.words.count, text.isSpaced(index + first.count - 1),
      let half = vocabulary.numerals.match(index + first.count, text), half.value.role == .part, !half.value.is(.half)
    {
      return part(index, first.count, half)
    }
    return fraction(index) ?? (first.value.role == .weak ? nil : cardinal(index))
  }

  func figure(_ first: Int, _ end: Int, _ value: ExactDecimal, kind: Figure.Kind = .cardinal) -> Figure {
    var figure = Figure(
      start: Int(text.words[first].start), end: Int(text.words[end - 1].end), firstWord: first, endWord: end)
    figure.value = value
    figure.kind = kind
    figure.isSpelled = true
    return figure
  }

  private func cardinal(_ index: Int) -> Figure? {
    guard let number = sequence.read(index) else { return nil }
    // A lone word that has another meaning, or touches digits, is no number.
    if index > 0, text.words[index - 1].end == text.words[index].start, text.words[index].kind == .letters {
      return nil
    }
    if !number.isOrdinal, let decimal = decimal(index, number) { return decimal }
    if number.isOrdinal {
      // "first" and "second" are too often adverbs, sides and units of time to be figures.
      return number.value >= 3 && !number.isWeak ? figure(index, number.endWord, number.value, kind: .ordinal) : nil
    }
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
      guard let rest = sequence.read(end), rest.value < 1000 else {
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
