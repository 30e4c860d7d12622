import Pipeline

/// Reads around a figure: what hedges it, what it counts, and what it is not after all.
struct NumberContext {
  let text: NumberText
  let vocabulary: NumberVocabulary
  let dates: [ByteRange]

  /// `floor`: the first word that does not belong to the figure before.
  func complete(_ figure: inout Figure, floor: Int) {
    guard figure.reason == nil else { return }
    if isInDate(figure) {
      figure.reason = .date
      return
    }
    let modifiers = ModifierReader(text: text, vocabulary: vocabulary)
    modifiers.readBefore(&figure, floor: floor)
    modifiers.readBehind(&figure)
    AgeReader(text: text, vocabulary: vocabulary).read(&figure)
    CountedThing(text: text, vocabulary: vocabulary).attach(to: &figure)
    if figure.modifier == nil, let of = figure.of { modifiers.readBehind(&figure, from: Int(of.end)) }
    figure.change = ChangeReader(text: text, vocabulary: vocabulary).change(figure)
    if [.cardinal, .duration, .ordinal].contains(figure.kind) {
      figure.reason = FigureRejection(text: text, vocabulary: vocabulary).reason(figure)
    }
  }

  private func isInDate(_ figure: Figure) -> Bool {
    guard !dates.isEmpty else { return false }
    var low = 0
    var high = dates.count
    while low < high {
      let middle = (low + high) / 2
      if Int(dates[middle].start) < figure.end { low = middle + 1 } else { high = middle }
    }
    // The last date that starts before the end of the figure is the only one that may hold it.
    guard low > 0, Int(dates[low - 1].end) > figure.start else { return false }
    // A figure that goes beyond the date (2024 tanks) is one of its own, unless it is only digits.
    return figure.kind == .cardinal || figure.kind == .ordinal || Int(dates[low - 1].start) <= figure.start
  }
}

extension NumberText {
  /// Whether only blanks, hyphens, an opening bracket, a dot, a tilde or a dollar sign stand between two places.
  func isAdjacent(_ end: Int, _ start: Int) -> Bool {
    guard end <= start, start - end <= 6 else { return false }
    var offset = end
    while offset < start {
      let length = max(blank(at: offset), dash(at: offset))
      if length > 0 {
        offset += length
      } else if [0x28, 0x2E, 0x7E, 0x24].contains(self[offset]) {
        offset += 1
      } else {
        return false
      }
    }
    return true
  }

  /// The word that starts at `offset`, looked for from `index` on.
  func word(at offset: Int, from index: Int) -> Int? {
    var index = index
    while index < words.count, Int(words[index].start) < offset { index += 1 }
    return index < words.count && Int(words[index].start) == offset ? index : nil
  }
}
