import Pipeline

/// Texts that lie in longer ones, joined last and the largest parts first.
///
/// A longer text takes parts of one story only: a second one must share something with the first, or a digest of twenty
/// briefs would make them all one. A text that is a small part of many longer ones is joined to one of them, or one
/// notice that everybody prints would.
struct ContainedParts {
  /// Share of the longer text below which a part is joined to one text only.
  private static let smallPart = 0.2
  /// Share of the smaller of two parts that the other must have.
  private static let commonShare = 0.2

  private let keys: DocumentKeys
  private let ranking: Ranking
  private let edges: any RecordSorter

  init(_ keys: DocumentKeys, _ ranking: Ranking, _ edges: any RecordSorter) {
    self.keys = keys
    self.ranking = ranking
    self.edges = edges
  }

  mutating func add(_ a: Int, _ b: Int, _ similarity: Double) throws {
    let (small, large) = size(a) < size(b) ? (a, b) : (b, a)
    try edges.add(key: UInt64((1 - similarity) * 1_000_000), value: UInt64(small) << 32 | UInt64(large))
  }

  private func size(_ rank: Int) -> UInt32 { keys.shingles(ranking.position(of: rank)) }

  func join(in clusters: inout Clusters, _ texts: inout ComparedTexts) throws {
    var isAttached = Array(repeating: false, count: ranking.count)
    /// The first part that a cluster took, by its root.
    var firstPart = Array(repeating: Clusters.none, count: ranking.count)
    try edges.drain { _, value in
      let small = Int(value >> 32)
      let large = Int(value & 0xFFFF_FFFF)
      let smallRoot = clusters.root(of: small)
      let largeRoot = clusters.root(of: large)
      guard smallRoot != largeRoot else { return }
      let isSmall = Double(size(small)) < Self.smallPart * Double(size(large))
      if isSmall, isAttached[smallRoot] { return }
      let part = firstPart[largeRoot]
      if part != Clusters.none {
        let overlap = try texts.held(Int(part)).table.overlap(with: texts.read(small).text.shingles)
        guard Double(overlap.shared) >= Self.commonShare * Double(min(size(small), size(Int(part)))) else { return }
      }
      clusters.join(small, large)
      let root = clusters.root(of: small)
      firstPart[root] = part != Clusters.none ? part : UInt32(small)
      isAttached[root] = isAttached[smallRoot] || isAttached[largeRoot] || isSmall
    }
  }
}
