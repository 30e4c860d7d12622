import ICU
import Pipeline

/// Cuts text into sentences and, where somebody wants them, words.
public struct SegmentStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "segment", kind: .annotating,
      summary: "Cuts text into sentences and words by ICU's rules for the document's language.",
      discussion: """
        Sentences end at blank lines and at the border of title and body whatever stands there. Lists of abbreviations in \
        the language packs keep "Dr. Smith" and "5 млн. осіб" together; languages without a list have ICU's. Words are made \
        only where a later stage or a writer asks for tokens: Chinese, Japanese and Thai need a dictionary, which is slow.
        """,
      options: [
        OptionSpec("tokens", .bool, default: "false", "makes tokens even where no stage or writer asks for them")
      ],
      provides: [.tokens, .sentences],
      example: "- segment"),
    make: { options, context in
      SegmentStage(
        position: context.position,
        makesTokens: options.bool("tokens") == true || context.demandedLayers.contains("tokens"))
    })

  private static let abbreviations: [String: Abbreviations] = {
    var lists: [String: Abbreviations] = [:]
    for code in LanguagePack.codes {
      if let table = LanguagePack.named(code)?.file("abbreviations.tsv") { lists[code] = Abbreviations(table.rows) }
    }
    return lists
  }()

  private let position: UInt16
  private let makesTokens: Bool

  init(position: UInt16 = 0, makesTokens: Bool = false) {
    self.position = position
    self.makesTokens = makesTokens
  }

  public func annotate(_ document: inout Document) throws {
    let language = document.language ?? .undetermined
    let abbreviations = Self.abbreviations[language.primary] ?? .none
    let borders = document.parts.map { document.workingRange(of: $0).end }.filter { $0 > 0 }.sorted()
    let text = document.text
    let sentences = try inLocale(of: language) { locale throws(ICUError) in
      try text.withBytes { bytes throws(ICUError) in
        // A pack's list replaces ICU's, which takes the German "kam er." for an abbreviation. The rules proper are the same
        // in all languages but Greek, which must have no list of its own.
        let boundaries = try TextBoundaries.sentences(
          bytes, locale: abbreviations.isEmpty ? locale : Language.undetermined.tag)
        return SentenceRules(bytes, abbreviations: abbreviations).sentences(boundaries: boundaries, borders: borders)
      }
    }
    document.updateLayer(.sentences) { layer in
      layer.reserveCapacity(layer.count + sentences.count)
      for range in sentences { layer.append(range, stage: position) }
    }
    guard makesTokens else { return }
    let words = try inLocale(of: language) { locale throws(ICUError) in
      try text.withBytes { bytes throws(ICUError) in try TextBoundaries.words(bytes, locale: locale) }
    }
    document.updateLayer(.tokens) { layer in
      layer.reserveCapacity(layer.count + words.count / 2 + 1)
      for index in 0..<words.count where words.kinds[index] != .none {
        layer.append(ByteRange(words.offsets[index], words.offsets[index + 1]), stage: position)
      }
    }
  }

  /// Calls `body` with the language as a locale; a tag that ICU refuses gets the rules that hold everywhere.
  private func inLocale<Result>(
    of language: Language, _ body: (String) throws(ICUError) -> Result
  ) throws -> Result {
    do {
      return try body(language.tag)
    } catch {
      do { return try body(Language.undetermined.tag) } catch {
        throw DocumentError("segmentation failed", error.description)
      }
    }
  }
}
