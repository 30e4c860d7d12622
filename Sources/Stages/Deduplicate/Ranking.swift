import Pipeline

/// The documents in an order that depends on what they are and not on how they were read: by content hash, then by the
/// hash of the id. All decisions work on positions in it ("ranks").
struct Ranking {
  /// The position of the document of each rank.
  private(set) var positions: [UInt32] = []
  /// The rank of the document at each position.
  private(set) var ranks: [UInt32] = []

  init(_ store: any CorpusStore, _ keys: DocumentKeys, sorter: any RecordSorter) throws {
    positions.reserveCapacity(store.count)
    for position in 0..<store.count { try sorter.add(key: keys.content(position).0, value: UInt64(position)) }
    var run: [(second: UInt64, id: UInt64, position: UInt32)] = []
    var current: UInt64 = 0
    func flush(_ positions: inout [UInt32]) throws {
      // Documents without a word are never compared, so their order doesn't matter.
      if run.count > 1, !keys.isEmpty(Int(run[0].position)) {
        for index in run.indices {
          run[index].second = keys.content(Int(run[index].position)).1
          run[index].id = Self.hash(try store.id(at: Int(run[index].position)))
        }
        run.sort { $0 < $1 }
      }
      for entry in run { positions.append(entry.position) }
      run.removeAll(keepingCapacity: true)
    }
    try sorter.drain { key, value in
      if key != current { try flush(&positions) }
      current = key
      run.append((0, 0, UInt32(value)))
    }
    try flush(&positions)
    ranks = [UInt32](repeating: 0, count: positions.count)
    for (rank, position) in positions.enumerated() { ranks[Int(position)] = UInt32(rank) }
  }

  var count: Int { positions.count }
  @inline(__always)
  func position(of rank: Int) -> Int { Int(positions[rank]) }

  /// Calls `body` with every document in the order of reading.
  func forEachPosition(_ body: (_ position: Int, _ rank: Int) throws -> Void) rethrows {
    for (position, rank) in ranks.enumerated() { try body(position, Int(rank)) }
  }

  private static func hash(_ id: ByteString) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in id.bytes { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    return Lexicon.finish(hash)
  }
}
