import Pipeline

/// Says what language a document is in, and which of its paragraphs are in another.
public struct LanguageStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "language", version: 2, kind: .annotating,
      summary: "Detects the language of documents that do not declare one, and of paragraphs that are in another.",
      discussion: """
        The script decides where it can; else letter n-grams of Assay's own model and CLD2 together. A few hundred bytes of \
        the body are read, up to two kilobytes where those leave a doubt; NFC is expected. A text that is too short, or in several languages, is \
        `und`. `language_share` is the share of the sample's letters that is in the language, in percent; `language_score` \
        says how sure the language is against the next one, and is absent where the script or CLD2 alone decided. A declared \
        language is kept unless `trust-declared` is off; then it is a hint, and kept where nothing is detected. Paragraphs \
        whose script or frequent words are not those of the document are identified one by one; those in another language \
        stand in the layer `languages`.
        """,
      options: [
        OptionSpec("trust-declared", .bool, default: "true", "keeps the language that the source declares"),
        OptionSpec("paragraphs", .bool, default: "true", "looks for paragraphs in another language"),
      ],
      mainOption: "trust-declared",
      provides: [.languages],
      values: [
        LayerSchema.Field("language_share", .int, "percent of the sampled letters that are in the language"),
        LayerSchema.Field("language_score", .decimal, "how sure the language is against the next one, up to 0.99"),
      ],
      example: "- language"),
    make: { options, context in
      LanguageStage(
        trustsDeclared: options.bool("trust-declared") ?? true, findsParagraphs: options.bool("paragraphs") ?? true,
        position: context.position)
    })

  private let identifier = LanguageIdentifier.shared
  private let trustsDeclared: Bool
  private let findsParagraphs: Bool
  private let position: UInt16

  init(trustsDeclared: Bool = true, findsParagraphs: Bool = true, position: UInt16 = 0) {
    self.trustsDeclared = trustsDeclared
    self.findsParagraphs = findsParagraphs
    self.position = position
  }

  public func annotate(_ document: inout Document) throws {
    let declared = document.languageIsDeclared && document.language != .undetermined ? document.language : nil
    if declared == nil || !trustsDeclared { try identify(&document, hint: declared) }
    guard findsParagraphs else { return }
    let found = try document.text.withBytes { bytes in
      try OtherParagraphs(identifier: identifier, language: document.language ?? .undetermined).find(in: bytes)
    }
    document.updateLayer(.languages) { layer in
      for (range, identification) in found {
        layer.append(
          range, stage: position,
          [.string(identification.language.tag), identification.score.map { .decimal(Self.decimal($0)) }])
      }
    }
  }

  private func identify(_ document: inout Document, hint: Language?) throws {
    let body = document.parts.first { $0.name == "body" }.map { document.workingRange(of: $0) }
    let found = try document.text.withBytes { bytes in try Self.identify(bytes, body: body, hint: hint, identifier) }
    if let found {
      document.language = found.language
      document.languageIsDeclared = false
      document.setValue("language_share", .int(Int64(found.share)))
      document.setValue("language_score", found.score.map { .decimal(Self.decimal($0)) })
    } else if hint == nil {
      document.language = .undetermined
      document.languageIsDeclared = false
    }
  }

  /// The language of a whole text: by a sample that is as long as it takes to be sure.
  static func identify(
    _ text: UnsafeBufferPointer<UInt8>, body: ByteRange?, hint: Language?, _ identifier: LanguageIdentifier
  ) throws -> LanguageIdentification? {
    for size in LanguageSample.sizes {
      let isLast = size == LanguageSample.sizes.last
      let sample = LanguageSample.bytes(of: text, body: body, size: size)
      let found = try sample.withUnsafeBufferPointer {
        try identifier.identify($0, hint: hint, quickly: size == LanguageSample.sizes.first)
      }
      // A hint is weighed against all that can be read.
      if isLast || (found.map(isSure) ?? false) && (hint == nil || found?.language == hint) { return found }
    }
    return nil
  }

  /// Whether more text would not change the answer.
  private static func isSure(_ identification: LanguageIdentification) -> Bool {
    identification.share >= 90 && identification.score ?? 1 >= 0.99
  }

  /// Two digits of a score, cut and not rounded: 0.996 is not 1.
  private static func decimal(_ score: Float) -> ExactDecimal {
    ExactDecimal(coefficient: Int128(score * 100), exponent: -2)
  }
}
