import Pipeline

/// Tells whether something rose or fell by a figure: fell 3 percent, um 5 % gestiegen, вырос на 2 %, a 5 % increase, 5% 증가.
struct ChangeReader {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// How many words may stand between the verb and the word before the amount.
  private static let reach = 8

  /// `up` or `down`, or nil.
  func change(_ figure: Figure) -> Figure.Change? {
    guard figure.kind != .ordinal, figure.kind != .age else { return nil }
    var index = figure.firstWord - 1
    while index >= 0, Int(text.words[index].end) > figure.start { index -= 1 }
    var next = figure.start
    for _ in 0..<5 {
      guard index >= 0, isNear(index, next) else { break }
      let hedge = vocabulary.modifiersBefore.match(index, text)
      if let (change, count) = vocabulary.changeBefore.match(index, text), count >= hedge?.count ?? 0 {
        if let name = name(change) { return name }
        // "grew in May by 5 %": the verb stands somewhere before, or, in German, behind.
        if let found = verb(before: index - count) ?? verb(behind: figure.endWord) { return found }
        if hedge == nil { break }
      }
      // What lies between 5 and 10 percent rose by as much.
      guard let count = hedge?.count ?? (figure.value == nil ? vocabulary.rangeOpen.match(index, text)?.count : nil)
      else { break }
      if let meaning = hedge?.value.meaning, meaning == .atMost, figure.modifier != .atMost { return nil }
      index -= count
      next = Int(text.words[index + 1].start)
    }
    guard figure.end < text.bytes.count else { return nil }
    if let (change, _) = suffix(at: figure.end) { return name(change) }
    guard figure.endWord > 0, figure.endWord < text.words.count, text.blank(at: figure.end) > 0 || isTouching(figure),
      let (change, _) = vocabulary.changeAfter.match(figure.endWord, text),
      Int(text.words[figure.endWord].start) - figure.end <= 3
    else { return nil }
    return name(change)
  }

  private func isTouching(_ figure: Figure) -> Bool {
    Int(text.words[figure.endWord].start) == figure.end && text.words[figure.endWord].kind == .ideograph
  }

  /// A word of change that hangs on what ends at `end`, and its length.
  func suffix(at end: Int) -> (NumberVocabulary.Change, Int)? {
    let (value, count) =
      vocabulary.changeSuffixes.match(from: end, text.bytes)
      ?? vocabulary.changeSuffixes.match(from: end + text.blank(at: end), text.bytes) ?? (.by, 0)
    if count > 0 { return (value, count) }
    // One particle may stand between: 5%の増加, 5%가 감소.
    guard let (_, particle) = vocabulary.particles.match(from: end, text.bytes) else { return nil }
    let next = end + particle + text.blank(at: end + particle)
    return vocabulary.changeSuffixes.match(from: next, text.bytes).map { ($0.value, $0.count) }
  }

  private func name(_ change: NumberVocabulary.Change) -> Figure.Change? {
    switch change {
    case .up: .up
    case .down: .down
    case .by: nil
    }
  }

  private func isNear(_ index: Int, _ start: Int) -> Bool {
    let end = Int(text.words[index].end)
    guard end <= start, start - end <= 6 else { return false }
    return !hasStop(end, start)
  }

  private func verb(before index: Int) -> Figure.Change? {
    var index = index
    for _ in 0..<Self.reach {
      guard index >= 0, index + 1 < text.words.count,
        !hasStop(Int(text.words[index].end), Int(text.words[index + 1].start))
      else { return nil }
      if let (change, _) = vocabulary.changeBefore.match(index, text), let name = name(change) { return name }
      index -= 1
    }
    return nil
  }

  private func verb(behind index: Int) -> Figure.Change? {
    var index = index
    for _ in 0..<Self.reach {
      guard index > 0, index < text.words.count,
        !hasStop(Int(text.words[index - 1].end), Int(text.words[index].start))
      else { return nil }
      if let (change, _) = vocabulary.changeAfter.match(index, text), let name = name(change) { return name }
      index += 1
    }
    return nil
  }

  /// Whether a mark that ends a clause stands between two places; a decimal mark has no blank behind it.
  private func hasStop(_ start: Int, _ end: Int) -> Bool {
    guard end - start <= 12 else { return true }
    for offset in start..<max(start, end) {
      switch text[offset] {
      case 0x0A, 0x3B, 0x21, 0x3F, 0x3A: return true
      case 0x2C, 0x2E: if text.blank(at: offset + 1) > 0 || text[offset + 1] == 0x0A { return true }
      case 0xE3: if text[offset + 1] == 0x80, text[offset + 2] == 0x81 || text[offset + 2] == 0x82 { return true }
      case 0xEF: if text[offset + 1] == 0xBC, text[offset + 2] == 0x8C { return true }
      default: break
      }
    }
    return false
  }
}
