import Pipeline

/// Scale words and abbreviations behind digits: 2.5 million, 3 Mrd.
extension NumberRecognizer {
  func attachScale(_ figure: inout Figure) {
    guard figure.kind == .cardinal || figure.kind == .currency, !figure.isFuzzy else { return }
    if attachScaleSuffix(&figure) { return }
    if figure.kind == .cardinal, figure.isBare, let value = figure.value, let next = nextWord(figure),
      let (part, count) = vocabulary.numerals.match(next, text), part.is(.denominatorPlural)
    {
      // 836 milésimos.
      figure.value = SpelledReader.quotient(value, part.value)
      figure.kind = .fraction
      take(&figure, words: count)
      return
    }
    for _ in 0..<3 {
      guard !figure.isSpelled || figure.scale == nil, let next = nextWord(figure),
        var (numeral, count) = vocabulary.numerals.match(next, text)
      else { break }
      if numeral.joins(8), text.isJoined(next + count - 1),
        let (scale, width) = vocabulary.numerals.match(next + count, text), scale.role == .scale
      {
        // 20 de milioane.
        (numeral, count) = (scale, count + width)
      }
      // 20 cents: the French hundred is a coin, too.
      if numeral.role == .hundred, case .part? = vocabulary.money.match(next, text)?.value { break }
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
    addRest(&figure)
  }

  /// 10k, 4.5bn, 2.33 k: letters that stand for a scale.
  private func attachScaleSuffix(_ figure: inout Figure) -> Bool {
    guard !figure.isSpelled else { return false }
    var gap = text.blank(at: figure.end)
    if gap > 0 { gap += text.blank(at: figure.end + gap) }
    for offset in gap > 0 ? [figure.end, figure.end + gap] : [figure.end] {
      guard let (factor, count) = vocabulary.suffixes.match(from: offset, text.bytes),
        !text.isWord(at: offset + count) || isUnspaced(offset + count), isScaleSuffix(figure, offset, count)
      else { continue }
      figure.value = figure.value?.multiplied(by: factor)
      figure.scale = factor
      figure.end = offset + count
      figure.endWord += 1
      figure.isBare = false
      return true
    }
    return false
  }

  /// Whether a letter of a script without spaces stands at `offset`: 15kパーセント.
  private func isUnspaced(_ offset: Int) -> Bool {
    readsMyriads && UnicodeTable.shared.entry(text.bytes.scalar(at: offset).value).wordClass == .unspaced
  }

  /// Whether letters at `offset` are a scale. One letter counts with money, and k with all else; G, B, T and M name
  /// other things too (5G, seat 12B, 1.5 T), so they need decimals or nothing around them.
  private func isScaleSuffix(_ figure: Figure, _ offset: Int, _ count: Int) -> Bool {
    let isGlued = offset == figure.end
    if count > 1 { return isGlued }
    if figure.kind == .currency, isGlued { return true }
    let next = figure.endWord + 1
    let isLast = next >= text.words.count || !text.isJoined(figure.endWord)
    switch text[offset] {
    case UInt8(ascii: "k"): return isGlued || isLast || text.isSpaced(figure.endWord)
    // 4K and 8K are what screens show.
    case UInt8(ascii: "K"): return isGlued && (isLast || figure.end - figure.start > 1)
    case UInt8(ascii: "G"), UInt8(ascii: "M"), UInt8(ascii: "B"), UInt8(ascii: "T"), UInt8(ascii: "b"):
      let isDecimal = !figure.isBare && figure.kind == .cardinal && figure.value.map { $0 > 0 } ?? false
      let isSole =
        isLast && figure.end - figure.start > 1 && (figure.firstWord == 0 || !text.isSpaced(figure.firstWord - 1))
      if text[offset] == UInt8(ascii: "M") { return isGlued && (isDecimal || isSole || !isLast) }
      return isDecimal && (isGlued || isLast) || isSole && isGlued && text[offset] == UInt8(ascii: "G")
    default: return false
    }
  }

  /// 3 hundred and 21, 5 тисяч 200: what is left below the last scale word, in digits or behind "and" in words.
  private func addRest(_ figure: inout Figure) {
    guard let scale = figure.scale, !figure.isSpelled, figure.kind == .cardinal, [100, 1000].contains(scale),
      var next = nextWord(figure), text.isSpaced(next - 1), figure.value.map({ $0.exponent >= 0 }) ?? false
    else { return }
    var hasAnd = false
    if let (numeral, count) = vocabulary.numerals.match(next, text), numeral.is(.and), numeral.joins(4),
      next + count < text.words.count, text.isSpaced(next + count - 1)
    {
      next += count
      hasAnd = true
    }
    let rest: Figure?
    if text.words[next].kind == .digits {
      rest = digits.read(next)
    } else {
      rest = hasAnd ? spelled.read(next) : nil
    }
    guard let rest, rest.reason ?? .one == .one, rest.kind == .cardinal, rest.isBare || rest.isSpelled, !rest.isFuzzy,
      rest.scale == nil, let value = rest.value, value < scale, value.exponent >= 0,
      let sum = figure.value?.adding(value)
    else { return }
    // "2 thousand and 3 million" are two numbers.
    if rest.endWord < text.words.count, text.isJoined(rest.endWord - 1),
      let (numeral, _) = vocabulary.numerals.match(rest.endWord, text), numeral.value >= 100
    {
      return
    }
    figure.value = sum
    take(&figure, upTo: rest.endWord)
  }

  /// 1 млн 200 тис., 1 करोड़ 20 लाख 30 हजार 500: smaller numbers with smaller scales right behind, and what is left.
  private func addSmallerScale(_ figure: inout Figure) {
    guard !figure.isSpelled, var scale = figure.scale, figure.kind == .cardinal || figure.kind == .currency else {
      return
    }
    while scale >= 1000, let next = nextWord(figure), text.words[next].kind == .digits {
      let part = digits.read(next)
      guard part.reason == nil, let value = part.value, value > 0 else { return }
      if let (numeral, count) = scaleWord(behind: part), numeral.value < scale,
        let product = value.multiplied(by: numeral.value), product < scale, let sum = figure.value?.adding(product)
      {
        figure.value = sum
        figure.endWord = part.endWord
        take(&figure, words: count)
        scale = numeral.value
        continue
      }
      return
    }
  }

  private func scaleWord(behind part: Figure) -> (value: Numeral, count: Int)? {
    guard part.endWord < text.words.count, text.isJoined(part.endWord - 1),
      let (numeral, count) = vocabulary.numerals.match(part.endWord, text),
      numeral.role == .scale || numeral.role == .hundred
    else { return nil }
    return (numeral, count)
  }
}
