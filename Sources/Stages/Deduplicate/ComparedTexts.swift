import Pipeline

/// Reads the compared texts of ranks, and holds the last one that is compared with many, and the last long one.
struct ComparedTexts {
  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private var last: (rank: Int, text: HeldText)?
  private var lastLong: (rank: Int, text: HeldText)?

  /// Bytes from which a text costs more to read than many others.
  private static let longText = 1 << 18

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
    let isLong = keys.length(ranking.position(of: rank)) >= Self.longText
    if let held = isLong ? lastLong : last, held.rank == rank { return held.text }
    let text = try read(rank)
    if isLong { lastLong = (rank, text) } else { last = (rank, text) }
    return text
  }
}
