import Pipeline

/// Finds copies of one article: the same text, lightly edited ones, cut ones, updates.
public struct DeduplicateStage: CorpusStage {
  var keep = Keep.earliest
  var likeness = Likeness()
  var shape = SketchShape()
  var minimumShingles = 10
  var drops = false
  let makeSorter: @Sendable (_ scratch: ByteString) throws -> any RecordSorter

  init(makeSorter: @escaping @Sendable (ByteString) throws -> any RecordSorter) { self.makeSorter = makeSorter }

  public var keySize: Int { DocumentKey.size }

  /// Ranks, sets, series, outcomes and marks, and the members of the largest cluster; records are sorted beside that.
  public var memoryPerDocument: Int { 48 }

  public func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws {
    let summary = Summary(of: &document, minimumShingles: minimumShingles, shape: shape)
    summary.key.append(to: &key)
    summary.append(to: &blob)
  }

  public func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
    try corpus.withKeys { bytes in
      let scratch = corpus.scratch
      var pass = try DecisionPass(corpus, DocumentKeys(bytes: bytes), keep: keep, likeness, shape) {
        try makeSorter(scratch)
      }
      try pass.write(to: &decisions)
    }
  }

  public func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict {
    if decision.isEmpty { return .keep }
    guard let duplicate = Duplicate(decoding: decision) else {
      throw DocumentError("damaged decision", "deduplicate can't read what it decided about this document")
    }
    document.duplicate = duplicate
    return drops && Duplicate.mayDrop(decision) ? .drop(reason: "duplicate") : .keep
  }
}

extension DeduplicateStage {
  static let spec = StageSpec(
    name: "deduplicate", kind: .corpus,
    summary: "Finds copies, near-copies and updates of an article, and keeps one of each.",
    discussion: """
      Two articles are copies where they share `similarity` of their word pairs (5-grams of characters in scripts without \
      spaces), or one has at least 70% of the other. Every pair is compared in full; nothing is joined by a sketch alone. \
      Titles and marked passages (see `boilerplate`) are left out, so a new headline makes no new article. Case, punctuation \
      and quotation marks don't count; spellings in decomposed Unicode meet after `normalize`.

      Figures decide what alike texts are: where each has four or more and fewer than 40% are shared they are two reports \
      of one series (kind `template`, role `related`); where some changed, the kind is `update` and `differs` lists them. \
      Put `numbers` before this stage; without it digits are compared as they are written.

      A member of a cluster that is not itself alike to the kept article is `related`, and so is a longer article that has \
      the kept one in it. Only copies are dropped. The result does not depend on the order of reading, but for \
      `keep: first`.
      """,
    options: [
      OptionSpec(
        "keep", .enumeration(Keep.allCases.map(\.rawValue)), default: "earliest",
        "which one stays: earliest published (without any date: the smallest id), longest, or first read"),
      OptionSpec("similarity", .share, default: "0.4", "Jaccard similarity of shingles from which texts are copies"),
      OptionSpec(
        "action", .enumeration(["label", "drop"]), default: "label", "label copies, or drop them from the outputs"),
      OptionSpec(
        "min-words", .int(1...1_000_000), default: "10",
        "texts with fewer distinct word pairs (or 5-grams) than this are copies only where they are the same"),
    ],
    mainOption: "keep", uses: ["marks", "quantities"], reasons: ["duplicate"],
    example: """
      - deduplicate: { keep: earliest, action: drop }
      """)

  /// The stage as a program registers it; `makeSorter` gets a folder for temporary files.
  public static func definition(
    makeSorter: @escaping @Sendable (_ scratch: ByteString) throws -> any RecordSorter
  ) -> StageDefinition {
    StageDefinition(spec) { options, _ in
      var stage = DeduplicateStage(makeSorter: makeSorter)
      stage.keep = options.string("keep").flatMap(Keep.init) ?? .earliest
      stage.likeness.similarity = options.decimal("similarity") ?? stage.likeness.similarity
      stage.minimumShingles = options.int("min-words") ?? stage.minimumShingles
      stage.drops = options.string("action") == "drop"
      return stage
    }
  }
}
