import Pipeline

/// Marks the lines that a publisher puts around its articles, learnt from the corpus itself.
public struct FramesStage: CorpusStage {
  private let minimum: Int
  private let share: Double
  private let position: UInt16
  private let makeSorter: @Sendable (_ scratch: ByteString) throws -> any RecordSorter

  init(
    minimum: Int = 20, share: Double = 0.005, position: UInt16 = 0,
    makeSorter: @escaping @Sendable (ByteString) throws -> any RecordSorter
  ) {
    self.minimum = minimum
    self.share = share
    self.position = position
    self.makeSorter = makeSorter
  }

  public var keySize: Int { FrameLearner.keySize }

  /// The documents of the most frequent line, with their longest lines; records are sorted beside that.
  public var memoryPerDocument: Int { 16 }

  public func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws {
    let lines = LineHashes(of: &document)
    let publisher = document.publisher ?? ""
    var hash = Lexicon.hashSeed
    for byte in publisher.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    key.appendLittleEndian(Lexicon.finish(hash))
    key.appendLittleEndian(lines.longest)
    for line in lines.distinct { blob.appendLittleEndian(line) }
  }

  public func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
    try corpus.withKeys { keys in
      let scratch = corpus.scratch
      try FrameLearner(corpus, keys: keys, minimum: minimum, share: share)
        .write(to: &decisions) { try makeSorter(scratch) }
    }
  }

  public func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict {
    guard !decision.isEmpty else {
      document.updateLayer(.marks) { _ in }
      return .keep
    }
    let lines = LineHashes(of: &document)
    let distinct = lines.distinct
    var frames = Set<UInt64>()
    decision.withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: bytes.count - 3, by: 4) {
        let place = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        if place < distinct.count { frames.insert(distinct[place]) }
      }
    }
    document.updateLayer(.marks) { marks in
      marks.sort()
      let known = marks
      for line in lines.lines where frames.contains(line.hash) {
        // What another stage has marked whole says already that it is not the article, and why.
        let isKnown = known.candidates(overlapping: line.range).contains { known.spans[$0].contains(line.range) }
        if !isKnown { marks.append(line.range, stage: position, [.string("frame")]) }
      }
      marks.sort()
    }
    return .keep
  }
}

extension FramesStage {
  static let spec = StageSpec(
    name: "frames", kind: .corpus,
    summary: "Marks lines that a publisher puts around its articles: menus, notices, calls to subscribe.",
    discussion: """
      A line is frame where it stands, but for case and punctuation, in `min-documents` different articles of one \
      publisher and in `min-share` of all its documents. Documents without a publisher are taken as those of one. The mark \
      is of kind `frame`; lines that are marked already (see `boilerplate`) keep their mark. The title is never marked.

      Articles are told apart by their longest line, so a story that was collected many times, with or without changes, \
      doesn't make frames of its own paragraphs. What is learnt does not depend on the order of reading.

      Put it before `deduplicate`, which passes over marked text; early in the pipeline it costs least, since documents \
      wait on disk until all are read.
      """,
    options: [
      OptionSpec(
        "min-documents", .int(2...1_000_000_000), default: "20", "different articles of a publisher that have the line"),
      OptionSpec("min-share", .share, default: "0.005", "share of the publisher's documents that have the line"),
    ],
    uses: ["marks"], provides: [.marks],
    example: """
      - frames: { min-documents: 50 }
      """)

  /// The stage as a program registers it; `makeSorter` gets a folder for temporary files.
  public static func definition(
    makeSorter: @escaping @Sendable (_ scratch: ByteString) throws -> any RecordSorter
  ) -> StageDefinition {
    StageDefinition(spec) { options, context in
      FramesStage(
        minimum: options.int("min-documents") ?? 20, share: options.decimal("min-share") ?? 0.005,
        position: context.position, makeSorter: makeSorter)
    }
  }
}
