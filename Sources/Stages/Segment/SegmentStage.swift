import ICU
import Pipeline

/// Cuts text into sentences and, where somebody wants them, words.
public struct SegmentStage: AnnotatingStage {
  public static let definition = StageDefinition(
    StageSpec(
      name: "segment", kind: .annotating,
      summary: "Cuts text into sentences and words, by UAX #29 and the language's abbreviations.",
      discussion: """
        Sentences end at final marks, blank lines, line ends that are no wrapping, and at the border of title and body. \
        Abbreviations of the language packs keep "Dr. Smith" and "5 млн. осіб" together, also where a language has no other \
        file. `rules: unicode` leaves out all that and cuts by UAX #29 alone. Words are ICU's, token for token; they are made \
        only where a later stage or a writer asks for tokens: Chinese, Japanese and Thai need a dictionary, which is slow.
        """,
      options: [
        OptionSpec("tokens", .bool, default: "false", "makes tokens even where no stage or writer asks for them"),
        OptionSpec(
          "rules", .enumeration(["assay", "unicode"]), default: "assay",
          "`assay` knows abbreviations, quotations and wrapped lines; `unicode` is UAX #29 alone"),
      ],
      provides: [.tokens, .sentences],
      example: "- segment"),
    make: { options, context in
      SegmentStage(
        position: context.position,
        makesTokens: options.bool("tokens") == true || context.demandedLayers.contains("tokens"),
        rules: options.string("rules").flatMap(Rules.init) ?? .assay)
    })

  enum Rules: String { case assay, unicode }

  private static let abbreviations: [String: Abbreviations] = {
    var lists: [String: Abbreviations] = [:]
    for code in LanguagePack.codes {
      if let table = LanguagePack.named(code)?.file("abbreviations.tsv") { lists[code] = Abbreviations(table.rows) }
    }
    return lists
  }()

  private let position: UInt16
  private let makesTokens: Bool
  private let rules: Rules

  init(position: UInt16 = 0, makesTokens: Bool = false, rules: Rules = .assay) {
    self.position = position
    self.makesTokens = makesTokens
    self.rules = rules
  }

  public func annotate(_ document: inout Document) throws {
    let language = (document.language ?? .undetermined).primary
    let abbreviations = Self.abbreviations[language] ?? .none
    let sentences = sentences(of: document, abbreviations)
    document.updateLayer(.sentences) { $0.append(contentsOf: sentences, stage: position) }
    if makesTokens { try addTokens(to: &document, colonJoins: abbreviations.colonJoins, language) }
  }

  private func sentences(of document: Document, _ abbreviations: Abbreviations) -> [ByteRange] {
    let borders = document.parts.map { document.workingRange(of: $0).end }.filter { $0 > 0 }.sorted()
    return document.text.withBytes { bytes in
      guard !bytes.isEmpty else { return [] }
      switch rules {
      case .assay:
        var rules = SentenceRules(bytes, abbreviations: abbreviations)
        return rules.sentences(borders: borders)
      case .unicode:
        return SentenceScanner.sentences(bytes, borders: borders, triggers: abbreviations.triggers)
      }
    }
  }

  private func addTokens(to document: inout Document, colonJoins: Bool, _ language: String) throws {
    let text = document.text
    // ICU's word rules are the same in all languages but those where a colon joins letters.
    let locale = colonJoins ? language : Language.undetermined.tag
    var tokens: [ByteRange] = []
    tokens.reserveCapacity(text.count / 5 + 1)
    do {
      try text.withBytes { bytes throws(ICUError) in
        let breaker = WordBreaker(bytes, colonJoins: colonJoins)
        let chunk = UnsafeMutableBufferPointer<ByteRange>.allocate(capacity: 512)
        defer { chunk.deallocate() }
        var count = 0
        try breaker.forEachSegment { stretch throws(ICUError) in
          try TextBoundaries.words(stretch, locale: locale)
        } _: { start, end, kind in
          guard kind != .none else { return }
          chunk.initializeElement(at: count, to: ByteRange(start, end))
          count += 1
          if count == chunk.count {
            tokens += chunk
            count = 0
          }
        }
        tokens += chunk.prefix(count)
      }
    } catch {
      throw DocumentError("segmentation failed", error.description)
    }
    document.updateLayer(.tokens) { $0.append(contentsOf: tokens, stage: position) }
  }
}
