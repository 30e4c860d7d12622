import Pipeline

/// Texts that lie in longer ones, joined last and the largest parts first.
///
/// A longer text takes parts of one story only: a second one must share something with the first, or a digest of twenty
/// briefs would make them all one. Where all parts are small, and of more than one story, the longer text is such a digest,
/// and no copy of any of them. A text that is a small part of many longer ones is joined to one of them, or one notice that
/// everybody prints would.
struct ContainedParts {
  /// Share of the longer text below which a part is joined to one text only.
  private static let smallPart = 0.2
  /// Share of the longer text below which a part waits until all are known that the longer one has.
  private static let waitingPart = 0.3
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

  /// A part and the text that has it.
  private struct Edge {
    var small: Int
    var large: Int

    init(_ value: UInt64) {
      small = Int(value >> 32)
      large = Int(value & 0xFFFF_FFFF)
    }
  }

  func join(in clusters: inout Clusters, _ texts: inout ComparedTexts) throws {
    var isAttached = Array(repeating: false, count: ranking.count)
    /// The first part that a cluster took, by its root.
    var firstPart = Array(repeating: Clusters.none, count: ranking.count)
    func join(_ edge: Edge) throws {
      let smallRoot = clusters.root(of: edge.small)
      let largeRoot = clusters.root(of: edge.large)
      guard smallRoot != largeRoot else { return }
      let isSmall = isPart(edge, below: Self.smallPart)
      if isSmall, isAttached[smallRoot] { return }
      let part = firstPart[largeRoot]
      if part != Clusters.none, try !haveCommon(Int(part), edge.small, &texts) { return }
      clusters.join(edge.small, edge.large)
      let root = clusters.root(of: edge.small)
      firstPart[root] = part != Clusters.none ? part : UInt32(edge.small)
      isAttached[root] = isAttached[smallRoot] || isAttached[largeRoot] || isSmall
    }

    var waiting: [UInt64] = []
    try edges.drain { _, value in
      let edge = Edge(value)
      if isPart(edge, below: Self.waitingPart) { waiting.append(value) } else { try join(edge) }
    }
    let isDigest = try digests(among: waiting, &clusters, &texts)
    for edge in waiting.lazy.map(Edge.init) where !isDigest[edge.large] { try join(edge) }
  }

  /// Which of the longer texts have small parts of more than one story, by rank.
  private func digests(
    among edges: [UInt64], _ clusters: inout Clusters, _ texts: inout ComparedTexts
  ) throws -> [Bool] {
    var isDigest = Array(repeating: false, count: ranking.count)
    var first = Array(repeating: Clusters.none, count: ranking.count)
    for edge in edges.lazy.map(Edge.init) where !isDigest[edge.large] {
      let part = Int(first[edge.large])
      if part == Int(Clusters.none) {
        first[edge.large] = UInt32(edge.small)
        continue
      }
      let root = clusters.root(of: edge.small)
      if root == clusters.root(of: part) || root == clusters.root(of: edge.large) { continue }
      isDigest[edge.large] = try !haveCommon(part, edge.small, &texts)
    }
    return isDigest
  }

  private func isPart(_ edge: Edge, below share: Double) -> Bool {
    Double(size(edge.small)) < share * Double(size(edge.large))
  }

  /// Whether two parts are of one story.
  private func haveCommon(_ a: Int, _ b: Int, _ texts: inout ComparedTexts) throws -> Bool {
    let overlap = try texts.held(a).table.overlap(with: texts.read(b).text.shingles)
    return Double(overlap.shared) >= Self.commonShare * Double(min(size(a), size(b)))
  }
}
