import Pipeline

/// Gives a figure the round number it is a rate of: 20 cases per 100,000 people, 5 на 1000 жителів.
struct RateJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: inout [Figure]) {
    guard vocabulary.has(.per), figures.count > 1 else { return }
    for index in 1..<figures.count {
      let base = figures[index]
      let rate = figures[index - 1]
      guard rate.reason == nil, base.reason == nil, base.kind == .cardinal, !base.isFuzzy, base.modifier == nil,
        rate.per == nil, let value = base.value, isRound(value), isRate(rate, base)
      else { continue }
      figures[index - 1].per = value.canonical.digits
      if figures[index - 1].of == nil { figures[index - 1].of = base.of }
      figures[index].reason = .rate
    }
  }

  /// 100, 1000, 10 000 …: what people count rates by.
  private func isRound(_ value: ExactDecimal) -> Bool {
    let canonical = value.canonical
    return canonical.coefficient == 1 && canonical.exponent >= 2
  }

  /// Whether a word such as "per" is all that stands between the two, or between the counted thing and the second.
  private func isRate(_ rate: Figure, _ base: Figure) -> Bool {
    guard base.firstWord > 0 else { return false }
    for end in [rate.end, rate.of.map { Int($0.end) } ?? rate.end] {
      let gap = text.blank(at: end)
      guard gap > 0, let index = text.word(at: end + gap, from: rate.endWord),
        let count = vocabulary.isWord(.per, index, text), index + count == base.firstWord
      else { continue }
      return true
    }
    return false
  }
}
