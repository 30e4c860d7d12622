import Pipeline

/// Finds, over all documents, what stands in several of them, and what copies have in common with their kept article.
struct PassageFinder {
  /// Key record: hash of the id, hash of the kept article's id (0: none), seconds of the date (largest: none).
  static let keySize = 24
  /// In the low half of a record's key; tells a repeated unit from a common passage.
  private static let repeated: UInt64 = 0x8000_0000

  let corpus: any CorpusStore
  let keys: UnsafeRawBufferPointer
  let minimumDocuments: Int
  let minimumWords: Int
  let makeSorter: () throws -> any RecordSorter

  private func number(_ position: Int, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: keys.loadUnaligned(fromByteOffset: position * Self.keySize + offset, as: UInt64.self))
  }

  private func stored(_ position: Int) throws -> StoredPassages { StoredPassages(blob: try corpus.blob(at: position)) }

  // MARK: Repeats

  /// Adds a record for every sentence and paragraph that stands in enough documents.
  func findRepeats(into found: any RecordSorter) throws {
    let units = try makeSorter()
    for position in 0..<corpus.count {
      if position & 1023 == 0 { try corpus.checkCancellation() }
      let text = try stored(position)
      // Units are numbered: sentences first, then paragraphs.
      for (unit, words) in (text.sentences.map(\.words) + text.paragraphs).enumerated()
      where words.count >= minimumWords {
        try units.add(key: text.hash(words), value: UInt64(position) << 32 | UInt64(unit))
      }
    }
    var repeats = 0
    try units.drainGroups(ofAtLeast: minimumDocuments) { _, group in
      var documents = 1
      for index in group.indices.dropFirst() where group[index] >> 32 != group[index - 1] >> 32 { documents += 1 }
      guard documents >= minimumDocuments else { return }
      repeats += 1
      let first = try first(of: group)
      for value in group {
        try found.add(
          key: value & ~0xFFFF_FFFF | Self.repeated | value & 0x7FFF_FFFF,
          value: UInt64(documents) << 32 | UInt64(first))
      }
    }
    if repeats > 0 { corpus.note("sentences and paragraphs that stand in several documents", count: repeats) }
  }

  /// The document published first; of equal or unknown dates the smallest id.
  private func first(of group: [UInt64]) throws -> Int {
    var best: (date: UInt64, position: Int)?
    for value in group {
      let position = Int(value >> 32)
      let date = number(position, 16)
      if let known = best {
        if known.position == position || known.date < date { continue }
        if known.date == date {
          let (a, b) = (try corpus.id(at: known.position), try corpus.id(at: position))
          if !(b < a) { continue }
        }
      }
      best = (date, position)
    }
    return best?.position ?? 0
  }

  // MARK: Common passages

  /// Adds two records for every passage that a document has in common with the kept article of its cluster.
  func findCommon(into found: any RecordSorter) throws {
    let pairs = try makeSorter()
    for position in 0..<corpus.count {
      let kept = number(position, 8)
      guard kept != 0 else { continue }
      // A kept article refers to itself. It must come before those that refer to it.
      let isKept: UInt64 = kept == number(position, 0) ? 0 : 1
      try pairs.add(key: kept, value: isKept << 32 | UInt64(position))
    }
    var count = 0
    var current: UInt64 = 0
    var kept: (text: StoredPassages, matcher: PassageMatcher)?
    try pairs.drain { key, value in
      let position = Int(value & 0xFFFF_FFFF)
      if key != current { kept = nil }
      current = key
      if value >> 32 == 0 {
        // Where an id was given twice, the first of them is compared with.
        if kept == nil {
          let text = try stored(position)
          kept = (text, PassageMatcher(text.words))
        }
        return
      }
      guard let kept else { return }
      count += 1
      if count & 1023 == 0 { try corpus.checkCancellation() }
      var record = UInt64(position) << 32
      for passage in CommonPassages(try stored(position), in: kept.matcher).passages {
        guard let first = kept.text.sentence(of: passage.words.lowerBound),
          let last = kept.text.sentence(of: passage.words.upperBound - 1)
        else { continue }
        try found.add(
          key: record, value: UInt64(passage.sentences.lowerBound) << 32 | UInt64(passage.sentences.upperBound))
        try found.add(key: record + 1, value: UInt64(first.start) << 32 | UInt64(last.end))
        record += 2
      }
    }
  }

  // MARK: Decisions

  /// Turns records into decisions, in the order of the documents.
  func write(_ found: any RecordSorter, to decisions: inout DecisionSink) throws {
    var decision = PassageDecision()
    var position = 0
    var pending: UInt64?
    func finish() throws {
      try decisions.append(decision.encoded())
      decision = PassageDecision()
      position += 1
    }
    try found.drain { key, value in
      while position < Int(key >> 32) { try finish() }
      if key & Self.repeated != 0 {
        let id = try corpus.id(at: Int(value & 0xFFFF_FFFF))
        decision.repeats.append(.init(unit: UInt32(key & 0x7FFF_FFFF), documents: UInt32(value >> 32), first: id))
      } else if let sentences = pending {
        decision.common.append(
          .init(
            sentences: UInt32(sentences >> 32)..<UInt32(sentences & 0xFFFF_FFFF), start: UInt32(value >> 32),
            end: UInt32(value & 0xFFFF_FFFF)))
        pending = nil
      } else {
        pending = value
      }
    }
    while position < corpus.count { try finish() }
  }
}
