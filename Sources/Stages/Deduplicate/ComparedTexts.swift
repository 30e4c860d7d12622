import Pipeline

/// Reads the compared texts of ranks, and holds the last one that is compared with many.
struct ComparedTexts {
  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private var last: (rank: Int, text: HeldText)?

  init(_ store: any CorpusStore, _ keys: DocumentKeys, _ ranking: Ranking) {
    self.store = store
    self.keys = keys
    self.ranking = ranking
  }

  func read(_ rank: Int) throws -> HeldText {
    let position = ranking.position(of: rank)
    return HeldText(
      ComparedText(blob: try store.blob(at: position)), distinct: Int(keys.shingles(position)))
  }

  mutating func held(_ rank: Int) throws -> HeldText {
    if let last, last.rank == rank { return last.text }
    let text = try read(rank)
    last = (rank, text)
    return text
  }
}
