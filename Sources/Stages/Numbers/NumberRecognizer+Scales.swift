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

  /// Whether a letter of a script without spaces stands at `offset`: 15kパーセント.
  private func isUnspaced(_ offset: Int) -> Bool {
    readsMyriads && UnicodeTable.shared.entry(text.decode(offset).scalar).wordClass == .unspaced
  }

  /// "4.5m" is money or metres; a single letter counts as a scale only with money, but for k.
  func isScaleSuffix(_ figure: Figure, _ count: Int) -> Bool {
    if count > 1 { return true }
    return figure.kind == .currency || text[figure.end] | 0x20 == UInt8(ascii: "k")
  }

  /// 1 млн 200 тис.: a smaller number with a smaller scale right behind.
  func addSmallerScale(_ figure: inout Figure) {
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
}
