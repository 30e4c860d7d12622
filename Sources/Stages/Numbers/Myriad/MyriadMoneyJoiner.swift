import Pipeline

/// Adds cents to the dollars before them: 1달러 20센트, 五元三角, 两美元又三美分.
struct MyriadMoneyJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: inout [Figure]) { figures.joinNeighbours(sum) }

  private func sum(_ whole: Figure, _ part: Figure) -> Figure? {
    guard part.isSubunit, whole.kind == .currency, !whole.isSubunit || isSmaller(part, whole), whole.reason == nil,
      part.reason == nil, let code = whole.currency ?? whole.candidates.first,
      part.currency == code || part.candidates.contains(code) || whole.candidates.contains(part.currency ?? ""),
      let a = whole.value, let b = part.value, b < 1, a >= 0, let total = a.adding(b), isJoined(whole.end, part.start)
    else { return nil }
    var figure = whole
    figure.value = total
    figure.end = part.end
    figure.endWord = part.endWord
    figure.isSubunit = part.isSubunit && whole.isSubunit
    return figure
  }

  /// 三角五分: a smaller part behind a larger one.
  private func isSmaller(_ part: Figure, _ whole: Figure) -> Bool {
    guard let a = part.value, let b = whole.value else { return false }
    return a < ExactDecimal(coefficient: 1, exponent: -1) && b < 1 && part.start == whole.end
  }

  /// Whether nothing, a blank or a word that joins wholes and parts stands between the two.
  private func isJoined(_ end: Int, _ start: Int) -> Bool {
    var offset = end + text.blank(at: end)
    if offset == start { return start == end || text.blank(at: end) > 0 }
    guard let (_, count) = vocabulary.wholeJoiners.match(from: offset, text.bytes) else { return false }
    offset += count
    return offset + text.blank(at: offset) == start
  }
}
