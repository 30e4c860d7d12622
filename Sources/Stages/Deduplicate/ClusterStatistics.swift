import Pipeline

/// Counts what was decided and why, for the report of the run.
///
/// Everything counts documents of this run; those of an archive index have reports of their own.
struct ClusterStatistics {
  private static let shownClusters = 10

  private var alone = 0
  private var copiesOfArchive = 0
  private var labels: [Label: Int] = [:]
  private var dropped: [Duplicate.Kind: Int] = [:]
  private let action: DeduplicateStage.Action
  /// The members of each cluster, by a hash of its name.
  private let members: any RecordSorter

  private struct Label: Hashable {
    let role: Duplicate.Role
    let kind: Duplicate.Kind?
  }

  init(_ action: DeduplicateStage.Action, _ members: any RecordSorter) {
    self.action = action
    self.members = members
  }

  mutating func addAlone() { alone += 1 }

  /// - Parameters:
  ///   - isKnown: whether the document that stays for this one is an archive's.
  ///   - first: rank of the document that stays in the whole cluster.
  mutating func add(
    _ duplicate: Duplicate, mayDrop: Bool, isKnown: Bool, in cluster: ClusterName, rank: Int, first: Int
  ) throws {
    labels[Label(role: duplicate.role, kind: duplicate.kind), default: 0] += 1
    if isKnown, duplicate.role == .copy { copiesOfArchive += 1 }
    let drops = action == .label ? mayDrop : action.drops(mayDrop: mayDrop, isKnown: isKnown)
    if drops, let kind = duplicate.kind { dropped[kind, default: 0] += 1 }
    try members.add(key: cluster.high ^ cluster.low, value: UInt64(first) << 32 | UInt64(rank))
  }

  /// - Parameters:
  ///   - describe: name and kept id of the cluster of a rank, of which the second rank is the document that stays.
  func report(
    to store: any CorpusStore, _ pairs: ComparedPairs, archived: Int?,
    describe: (_ rank: Int, _ first: Int) throws -> (name: String, kept: String)
  ) throws {
    var clusters = 0
    var inClusters = 0
    /// By power of two: sizes 1, 2, 3 to 4, 5 to 8 and so on.
    var sizes = alone > 0 ? [alone] : []
    var largest: [(count: Int, rank: Int, first: Int)] = []
    try members.drainGroups(ofAtLeast: 1) { _, values in
      clusters += 1
      inClusters += values.count
      let power = values.count == 1 ? 0 : Int.bitWidth - (values.count - 1).leadingZeroBitCount
      while sizes.count <= power { sizes.append(0) }
      sizes[power] += 1
      guard values.count > 1, largest.count < Self.shownClusters || values.count > largest.last!.count else { return }
      let place = largest.firstIndex { $0.count < values.count } ?? largest.count
      largest.insert((values.count, Int(values[0] & 0xFFFF_FFFF), Int(values[0] >> 32)), at: place)
      if largest.count > Self.shownClusters { largest.removeLast() }
    }
    var documents: [CorpusFinding.Count] = [
      .init("all", alone + inClusters), .init("alone", alone), .init("in clusters", inClusters),
      .init("clusters", clusters),
    ]
    if let archived { documents += [.init("in the index", archived), .init("copies of the index", copiesOfArchive)] }
    store.report(CorpusFinding("documents", counts: documents))
    store.report(CorpusFinding("documents by role and kind", counts: labelCounts()))
    store.report(
      CorpusFinding(
        action == .label ? "would be dropped by action drop" : "dropped by kind",
        counts: Duplicate.Kind.allCases.compactMap { kind in
          dropped[kind].map { CorpusFinding.Count(kind.rawValue, $0) }
        }))
    store.report(
      CorpusFinding(
        "cluster sizes",
        counts: sizes.enumerated().compactMap { $1 > 0 ? CorpusFinding.Count(Self.sizeName($0), $1) : nil }))
    store.report(CorpusFinding("pairs", counts: pairs.counts()))
    if !largest.isEmpty {
      let groups = try largest.map { cluster in
        let (name, kept) = try describe(cluster.rank, cluster.first)
        return CorpusFinding.Group(name: name, document: kept, count: cluster.count)
      }
      store.report(CorpusFinding("largest clusters", groups: groups))
    }
  }

  private func labelCounts() -> [CorpusFinding.Count] {
    Duplicate.Role.allCases.flatMap { role in
      ([nil] + Duplicate.Kind.allCases).compactMap { kind in
        guard let count = labels[Label(role: role, kind: kind)] else { return nil }
        return CorpusFinding.Count(role.rawValue + (kind.map { " \($0.rawValue)" } ?? ""), count)
      }
    }
  }

  private static func sizeName(_ power: Int) -> String {
    power < 2 ? "\(power + 1)" : "\(1 << (power - 1) + 1)-\(1 << power)"
  }
}
