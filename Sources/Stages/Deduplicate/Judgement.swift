import Pipeline

/// Decides what each member of a cluster is to the one that stays, and each report to its series.
struct Judgement {
  /// How often the members of one chain are compared with a kept one; bounds the work by the number of members.
  private static let rounds = 8

  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private let likeness: Likeness
  private let keeper: Keeper
  private(set) var clusters: Clusters
  /// By rank.
  private(set) var outcomes: [Outcome]

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, _ ranking: Ranking, _ clusters: Clusters, _ likeness: Likeness,
    _ keeper: Keeper, sorter: any RecordSorter
  ) throws {
    self.store = store
    self.keys = keys
    self.ranking = ranking
    self.clusters = clusters
    self.likeness = likeness
    self.keeper = keeper
    outcomes = Array(repeating: Outcome(), count: ranking.positions.count)
    try judgeMembers(sorter)
    judgeSeries()
  }

  /// Compares every member of every cluster with the one that stays.
  private mutating func judgeMembers(_ sorter: any RecordSorter) throws {
    for rank in outcomes.indices where clusters.isJoined[rank] {
      try sorter.add(key: UInt64(clusters.root(of: rank)), value: UInt64(rank))
    }
    var undated = 0
    try sorter.drainGroups(ofAtLeast: 2) { _, members in try judge(members.map(Int.init), &undated) }
    if undated > 0 { store.note("documents in clusters without a publication date, ordered by id", count: undated) }
  }

  /// The members that are alike to the one that stays are its copies. Where others are left, two of them may be alike to
  /// each other and only by a chain to the first: they make a cluster of their own. A last one alone is related.
  private mutating func judge(_ members: [Int], _ undated: inout Int) throws {
    guard members.contains(where: { !isArchived($0) }) else { return }
    try store.checkCancellation()
    let first = try keeper.choose(among: members, undated: &undated)
    var rest = try judge(members, by: first, isFirst: true)
    if isArchived(first) { rest = try judgeByArchived(members, rest, first) }
    var alone: [Int] = []
    for _ in 1..<Self.rounds where rest.count > 1 {
      var ignored = 0
      let kept = try keeper.choose(among: rest, undated: &ignored)
      let left = try judge(rest, by: kept, isFirst: false)
      if left.count == rest.count - 1 { alone.append(kept) }
      rest = left
    }
    // They keep what the comparison with the first has made them; the cluster's name is the smallest of all in it.
    alone += rest
    let name = min(outcomes[first].cluster, UInt32(alone.min() ?? Int.max >> 32))
    if name < outcomes[first].cluster {
      for rank in members where outcomes[rank].kept == UInt32(first) { outcomes[rank].cluster = name }
    }
    try settleEqual(members)
  }

  /// Documents that are not alike to the archived one that stays may be to others of the archive, and are known then.
  private mutating func judgeByArchived(_ members: [Int], _ rest: [Int], _ first: Int) throws -> [Int] {
    var rest = rest
    let others = members.filter { isArchived($0) && $0 != first }
    for archived in others.prefix(Self.rounds) where !rest.isEmpty {
      rest = try judge(rest, by: archived, isFirst: false)
    }
    return rest
  }

  /// Of texts that are the same word for word and say something new, such as an update, one is enough: the others are
  /// exact copies of it. `members` is ascending, so that equal ones stand together.
  private mutating func settleEqual(_ members: [Int]) throws {
    var rest = members[...]
    while let first = rest.first {
      let content = keys.content(ranking.position(of: first))
      let same = rest.prefix { keys.content(ranking.position(of: $0)) == content }
      rest = rest.dropFirst(same.count)
      let isOpen = same.allSatisfy { isArchived($0) || (Int(outcomes[$0].kept) != $0 && !outcomes[$0].mayDrop) }
      guard same.count > 1, isOpen else { continue }
      var ignored = 0
      let kept = try keeper.choose(among: Array(same), undated: &ignored)
      for rank in same where rank != kept && !isArchived(rank) {
        let cluster = outcomes[rank].cluster
        outcomes[rank] = Outcome(.copy, kept: kept, kind: .exact, 1, 1, mayDrop: true)
        outcomes[rank].cluster = cluster
      }
    }
  }

  private func isArchived(_ rank: Int) -> Bool { keys.isArchived(ranking.position(of: rank)) }

  /// Compares `members` with `kept`, which is one of them; answers those that are no copies of it.
  private mutating func judge(_ members: [Int], by kept: Int, isFirst: Bool) throws -> [Int] {
    let keptPosition = ranking.position(of: kept)
    let texts = ComparedTexts(store, keys, ranking)
    let keptText = try texts.read(kept)
    var copies = [kept]
    var rest: [Int] = []
    for rank in members where rank != kept {
      // What earlier runs decided stays.
      if isArchived(rank), isArchived(kept) { continue }
      let outcome = try outcome(of: rank, kept, keptPosition, keptText, texts)
      if outcome.isCopy { copies.append(rank) } else { rest.append(rank) }
      if outcome.isCopy || isFirst { outcomes[rank] = outcome }
    }
    guard isFirst || copies.count > 1 else { return rest }
    outcomes[kept] = Outcome(.kept, kept: kept)
    let name = UInt32(copies.min()!)
    for rank in copies { outcomes[rank].cluster = name }
    if isFirst { for rank in rest { outcomes[rank].cluster = name } }
    return rest
  }

  private func outcome(
    of rank: Int, _ kept: Int, _ keptPosition: Int, _ keptText: HeldText, _ texts: ComparedTexts
  ) throws -> Outcome {
    let position = ranking.position(of: rank)
    if keys.content(position) == keys.content(keptPosition) {
      return Outcome(.copy, kept: kept, kind: .exact, 1, 1, mayDrop: true)
    }
    if keys.shingles(position) > 0, keys.set(position) == keys.set(keptPosition) {
      return Outcome(.copy, kept: kept, kind: .near, 1, 1, mayDrop: true)
    }
    let comparison = Comparison(keptText, try texts.read(rank), likeness, clusters.frequent, areJoined: true)
    let (role, kind, mayDrop): (Duplicate.Role, Duplicate.Kind?, Bool) =
      switch comparison.verdict {
      case .near: (.copy, .near, comparison.isFirm)
      case .update: (.copy, .update, false)
      case .template: (.related, .template, false)
      case .different: (.related, nil, false)
      // A longer text that has the kept one in it says more.
      case .contained:
        (.copy, .contained, comparison.isFirm && keys.shingles(position) <= keys.shingles(keptPosition))
      }
    return Outcome(
      role, kept: kept, kind: kind, comparison.similarity, comparison.containment, mayDrop: mayDrop)
  }

  /// Documents of a series that have no copies are related to its first.
  private mutating func judgeSeries() {
    // A series leads to a lower rank, whose own series is settled by then; so one step each is enough.
    for rank in outcomes.indices where !clusters.isJoined[rank] && clusters.series[rank] != Clusters.none {
      let earlier = Int(clusters.series[rank])
      if outcomes[earlier].role == 0 { outcomes[earlier] = Outcome(.kept, kept: earlier) }
      outcomes[rank] = Outcome(.related, kept: Int(outcomes[earlier].kept), kind: .template)
      outcomes[rank].cluster = outcomes[earlier].cluster
    }
  }
}
