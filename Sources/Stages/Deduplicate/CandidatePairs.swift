/// Pairs of documents that are worth comparing: those that share a band of their sketches.
///
/// Linear in the documents, whatever they hold: all pairs of a small bucket; of a larger one each document with its
/// neighbour and with the first; one of more than 200 documents is first split by the bands behind its own.
struct CandidatePairs {
  private static let smallBucket = 8
  private static let largestBucket = 200
  private static let furtherBands = 3

  let keys: DocumentKeys
  let ranking: Ranking

  /// Calls `body` with every pair once, the lower rank first, in ascending order.
  ///
  /// - Parameter ranks: the documents to pair, each of which has a sketch; ascending.
  func forEach(
    of ranks: some Sequence<Int>, bandSorter: any RecordSorter, pairSorter: any RecordSorter,
    _ body: (_ lower: Int, _ higher: Int) throws -> Void
  ) throws {
    for rank in ranks {
      let position = Int(ranking.positions[rank])
      for band in 0..<DocumentKey.bandCount {
        // The band's number in the low bits is needed for splitting; it costs five bits of the hash.
        try bandSorter.add(key: keys.band(position, band) & ~31 | UInt64(band), value: UInt64(rank))
      }
    }
    var bucket: [Int] = []
    var current: UInt64 = 0
    try bandSorter.drain { key, value in
      if key != current {
        try pair(bucket, band: Int(current & 31), depth: 0, pairSorter)
        bucket.removeAll(keepingCapacity: true)
        current = key
      }
      bucket.append(Int(value))
    }
    try pair(bucket, band: Int(current & 31), depth: 0, pairSorter)
    var last: UInt64 = 0
    try pairSorter.drain { key, _ in
      guard key != last else { return }
      last = key
      try body(Int(key >> 32), Int(key & 0xFFFF_FFFF))
    }
  }

  /// `bucket` is ascending.
  private func pair(_ bucket: [Int], band: Int, depth: Int, _ pairs: any RecordSorter) throws {
    guard bucket.count > 1 else { return }
    func add(_ a: Int, _ b: Int) throws { try pairs.add(key: UInt64(a) << 32 | UInt64(b), value: 0) }
    if bucket.count <= Self.smallBucket {
      for i in bucket.indices {
        for j in i + 1..<bucket.count { try add(bucket[i], bucket[j]) }
      }
    } else if bucket.count <= Self.largestBucket || depth == Self.furtherBands {
      for i in 1..<bucket.count {
        try add(bucket[0], bucket[i])
        if i > 1 { try add(bucket[i - 1], bucket[i]) }
      }
    } else {
      let next = (band + 1) % DocumentKey.bandCount
      let sorted = bucket.map { (hash: keys.band(Int(ranking.positions[$0]), next), rank: $0) }.sorted { $0 < $1 }
      var start = 0
      for end in 1...sorted.count where end == sorted.count || sorted[end].hash != sorted[start].hash {
        try pair(sorted[start..<end].map(\.rank), band: next, depth: depth + 1, pairs)
        start = end
      }
    }
  }
}
