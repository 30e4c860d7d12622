import CCLD2
import Pipeline

/// Says what language a document is in.
public struct LanguageStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "language", kind: .annotating,
      summary: "Detects the language of documents that do not declare one, with CLD2.",
      discussion: """
        Two kilobytes of the body are looked at: its start and, in longer ones, its middle. A text that is too short, or whose \
        languages can't be told apart, is `und`. `language_share` is the share of the sample's letters that is in the \
        language, in percent; it is no probability. A declared language is kept unless `trust-declared` is off; then it is \
        replaced by what is detected, and kept where nothing is.
        """,
      options: [
        OptionSpec("trust-declared", .bool, default: "true", "keeps the language that the source declares")
      ],
      mainOption: "trust-declared",
      values: [
        LayerSchema.Field("language_share", .int, "percent of the sampled letters that are in the detected language")
      ],
      example: "- language"),
    make: { options, _ in LanguageStage(trustsDeclared: options.bool("trust-declared") ?? true) })

  private let trustsDeclared: Bool

  init(trustsDeclared: Bool = true) { self.trustsDeclared = trustsDeclared }

  public func annotate(_ document: inout Document) throws {
    let isDeclared = document.languageIsDeclared && document.language != nil && document.language != .undetermined
    if isDeclared, trustsDeclared { return }
    let body = document.parts.first { $0.name == "body" }.map { document.workingRange(of: $0) }
    let detected = try document.text.withBytes { bytes in
      try Self.detect(LanguageSample.bytes(of: bytes, body: body))
    }
    if let detected {
      document.language = detected.language
      document.languageIsDeclared = false
      document.setValue("language_share", .int(Int64(detected.share)))
    } else if !isDeclared {
      document.language = .undetermined
      document.languageIsDeclared = false
    }
  }

  /// The language of a sample and its share in percent; nil where it can't be told.
  static func detect(_ sample: [UInt8]) throws -> (language: Language, share: Int)? {
    var result = assay_cld2_result()
    guard assay_cld2_detect(sample, sample.count, nil, &result) == 0 else {
      throw DocumentError("language detection failed", "CLD2 ran out of memory")
    }
    guard result.count > 0, result.is_reliable != 0 else { return nil }
    let first = result.candidates.0
    let tag = String(cString: first.language)
    // `und-Cyrl`: only the script is known.
    guard !Language(tag).matches(.undetermined) else { return nil }
    return (Language(tag), Int(first.percent))
  }
}

/// The part of a text by which its language is judged.
enum LanguageSample {
  static let size = 2048
  /// Bodies shorter than this are judged together with the title.
  static let shortBody = 200

  /// The whole of a short text; of a longer one the start and the middle of its body, each half of `size`, with a line
  /// end between them. Cut between scalars.
  static func bytes(of text: UnsafeBufferPointer<UInt8>, body: ByteRange?) -> [UInt8] {
    var range = body?.indices ?? 0..<text.count
    if range.count < shortBody { range = 0..<text.count }
    if range.count <= size { return Array(text[range]) }
    func piece(_ start: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
      text[border(start, range.lowerBound, text)..<border(start + size / 2, range.lowerBound, text)]
    }
    let middle = max(range.lowerBound + size / 2, range.lowerBound + range.count / 2 - size / 4)
    var sample = Array(piece(range.lowerBound))
    sample.append(0x0A)
    sample += piece(min(middle, range.upperBound - size / 2))
    return sample
  }

  /// The start of the scalar that `position` lies in.
  private static func border(_ position: Int, _ low: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var at = position
    while at > low, at < text.count, text[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }
}
