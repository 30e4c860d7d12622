import Pipeline

/// What is decided about each document, by rank, in 16 bytes; turned into `Duplicate`s in document order at the end.
struct DecisionPass {
  private struct Outcome {
    var kept = Clusters.none
    /// The smallest rank of the cluster, which names it.
    var cluster = Clusters.none
    var similarity: UInt16 = 0xFFFF
    var containment: UInt16 = 0xFFFF
    /// 0: nothing to say; else the position of the role plus 1.
    var role: UInt8 = 0
    /// Position of the kind, 0xFF for none.
    var kind: UInt8 = 0xFF
    var mayDrop = false

    var isCopy: Bool { role == Self.copyRole }
    private static let copyRole = UInt8(Duplicate.Role.allCases.firstIndex(of: .copy)! + 1)

    init() {}
    init(
      _ role: Duplicate.Role, kept: Int, kind: Duplicate.Kind? = nil, _ similarity: Double? = nil,
      _ containment: Double? = nil, mayDrop: Bool = false
    ) {
      self.kept = UInt32(kept)
      cluster = UInt32(kept)
      self.role = UInt8(Duplicate.Role.allCases.firstIndex(of: role)! + 1)
      self.kind = kind.map { UInt8(Duplicate.Kind.allCases.firstIndex(of: $0)!) } ?? 0xFF
      self.similarity = Duplicate.quantized(similarity)
      self.containment = Duplicate.quantized(containment)
      self.mayDrop = mayDrop
    }
  }

  private static let differingFigures = 32
  private static let sharedFeatures = 32
  /// How often the members of one chain are compared with a kept one; bounds the work by the number of members.
  private static let rounds = 8

  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private let likeness: Likeness
  private var clusters: Clusters
  private var outcomes: [Outcome]
  private let archive: ArchiveIndex?
  /// Laid over the outcomes, which stay what they are for the archive.
  private var translations: Translations?

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, archive: ArchiveIndex?, keep: Keep, _ likeness: Likeness,
    _ translating: TranslationRule, _ shape: SketchShape, sorter: () throws -> any RecordSorter
  ) throws {
    self.store = store
    self.archive = archive
    self.keys = keys
    self.likeness = likeness
    ranking = try Ranking(store, keys, sorter: sorter())
    clusters = try Clusters(store, keys, ranking, archive: archive, likeness, shape, sorter: sorter)
    outcomes = Array(repeating: Outcome(), count: ranking.positions.count)
    let keeper = Keeper(keep: keep, store: store, keys: keys, ranking: ranking, archive: archive)
    try judgeMembers(keeper, sorter())
    judgeSeries()
    translations = try Translations(
      store, keys, ranking, translating, keeper, sorter: sorter,
      stays: { !isArchived($0) && (outcomes[$0].role == 0 || Int(outcomes[$0].kept) == $0) },
      cluster: { outcomes[$0].role == 0 ? UInt32($0) : outcomes[$0].cluster })
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

  /// The members that are alike to the one that stays are its copies. Where others are left, two of them may be alike to
  /// each other and only by a chain to the first: they make a cluster of their own. A last one alone is related.
  private mutating func judge(_ members: [Int], _ keeper: Keeper, _ undated: inout Int) throws {
    guard members.count > 1, members.contains(where: { !isArchived($0) }) else { return }
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
    try settleEqual(members, keeper)
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
  private mutating func settleEqual(_ members: [Int], _ keeper: Keeper) throws {
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

  /// The one that stays in the whole cluster of a document, where its own is a copy of that.
  private func first(of rank: Int) -> Int {
    guard outcomes[rank].role > 0 else { return rank }
    let kept = Int(outcomes[rank].kept)
    return outcomes[kept].isCopy ? Int(outcomes[kept].kept) : kept
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

  /// Appends one decision for each document of the run, in order, and reports what they are.
  func write(
    to decisions: inout DecisionSink, _ action: DeduplicateStage.Action, sorter: any RecordSorter
  ) throws {
    var statistics = ClusterStatistics(action, sorter)
    var bytes: [UInt8] = []
    var texts = ComparedTexts(store, keys, ranking)
    for position in keys.archived..<store.count {
      bytes.removeAll(keepingCapacity: true)
      let rank = Int(ranking.ranks[position])
      if let duplicate = try duplicate(rank, &texts) {
        let mayDrop = outcomes[rank].mayDrop
        let isKnown = outcomes[rank].role > 0 && isArchived(Int(outcomes[rank].kept))
        duplicate.encoded(into: &bytes, mayDrop: mayDrop, isKnown: isKnown)
        try statistics.add(
          duplicate, mayDrop: mayDrop, isKnown: isKnown, in: storyName(of: rank), rank: rank, first: storyKept(of: rank)
        )
      } else {
        statistics.addAlone()
      }
      try decisions.append(bytes)
    }
    try statistics.report(to: store, clusters.pairs, archived: archive?.count) { rank, first in
      (storyName(of: rank).text, try store.id(at: ranking.position(of: first)).display)
    }
  }

  private func duplicate(_ rank: Int, _ texts: inout ComparedTexts) throws -> Duplicate? {
    let outcome = outcomes[rank]
    if let translation = try translation(rank) { return translation }
    guard outcome.role > 0 else { return nil }
    let kept = Int(outcome.kept)
    var duplicate = Duplicate(
      cluster: storyName(of: rank).text, kept: try store.id(at: ranking.position(of: kept)),
      role: Duplicate.Role.allCases[Int(outcome.role) - 1],
      kind: outcome.kind == 0xFF ? nil : Duplicate.Kind.allCases[Int(outcome.kind)],
      similarity: Duplicate.share(outcome.similarity), containment: Duplicate.share(outcome.containment))
    if duplicate.kind == .update || duplicate.kind == .template {
      let (here, there) = (try texts.held(kept), try texts.read(rank))
      let comparison = Comparison(here, there, likeness, clusters.frequent, areJoined: true)
      duplicate.differs = comparison.changes?.described(here, there, limit: Self.differingFigures) ?? []
      duplicate.similarity = comparison.similarity
      duplicate.containment = comparison.containment
    }
    return duplicate
  }

  /// Nil for an article that neither is a translation nor has one.
  private func translation(_ rank: Int) throws -> Duplicate? {
    guard let translations else { return nil }
    let id = { try store.id(at: ranking.position(of: $0)) }
    guard let label = translations.labels[rank] else {
      guard outcomes[rank].role == 0, translations.kept.contains(rank) else { return nil }
      return Duplicate(cluster: storyName(of: rank).text, kept: try id(rank), role: .kept)
    }
    return Duplicate(
      cluster: storyName(of: rank).text, kept: try id(label.kept), role: .related, kind: .translation,
      similarity: label.similarity, containment: label.containment,
      shares: try translations.shares(label.kept, rank, limit: Self.sharedFeatures))
  }

  /// The name of the cluster, or of the story in several languages that it belongs to.
  private func storyName(of rank: Int) -> ClusterName {
    let own = outcomes[rank].role == 0 ? UInt32(rank) : outcomes[rank].cluster
    let story = translations?.story(of: own) ?? own
    if story == own { return name(of: rank) }
    let content = keys.content(ranking.position(of: Int(story)))
    return ClusterName(high: content.0, low: content.1)
  }

  /// The one that stays in the whole story of a document, in whatever language.
  private func storyKept(of rank: Int) -> Int {
    let kept = first(of: rank)
    return translations?.labels[kept]?.kept ?? kept
  }

  /// The recorded name where an archive has the document that stays, else the smallest content hash of the cluster.
  private func name(of rank: Int) -> ClusterName {
    let outcome = outcomes[rank]
    guard outcome.role > 0 else { return name(byContentOf: rank) }
    let first = first(of: rank)
    if let archive, isArchived(first) { return archive.clusters[ranking.position(of: first)] }
    return name(byContentOf: Int(outcome.cluster))
  }

  private func name(byContentOf rank: Int) -> ClusterName {
    let content = keys.content(ranking.position(of: rank))
    return ClusterName(high: content.0, low: content.1)
  }

  /// Calls `body` with what an index is to keep of each document of the run. A text that the index has word for word is
  /// not needed twice, and one without a word not at all.
  func forEachEntry(_ body: (ArchiveEntry) throws -> Void) throws {
    let exact = UInt8(Duplicate.Kind.allCases.firstIndex(of: .exact)!)
    for position in keys.archived..<store.count {
      let rank = Int(ranking.ranks[position])
      let outcome = outcomes[rank]
      if keys.isEmpty(position) || (outcome.kind == exact && isArchived(Int(outcome.kept))) { continue }
      try body(
        ArchiveEntry(
          key: keys.record(position), cluster: name(of: rank), isKept: outcome.role == 0 || Int(outcome.kept) == rank,
          id: try store.id(at: position), published: try store.published(at: position),
          blob: try store.blob(at: position)))
    }
  }
}
