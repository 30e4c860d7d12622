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
      // لست, "I am not", is put together like "for six".
      guard vocabulary.numerals.mayBeCompound(index, text), vocabulary.isWord(.idiom, index, text) == nil else {
        return nil
      }
      return sum(index)
    }
    // "en av" is a pronoun, and "en av tre" a third.
    if let count = vocabulary.isWord(.idiom, index, text), !isProportion(index, count),
      // إحدى, one of, also begins the word for eleven.
      vocabulary.numerals.match(index, text)?.count ?? 0 <= count
    {
      return nil
    }
    if let figure = fuzzy(index) { return figure }
    guard let first = vocabulary.numerals.match(index, text) else { return sum(index) }
    switch first.value.role {
    case .part: return part(index, 0, first)
    case .times: return figure(index, index + first.count, first.value.value, kind: .multiplier)
    case .denominator: return share(index, first)
    case .half:
      // ونصف العمال: "and half", before what is divided.
      let next = index + first.count
      return isBeforeDefiniteNoun(next) ? figure(index, next, first.value.value, kind: .fraction) : nil
    case .denominatorEnding, .suffix, .and, .minus, .point, .rule, .variant: return nil
    default: break
    }
    if first.value.value == 1, first.value.role != .ordinal, index + first.count < text.words.count,
      text.isSpaced(index + first.count - 1),
      let half = vocabulary.numerals.match(index + first.count, text), half.value.role == .part
    {
      return part(index, first.count, half)
    }
    return sum(index, isWeak: first.value.role == .weak)
  }

  /// The fraction or, where the first word is not `isWeak`, the number that the numerals from `index` on add up to.
  private func sum(_ index: Int, isWeak: Bool = false) -> Figure? {
    let tokens = sequence.tokens(from: index)
    if tokens.isEmpty { return nil }
    return fraction(index, tokens) ?? (isWeak ? nil : cardinal(index, tokens))
  }

  func figure(_ first: Int, _ end: Int, _ value: ExactDecimal, kind: Figure.Kind = .cardinal) -> Figure {
    var figure = Figure(
      start: Int(text.words[first].start), end: Int(text.words[end - 1].end), firstWord: first, endWord: end)
    figure.value = value
    figure.kind = kind
    figure.isSpelled = true
    return figure
  }

  private func cardinal(_ index: Int, _ tokens: [NumeralSequence.Token]) -> Figure? {
    guard let number = sequence.read(tokens) else { return nil }
    // A lone word that has another meaning, or touches digits, is no number.
    if index > 0, text.words[index - 1].end == text.words[index].start, text.words[index].kind == .letters {
      return nil
    }
    if !number.isOrdinal, let decimal = decimal(index, number) { return decimal }
    if number.isOrdinal {
      return isRank(index, number) ? figure(index, number.endWord, number.value, kind: .ordinal) : nil
    }
    var figure = figure(index, number.endWord, number.value)
    figure.scale = number.scale
    // A lone "one" is a pronoun or an article unless a unit follows; the caller knows.
    if number.isWeak || (number.numerals == 1 && number.value == 1) { figure.reason = .one }
    return figure
  }

  /// Whether an ordinal is a rank. "First" and "second" are adverbs, sides and units of time too, so they need a noun
  /// behind them or a determiner before; forms that the pack calls weak need both.
  private func isRank(_ index: Int, _ number: NumeralSequence.Reading) -> Bool {
    if number.value >= 3, !number.isWeak { return true }
    if number.value < 3, isAlone(index, number.endWord) { return !number.isWeak || isWholeText(number.endWord) }
    if number.value < 3, index > 0 {
      // Во-вторых is "secondly", the Premier League and the Zweite Republik are names.
      if !text.isSpaced(index - 1), text.dash(endingAt: Int(text.words[index].start)) > 0 { return false }
      if text.isSpaced(index - 1), text.words[index].letterCase == .title, number.endWord < text.words.count,
        text.isSpaced(number.endWord - 1), text.words[number.endWord].letterCase == .title
      {
        return false
      }
    }
    let isDetermined =
      index > 0 && text.isSpaced(index - 1)
      && vocabulary.wordClasses[text.words[index - 1]].contains(.determiner)
    let leads =
      vocabulary.hasDefiniteNouns
      ? isBehindDefiniteNoun(index)
      : isBeforeNoun(number.endWord) || isBeforeNumeral(number.endWord)
    return number.isWeak ? isDetermined && leads : isDetermined || leads
  }

  /// ثلث المقاعد, a third of the seats: the definite noun stands right behind its part.
  func isBeforeDefiniteNoun(_ index: Int) -> Bool {
    guard index > 0, index < text.words.count, text.isSpaced(index - 1),
      vocabulary.isWord(.idiom, index - 1, text) == nil,
      vocabulary.definitePrefixes.match(from: Int(text.words[index - 1].start), text.bytes) == nil
    else { return false }
    return vocabulary.definitePrefixes.match(from: Int(text.words[index].start), text.bytes) != nil
  }

  /// السؤال الثاني: the noun stands before its ordinal.
  private func isBehindDefiniteNoun(_ index: Int) -> Bool {
    guard index > 0, text.isSpaced(index - 1), vocabulary.isWord(.idiom, index - 1, text) == nil else { return false }
    let noun = text.words[index - 1]
    guard let (_, count) = vocabulary.definitePrefixes.match(from: Int(noun.start), text.bytes) else { return false }
    return noun.range.count > count + 2
  }

  /// "the first two", "the second one".

  private func isBeforeNumeral(_ index: Int) -> Bool {
    index < text.words.count && text.isSpaced(index - 1)
      && vocabulary.numerals.match(index, text).map { $0.value.is(.unit) || $0.value.is(.teen) } ?? false
  }

  private func isProportion(_ index: Int, _ count: Int) -> Bool {
    let last = index + count - 1
    guard count > 1, vocabulary.isWord(.outOf, last, text) != nil || vocabulary.isWord(.oneIn, last, text) != nil
    else { return false }
    return isBeforeNumeral(last + 1)
  }

  private func isWholeText(_ end: Int) -> Bool { end == text.words.count && end < 3 }

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
