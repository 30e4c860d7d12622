import Pipeline

/// Finds the clusters of a corpus: documents joined by equal content, equal shingles or a verified comparison.
///
/// Alike texts with other figures are not joined; the lower rank is noted as the other's series.
struct Clusters {
  static let none = UInt32.max

  private(set) var sets: UnionFind
  /// Of a document that only has other figures than an earlier one, that one's rank; `none` for most.
  private(set) var series: [UInt32]
  /// Whether the document is in a cluster with another one.
  private(set) var isJoined: [Bool]

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, _ ranking: Ranking, _ likeness: Likeness, _ shape: SketchShape,
    sorter: () throws -> any RecordSorter
  ) throws {
    sets = UnionFind(count: ranking.count)
    series = Array(repeating: Self.none, count: ranking.count)
    isJoined = Array(repeating: false, count: ranking.count)

    let isSketched = try joinEqual(keys, ranking, sorter())
    var parts = ContainedParts(keys, ranking, try sorter())
    var texts = ComparedTexts(store, keys, ranking)
    var compared = 0
    try CandidatePairs(keys: keys, ranking: ranking, shape: shape).forEach(
      isSketched: isSketched, text: { ComparedText(blob: try store.blob(at: $0)) }, sorter: sorter
    ) { lower, higher in
      compared += 1
      if compared & 1023 == 0 { try store.checkCancellation() }
      guard sets.root(of: lower) != sets.root(of: higher) else { return }
      let comparison = try Comparison(texts.held(lower), texts.read(higher), likeness)
      switch comparison.verdict {
      case .different: break
      case .near, .update: join(lower, higher)
      case .template: if series[higher] == Self.none { series[higher] = UInt32(lower) }
      case .contained: try parts.add(lower, higher, comparison.similarity)
      }
    }
    try parts.join(in: &self, &texts)
  }

  /// Joins equal contents, which stand in neighbouring ranks, and equal shingle sets; only the first of each goes on.
  private mutating func joinEqual(
    _ keys: DocumentKeys, _ ranking: Ranking, _ sorter: any RecordSorter
  ) throws -> [Bool] {
    var isSketched = Array(repeating: false, count: ranking.count)
    for rank in 0..<ranking.count {
      let position = ranking.position(of: rank)
      if rank > 0, !keys.isEmpty(position), keys.content(position) == keys.content(ranking.position(of: rank - 1)) {
        join(rank - 1, rank)
      } else if keys.shingles(position) > 0 {
        try sorter.add(key: keys.set(position), value: UInt64(rank))
      }
    }
    var previous: (set: UInt64, rank: Int)?
    try sorter.drain { set, rank in
      if let previous, previous.set == set {
        join(previous.rank, Int(rank))
      } else {
        previous = (set, Int(rank))
        isSketched[Int(rank)] = true
      }
    }
    return isSketched
  }

  mutating func join(_ a: Int, _ b: Int) {
    sets.join(a, b)
    isJoined[a] = true
    isJoined[b] = true
  }

  mutating func root(of rank: Int) -> Int { sets.root(of: rank) }
}
