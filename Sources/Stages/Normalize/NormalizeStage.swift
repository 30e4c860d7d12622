import ICU
import Pipeline

/// Makes equal text equal bytes: one normalization form, one kind of blank and line end, nothing invisible.
public struct NormalizeStage: TextStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "normalize", kind: .text,
      summary: "Brings text into a Unicode normalization form and cleans blanks, line ends and invisible characters.",
      discussion: """
        Lines are never joined and the blank line between title and body stays. A no-break or thin space between two digits \
        stays, since it groups them. The compatibility form leaves superscripts, subscripts and fractions alone: it would \
        make 10⁹ into 109. Zero width joiners stay where a script or an emoji needs them.
        """,
      options: [
        OptionSpec("form", .enumeration(["nfc", "nfkc", "none"]), default: "nfc", "the Unicode normalization form"),
        OptionSpec(
          "spaces", .bool, default: "true",
          "one space for runs of blanks, none at the ends of lines, LF for every line end, at most one blank line"),
        OptionSpec(
          "controls", .bool, default: "true", "removes control characters and marks of writing direction"),
        OptionSpec(
          "zero-width", .bool, default: "true",
          "removes zero width spaces, soft hyphens, byte order marks, and joiners where nothing is joined"),
      ],
      mainOption: "form",
      example: "- normalize: nfkc"),
    make: { options, _ in NormalizeStage(options) })

  private let normalizer: ProtectedNormalizer?
  private let cleaner: TextCleaner

  init(_ options: Options = Options()) {
    normalizer =
      switch options.string("form") ?? "nfc" {
      case "nfkc": ProtectedNormalizer(normalizer: .nfkc)
      case "none": nil
      default: ProtectedNormalizer(normalizer: .nfc)
      }
    cleaner = TextCleaner(
      junk: JunkTable(
        spaces: options.bool("spaces") ?? true, controls: options.bool("controls") ?? true,
        zeroWidth: options.bool("zero-width") ?? true))
  }

  public func edit(_ document: inout Document) throws {
    var text = document.text.bytes
    var alignment = Alignment.identity
    if let cleaned = clean(text, Self.borders(of: document)) {
      text = cleaned.bytes
      alignment = Alignment(edits: cleaned.edits)
    }
    if let normalizer {
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
        if normalizer.normalizer == .nfkc,
          let again = clean(text, Self.borders(of: document, followedBy: alignment))
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

  private func clean(_ text: [UInt8], _ borders: [Range<Int>]) -> EditedText.Result? {
    text.withUnsafeBufferPointer { cleaner.clean($0, borders: borders)?.result }
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
