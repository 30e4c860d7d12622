import CICU

/// Versions of the linked ICU library and its data, as manifests record them.
public struct ICUVersion: Hashable, Sendable {
  /// The library ("72.1").
  public let icu: String
  /// The locale data ("42").
  public let cldr: String
  /// The character data ("15.0").
  public let unicode: String

  /// The versions in use in this process.
  public static let current: ICUVersion = {
    let row = (try? rows("versions") { assay_icu_versions() })?.first ?? []
    func cell(_ index: Int) -> String { (index < row.count ? row[index] : nil) ?? "unknown" }
    return ICUVersion(icu: cell(0), cldr: cell(1), unicode: cell(2))
  }()
}
