import Pipeline

/// Decides about all documents, and turns what is decided by rank into `Duplicate`s in the order of the documents.
struct DecisionPass {
  private static let differingFigures = 32
  private static let sharedFeatures = 32
  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private let likeness: Likeness
  private let clusters: Clusters
  private let outcomes: [Outcome]
  private let archive: ArchiveIndex?
  /// Laid over the outcomes, which stay what they are for the archive.
  private let translations: Translations?

  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, archive: ArchiveIndex?, keep: Keep, _ likeness: Likeness,
    _ translating: TranslationRule, _ shape: SketchShape, sorter: () throws -> any RecordSorter
  ) throws {
    self.store = store
    self.archive = archive
    self.keys = keys
    self.likeness = likeness
    ranking = try Ranking(store, keys, sorter: sorter())
    let keeper = Keeper(keep: keep, store: store, keys: keys, ranking: ranking, archive: archive)
    let clusters = try Clusters(store, keys, ranking, archive: archive, likeness, shape, sorter: sorter)
    let judgement = try Judgement(store, keys, ranking, clusters, likeness, keeper, sorter: sorter())
    self.clusters = judgement.clusters
    let outcomes = judgement.outcomes
    self.outcomes = outcomes
    translations = try Translations(
      store, keys, ranking, translating, keeper, sorter: sorter,
      stays: { [ranking] in
        !keys.isArchived(ranking.position(of: $0)) && (outcomes[$0].role == 0 || Int(outcomes[$0].kept) == $0)
      },
      cluster: { outcomes[$0].role == 0 ? UInt32($0) : outcomes[$0].cluster })
  }

  /// The one that stays in the whole cluster of a document, where its own is a copy of that.
  private func first(of rank: Int) -> Int {
    guard outcomes[rank].role > 0 else { return rank }
    let kept = Int(outcomes[rank].kept)
    return outcomes[kept].isCopy ? Int(outcomes[kept].kept) : kept
  }

  private func isArchived(_ rank: Int) -> Bool { keys.isArchived(ranking.position(of: rank)) }

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
