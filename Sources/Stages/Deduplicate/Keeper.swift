import Pipeline

/// Chooses which document of a cluster stays.
enum Keep: String, CaseIterable, Sendable {
  case earliest, longest, first
}

struct Keeper {
  let keep: Keep
  let store: any CorpusStore
  let keys: DocumentKeys
  let ranking: Ranking
  let archive: ArchiveIndex?

  /// Documents of an archive stay before those of the run, then those of preferred publishers.
  func choose(among ranks: [Int], undated: inout Int) throws -> Int {
    var ranks = ranks
    if let archive {
      let archived = ranks.filter { keys.isArchived(ranking.position(of: $0)) }
      let kept = archived.filter { archive.isKept[ranking.position(of: $0)] }
      if !archived.isEmpty { ranks = kept.isEmpty ? archived : kept }
    }
    let best = ranks.map { keys.preference(ranking.position(of: $0)) }.min()!
    if best < .max { ranks.removeAll { keys.preference(ranking.position(of: $0)) != best } }
    return try chooseByRule(among: ranks, undated: &undated)
  }

  /// The rank of the one that stays. `undated` counts documents for which `earliest` had no date to go by.
  ///
  /// Ties: earliest, then longest, then by content and id; without any date in the cluster `earliest` takes the
  /// smallest id.
  private func chooseByRule(among ranks: [Int], undated: inout Int) throws -> Int {
    switch keep {
    case .first:
      return ranks.min { ranking.positions[$0] < ranking.positions[$1] }!
    case .longest:
      let longest = ranks.map { keys.length(Int(ranking.positions[$0])) }.max()!
      return try earliest(of: ranks.filter { keys.length(Int(ranking.positions[$0])) == longest })!
    case .earliest:
      var missing = 0
      for rank in ranks where try date(rank) == nil { missing += 1 }
      undated += missing
      if missing < ranks.count { return try earliest(of: ranks)! }
      var smallest: (id: ByteString, rank: Int)?
      for rank in ranks {
        let id = try store.id(at: Int(ranking.positions[rank]))
        if smallest == nil || id < smallest!.id { smallest = (id, rank) }
      }
      return smallest!.rank
    }
  }

  /// Undated ones come last; `ranks` is ascending, so the first of equals has the smallest content and id.
  private func earliest(of ranks: [Int]) throws -> Int? {
    var best: (date: Int64, length: UInt32, rank: Int)?
    for rank in ranks {
      let date = try date(rank) ?? .max
      let length = keys.length(Int(ranking.positions[rank]))
      if let best, (best.date, ~best.length) <= (date, ~length) { continue }
      best = (date, length, rank)
    }
    return best?.rank
  }

  private func date(_ rank: Int) throws -> Int64? {
    try store.published(at: Int(ranking.positions[rank])).flatMap { Timestamp.seconds($0) }
  }
}
