import CICU

/// How a locale writes numbers (CLDR), in its default digits or those of `-u-nu-`.
public struct NumberSymbols: Hashable, Sendable {
  public let decimal: String
  public let grouping: String
  public let percent: String
  public let perMille: String
  public let minus: String
  public let plus: String
  public let zeroDigit: String
  /// Digits in the group next to the decimal separator; 0 if digits are not grouped.
  public let primaryGrouping: Int
  /// Digits in the other groups: 2 in India, else as `primaryGrouping`.
  public let secondaryGrouping: Int

  /// The symbols of a locale; nil if ICU has no data for it. Throws if the tag is malformed.
  public init?(locale: String) throws(ICUError) {
    var primary: Int32 = 0
    var secondary: Int32 = 0
    let table = try rows("number symbols", for: locale) { assay_icu_number_symbols(locale, &primary, &secondary) }
    guard let row = table.first else { return nil }
    decimal = row[0] ?? ""
    grouping = row[1] ?? ""
    percent = row[2] ?? ""
    perMille = row[3] ?? ""
    minus = row[4] ?? ""
    plus = row[5] ?? ""
    zeroDigit = row[6] ?? ""
    primaryGrouping = Int(primary)
    secondaryGrouping = Int(secondary)
  }
}
