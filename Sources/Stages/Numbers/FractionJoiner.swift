import Pipeline

/// Joins two numbers to a fraction by a word between them: पांच बटा आठ, ثلاثة على خمسة, दो का पांचवां हिस्सा.
struct FractionJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: inout [Figure]) {
    guard figures.count > 1, vocabulary.has(.over) || vocabulary.has(.overOrdinal) else { return }
    var kept = 0
    for index in figures.indices {
      if kept > 0, let fraction = fraction(figures[kept - 1], figures[index]) {
        figures[kept - 1] = fraction
      } else {
        if kept != index { figures[kept] = figures[index] }
        kept += 1
      }
    }
    figures.removeLast(figures.count - kept)
  }

  private func fraction(_ a: Figure, _ b: Figure) -> Figure? {
    guard isWhole(a, .cardinal), a.endWord > 0, a.endWord < b.firstWord, text.isSpaced(a.endWord - 1),
      let x = a.value, let y = b.value, y.double > 1
    else { return nil }
    let isOver = isWhole(b, .cardinal) && isMiddle(.over, a, b)
    guard isOver || isWhole(b, .ordinal) && isMiddle(.overOrdinal, a, b) && isShare(b) else { return nil }
    var fraction = b
    fraction.start = a.start
    fraction.firstWord = a.firstWord
    fraction.value = SpelledReader.quotient(x, y)
    fraction.kind = .fraction
    fraction.reason = nil
    fraction.isBare = false
    return fraction
  }

  private func isWhole(_ figure: Figure, _ kind: Figure.Kind) -> Bool {
    figure.kind == kind && (figure.reason == nil || figure.reason == .one) && !figure.isFuzzy && figure.per == nil
      && figure.value.map { $0.exponent >= 0 } ?? false
  }

  /// Whether nothing but a word of the role stands between the figures.
  private func isMiddle(_ role: NumberVocabulary.Role, _ a: Figure, _ b: Figure) -> Bool {
    guard let count = vocabulary.isWord(role, a.endWord, text) else { return false }
    return a.endWord + count == b.firstWord && text.isSpaced(b.firstWord - 1)
  }

  /// "the fifth match of 2024" is none: a word for a share follows, or the clause ends.
  private func isShare(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count, text.gap(behind: figure.endWord - 1) != .other else { return true }
    return vocabulary.isWord(.share, figure.endWord, text) != nil
  }
}
