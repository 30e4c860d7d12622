import CICU

/// A CLDR plural category.
public enum PluralCategory: String, CaseIterable, Sendable {
  case zero, one, two, few, many, other
}

/// What a language calls a currency; a nil name is one that CLDR does not have for it.
public struct CurrencyName: Hashable, Sendable {
  /// ISO 4217.
  public let code: String
  /// Whether the code is in use today; CLDR also names historic ones.
  public let isCurrent: Bool
  /// The symbol that tells it apart ("US$"); nil if it is the code.
  public let symbol: String?
  /// The symbol used where no confusion is possible ("$").
  public let narrowSymbol: String?
  /// The name standing alone ("долар США").
  public let name: String?
  /// The names beside a number, in the order of `PluralCategory`, for the categories the language has.
  public let plurals: [Plural]

  public struct Plural: Hashable, Sendable {
    public let category: PluralCategory
    public let name: String
  }
}

/// Names of currencies (CLDR).
public enum CurrencyNames {
  /// All ISO 4217 currencies, by code; empty if ICU has no data for the locale. Throws if the tag is malformed.
  public static func names(in locale: String) throws(ICUError) -> [CurrencyName] {
    try rows("currency names", for: locale) { assay_icu_currency_names(locale) }.compactMap { row in
      guard let code = row[0] else { return nil }
      let plurals = zip(PluralCategory.allCases, row[5...]).compactMap { category, name in
        name.map { CurrencyName.Plural(category: category, name: $0) }
      }
      return CurrencyName(
        code: code, isCurrent: row[1] == "1", symbol: row[2], narrowSymbol: row[3], name: row[4], plurals: plurals)
    }
  }
}
