import Pipeline

/// Finds what is counted in languages that put a counter between number and noun: 3000名士兵, 兵士3000人, 포탄 480만 발.
///
/// A noun behind the counter is tried first, then one before the number. Chinese and Japanese have no spaces, so a noun
/// is a run of characters up to a word that can be none of it, or one of the nouns that the pack lists.
struct CounterPhrase {
  let text: NumberText
  let vocabulary: NumberVocabulary
  private var classes: WordClasses { vocabulary.wordClasses }
  private var bytes: UnsafeBufferPointer<UInt8> { text.bytes }
  /// Bytes that a noun of a script without spaces may have: ten characters.
  private static let maximumBytes = 30

  func find(_ figure: Figure) -> ByteRange? {
    let isShare = figure.kind == "percent" || figure.kind == "fraction"
    if figure.kind == "measure" || isShare { return share(figure) }
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
      if connector == 0, let noun = counts ? listedNoun(from: behind) : noun(from: behind, isSure: false) { return noun }
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
    let start = skipHedges(endingAt: figure.start)
    let before = classes.connectors.match(endingAt: start, bytes)
    return before > 0 && figure.kind != "measure" ? noun(endingAt: start - before, isSure: false) : nil
  }

  // MARK: Behind

  /// The noun that starts at `offset`.
  ///
  /// - Parameter isSure: whether a word before says that a noun follows, so that it need not be a known one.
  private func noun(from start: Int, isSure: Bool) -> ByteRange? {
    let offset = start + text.blank(at: start)
    return isUnspaced ? run(from: offset, isSure: isSure) : spacedNoun(from: offset, isSure: isSure)
  }

  private var isUnspaced: Bool { classes.order.contains(.unspaced) }

  /// A run of characters: up to its last listed noun, or, where nothing is listed, all of it when it is short and ends
  /// before a word that no noun holds.
  private func run(from start: Int, isSure: Bool) -> ByteRange? {
    var offset = start
    var lastNoun: Int?
    while offset < bytes.count, offset - start < Self.maximumBytes {
      let noun = classes.nouns.match(from: offset, bytes)
      if noun > 0 {
        offset += noun
        lastNoun = offset
        continue
      }
      if classes.breaks.match(from: offset, bytes) > 0 || classes.connectors.match(from: offset, bytes) > 0 { break }
      guard let length = nominalLength(at: offset) else { break }
      offset += length
    }
    let count = offset - start
    if lastNoun != offset, count >= 6, count <= 24 {
      let isClosed = offset == bytes.count || !text.isWord(at: offset)
      if classes.heads.match(endingAt: offset, bytes) > 0 || isSure || (isClosed && count <= 12 && lastNoun == nil) {
        return ByteRange(start, offset)
      }
    }
    if let lastNoun { return ByteRange(start, lastNoun) }
    return relative(from: start, to: offset)
  }

  /// 来自朝鲜的士兵: a clause before the noun, which must then be a listed one.
  private func relative(from start: Int, to end: Int) -> ByteRange? {
    guard classes.order.contains(.relativeFirst) else { return nil }
    var offset = start
    while offset < bytes.count, offset - start < Self.maximumBytes, text.isWord(at: offset) {
      let connector = classes.connectors.match(from: offset, bytes)
      if connector > 0 {
        return listedNoun(from: offset + connector)
      }
      offset += text.decode(offset).count
    }
    return nil
  }

  /// Bytes of the character at `offset` where nouns can hold it: Han, Katakana, Latin letters and digits of names.
  private func nominalLength(at offset: Int) -> Int? {
    let (scalar, count) = text.decode(offset)
    if count == 1 { return text.isWord(at: offset) && text.digit(at: offset) == nil ? 1 : nil }
    // The long-vowel mark of Katakana and the iteration mark of Han are letters of no script.
    if scalar == 0x30FC || scalar == 0x3005 { return count }
    let entry = UnicodeTable.shared.entry(scalar)
    guard entry.wordClass == .unspaced || entry.wordClass == .letter else { return nil }
    return (0x3041...0x309F).contains(scalar) ? nil : count
  }

  /// A listed noun that starts at `offset`, with the listed nouns behind it.
  private func listedNoun(from start: Int) -> ByteRange? {
    let first = start + text.blank(at: start)
    var offset = first
    while true {
      let count = classes.nouns.match(from: offset, bytes)
      if count == 0 { break }
      offset += count
    }
    guard offset > first else { return nil }
    if !isUnspaced, text.isWord(at: offset), vocabulary.particles.match(from: offset, bytes) == nil { return nil }
    return ByteRange(first, offset)
  }

  /// Korean: words up to the one that carries a particle, without it.
  private func spacedNoun(from start: Int, isSure: Bool) -> ByteRange? {
    guard isSure, var index = wordIndex(at: start) else { return listedNoun(from: start) }
    let first = index
    while index < text.words.count, index - first < 4, text.words[index].kind == .letters {
      let end = stemEnd(index)
      let isLast = end < Int(text.words[index].end)
      if isLast || index + 1 == text.words.count || text.gap(behind: index) != .blank {
        return ByteRange(start, end)
      }
      index += 1
    }
    return nil
  }

  private func wordIndex(at offset: Int) -> Int? {
    var low = 0
    var high = text.words.count
    while low < high {
      let middle = (low + high) / 2
      if Int(text.words[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    return low < text.words.count && Int(text.words[low].start) == offset ? low : nil
  }

  /// Where a Korean noun ends before its particle; a listed noun keeps what looks like one (국가).
  private func stemEnd(_ index: Int) -> Int {
    let word = text.words[index]
    let end = Int(word.end)
    if classes.nouns.match(endingAt: end, bytes) > 0 { return end }
    let particle = vocabulary.particles.match(endingAt: end, bytes)?.count ?? 0
    return word.range.count > particle ? end - particle : end
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
    if classes.objectParticles.match(endingAt: end, bytes) == end - noun { return true }
    return classes.subjectParticles.match(endingAt: end, bytes) == end - noun
      && classes.nouns.match(endingAt: noun, bytes) > 0
  }

  private func noun(endingAt end: Int, isSure: Bool) -> ByteRange? {
    guard isUnspaced else { return spacedNoun(endingAt: end) }
    let listed = classes.nouns.match(endingAt: end, bytes)
    var start = end - listed
    while start > 0, end - start < Self.maximumBytes, text.isWord(at: scalarStart(before: start)) {
      let noun = classes.nouns.match(endingAt: start, bytes)
      if noun > 0 {
        start -= noun
        continue
      }
      let before = scalarStart(before: start)
      if classes.breaks.match(endingAt: start, bytes) > 0 || classes.connectors.match(endingAt: start, bytes) > 0
        || text.digit(at: before) != nil || nominalLength(at: before) == nil
      {
        break
      }
      start = before
    }
    if listed > 0 { return ByteRange(classes.order.contains(.relativeFirst) ? end - listed : start, end) }
    let count = end - start
    // In Chinese a run before a number is as often a verb as a noun.
    guard isSure, !classes.order.contains(.relativeFirst), count >= 6, count <= 24 else { return nil }
    return ByteRange(start, end)
  }

  private func scalarStart(before offset: Int) -> Int {
    var start = offset - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private func spacedNoun(endingAt end: Int) -> ByteRange? {
    let word = scriptWordStart(endingAt: end)
    guard word < end, classes.breaks.match(endingAt: end, bytes) != end - word else { return nil }
    return ByteRange(word, end)
  }

  private func scriptWordStart(endingAt end: Int) -> Int {
    var start = end
    while start > 0, end - start < Self.maximumBytes {
      let before = scalarStart(before: start)
      guard text.isWord(at: before), text.digit(at: before) == nil else { break }
      start = before
    }
    return start
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
