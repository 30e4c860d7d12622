import Pipeline

/// What is decided about each document, by rank, in 13 bytes; turned into `Duplicate`s in document order at the end.
struct DecisionPass {
  private struct Outcome {
    var kept = Clusters.none
    var similarity: UInt16 = 0xFFFF
    var containment: UInt16 = 0xFFFF
    /// 0: nothing to say; else the position of the role plus 1.
    var role: UInt8 = 0
    /// Position of the kind, 0xFF for none.
    var kind: UInt8 = 0xFF

    init() {}
    init(
      _ role: Duplicate.Role, kept: Int, kind: Duplicate.Kind? = nil, _ similarity: Double? = nil,
      _ containment: Double? = nil
    ) {
      self.kept = UInt32(kept)
      self.role = UInt8(Duplicate.Role.allCases.firstIndex(of: role)! + 1)
      self.kind = kind.map { UInt8(Duplicate.Kind.allCases.firstIndex(of: $0)!) } ?? 0xFF
      self.similarity = Duplicate.quantized(similarity)
      self.containment = Duplicate.quantized(containment)
    }
  }

  private static let differingFigures = 32

  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private let threshold: Double
  private var clusters: Clusters
  private var outcomes: [Outcome]

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, keep: Keep, threshold: Double,
    sorter: () throws -> any RecordSorter
  ) throws {
    self.store = store
    self.keys = keys
    self.threshold = threshold
    ranking = try Ranking(store, keys, sorter: sorter())
    clusters = try Clusters(store, keys, ranking, threshold: threshold, sorter: sorter)
    outcomes = Array(repeating: Outcome(), count: ranking.positions.count)
    try judgeMembers(Keeper(keep: keep, store: store, keys: keys, ranking: ranking), sorter())
    judgeSeries()
  }

  /// Compares every member of every cluster with the one that stays.
  private mutating func judgeMembers(_ keeper: Keeper, _ sorter: any RecordSorter) throws {
    for rank in outcomes.indices where clusters.isJoined[rank] {
      try sorter.add(key: UInt64(clusters.root(of: rank)), value: UInt64(rank))
    }
    var undated = 0
    var members: [Int] = []
    var current: UInt64 = 0
    try sorter.drain { root, rank in
      if root != current {
        try judge(members, keeper, &undated)
        members.removeAll(keepingCapacity: true)
        current = root
      }
      members.append(Int(rank))
    }
    try judge(members, keeper, &undated)
    if undated > 0 { store.note("documents in clusters without a publication date, ordered by id", count: undated) }
  }

  private mutating func judge(_ members: [Int], _ keeper: Keeper, _ undated: inout Int) throws {
    guard members.count > 1 else { return }
    try store.checkCancellation()
    let kept = try keeper.choose(among: members, undated: &undated)
    outcomes[kept] = Outcome(.kept, kept: kept)
    let keptPosition = Int(ranking.positions[kept])
    let texts = ComparedTexts(store, ranking)
    let keptText = try texts.read(kept)
    for rank in members where rank != kept {
      let position = Int(ranking.positions[rank])
      if keys.content(position) == keys.content(keptPosition) {
        outcomes[rank] = Outcome(.copy, kept: kept, kind: .exact, 1, 1)
        continue
      }
      if keys.shingles(position) > 0, keys.set(position) == keys.set(keptPosition) {
        outcomes[rank] = Outcome(.copy, kept: kept, kind: .near, 1, 1)
        continue
      }
      let comparison = Comparison(keptText, try texts.read(rank), threshold: threshold)
      let (role, kind): (Duplicate.Role, Duplicate.Kind?) =
        switch comparison.verdict {
        case .near: (.copy, .near)
        case .update: (.copy, .update)
        case .template: (.related, .template)
        case .different: (.related, nil)
        // A longer text that has the kept one in it says more, so it is no copy.
        case .contained: (keys.shingles(position) <= keys.shingles(keptPosition) ? .copy : .related, .contained)
        }
      outcomes[rank] = Outcome(role, kept: kept, kind: kind, comparison.similarity, comparison.containment)
    }
  }

  /// Documents of a series that have no copies are related to its first.
  private mutating func judgeSeries() {
    // A series leads to a lower rank, whose own series is settled by then; so one step each is enough.
    for rank in outcomes.indices where !clusters.isJoined[rank] && clusters.series[rank] != Clusters.none {
      let root = clusters.root(of: Int(clusters.series[rank]))
      if outcomes[root].role == 0 { outcomes[root] = Outcome(.kept, kept: root) }
      outcomes[rank] = Outcome(.related, kept: Int(outcomes[root].kept), kind: .template)
    }
  }

  /// Appends one decision for each document, in order.
  mutating func write(to decisions: inout DecisionSink) throws {
    let ranks = ranking.inverse()
    var bytes: [UInt8] = []
    for position in 0..<store.count {
      bytes.removeAll(keepingCapacity: true)
      if let duplicate = try duplicate(Int(ranks[position])) { duplicate.encoded(into: &bytes) }
      try decisions.append(bytes)
    }
  }

  private mutating func duplicate(_ rank: Int) throws -> Duplicate? {
    let outcome = outcomes[rank]
    guard outcome.role > 0 else { return nil }
    let kept = Int(outcome.kept)
    let content = keys.content(Int(ranking.positions[clusters.root(of: kept)]))
    var duplicate = Duplicate(
      cluster: Self.hexadecimal(content.0) + Self.hexadecimal(content.1),
      kept: try store.id(at: Int(ranking.positions[kept])), role: Duplicate.Role.allCases[Int(outcome.role) - 1],
      kind: outcome.kind == 0xFF ? nil : Duplicate.Kind.allCases[Int(outcome.kind)],
      similarity: Duplicate.share(outcome.similarity), containment: Duplicate.share(outcome.containment))
    if duplicate.kind == .update {
      let texts = ComparedTexts(store, ranking)
      duplicate.differs = try texts.read(rank).figures.differing(
        from: texts.read(kept).figures, limit: Self.differingFigures)
    }
    return duplicate
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
