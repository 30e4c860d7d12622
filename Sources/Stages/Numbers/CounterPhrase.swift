import Pipeline

/// Finds what is counted in languages that put a counter between number and noun: 3000名士兵, 兵士3000人, 포탄 480만 발.
///
/// A noun behind the counter is tried first, then one before the number. Chinese and Japanese have no spaces, so a noun
/// is a run of characters up to a word that can be none of it, or one of the nouns that the pack lists.
struct CounterPhrase {
  let text: NumberText
  let vocabulary: NumberVocabulary
  var classes: WordClasses { vocabulary.wordClasses }
  var bytes: UnsafeBufferPointer<UInt8> { text.bytes }
  /// Bytes that a noun of a script without spaces may have: ten characters.
  static let maximumBytes = 30

  func find(_ figure: Figure) -> ByteRange? {
    let isShare = figure.kind == .percent || figure.kind == .fraction
    if figure.kind == .measure || isShare { return share(figure) }
    let afterNumber = skipHedges(from: figure.end)
    let counter = max(
      classes.counters.match(from: afterNumber, bytes), classes.countingNouns.match(from: afterNumber, bytes))
    let behind = skipHedges(from: afterNumber + counter)
    if counter > 0 {
      let connector = classes.connectors.match(from: behind, bytes)
      let counts = classes.countingNouns.match(from: afterNumber, bytes) == counter
      if connector > 0, let noun = noun(from: behind + connector, isSure: true) {
        // 죄수 30명의 혐의: the noun before is counted, what is theirs is not.
        if classes.nouns.match(endingAt: Int(noun.end), bytes) > 0 { return noun }
        return nounBefore(figure, counterEnd: behind) ?? noun
      }
      if connector == 0, let noun = counts ? listedNoun(from: behind) : noun(from: behind, isSure: false) {
        return noun
      }
      if let noun = nounBefore(figure, counterEnd: behind) { return noun }
      if counts {
        return ByteRange(afterNumber, afterNumber + counter)
      }
      return nil
    }
    return listedNoun(from: afterNumber + classes.connectors.match(from: afterNumber, bytes))
  }

  /// 20%的预算, 예산의 20%: what a share is of.
  private func share(_ figure: Figure) -> ByteRange? {
    let behind = skipHedges(from: figure.end)
    let connector = classes.connectors.match(from: behind, bytes)
    if connector > 0, let noun = noun(from: behind + connector, isSure: true) { return noun }
    if figure.unit == "percentage-point" { return nil }
    let start = skipHedges(endingAt: figure.start)
    let before = classes.connectors.match(endingAt: start, bytes)
    return before > 0 && figure.kind != .measure ? noun(endingAt: start - before, isSure: false) : nil
  }

  // MARK: Before

  /// 炮弹480万发, 兵士約3000人, 砲弾を480万発: the noun before the number.
  private func nounBefore(_ figure: Figure, counterEnd: Int) -> ByteRange? {
    let start = skipHedges(endingAt: figure.start)
    guard start > 0 else { return nil }
    let particle = vocabulary.particles.match(endingAt: start, bytes)?.count ?? 0
    let found: ByteRange?
    if particle > 0, classes.nouns.match(endingAt: start, bytes) == 0 {
      guard particleAllows(start - particle, start, counterEnd) else { return nil }
      found = noun(endingAt: start - particle, isSure: true)
    } else {
      found = noun(endingAt: start, isSure: true)
    }
    guard let found, !isCounted(found) else { return nil }
    return found
  }

  /// 7개 나라 60명: a noun behind another number and its counter belongs to that one.
  private func isCounted(_ noun: ByteRange) -> Bool {
    var start = Int(noun.start)
    start -= text.blank(endingAt: start)
    let counter = classes.counters.match(endingAt: start, bytes)
    let before = start - counter
    return before > 0 && text.digit(at: before - 1) != nil
  }

  /// 砲弾を480万発送った, 死者は45人に, but not 警察は45人を逮捕した: the noun is the object, or is listed as one that is
  /// counted, and no object stands behind.
  private func particleAllows(_ noun: Int, _ end: Int, _ counterEnd: Int) -> Bool {
    if classes.objectParticles.match(from: counterEnd, bytes) > 0 { return false }
    // 人生を2人で: together, the object is another one.
    if classes.togetherParticles.match(from: counterEnd, bytes) > 0 { return false }
    if classes.objectParticles.match(endingAt: end, bytes) == end - noun { return true }
    return classes.subjectParticles.match(endingAt: end, bytes) == end - noun
      && classes.nouns.match(endingAt: noun, bytes) > 0
  }

  // MARK: Hedges

  /// Passes over words that hedge the number: 多, 以上の, 여.
  private func skipHedges(from start: Int) -> Int {
    var offset = start
    for _ in 0..<3 {
      let blank = text.blank(at: offset)
      let hedge = classes.hedges.match(from: offset + blank, bytes)
      if hedge == 0 { return offset + blank }
      offset += blank + hedge
    }
    return offset
  }

  private func skipHedges(endingAt end: Int) -> Int {
    var offset = end - text.blank(endingAt: end)
    for _ in 0..<3 {
      let hedge = classes.hedges.match(endingAt: offset, bytes)
      if hedge == 0 { break }
      offset -= hedge
      offset -= text.blank(endingAt: offset)
    }
    return offset
  }
}
