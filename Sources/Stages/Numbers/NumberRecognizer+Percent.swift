/// Percent signs and words.
extension NumberRecognizer {
  func attachPercent(_ figure: inout Figure) -> Bool {
    if attachPercentBehind(&figure) { return true }
    guard let start = percentBefore(figure) else { return false }
    figure.kind = .percent
    figure.start = start
    figure.isBare = false
    return true
  }

  private func attachPercentBehind(_ figure: inout Figure) -> Bool {
    for offset in behind(figure) {
      if let (isPoint, count) = vocabulary.percentSigns.match(from: offset, text.bytes),
        readsMyriads || !text.isWord(at: offset)
      {
        figure.kind = .percent
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
      figure.kind = .percent
      figure.unit = "percentage-point"
      take(&figure, words: count)
      return true
    }
    if let count = vocabulary.isWord(.percent, next, text) {
      figure.kind = .percent
      take(&figure, words: count)
      return true
    }
    return false
  }

  /// %15, yüzde 15: where the sign or word before the number starts.
  func percentBefore(_ figure: Figure) -> Int? {
    let start = figure.start
    if text[start - 1] == 0x25,
      start < 2 || text.blank(endingAt: start - 1) > 0 || text[start - 2] == 0x0A || text[start - 2] == 0x28
    {
      return start - 1
    }
    guard figure.firstWord > 0, text.isJoined(figure.firstWord - 1),
      let count = vocabulary.isWord(.percentBefore, figure.firstWord - 1, text), figure.firstWord >= count
    else { return nil }
    let first = figure.firstWord - count
    // "5 per cent 210 people": the words belong to the number before them.
    if first > 0, text.isJoined(first - 1), text.words[first - 1].kind == .digits { return nil }
    return Int(text.words[first].start)
  }
}
