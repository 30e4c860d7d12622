import Pipeline

/// Joins two figures to a fraction: one in five adults, 3 out of 4, 1 op de 3, 1 over 20, 5 में से 2, दो का पांचवां हिस्सा.
struct ProportionJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: [Figure]) -> [Figure] {
    let roles: [NumberVocabulary.Role] = [.outOf, .oneIn, .dividedBy, .over, .overOrdinal, .ofWhole]
    guard figures.count > 1, roles.contains(where: vocabulary.has) else { return figures }
    var result: [Figure] = []
    result.reserveCapacity(figures.count)
    for figure in figures {
      if let last = result.last, let joined = proportion(last, figure) {
        result[result.count - 1] = joined
      } else {
        result.append(figure)
      }
    }
    return result
  }

  private func proportion(_ a: Figure, _ b: Figure) -> Figure? {
    guard isCount(a), a.endWord < b.firstWord, b.firstWord - a.endWord <= 3, text.isSpaced(a.endWord - 1),
      var part = a.value, var whole = b.value
    else { return nil }
    // 5 में से 2: the whole comes first.
    if isCount(b), leads(.ofWhole, a, b) { (part, whole) = (whole, part) }
    guard whole >= 2, isCount(b) ? isProportion(a, b, part, whole) : isShare(a, b) else { return nil }
    var result = b
    result.start = a.start
    result.firstWord = a.firstWord
    result.value = SpelledReader.quotient(part, whole)
    result.kind = .fraction
    result.scale = nil
    result.isBare = false
    result.reason = nil
    return result
  }

  private func isCount(_ figure: Figure) -> Bool {
    figure.kind == .cardinal && !figure.isFuzzy && !figure.hasUnit && figure.reason ?? .one == .one
  }

  private func isProportion(_ a: Figure, _ b: Figure, _ part: ExactDecimal, _ whole: ExactDecimal) -> Bool {
    func leads(_ role: NumberVocabulary.Role) -> Bool { self.leads(role, a, b) }
    guard !isYear(b) else { return false }
    if leads(.over) { return part.exponent >= 0 && whole.exponent >= 0 }
    if leads(.dividedBy) {
      // "grew by 5 over 3 quarters" divides nothing.
      return b.endWord >= text.words.count || !text.isSpaced(b.endWord - 1)
        || !vocabulary.wordClasses[text.words[b.endWord]].isDisjoint(with: .stops)
    }
    guard part > 0, part < whole, part.exponent >= 0, whole.exponent >= 0 else { return false }
    // "killed 12 in 30 attacks" counts two things, and so does "two out of 16 dancers"; "two in three voters" is a share.
    guard part == 1 || whole <= 10 || isRound(whole) && leads(.outOf) else { return false }
    return leads(.outOf) || leads(.oneIn) || leads(.ofWhole)
  }

  /// Whether nothing but a word of the role stands between two figures.
  private func leads(_ role: NumberVocabulary.Role, _ a: Figure, _ b: Figure) -> Bool {
    guard let count = vocabulary.isWord(role, a.endWord, text), a.endWord + count == b.firstWord else { return false }
    return text.isSpaced(b.firstWord - 1)
  }

  /// दो का पांचवां हिस्सा, two fifths; "the fifth match of 2024" is none: a word for a share follows, or the clause ends.
  private func isShare(_ a: Figure, _ b: Figure) -> Bool {
    guard b.kind == .ordinal, b.reason == nil, !isYear(a), leads(.overOrdinal, a, b) else { return false }
    guard b.endWord < text.words.count, text.gap(behind: b.endWord - 1) != .other else { return true }
    return vocabulary.isWord(.share, b.endWord, text) != nil
  }

  private func isRound(_ whole: ExactDecimal) -> Bool { [20, 50, 100, 1000].contains(whole) }

  private func isYear(_ figure: Figure) -> Bool {
    figure.isBare && figure.end - figure.start == 4 && figure.value.map { $0 >= 1500 && $0 <= 2100 } ?? false
  }
}
