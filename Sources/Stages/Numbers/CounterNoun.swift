import Pipeline

/// Finds nouns that start or end at a place, by lists and by the characters that nouns can hold.
extension CounterPhrase {
  /// The noun that starts at `offset`.
  ///
  /// - Parameter isSure: whether a word before says that a noun follows, so that it need not be a known one.
  func noun(from start: Int, isSure: Bool) -> ByteRange? {
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
      offset += text.bytes.scalar(at: offset).length
    }
    return nil
  }

  /// Bytes of the character at `offset` where nouns can hold it: Han, Katakana, Latin letters and digits of names.
  private func nominalLength(at offset: Int) -> Int? {
    let (scalar, count) = text.bytes.scalar(at: offset)
    if count == 1 { return text.isWord(at: offset) && text.digit(at: offset) == nil ? 1 : nil }
    // The long-vowel mark of Katakana and the iteration mark of Han are letters of no script.
    if scalar == 0x30FC || scalar == 0x3005 { return count }
    let entry = UnicodeTable.shared.entry(scalar)
    guard entry.wordClass == .unspaced || entry.wordClass == .letter else { return nil }
    return (0x3041...0x309F).contains(scalar) ? nil : count
  }

  /// A listed noun that starts at `offset`, with the listed nouns behind it.
  func listedNoun(from start: Int) -> ByteRange? {
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
    if classes.breaks.match(from: start, bytes) == stemEnd(first) - start { return nil }
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

  // MARK: Ending at a place

  func noun(endingAt end: Int, isSure: Bool) -> ByteRange? {
    guard isUnspaced else { return spacedNoun(endingAt: end) }
    let listed = classes.nouns.match(endingAt: end, bytes)
    var start = end - listed
    while start > 0, end - start < Self.maximumBytes, text.isWord(at: bytes.scalarStart(before: start)) {
      let noun = classes.nouns.match(endingAt: start, bytes)
      if noun > 0 {
        start -= noun
        continue
      }
      let before = bytes.scalarStart(before: start)
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

  private func spacedNoun(endingAt end: Int) -> ByteRange? {
    let word = scriptWordStart(endingAt: end)
    guard word < end, classes.breaks.match(endingAt: end, bytes) != end - word else { return nil }
    return ByteRange(word, end)
  }

  private func scriptWordStart(endingAt end: Int) -> Int {
    var start = end
    while start > 0, end - start < Self.maximumBytes {
      let before = bytes.scalarStart(before: start)
      guard text.isWord(at: before), text.digit(at: before) == nil else { break }
      start = before
    }
    return start
  }
}
