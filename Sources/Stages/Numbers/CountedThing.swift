import Pipeline

/// Finds the noun phrase that a figure counts, without a parser: by closed classes of words that can't be part of it.
struct CountedThing {
  let text: NumberText
  let vocabulary: NumberVocabulary
  private static let maximumWords = 5
  /// Roles whose words end a noun phrase.
  private static let stops: [NumberVocabulary.Role] = [
    .preposition, .conjunction, .verb, .determiner, .pronoun, .adverb, .relative, .per,
  ]

  func find(_ figure: Figure) -> ByteRange? {
    guard figure.kind == "cardinal" || figure.kind == "percent" || figure.kind == "fraction" || figure.kind == "measure"
    else { return nil }
    if vocabulary.has(.myriads), let range = withCounter(figure) { return range }
    guard figure.endWord < text.words.count, figure.endWord > 0 else { return nil }
    let gap = Int(text.words[figure.endWord].start) - figure.end
    guard gap > 0, gap <= 3,
      text.blank(at: figure.end) == gap || text.dash(at: figure.end) == gap || gap <= text.blank(at: figure.end) + 1
    else { return nil }
    var index = figure.endWord
    let needsOf = figure.kind != "cardinal"
    if let skip = vocabulary.isWord(.of, index, text) {
      index += skip
      guard index < text.words.count, text.isSpaced(index - 1) else { return nil }
      if let article = vocabulary.isWord(.determiner, index, text) {
        index += article
        guard index < text.words.count, text.isSpaced(index - 1) else { return nil }
      }
    } else if needsOf {
      return nil
    }
    return phrase(from: index)
  }

  /// The words from `index` on up to the end of the noun phrase.
  private func phrase(from index: Int) -> ByteRange? {
    guard vocabulary.has(.preposition) else { return nil }
    var end = index
    while end < text.words.count, end - index < Self.maximumWords {
      if end > index, !text.isSpaced(end - 1), !isHyphenated(end - 1) { break }
      let word = text.words[end]
      guard word.kind == .letters, !isStop(end) else { break }
      if end > index, ends(end, after: end - 1) { break }
      end += 1
      if vocabulary.has(.nounFirst), !text.hasEnding(end - 1, vocabulary.endings(.adjectiveEnding)) { break }
    }
    guard end > index else { return nil }
    return ByteRange(text.words[index].start, text.words[end - 1].end)
  }

  private func isHyphenated(_ index: Int) -> Bool {
    let end = Int(text.words[index].end)
    let dash = text.dash(at: end)
    let isApostrophe = text[end] == 0x27 && Int(text.words[index + 1].start) == end + 1
    return (dash > 0 && Int(text.words[index + 1].start) == end + dash) || isApostrophe
  }

  private func isStop(_ index: Int) -> Bool {
    if Self.stops.contains(where: { vocabulary.isWord($0, index, text) != nil }) { return true }
    if vocabulary.isWord(.of, index, text) != nil || vocabulary.isWord(.and, index, text) != nil { return true }
    return vocabulary.rangeMiddle.match(index, text) != nil
  }

  /// Whether the word can't go on with the phrase that ends before it: a participle (loaded), or a name behind a plural.
  private func ends(_ index: Int, after previous: Int) -> Bool {
    let isPlural = self.isPlural(previous)
    if isPlural, text.hasEnding(index, vocabulary.endings(.verbEnding)) { return true }
    if isPlural, text.words[previous].letterCase == .lower, text.words[index].letterCase != .lower { return true }
    return false
  }

  private func isPlural(_ index: Int) -> Bool {
    if vocabulary.isWord(.plural, index, text) != nil { return true }
    return text.hasEnding(index, vocabulary.endings(.pluralEnding))
      && !text.hasEnding(index, vocabulary.endings(.singularEnding))
  }

  // MARK: Counters

  /// 포탄 480만 발, 군인 12명: what a counter behind the number counts stands before it, or behind 의.
  private func withCounter(_ figure: Figure) -> ByteRange? {
    let blank = text.blank(at: figure.end)
    guard let (_, count) = vocabulary.classifiers.match(from: figure.end + blank, text.bytes) else { return nil }
    let behind = figure.end + blank + count
    // 12명의 군인
    if text.bytes.count > behind + 3, text.decode(behind).scalar == 0xC758 {
      var next = figure.endWord
      while next < text.words.count, Int(text.words[next].start) < behind + 3 { next += 1 }
      if next < text.words.count, Int(text.words[next].start) == behind + 3 + text.blank(at: behind + 3) {
        return nounPhrase(next)
      }
    }
    var before = figure.firstWord - 1
    while before >= 0, vocabulary.modifiersBefore.match(before, text) != nil { before -= 1 }
    guard before >= 0, text.words[before].kind == .letters, before + 1 < text.words.count, text.isSpaced(before),
      text.words[before].script == UnicodeTable.Script.hangul
    else { return nil }
    // A word with a particle is no bare noun, so it is not what the counter counts.
    let word = text.words[before]
    if vocabulary.particles.match(endingAt: Int(word.end), text.bytes) != nil { return nil }
    return word.range
  }

  /// A Korean noun without its particle.
  private func nounPhrase(_ index: Int) -> ByteRange? {
    let word = text.words[index]
    guard word.kind == .letters else { return nil }
    let particle = vocabulary.particles.match(endingAt: Int(word.end), text.bytes)?.count ?? 0
    let end = word.range.count > particle ? Int(word.end) - particle : Int(word.end)
    return ByteRange(Int(word.start), end)
  }
}
