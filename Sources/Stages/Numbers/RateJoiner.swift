import Pipeline

/// Gives a figure the round number it is a rate of: 20 cases per 100,000 people, 5 на 1000 жителів.
struct RateJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: inout [Figure]) {
    guard figures.count > 1 else { return }
    for index in 1..<figures.count {
      let base = figures[index]
      let rate = figures[index - 1]
      // A word for "per" that is one for "over", too, hedges nothing here: 20 ca trên 100.000 dân.
      guard rate.reason == nil, base.reason == nil, base.kind == .cardinal, !base.isFuzzy,
        base.modifier == nil || isBehindPer(base), rate.per == nil, let value = base.value, isRound(value),
        isRate(rate, base)
      else { continue }
      figures[index - 1].per = value.canonical.digits
      if figures[index - 1].of == nil { figures[index - 1].of = base.of }
      figures[index].reason = .rate
    }
    for index in 1..<figures.count { joinBehind(&figures, index) }
  }

  /// 每10万居民中有20例, 100 000 lakosra 20 eset: what the rate is counted by stands before it.
  private func joinBehind(_ figures: inout [Figure], _ index: Int) {
    let base = figures[index - 1]
    let rate = figures[index]
    guard rate.reason == nil, base.reason == nil, base.kind == .cardinal, !base.isFuzzy, base.modifier == nil,
      rate.kind == .cardinal, rate.per == nil, let value = base.value, isRound(value),
      rate.start - base.end <= Self.reach, !text.hasStop(base.end, rate.start),
      isBehindPer(base) || isBeforePer(base)
    else { return }
    figures[index].per = value.canonical.digits
    figures[index - 1].reason = .rate
  }

  /// How far behind its base a rate may stand, in bytes.
  private static let reach = 48

  /// per 100,000, 每10万.
  private func isBehindPer(_ base: Figure) -> Bool {
    let index = base.firstWord - 1
    guard index >= 0, Int(text.words[index].end) + text.blank(at: Int(text.words[index].end)) == base.start else {
      return false
    }
    return vocabulary.isWord(.per, index, text) == 1
  }

  /// 100 000 asukasta kohden, 10万人当たり, 100 000 lakosra.
  private func isBeforePer(_ base: Figure) -> Bool {
    for end in [base.end, base.of.map { max(base.end, Int($0.end)) } ?? base.end] {
      var offset = end + text.blank(at: end)
      if vocabulary.perAfter.match(from: offset, text.bytes) != nil { return true }
      if let (_, count) = vocabulary.classifiers.match(from: offset, text.bytes) {
        offset += count + text.blank(at: offset + count)
        if vocabulary.perAfter.match(from: offset, text.bytes) != nil { return true }
      }
    }
    // A word between: 100 000 elaniku kohta.
    guard base.endWord < text.words.count, text.isSpaced(base.endWord - 1) else { return false }
    if text.hasEnding(base.endWord, vocabulary.perEndings) { return true }
    let end = Int(text.words[base.endWord].end)
    return vocabulary.perAfter.match(from: end + text.blank(at: end), text.bytes) != nil
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
      if gap > 0, end + gap == base.start, isBeforePer(base) { return true }
      guard gap > 0, let index = text.word(at: end + gap, from: rate.endWord),
        let count = vocabulary.isWord(.per, index, text), index + count == base.firstWord
      else { continue }
      return true
    }
    return false
  }
}
