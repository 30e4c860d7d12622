import Pipeline

/// Turns measures into base units with the factors of CLDR (root/conversions.tsv); what has no finite decimal stays.
struct UnitConversion: Sendable {
  private struct Rule: Sendable {
    let base: String
    let factor: ExactDecimal
    let offset: ExactDecimal
  }

  private let rules: [String: Rule]

  static let base: UnitConversion = {
    var rules: [String: Rule] = [:]
    for row in LanguagePack.root.file("conversions.tsv")?.rows ?? [] {
      guard let factor = row.decimal("factor"), let offset = row.decimal("offset") else { continue }
      rules[row["unit"]] = Rule(base: row["base"], factor: factor, offset: offset)
    }
    return UnitConversion(rules: rules)
  }()

  /// Durations and ages stay as they are: a month has no fixed length.
  func convert(_ figure: inout Figure) {
    guard figure.kind == .measure, let unit = figure.unit, let rule = rules[unit], rule.base != unit else { return }
    let old = [figure.value, figure.low, figure.high]
    let new = old.map { $0?.multiplied(by: rule.factor)?.adding(rule.offset)?.canonical }
    // A product that is too long for exact decimals leaves the figure as it is.
    guard zip(old, new).allSatisfy({ ($0 == nil) == ($1 == nil) }) else { return }
    (figure.value, figure.low, figure.high) = (new[0], new[1], new[2])
    figure.unit = rule.base
    figure.alternative = nil
  }
}
