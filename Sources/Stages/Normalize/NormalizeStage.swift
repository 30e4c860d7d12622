import ICU
import Pipeline

/// Makes equal text equal bytes: damage of encoding undone, one normalization form, one kind of blank and line end,
/// nothing invisible.
public struct NormalizeStage: TextStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "normalize", version: 2, kind: .text,
      summary: "Repairs damaged encoding, brings text into a normalization form and cleans blanks and invisibles.",
      discussion: """
        Everything is recorded: what later stages find still points at the bytes of the article as it came. Lines are not \
        joined (but see `hyphenation`) and the blank line between title and body stays. A no-break or thin space between two \
        digits stays, since it groups them. Compatibility forms leave superscripts, subscripts and fractions alone: they would \
        make 10⁹ into 109. Zero width joiners stay where a script or an emoji needs them.

        Mojibake is repaired word by word, and only where the characters are well-formed UTF-8 that was read as windows-1252, \
        Latin-1, windows-1251 or KOI8-R, the result is running text, and sound text never has such characters side by side. \
        References are decoded only with their semicolon and a name of HTML 4, so AT&T stays.

        On by default is what makes equal words equal bytes (apostrophes inside words, full-width letters, Arabic presentation \
        forms); what only looks plainer (quotes, dashes, repeated punctuation, digits) must be asked for.
        """,
      options: [
        OptionSpec(
          "form", .enumeration(["nfc", "nfkc", "nfkc-casefold", "none"]), default: "nfc",
          "the Unicode normalization form; the last also removes the difference of capital and small letters"),
        OptionSpec(
          "mojibake", .bool, default: "true", "repairs UTF-8 that was read as another charset, such as cafÃ© for café"),
        OptionSpec(
          "entities", .bool, default: "true", "decodes HTML character references left in the text, such as &eacute;"),
        OptionSpec(
          "spaces", .bool, default: "true",
          "one space for runs of blanks, none at the ends of lines, LF for every line end, at most one blank line"),
        OptionSpec(
          "controls", .bool, default: "true", "removes control characters and marks of writing direction"),
        OptionSpec(
          "zero-width", .bool, default: "true",
          "removes zero width spaces, soft hyphens, byte order marks, and joiners where nothing is joined"),
      ] + switches.map { OptionSpec($0.name, .bool, default: $0.isDefault ? "true" : "false", $0.summary) },
      mainOption: "form",
      example: "- normalize: nfkc"),
    make: { options, _ in NormalizeStage(options) })

  /// Plainer forms of characters, each an option.
  private static let switches: [(name: String, kind: Substitution.Kinds, isDefault: Bool, summary: String)] = [
    ("apostrophes", .apostrophes, true, "' for ’ ʼ ‘ ` ´ ′ between letters"),
    (
      "full-width", .fullWidth, true,
      "ordinary letters, digits and kana for full-width and half-width ones; , and . between digits"
    ),
    (
      "arabic-forms", .arabic, true,
      "letters for Arabic presentation forms; removes the stretching tatweel inside words"
    ),
    ("variation-selectors", .variationSelectors, true, "removes variation selectors but those of emoji"),
    ("quotes", .quotes, false, "\" for “ ” „ « » and ' for ‘ ’ ‚ ‹ ›"),
    ("dashes", .dashes, false, "- for hyphens, dashes and minus signs of any width"),
    ("punctuation", .punctuation, false, "one ! or ? for many, three full stops for more"),
    ("digits", .digits, false, "0 to 9 for the decimal digits of all scripts"),
    ("hyphenation", .hyphenation, false, "joins words that a hyphen divides at the end of a line"),
  ]

  private let entities: EntityDecoder?
  private let mojibake: MojibakeRepair?
  private let normalizer: ProtectedNormalizer?
  private let cleaner: TextCleaner

  init(_ options: Options = Options()) {
    entities = options.bool("entities") ?? true ? EntityDecoder() : nil
    mojibake = options.bool("mojibake") ?? true ? MojibakeRepair() : nil
    normalizer =
      switch options.string("form") ?? "nfc" {
      case "nfkc": ProtectedNormalizer(normalizer: .nfkc)
      case "nfkc-casefold": ProtectedNormalizer(normalizer: .nfkcCasefold)
      case "none": nil
      default: ProtectedNormalizer(normalizer: .nfc)
      }
    cleaner = TextCleaner(
      junk: JunkTable(
        spaces: options.bool("spaces") ?? true, controls: options.bool("controls") ?? true,
        zeroWidth: options.bool("zero-width") ?? true,
        substitution: Substitution(
          Substitution.Kinds(Self.switches.filter { options.bool($0.name) ?? $0.isDefault }.map(\.kind)))))
  }

  public func edit(_ document: inout Document) throws {
    var text = document.text.bytes
    var alignment = Alignment.identity
    if let decoded = text.withUnsafeBufferPointer({ entities?.decode($0) }) {
      text = decoded.bytes
      alignment = Alignment(edits: decoded.edits)
    }
    if let repaired = text.withUnsafeBufferPointer({ mojibake?.repair($0) }) {
      text = repaired.bytes
      alignment = alignment.followed(by: repaired.alignment)
    }
    let (cleaned, mayBeDenormalized) = clean(text, Self.borders(of: document, followedBy: alignment))
    if let cleaned {
      text = cleaned.bytes
      alignment = alignment.followed(by: Alignment(edits: cleaned.edits))
    }
    if let normalizer, mayBeDenormalized || normalizer.normalizer != .nfc {
      let normalized: (bytes: [UInt8], edits: [Edit])?
      do {
        normalized = try text.withUnsafeBufferPointer { try normalizer.normalize($0) }
      } catch let error as ICUError {
        throw DocumentError("normalization failed", error.description)
      }
      if let normalized {
        text = normalized.bytes
        alignment = alignment.followed(by: Alignment(edits: normalized.edits))
        // Compatibility forms turn other characters into spaces (´ into space and accent).
        if normalizer.normalizer != .nfc,
          let again = clean(text, Self.borders(of: document, followedBy: alignment)).result
        {
          text = again.bytes
          alignment = alignment.followed(by: Alignment(edits: again.edits))
        }
      }
    }
    guard !alignment.isIdentity else { return }
    let edits = document.text.withBytes { source in
      text.withUnsafeBufferPointer { alignment.minimalEdits(from: source, to: $0) }
    }
    if !edits.isEmpty { document.replaceText(text, edits: edits) }
  }

  private func clean(
    _ text: [UInt8], _ borders: [Range<Int>]
  ) -> (result: EditedText.Result?, mayBeDenormalized: Bool) {
    text.withUnsafeBufferPointer { bytes in
      let (text, mayBeDenormalized) = cleaner.clean(bytes, borders: borders)
      return (text?.result, mayBeDenormalized)
    }
  }

  /// The white space between the parts of a document, in the working text as `alignment` will make it.
  private static func borders(of document: Document, followedBy alignment: Alignment = .identity) -> [Range<Int>] {
    let ranges = document.parts.map { alignment.target(of: document.workingRange(of: $0)) }.sorted()
    var borders: [Range<Int>] = []
    for (part, next) in zip(ranges, ranges.dropFirst())
    where part.end < next.start && part.end >= borders.last?.upperBound ?? 0 {
      borders.append(Int(part.end)..<Int(next.start))
    }
    return borders
  }
}
