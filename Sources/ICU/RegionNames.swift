import CICU

/// An ISO 3166-1 country code pair.
public struct CountryCode: Hashable, Sendable {
  public let alpha2: String
  public let alpha3: String?
}

/// What a language calls a country or territory.
public struct RegionName: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  public let code: String
  /// The full name ("Сполучені Штати").
  public let name: String
  /// The short name ("США"); nil if it is the full one.
  public let shortName: String?
  /// CLDR's other current name, of another register or side ("Czech Republic"); nil if there is none.
  public let variantName: String?
}

/// Names of countries and territories (CLDR).
public enum RegionNames {
  /// The names the locale really has, by ISO 3166 order of ICU; empty if it has none. Throws if the tag is malformed.
  public static func names(in locale: String) throws(ICUError) -> [RegionName] {
    try rows("region names", for: locale) { assay_icu_region_names(locale) }.compactMap { row in
      guard let code = row[0], let name = row[1] else { return nil }
      return RegionName(code: code, name: name, shortName: row[2], variantName: row[3])
    }
  }

  /// All ISO 3166-1 codes in use, and Kosovo's user-assigned XK.
  public static func countryCodes() throws(ICUError) -> [CountryCode] {
    try rows("country codes") { assay_icu_countries() }.compactMap { row in
      row[0].map { CountryCode(alpha2: $0, alpha3: row[1]) }
    }
  }
}
