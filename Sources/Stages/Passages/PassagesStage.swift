import Pipeline

extension LayerSchema {
  /// Text that stands in other documents too.
  public static let passages = LayerSchema(
    "passages", "Sentences and paragraphs that stand in other documents too.",
    fields: [
      Field(
        "kind", .enumeration(["sentence", "paragraph", "common"]),
        "repeated in the corpus as it is, or common, but for a few words, with the kept article of the cluster"),
      Field("documents", .int, "documents that have the sentence or paragraph"),
      Field("other", .string, "id of the document that had it first; of the kept article where kind is common"),
      Field("there_start", .int, "where it begins in that document's text, in Unicode scalars (common)"),
      Field("there_end", .int, "where it ends there"),
    ])
}

/// Adds the passages that a document shares with others.
public struct PassagesStage: CorpusStage {
  enum Search: String, CaseIterable, Sendable { case repeats, common }

  private let searches: Set<Search>
  private let minimumDocuments: Int
  private let minimumWords: Int
  private let position: UInt16
  private let makeSorter: @Sendable (_ scratch: ByteString) throws -> any RecordSorter

  init(
    searches: Set<Search> = Set(Search.allCases), minimumDocuments: Int = 2, minimumWords: Int = 8,
    position: UInt16 = 0, makeSorter: @escaping @Sendable (ByteString) throws -> any RecordSorter
  ) {
    self.searches = searches
    self.minimumDocuments = minimumDocuments
    self.minimumWords = minimumWords
    self.position = position
    self.makeSorter = makeSorter
  }

  public var keySize: Int { PassageFinder.keySize }

  /// The documents that have the most frequent sentence; records are sorted beside that.
  public var memoryPerDocument: Int { 8 }

  public func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws {
    key.appendLittleEndian(Self.hash(document.id))
    key.appendLittleEndian(document.duplicate.map { Self.hash($0.kept) } ?? 0)
    // Biased, so that dates before 1970 come first.
    let seconds = document.published.flatMap { Timestamp.seconds($0) } ?? .max
    key.appendLittleEndian(UInt64(bitPattern: seconds) ^ 1 << 63)
    StoredPassages.append(PassageText(of: &document), of: document, to: &blob)
  }

  private static func hash(_ id: ByteString) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in id.bytes { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    return max(1, Lexicon.finish(hash))
  }

  public func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
    try corpus.withKeys { keys in
      let scratch = corpus.scratch
      let finder = PassageFinder(
        corpus: corpus, keys: keys, minimumDocuments: minimumDocuments, minimumWords: minimumWords,
        makeSorter: { try makeSorter(scratch) })
      let found = try makeSorter(scratch)
      if searches.contains(.repeats) { try finder.findRepeats(into: found) }
      if searches.contains(.common) { try finder.findCommon(into: found) }
      try finder.write(found, to: &decisions)
    }
  }

  public func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict {
    guard let decision = PassageDecision(decoding: decision) else {
      throw DocumentError("damaged decision", "passages can't read what it found about this document")
    }
    guard decision != PassageDecision() else {
      document.updateLayer(.passages) { _ in }
      return .keep
    }
    let text = PassageText(of: &document)
    let kept = document.duplicate?.kept.display
    document.updateLayer(.passages) { layer in
      for passage in decision.common where Int(passage.sentences.upperBound) <= text.sentences.count {
        guard let first = passage.sentences.first, let last = passage.sentences.last else { continue }
        let span = ByteRange(text.sentences[Int(first)].range.start, text.sentences[Int(last)].range.end)
        layer.append(
          span, stage: position,
          [.string("common"), nil, kept.map(FieldValue.string), .int(Int64(passage.start)), .int(Int64(passage.end))])
      }
      for (unit, kind, item) in Self.repeats(decision, in: text) {
        layer.append(
          unit.range, stage: position,
          [.string(kind), .int(Int64(item.documents)), .string(item.first.display)])
      }
      layer.sort()
    }
    return .keep
  }

  /// Repeated paragraphs, and repeated sentences but for those that say no more than their paragraph does.
  private static func repeats(
    _ decision: PassageDecision, in text: PassageText
  ) -> [(PassageText.Unit, String, PassageDecision.Repeat)] {
    var result: [(PassageText.Unit, String, PassageDecision.Repeat)] = []
    var paragraphs: [(range: ByteRange, documents: UInt32)] = []
    // Sentences come first in the order of units, so paragraphs are taken from the end.
    for item in decision.repeats where Int(item.unit) >= text.sentences.count {
      let number = Int(item.unit) - text.sentences.count
      guard number < text.paragraphs.count else { continue }
      result.append((text.paragraphs[number], "paragraph", item))
      paragraphs.append((text.paragraphs[number].range, item.documents))
    }
    var next = 0
    for item in decision.repeats where Int(item.unit) < text.sentences.count {
      let unit = text.sentences[Int(item.unit)]
      while next < paragraphs.count, paragraphs[next].range.end < unit.range.end { next += 1 }
      let isKnown =
        next < paragraphs.count && paragraphs[next].range.contains(unit.range)
        && paragraphs[next].documents >= item.documents
      if !isKnown { result.append((unit, "sentence", item)) }
    }
    return result
  }
}

extension PassagesStage {
  static let spec = StageSpec(
    name: "passages", kind: .corpus,
    summary: "Finds sentences and paragraphs that stand in several articles, and what copies share with the kept one.",
    discussion: """
      `repeats`: sentences and paragraphs of `min-words` words or more that stand, but for case and punctuation, in \
      `min-documents` documents or more, with the number of them and the one that was published first (without dates the \
      smallest id). A sentence is left out where its whole paragraph is repeated as often.

      `common`: for each document that `deduplicate` has put in a cluster, the passages it shares with the kept article, in \
      whole sentences, with the place in that article. Seeds of eight words are extended over small changes, and a sentence \
      counts where four fifths of its words stand in the other text in their order.

      Both read the text without the title and without marked passages. Without `segment` before, lines are taken for \
      sentences. The work is linear in the text, whatever it repeats.
      """,
    options: [
      OptionSpec(
        "find", .list(.enumeration(Search.allCases.map(\.rawValue))), "what to look for; both where left out"),
      OptionSpec("min-documents", .int(2...1_000_000_000), default: "2", "documents that have what is repeated"),
      OptionSpec("min-words", .int(1...1_000_000), default: "8", "words of what is repeated"),
    ],
    mainOption: "find", uses: ["marks", "sentences"], provides: [.passages],
    example: """
      - passages: { find: [common] }
      """)

  /// The stage as a program registers it; `makeSorter` gets a folder for temporary files.
  public static func definition(
    makeSorter: @escaping @Sendable (_ scratch: ByteString) throws -> any RecordSorter
  ) -> StageDefinition {
    StageDefinition(spec) { options, context in
      PassagesStage(
        searches: Set(options.strings("find")?.compactMap(Search.init(rawValue:)) ?? Search.allCases),
        minimumDocuments: options.int("min-documents") ?? 2, minimumWords: options.int("min-words") ?? 8,
        position: context.position, makeSorter: makeSorter)
    }
  }
}
