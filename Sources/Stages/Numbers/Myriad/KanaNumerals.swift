import Pipeline

/// Numbers spelled in Hiragana and standing by themselves: さんびゃく, ななひゃくよんじゅうに.
///
/// The syllables are parts of too many words to be numbers anywhere else.
extension MyriadReader {
  func readKana(_ index: Int) -> Figure? {
    let start = Int(text.words[index].start)
    guard index == 0 || Int(text.words[index - 1].end) < start else { return nil }
    var total = ExactDecimal.zero
    var group = ExactDecimal.zero
    var pending: ExactDecimal?
    var last = ExactDecimal(10_000)
    var hasMultiplier = false
    var offset = start
    while let (value, count) = vocabulary.natives.match(from: offset, text.bytes) {
      if value < 10 {
        guard pending == nil else { return nil }
        pending = value
      } else if value < 10_000 {
        guard value < last, let product = (pending ?? 1).multiplied(by: value), let sum = group.adding(product) else {
          return nil
        }
        group = sum
        pending = nil
        last = value
        hasMultiplier = true
      } else {
        guard let whole = group.adding(pending ?? .zero), whole > 0, let product = whole.multiplied(by: value),
          let sum = total.adding(product)
        else { return nil }
        total = sum
        group = .zero
        pending = nil
        last = 10_000
        hasMultiplier = true
      }
      offset += count
    }
    guard hasMultiplier, offset - start > 6, !text.isWord(at: offset),
      let value = total.adding(group).flatMap({ $0.adding(pending ?? .zero) })
    else { return nil }
    var figure = Figure(start: start, end: offset, firstWord: index, endWord: wordEnd(offset, from: index))
    figure.value = value
    figure.isSpelled = true
    return figure
  }
}
