import CICU

/// Unicode character data of ICU's version. One call a scalar, so for generators and tests, not for hot loops.
public enum UnicodeData {
  /// Number of code points, surrogates included.
  public static let codePointCount = 0x110000

  public static func properties(of scalar: Unicode.Scalar) -> ScalarProperties {
    ScalarProperties(assay_icu_scalar_properties(scalar.value))
  }

  /// Script_Extensions: all scripts that use the scalar; its own script if it has no extensions.
  public static func scriptExtensions(of scalar: Unicode.Scalar) throws(ICUError) -> [ScriptCode] {
    var codes = [UInt16](repeating: 0, count: 64)
    let count = assay_icu_script_extensions(scalar.value, &codes, 64)
    guard count >= 0 else { throw ICUError(operation: "script extensions", subject: "", code: -count) }
    return codes.prefix(Int(count)).map { ScriptCode(rawValue: $0) }
  }

  /// The full canonical or compatibility decomposition; nil if the scalar does not decompose.
  public static func decomposition(
    of scalar: Unicode.Scalar, compatibility: Bool = false
  ) throws(ICUError) -> [Unicode.Scalar]? {
    let cells = try rows("decomposition") { assay_icu_decomposition(scalar.value, compatibility ? 1 : 0) }
    return cells.first?[0].map { Array($0.unicodeScalars) }
  }

  /// Tables over all code points, to generate class tables from. About 40 MB; takes about half a second.
  public static func allCodePoints() -> CodePointTables {
    let count = codePointCount
    var tables = CodePointTables(
      generalCategories: [UInt8](repeating: 0, count: count), scripts: [UInt16](repeating: 0, count: count),
      simpleFolds: [UInt32](repeating: 0, count: count), simpleLowercases: [UInt32](repeating: 0, count: count),
      flags: [UInt32](repeating: 0, count: count), wordBreaks: [UInt8](repeating: 0, count: count),
      numericValues: [Double](repeating: 0, count: count))
    assay_icu_fill_properties(
      0, count, &tables.generalCategories, &tables.scripts, &tables.simpleFolds, &tables.simpleLowercases,
      &tables.flags, &tables.wordBreaks, &tables.numericValues)
    return tables
  }
}

/// The properties by which text is cut, of all code points, by ICU's numbers (`ULineBreak`, `USentenceBreak`,
/// `UGraphemeClusterBreak`). Word_Break is in `CodePointTables`.
public struct BreakProperties: Sendable {
  public private(set) var lineBreaks: [UInt8]
  public private(set) var sentenceBreaks: [UInt8]
  public private(set) var graphemeBreaks: [UInt8]

  public init() {
    lineBreaks = [UInt8](repeating: 0, count: UnicodeData.codePointCount)
    sentenceBreaks = lineBreaks
    graphemeBreaks = lineBreaks
    assay_icu_fill_breaks(0, lineBreaks.count, &lineBreaks, &sentenceBreaks, &graphemeBreaks)
  }
}

/// Properties of all code points, indexed by code point; values as in `ScalarProperties`.
public struct CodePointTables: Sendable {
  public fileprivate(set) var generalCategories: [UInt8]
  /// `ScriptCode` raw values.
  public fileprivate(set) var scripts: [UInt16]
  public fileprivate(set) var simpleFolds: [UInt32]
  public fileprivate(set) var simpleLowercases: [UInt32]
  /// `ScalarFlags` raw values.
  public fileprivate(set) var flags: [UInt32]
  /// Word_Break by ICU's number.
  public fileprivate(set) var wordBreaks: [UInt8]
  /// Numeric_Value; NaN where there is none.
  public fileprivate(set) var numericValues: [Double]
}
