import Pipeline

/// How many pairs of documents were compared, and what came of it.
struct ComparedPairs {
  private var proposed = 0
  private var verdicts: [Comparison.Verdict: Int] = [:]

  mutating func addProposed() { proposed += 1 }
  mutating func add(_ verdict: Comparison.Verdict) { verdicts[verdict, default: 0] += 1 }

  func counts() -> [CorpusFinding.Count] {
    [.init("proposed", proposed), .init("compared", verdicts.values.reduce(0, +))]
      + [
        ("near", Comparison.Verdict.near), ("update", .update), ("contained", .contained),
        ("refused for their figures", .template), ("different", .different),
      ].map { CorpusFinding.Count($0, verdicts[$1] ?? 0) }
  }
}
