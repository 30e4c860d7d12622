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
  /// What many documents have, which makes no two of them alike.
  private(set) var frequent: FrequentShingles
  private(set) var pairs = ComparedPairs()

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, _ ranking: Ranking, archive: ArchiveIndex?, _ likeness: Likeness,
    _ shape: SketchShape, sorter: () throws -> any RecordSorter
  ) throws {
    frequent = FrequentShingles(sample: shape.sample)
    sets = UnionFind(count: ranking.count)
    series = Array(repeating: Self.none, count: ranking.count)
    isJoined = Array(repeating: false, count: ranking.count)

    let isSketched = try joinEqual(keys, ranking, sorter())
    if let archive { try joinArchived(archive, ranking, sorter()) }
    var parts = ContainedParts(keys, ranking, try sorter())
    var texts = ComparedTexts(store, keys, ranking)
    var compared = 0
    var candidates = CandidatePairs(keys: keys, ranking: ranking, shape: shape)
    let proposed = try candidates.collect(
      isSketched: isSketched, text: { ComparedText(blob: try store.blob(at: $0)) }, sorter: sorter)
    frequent = candidates.frequent
    try candidates.forEach(of: proposed) { first, second in
      compared += 1
      pairs.addProposed()
      if compared & 1023 == 0 { try store.checkCancellation() }
      let (lower, higher) = (min(first, second), max(first, second))
      let isKnown = (
        keys.isArchived(ranking.position(of: lower)), keys.isArchived(ranking.position(of: higher))
      )
      if isKnown == (true, true) || sets.root(of: lower) == sets.root(of: higher) { return }
      let comparison = try Comparison(texts.held(first), texts.read(second), likeness, frequent)
      pairs.add(comparison.verdict)
      switch comparison.verdict {
      case .different: break
      case .near, .update: join(lower, higher)
      case .template:
        // Of an archived one nothing is decided any more.
        let (earlier, later) = isKnown.1 ? (higher, lower) : (lower, higher)
        if series[later] == Self.none { series[later] = UInt32(earlier) }
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
    var last: (rank: Int, content: (UInt64, UInt64))?
    for rank in 0..<ranking.count {
      let position = ranking.position(of: rank)
      defer { last = (rank, keys.content(position)) }
      if let last, !keys.isEmpty(position), keys.content(position) == last.content {
        join(last.rank, rank)
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

  /// Joins what earlier runs have joined.
  private mutating func joinArchived(
    _ archive: ArchiveIndex, _ ranking: Ranking, _ sorter: any RecordSorter
  ) throws {
    for position in 0..<archive.count {
      let name = archive.clusters[position]
      try sorter.add(key: name.high ^ name.low, value: UInt64(ranking.ranks[position]))
    }
    var previous: (name: UInt64, rank: Int)?
    try sorter.drain { name, rank in
      if let previous, previous.name == name { join(previous.rank, Int(rank)) }
      previous = (name, Int(rank))
    }
  }

  mutating func join(_ a: Int, _ b: Int) {
    sets.join(a, b)
    isJoined[a] = true
    isJoined[b] = true
  }

  mutating func root(of rank: Int) -> Int { sets.root(of: rank) }
}
