import CICU

/// Numbers in words by CLDR's rule-based formats, to check a language pack's number words against.
public struct SpelloutRules: Sendable {
  public let locale: String
  /// Names of the public rule sets ("%spellout-cardinal-feminine"), in CLDR's order.
  public let ruleSets: [String]

  /// The rules of a locale; nil if neither it nor its parents have any. Throws if the tag is malformed.
  public init?(locale: String) throws(ICUError) {
    let names = try firstColumn("spellout rules", for: locale) { assay_icu_spellout_rule_sets(locale) }
    guard !names.isEmpty else { return nil }
    self.locale = locale
    ruleSets = names
  }

  /// The number in words, without soft hyphens and zero width spaces. Throws if the rule set is unknown.
  public func words(for number: Int64, ruleSet: String) throws(ICUError) -> String {
    let cells = try firstColumn("spellout", for: "\(locale) \(ruleSet)") {
      assay_icu_spellout(locale, ruleSet, number)
    }
    return cells.first ?? ""
  }
}
