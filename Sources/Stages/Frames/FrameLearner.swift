import Pipeline

/// Finds the lines that stand in many articles of a publisher.
///
/// Articles are told apart by their longest line, so that an article that was collected a hundred times, or whose
/// copies differ in a few words, is one article and its paragraphs no frame.
struct FrameLearner {
  /// Key record: publisher and longest line.
  static let keySize = 16

  private let corpus: any CorpusStore
  private let keys: UnsafeRawBufferPointer
  private let minimum: Int
  private let share: Double

  init(_ corpus: any CorpusStore, keys: UnsafeRawBufferPointer, minimum: Int, share: Double) {
    self.corpus = corpus
    self.keys = keys
    self.minimum = minimum
    self.share = share
  }

  private func number(_ position: Int, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: keys.loadUnaligned(fromByteOffset: position * Self.keySize + offset, as: UInt64.self))
  }
  private func publisher(_ position: Int) -> UInt64 { number(position, 0) }
  private func longest(_ position: Int) -> UInt64 { number(position, 8) }

  /// Appends one decision for each document: the places of its frame lines among its distinct lines.
  func write(to decisions: inout DecisionSink, sorter: () throws -> any RecordSorter) throws {
    let found = try sorter()
    try learn(publishers(sorter()), sorter(), into: found)
    var decision: [UInt8] = []
    var position = 0
    var marked = 0
    func finish() throws {
      if !decision.isEmpty { marked += 1 }
      try decisions.append(decision)
      decision.removeAll(keepingCapacity: true)
      position += 1
    }
    try found.drain { document, place in
      while position < Int(document) { try finish() }
      decision.appendLittleEndian(UInt32(place))
    }
    while position < corpus.count { try finish() }
    if marked > 0 { corpus.note("documents with lines of their publisher's frame", count: marked) }
  }

  /// How many documents a publisher has, for those that have enough; ascending by publisher.
  private func publishers(_ sorter: any RecordSorter) throws -> [(publisher: UInt64, count: Int)] {
    for position in 0..<corpus.count { try sorter.add(key: publisher(position), value: 0) }
    var counts: [(publisher: UInt64, count: Int)] = []
    var current: (publisher: UInt64, count: Int) = (0, 0)
    func finish() { if current.count >= minimum { counts.append(current) } }
    try sorter.drain { publisher, _ in
      if publisher != current.publisher {
        finish()
        current = (publisher, 0)
      }
      current.count += 1
    }
    finish()
    return counts
  }

  /// Adds document and place of every frame line to `found`.
  private func learn(
    _ counts: [(publisher: UInt64, count: Int)], _ lines: any RecordSorter, into found: any RecordSorter
  ) throws {
    for position in 0..<corpus.count {
      if position & 1023 == 0 { try corpus.checkCancellation() }
      guard count(of: publisher(position), counts) != nil else { continue }
      try corpus.blob(at: position).withUnsafeBytes { blob in
        for place in 0..<blob.count / 8 {
          let hash = UInt64(littleEndian: blob.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
          // Two lines of different publishers among n meet with odds of n² / 2^65.
          try lines.add(
            key: Lexicon.finish(hash ^ publisher(position) &* 0x9E37_79B9_7F4A_7C15),
            value: UInt64(position) << 32 | UInt64(place))
        }
      }
    }
    var learnt = 0
    try lines.drainGroups(ofAtLeast: minimum) { _, group in
      guard let first = group.first,
        let all = count(of: publisher(Int(first >> 32)), counts)
      else { return }
      let needed = max(minimum, Int((share * Double(all)).rounded(.up)))
      guard group.count >= needed, articles(group) >= needed else { return }
      learnt += 1
      for value in group { try found.add(key: value >> 32, value: value & 0xFFFF_FFFF) }
    }
    if learnt > 0 { corpus.note("lines learnt as frames", count: learnt) }
  }

  /// Different articles among these documents.
  private func articles(_ group: [UInt64]) -> Int {
    var longest = group.map { self.longest(Int($0 >> 32)) }
    longest.sort()
    var count = 0
    for index in longest.indices where index == 0 || longest[index] != longest[index - 1] { count += 1 }
    return count
  }

  private func count(of publisher: UInt64, _ counts: [(publisher: UInt64, count: Int)]) -> Int? {
    let place = counts.partitioningIndex { $0.publisher >= publisher }
    return place < counts.count && counts[place].publisher == publisher ? counts[place].count : nil
  }
}
