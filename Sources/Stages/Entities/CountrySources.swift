import Pipeline

/// What a locale calls a country or territory.
public struct CountryName: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  public var code: String
  /// The full name first, then short and other current ones.
  public var names: [String]

  public init(code: String, names: [String]) {
    self.code = code
    self.names = names
  }
}

/// Where the names of countries come from: CLDR, by locale, and the files of the language packs.
///
/// Everything is read when a document of a language first needs it.
public struct CountrySources: Sendable {
  /// The names that a locale (`zh-Hant`) has; empty where it has none.
  public var names: @Sendable (_ locale: String) -> [CountryName]
  /// A file (`places.tsv`, `endings.tsv`, `suffixes.tsv`) of the pack of a language (`uk`); nil where there is none.
  public var packFile: @Sendable (_ language: String, _ file: String) -> [UInt8]?

  public init(
    names: @escaping @Sendable (String) -> [CountryName],
    packFile: @escaping @Sendable (String, String) -> [UInt8]?
  ) {
    self.names = names
    self.packFile = packFile
  }

  /// Locales whose names a document of a language may use too.
  static let companions: [String: [String]] = [
    "zh": ["zh-Hant", "zh-Hant-HK"], "sr": ["sr-Latn"], "pt": ["pt-PT"], "es": ["es-MX"], "uz": ["uz-Cyrl"],
    "az": ["az-Cyrl"], "bs": ["bs-Cyrl"], "no": ["nb"], "nb": ["no"], "nn": ["nb"],
  ]

  /// Languages to try, in this order, where the language of a document is not known but its script is.
  static let languagesOfScript: [String: [String]] = [
    "Cyrl": ["ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg"], "Hang": ["ko"], "Hani": ["zh", "ja"],
    "Hira": ["ja"], "Kana": ["ja"], "Arab": ["ar", "fa", "ur", "ps"], "Deva": ["hi", "mr", "ne"], "Beng": ["bn", "as"],
    "Grek": ["el"], "Hebr": ["he"], "Armn": ["hy"], "Geor": ["ka"], "Thai": ["th"], "Taml": ["ta"], "Telu": ["te"],
    "Gujr": ["gu"], "Guru": ["pa"], "Knda": ["kn"], "Mlym": ["ml"], "Orya": ["or"], "Sinh": ["si"], "Khmr": ["km"],
    "Laoo": ["lo"], "Mymr": ["my"], "Ethi": ["am", "ti"], "Tibt": ["dz"],
  ]
}
