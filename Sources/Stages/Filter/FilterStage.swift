import Pipeline

/// Keeps or drops documents by the grammar that `when` uses; see `Condition`.
public struct ConditionFilter: FilterStage {
  private let keep: ConditionEvaluator?
  private let drop: ConditionEvaluator?

  public static let definition = StageDefinition(spec) { options, _ in try ConditionFilter(options) }

  static let spec = StageSpec(
    name: "filter", kind: .filter,
    summary: "Keeps or drops documents by language, publisher, date, length or metadata.",
    discussion: """
      With `keep` a document stays where the condition holds; with `drop` it goes where the condition holds. Both may be
      given. Dropped documents are written to dropped.jsonl with the reason.
      """,
    options: [
      OptionSpec("keep", .condition, "keep only documents for which this holds"),
      OptionSpec("drop", .condition, "drop documents for which this holds"),
    ],
    mainOption: "keep", reasons: ["not kept", "dropped by condition"],
    example: """
      - filter: { keep: { language: [en, uk], length: { min: 200 } } }
      """)

  init(_ options: Options) throws {
    keep = try options.condition("keep").map { try ConditionEvaluator($0) }
    drop = try options.condition("drop").map { try ConditionEvaluator($0) }
    if keep == nil, drop == nil { throw StageSetupError("a filter needs 'keep' or 'drop'") }
  }

  public func verdict(on document: Document) -> Verdict {
    if let keep, !keep.holds(for: document) { return .drop(reason: "not kept") }
    if let drop, drop.holds(for: document) { return .drop(reason: "dropped by condition") }
    return .keep
  }
}
