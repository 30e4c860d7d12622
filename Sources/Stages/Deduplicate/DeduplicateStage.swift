import Bytes
import Pipeline

/// Finds copies of one article: the same text, lightly edited ones, cut and embedded ones, updates.
public struct DeduplicateStage: CorpusStage {
  enum Action: String, CaseIterable {
    case label
    case drop
    /// Drops only what the archive has.
    case dropKnown = "drop-known"

    /// - Parameters:
    ///   - mayDrop: whether the document says nothing that the kept one does not.
    ///   - isKnown: whether the kept one is an archive's.
    func drops(mayDrop: Bool, isKnown: Bool) -> Bool {
      switch self {
      case .label: false
      case .drop: mayDrop
      case .dropKnown: mayDrop && isKnown
      }
    }
  }

  var keep = Keep.earliest
  /// Publishers whose articles stay before others, the first before the second.
  var preferred: [String] = []
  var likeness = Likeness()
  var sketching = Sketching()
  var translations = TranslationRule()
  var action = Action.label
  /// The archive index with which documents are compared.
  var against: FilePath?
  /// Whether the documents of the run go into it.
  var records = false
  var fileSystem: any FileSystem = POSIXFileSystem()
  let makeSorter: @Sendable (_ scratch: ByteString) throws -> any RecordSorter

  init(makeSorter: @escaping @Sendable (ByteString) throws -> any RecordSorter) { self.makeSorter = makeSorter }

  public var keySize: Int { DocumentKey.size }

  /// Ranks both ways, sets, series, marks and outcomes (40 bytes), the key record that is read in place (104), where its
  /// card ends (8), and frequent shingles (of an article of 3 kB at most 4 of 4 bytes); and the members of the largest
  /// cluster. Records are sorted beside that, in 64 MB each.
  public var memoryPerDocument: Int { 168 }

  public func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws {
    var summary = Summary(of: &document, sketching, translates: translations.isOn)
    if let publisher = document.publisher, let index = preferred.firstIndex(of: publisher) {
      summary.key.preference = UInt16(clamping: min(index, Int(UInt16.max) - 1))
    }
    summary.key.append(to: &key)
    summary.append(to: &blob)
  }

  public func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
    do {
      try corpus.withKeys { bytes in
        let keys = DocumentKeys(bytes: bytes)
        guard let against else { return _ = try decide(corpus, keys, nil, &decisions) }
        let writer = try records ? ArchiveWriter(against, sketching, in: fileSystem) : nil
        let run = try records ? Self.name(of: corpus, keys) : nil
        let archive = try ArchiveIndex(against, sketching, run: run, mayBeAbsent: records, in: fileSystem)
        try archive.keys.withUnsafeBytes { archived in
          let keys = DocumentKeys(bytes: bytes, archive: archived)
          let pass = try decide(CombinedStore(archive, corpus), keys, archive, &decisions)
          if let writer, let run { try writer.append(to: archive, run: run, pass.forEachEntry) }
        }
      }
    } catch let error as ArchiveError {
      var isPassing = false
      if case .busy = error { isPassing = true }
      throw DecisionError("\(error)", isPassing: isPassing)
    }
  }

  private func decide(
    _ corpus: any CorpusStore, _ keys: DocumentKeys, _ archive: ArchiveIndex?, _ decisions: inout DecisionSink
  ) throws -> DecisionPass {
    let scratch = corpus.scratch
    let pass = try DecisionPass(corpus, keys, archive: archive, keep: keep, likeness, translations, sketching.shape) {
      try makeSorter(scratch)
    }
    try pass.write(to: &decisions, action, sorter: makeSorter(scratch))
    return pass
  }

  /// Names the documents of a run, by their ids and words, whatever their order.
  private static func name(of corpus: any CorpusStore, _ keys: DocumentKeys) throws -> Hash128 {
    var name = Hash128(high: 0, low: UInt64(corpus.count))
    for position in 0..<corpus.count {
      var bytes = try corpus.id(at: position).bytes
      bytes.appendLittleEndian(keys.content(position).0)
      bytes.appendLittleEndian(keys.content(position).1)
      name.add(hashOf: bytes)
    }
    return name
  }

  public func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict {
    if decision.isEmpty { return .keep }
    guard let duplicate = Duplicate(decoding: decision) else {
      throw DocumentError("damaged decision", "deduplicate can't read what it decided about this document")
    }
    document.duplicate = duplicate
    let drops = action.drops(mayDrop: Duplicate.mayDrop(decision), isKnown: Duplicate.isKnown(decision))
    return drops ? .drop(reason: "duplicate") : .keep
  }
}
