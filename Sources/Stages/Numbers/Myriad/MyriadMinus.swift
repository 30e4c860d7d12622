import Pipeline

/// Words that make the number behind them negative: 负三十, マイナス5, 영하 12도.
extension MyriadReader {
  func applyMinus(_ figure: inout Figure) {
    guard let value = figure.value, value > 0, figure.kind != .ordinal else { return }
    var offset = figure.start
    for _ in 0..<2 { offset -= text.blank(endingAt: offset) }
    guard let (_, count) = vocabulary.minusSigns.match(endingAt: offset, text.bytes) else { return }
    let start = offset - count
    // 胜2负1, 背负300万: Han before 负 make it another word, unless it is one that leads to a number.
    let last = start - text.blank(endingAt: start)
    if last > 0, text.bytes[last - 1] < 0x80, text.digit(at: last - 1) != nil { return }
    if count == 3, last < start, last > 0, text.isWord(at: scalarStart(before: last)) { return }
    if start > 0, count == 3, text.isWord(at: scalarStart(before: start)) {
      guard let word = wordBefore(start, figure.firstWord), vocabulary.modifiersBefore.match(word, text) != nil else {
        return
      }
    }
    figure.value = value.negated
    figure.start = start
    while figure.firstWord > 0, Int(text.words[figure.firstWord - 1].start) >= start { figure.firstWord -= 1 }
    figure.isBare = false
    figure.needsUnit = false
  }

  private func wordBefore(_ end: Int, _ word: Int) -> Int? {
    var index = word - 1
    while index >= 0, Int(text.words[index].end) > end { index -= 1 }
    return index >= 0 && Int(text.words[index].end) == end ? index : nil
  }

  private func scalarStart(before offset: Int) -> Int {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
