import Bytes
import Pipeline

/// Pairs of documents that are worth comparing: those that share enough of their sampled shingles, and of shorter ones
/// those that share a band of their sketches.
///
/// Linear in the documents, whatever they hold: all pairs of a small bucket; of a larger one each document with its
/// neighbour and with the first; one of more than 200 documents is first split by further rows of the sketch.
struct CandidatePairs {
  private static let smallBucket = 8
  private static let largestBucket = 200
  private static let furtherRows = 3
  /// Bytes in which two signatures must agree for a shared band to count; unlike texts agree in three or four of 64.
  private static let leastAgreement = 8
  /// Share of the samples of the shorter text that must be shared.
  static let sampleShare = 0.15
  /// From how many times the length on a text is held for all that it is compared with. It has by chance many word pairs
  /// of every short one; reading it anew for each would make one long text as dear as all others together.
  private static let muchLonger = 4

  /// Pairs that are sorted at once.
  private static let batch = 4096
  /// What proposed a pair.
  private static let band: UInt64 = 0
  private static let sample: UInt64 = 1

  let keys: DocumentKeys
  let ranking: Ranking
  let shape: SketchShape
  /// The samples that many documents have.
  private(set) var frequent: FrequentShingles

  init(keys: DocumentKeys, ranking: Ranking, shape: SketchShape) {
    self.keys = keys
    self.ranking = ranking
    self.shape = shape
    frequent = FrequentShingles(sample: shape.sample)
  }

  /// Every pair that shares a band or a sample, once for each, to be passed to `forEach`.
  ///
  /// - Parameters:
  ///   - isSketched: whether the document of a rank takes part.
  ///   - text: the text at a position; asked for in ascending order.
  ///   - sorter: makes a sorter.
  mutating func collect(
    isSketched: [Bool], text: (_ position: Int) throws -> ComparedText, sorter: () throws -> any RecordSorter
  ) throws -> any RecordSorter {
    let bands = try sorter()
    let samples = try sorter()
    var records: [KeyRecord] = []
    try ranking.forEachPosition { position, rank in
      guard isSketched[rank] else { return }
      let text = try text(position)
      records.removeAll(keepingCapacity: true)
      text.shingles.withUnsafeBufferPointer { shingles in
        for shingle in shingles where Shingles.isSampled(shingle, shape.sample) {
          records.append(KeyRecord(key: UInt64(shingle), value: UInt64(rank)))
        }
      }
      try samples.add(records)
      records.removeAll(keepingCapacity: true)
      for (band, hash) in text.bands.enumerated() {
        records.append(KeyRecord(key: UInt64(band) << 32 | UInt64(hash), value: UInt64(rank)))
      }
      try bands.add(records)
    }
    let pairs = try sorter()
    // Added in batches, which costs less than one by one.
    records.removeAll(keepingCapacity: true)
    func flush(ifAbove limit: Int) throws {
      guard records.count > limit else { return }
      try pairs.add(records)
      records.removeAll(keepingCapacity: true)
    }
    try Self.forEachBucket(of: bands) { _, bucket in
      pairBand(bucket, depth: 0, &records)
      try flush(ifAbove: Self.batch)
    }
    try Self.forEachBucket(of: samples) { shingle, bucket in
      if bucket.count >= FrequentShingles.least { frequent.add(UInt32(shingle)) }
      pair(bucket, &records, Self.sample) { _, _ in true }
      try flush(ifAbove: Self.batch)
    }
    try flush(ifAbove: 0)
    return pairs
  }

  /// Each key that two documents have, in ascending order, and their ranks, ascending and each once.
  private static func forEachBucket(of sorter: any RecordSorter, _ body: (UInt64, [Int]) throws -> Void) throws {
    var bucket: [Int] = []
    try sorter.drainGroups(ofAtLeast: 2) { key, ranks in
      bucket.removeAll(keepingCapacity: true)
      for rank in ranks where bucket.last != Int(rank) { bucket.append(Int(rank)) }
      if bucket.count > 1 { try body(key, bucket) }
    }
  }

  private func pairBand(_ bucket: [Int], depth: Int, _ pairs: inout [KeyRecord]) {
    guard bucket.count > Self.largestBucket, depth < Self.furtherRows else {
      return pair(bucket, &pairs, Self.band) { a, b in
        keys.agreement(ranking.position(of: a), ranking.position(of: b)) >= Self.leastAgreement
      }
    }
    let sorted = bucket.map { (rows: keys.rows(ranking.position(of: $0), depth), rank: $0) }.sorted { $0 < $1 }
    var start = 0
    for end in 1...sorted.count where end == sorted.count || sorted[end].rows != sorted[start].rows {
      if end - start > 1 { pairBand(sorted[start..<end].map(\.rank), depth: depth + 1, &pairs) }
      start = end
    }
  }

  private func key(_ lower: Int, _ higher: Int) -> UInt64 {
    let isHigherLonger =
      Int(keys.length(ranking.position(of: higher)))
      > Self.muchLonger * Int(keys.length(ranking.position(of: lower)))
    return isHigherLonger ? UInt64(higher) << 32 | UInt64(lower) : UInt64(lower) << 32 | UInt64(higher)
  }

  /// - Parameter bucket: ascending.
  @inline(__always)
  private func pair(_ bucket: [Int], _ pairs: inout [KeyRecord], _ value: UInt64, where isWanted: (Int, Int) -> Bool) {
    func add(_ lower: Int, _ higher: Int) {
      if isWanted(lower, higher) { pairs.append(KeyRecord(key: key(lower, higher), value: value)) }
    }
    if bucket.count <= Self.smallBucket {
      for i in bucket.indices {
        for j in i + 1..<bucket.count { add(bucket[i], bucket[j]) }
      }
    } else {
      for i in 1..<bucket.count {
        add(bucket[0], bucket[i])
        if i > 1 { add(bucket[i - 1], bucket[i]) }
      }
    }
  }

  /// Calls `body` once with every pair that a band proposes, or enough samples. They are ordered by the first of the two,
  /// which is the much longer one, else the lower rank: a caller that holds the first has to read the second only, which
  /// is never much longer.
  func forEach(of sorter: any RecordSorter, _ body: (_ first: Int, _ second: Int) throws -> Void) throws {
    try sorter.drainGroups(ofAtLeast: 1) { key, values in
      let first = Int(key >> 32)
      let second = Int(key & 0xFFFF_FFFF)
      if values[0] != Self.band {
        guard values.count > 1 else { return }
        let fewest = min(keys.samples(ranking.position(of: first)), keys.samples(ranking.position(of: second)))
        guard Double(values.count) >= Self.sampleShare * Double(fewest) else { return }
      }
      try body(first, second)
    }
  }
}
