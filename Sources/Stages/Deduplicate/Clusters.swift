import Pipeline

/// Finds the clusters of a corpus: documents joined by equal content, equal shingles or a verified comparison.
///
/// A shorter text that lies in several longer ones is joined to the one that has most of it, and glues none of them
/// together. Alike texts with other figures are not joined; the lower rank is noted as the other's series.
struct Clusters {
  static let none = UInt32.max

  private(set) var sets: UnionFind
  /// Of a document that only has other figures than an earlier one, that one's rank; `none` for most.
  private(set) var series: [UInt32]
  /// Whether the document is in a cluster with another one.
  private(set) var isJoined: [Bool]

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, _ ranking: Ranking, threshold: Double,
    sorter: () throws -> any RecordSorter
  ) throws {
    let count = ranking.positions.count
    sets = UnionFind(count: count)
    series = Array(repeating: Self.none, count: count)
    isJoined = Array(repeating: false, count: count)

    // Equal content stands in neighbouring ranks, and only the first of each goes on; so do equal shingle sets.
    var isSketched = Array(repeating: false, count: count)
    let setSorter = try sorter()
    for rank in 0..<count {
      let position = Int(ranking.positions[rank])
      if rank > 0, !keys.isEmpty(position), keys.content(position) == keys.content(Int(ranking.positions[rank - 1])) {
        join(rank - 1, rank)
      } else if keys.shingles(position) > 0 {
        try setSorter.add(key: keys.set(position), value: UInt64(rank))
      }
    }
    var previous: (set: UInt64, rank: Int)?
    try setSorter.drain { set, rank in
      if let previous, previous.set == set {
        join(previous.rank, Int(rank))
      } else {
        previous = (set, Int(rank))
        isSketched[Int(rank)] = true
      }
    }

    let contained = try sorter()
    var texts = ComparedTexts(store, ranking)
    var compared = 0
    try CandidatePairs(keys: keys, ranking: ranking).forEach(
      of: (0..<count).lazy.filter { isSketched[$0] }, bandSorter: try sorter(), pairSorter: try sorter()
    ) { lower, higher in
      compared += 1
      if compared & 1023 == 0 { try store.checkCancellation() }
      guard sets.root(of: lower) != sets.root(of: higher) else { return }
      let sizes = (keys.shingles(Int(ranking.positions[lower])), keys.shingles(Int(ranking.positions[higher])))
      guard Self.mayMatch(sizes.0, sizes.1, threshold) else { return }
      let comparison = try Comparison(texts.held(lower), texts.read(higher), threshold: threshold)
      switch comparison.verdict {
      case .different: break
      case .near, .update: join(lower, higher)
      case .template: if series[higher] == Self.none { series[higher] = UInt32(lower) }
      case .contained:
        let (small, large) = sizes.0 < sizes.1 ? (lower, higher) : (higher, lower)
        try contained.add(
          key: UInt64((1 - comparison.containment) * 1_000_000), value: UInt64(small) << 32 | UInt64(large))
      }
    }
    try joinContained(contained)
  }

  private mutating func join(_ a: Int, _ b: Int) {
    sets.join(a, b)
    isJoined[a] = true
    isJoined[b] = true
  }

  /// Best contained first; each cluster is joined into one longer text only.
  private mutating func joinContained(_ edges: any RecordSorter) throws {
    var isAttached = Array(repeating: false, count: isJoined.count)
    try edges.drain { _, value in
      let small = sets.root(of: Int(value >> 32))
      let large = sets.root(of: Int(value & 0xFFFF_FFFF))
      guard small != large, !isAttached[small] else { return }
      let wasAttached = isAttached[large]
      join(Int(value >> 32), Int(value & 0xFFFF_FFFF))
      isAttached[min(small, large)] = wasAttached
    }
  }

  mutating func root(of rank: Int) -> Int { sets.root(of: rank) }

  /// Whether sets of these sizes can be near or contained at all; spares reading a text.
  private static func mayMatch(_ a: UInt32, _ b: UInt32, _ threshold: Double) -> Bool {
    Int(min(a, b)) >= Comparison.minimumSharedForContainment || Double(min(a, b)) >= threshold * Double(max(a, b))
  }
}

/// Reads the compared texts of ranks, and holds the last one that is compared with many.
struct ComparedTexts {
  private let store: any CorpusStore
  private let ranking: Ranking
  private var last: (rank: Int, text: ComparedText)?

  init(_ store: any CorpusStore, _ ranking: Ranking) {
    self.store = store
    self.ranking = ranking
  }

  func read(_ rank: Int) throws -> ComparedText {
    ComparedText(blob: try store.blob(at: Int(ranking.positions[rank])))
  }

  mutating func held(_ rank: Int) throws -> ComparedText {
    if let last, last.rank == rank { return last.text }
    let text = try read(rank)
    last = (rank, text)
    return text
  }
}
