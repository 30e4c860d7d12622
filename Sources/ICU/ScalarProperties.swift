import CICU

/// Yes-or-no properties of a scalar.
public struct ScalarFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  // The order of `flag_properties` in the shim.
  public static let alphabetic = ScalarFlags(rawValue: 1 << 0)
  public static let uppercase = ScalarFlags(rawValue: 1 << 1)
  public static let lowercase = ScalarFlags(rawValue: 1 << 2)
  public static let whiteSpace = ScalarFlags(rawValue: 1 << 3)
  public static let ideographic = ScalarFlags(rawValue: 1 << 4)
  public static let unifiedIdeograph = ScalarFlags(rawValue: 1 << 5)
  public static let defaultIgnorable = ScalarFlags(rawValue: 1 << 6)
  public static let noncharacter = ScalarFlags(rawValue: 1 << 7)
  public static let variationSelector = ScalarFlags(rawValue: 1 << 8)
  public static let bidiControl = ScalarFlags(rawValue: 1 << 9)
  public static let graphemeExtend = ScalarFlags(rawValue: 1 << 10)
  public static let diacritic = ScalarFlags(rawValue: 1 << 11)
  public static let dash = ScalarFlags(rawValue: 1 << 12)
  public static let quotationMark = ScalarFlags(rawValue: 1 << 13)
  public static let terminalPunctuation = ScalarFlags(rawValue: 1 << 14)
  public static let sentenceTerminal = ScalarFlags(rawValue: 1 << 15)
  public static let emoji = ScalarFlags(rawValue: 1 << 16)
  public static let emojiPresentation = ScalarFlags(rawValue: 1 << 17)
  public static let extendedPictographic = ScalarFlags(rawValue: 1 << 18)
  public static let identifierStart = ScalarFlags(rawValue: 1 << 19)
  public static let identifierContinue = ScalarFlags(rawValue: 1 << 20)
  public static let math = ScalarFlags(rawValue: 1 << 21)
  public static let hexDigit = ScalarFlags(rawValue: 1 << 22)
  public static let cased = ScalarFlags(rawValue: 1 << 23)
}

/// A script by ICU's number, which stays the same from version to version.
public struct ScriptCode: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The script of an ISO 15924 code or Unicode name ("Cyrl", "Cyrillic"); nil if there is none.
  public init?(name: String) {
    let code = assay_icu_script_code(name)
    guard code >= 0 else { return nil }
    rawValue = UInt16(code)
  }

  /// The ISO 15924 code ("Cyrl").
  public var shortName: String { assay_icu_script_name(rawValue, 0).map { String(cString: $0) } ?? "Zzzz" }
  /// The Unicode name ("Cyrillic").
  public var longName: String { assay_icu_script_name(rawValue, 1).map { String(cString: $0) } ?? "Unknown" }
}

/// The Unicode properties of one scalar that generators and tests ask for.
public struct ScalarProperties: Sendable {
  private let properties: assay_icu_scalar
  init(_ properties: assay_icu_scalar) { self.properties = properties }

  /// General category by ICU's number (`UCharCategory`).
  public var generalCategoryCode: UInt8 { properties.general_category }
  /// General category ("Lu").
  public var generalCategory: String {
    assay_icu_general_category_name(properties.general_category, 0).map { String(cString: $0) } ?? "Cn"
  }
  public var script: ScriptCode { ScriptCode(rawValue: properties.script) }
  public var flags: ScalarFlags { ScalarFlags(rawValue: properties.flags) }
  public var isAlphabetic: Bool { flags.contains(.alphabetic) }
  /// Canonical combining class, 0 to 254.
  public var combiningClass: UInt8 { properties.combining_class }
  /// Word_Break value by its long name ("MidNumLet").
  public var wordBreak: String {
    assay_icu_word_break_name(properties.word_break, 1).map { String(cString: $0) } ?? "Other"
  }
  /// East_Asian_Width by ICU's number: 0 neutral, 1 ambiguous, 2 half, 3 full, 4 narrow, 5 wide.
  public var eastAsianWidth: UInt8 { properties.east_asian_width }
  /// Simple case folding, default (not Turkic).
  public var simpleFold: UInt32 { properties.simple_fold }
  public var simpleLowercase: UInt32 { properties.simple_lowercase }
  public var simpleUppercase: UInt32 { properties.simple_uppercase }
  /// Numeric_Value of digits, fractions, number letters; nil if the scalar is no number.
  public var numericValue: Double? { properties.numeric_value.isNaN ? nil : properties.numeric_value }
}
