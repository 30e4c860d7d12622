import Pipeline

/// Joins two bounds of one quantity to a range: more than 10 and less than 20, at most 100 but at least 20.
struct BoundJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// How many words may stand between the two numbers, hedges included.
  private static let reach = 7

  func join(_ figures: inout [Figure]) { figures.joinNeighbours(range) }

  private func range(_ a: Figure, _ b: Figure) -> Figure? {
    guard a.reason == nil, b.reason == nil, let first = side(a), let second = side(b), first != second,
      let x = a.value, let y = b.value, a.of == nil, b.firstWord - a.endWord <= Self.reach, b.firstWord > a.endWord,
      a.kind == b.kind && a.unit == b.unit && a.currency == b.currency || a.kind == .cardinal
    else { return nil }
    let low = first == .low ? x : y
    let high = first == .low ? y : x
    guard low < high, isOneClause(a.end, b.start), areOfOneVariable(a, b), !namesAnother(a, b) else { return nil }
    var range = b
    range.start = a.start
    range.firstWord = a.firstWord
    range.value = nil
    range.low = low
    range.high = high
    range.isLowOpen = (first == .low ? a : b).modifier == .moreThan
    range.isHighOpen = (first == .low ? b : a).modifier == .lessThan
    range.modifier = nil
    return range
  }

  private enum Side {
    case low, high
  }

  private func side(_ figure: Figure) -> Side? {
    switch figure.modifier {
    case .atLeast, .moreThan: .low
    case .atMost, .lessThan: .high
    default: nil
    }
  }

  /// Whether two bounds written with signs are of the same thing: x>10 and y<20 are of two.
  private func areOfOneVariable(_ a: Figure, _ b: Figure) -> Bool {
    guard let second = variable(b) else { return true }
    return variable(a).map { text.words[$0].hash == text.words[second].hash } ?? false
  }

  /// The word right before the sign of a bound: the x of x>10.
  private func variable(_ figure: Figure) -> Int? {
    let index = figure.firstWord - 1
    guard index >= 0, text.words[index].kind == .letters, !text.isSpaced(index) else { return nil }
    let gap = Int(text.words[index].end)..<figure.start
    return gap.count <= 6 && gap.contains { text[$0] == 0x3C || text[$0] == 0x3E || text[$0] == 0xE2 } ? index : nil
  }

  /// x大于10且y小于20: a letter glued to letters of another script names something else.
  private func namesAnother(_ a: Figure, _ b: Figure) -> Bool {
    guard vocabulary.has(.myriads) else { return false }
    return (a.endWord..<b.firstWord).contains {
      text.words[$0].kind == .letters && text[Int(text.words[$0].start)] < 0x80
    }
  }

  private func isOneClause(_ start: Int, _ end: Int) -> Bool {
    guard end - start <= 80 else { return false }
    return !(start..<end).contains {
      [0x2E, 0x3B, 0x0A, 0x21, 0x3F].contains(text[$0]) || text.digit(at: $0) != nil && text[$0] < 0x80
    }
  }
}
