import Pipeline

/// Scale words and abbreviations behind digits: 2.5 million, 3 Mrd.
extension NumberRecognizer {
  func attachScale(_ figure: inout Figure) {
    guard figure.kind == .cardinal || figure.kind == .currency, !figure.isFuzzy else { return }
    if !figure.isSpelled, let (factor, count) = vocabulary.suffixes.match(from: figure.end, text.bytes),
      !text.isWord(at: figure.end + count) || isUnspaced(figure.end + count), isScaleSuffix(figure, count)
    {
      figure.value = figure.value?.multiplied(by: factor)
      figure.scale = factor
      figure.end += count
      figure.endWord += 1
      figure.isBare = false
      return
    }
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
        let (numeral, count) = vocabulary.numerals.match(next, text)
      else { break }
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
  }

  /// Whether a letter of a script without spaces stands at `offset`: 15kパーセント.
  private func isUnspaced(_ offset: Int) -> Bool {
    readsMyriads && UnicodeTable.shared.entry(text.decode(offset).scalar).wordClass == .unspaced
  }

  /// "4.5m" is money or metres; a single letter counts as a scale only with money, but for k.
  func isScaleSuffix(_ figure: Figure, _ count: Int) -> Bool {
    if count > 1 { return true }
    return figure.kind == .currency || text[figure.end] | 0x20 == UInt8(ascii: "k")
  }

  /// 1 млн 200 тис., 1 करोड़ 20 लाख 30 हजार 500: smaller numbers with smaller scales right behind, and what is left.
  private func addSmallerScale(_ figure: inout Figure) {
    guard !figure.isSpelled, var scale = figure.scale, figure.kind == .cardinal || figure.kind == .currency else { return }
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
    if scale == 100 { addBehindHundred(&figure) }
  }

  /// 3 सौ और 21: behind a hundred in words and an "and", what is smaller.
  private func addBehindHundred(_ figure: inout Figure) {
    guard let next = nextWord(figure), text.isSpaced(next), let (and, count) = vocabulary.numerals.match(next, text),
      and.is(.and), and.joins(4), next + count < text.words.count
    else { return }
    let part: Figure?
    if text.words[next + count].kind == .digits {
      part = digits.read(next + count)
    } else {
      part = spelled.sequence.read(next + count).map {
        var figure = spelled.figure(next + count, $0.endWord, $0.value)
        if $0.isOrdinal { figure.reason = .one }
        return figure
      }
    }
    guard let part, part.reason == nil, let small = part.value, small > 0, small < 100, small.exponent >= 0,
      let sum = figure.value?.adding(small)
    else { return }
    figure.value = sum
    take(&figure, upTo: part.endWord)
  }

  private func scaleWord(behind part: Figure) -> (value: Numeral, count: Int)? {
    guard part.endWord < text.words.count, text.isJoined(part.endWord - 1),
      let (numeral, count) = vocabulary.numerals.match(part.endWord, text),
      numeral.role == .scale || numeral.role == .hundred
    else { return nil }
    return (numeral, count)
  }
}
