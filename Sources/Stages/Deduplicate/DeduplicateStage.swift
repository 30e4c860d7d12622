import Bytes
import Pipeline

/// Finds copies of one article: the same text, lightly edited ones, cut and embedded ones, updates.
public struct DeduplicateStage: CorpusStage {
  enum Action: String, CaseIterable {
    case label
    case drop
    /// Drops only what the archive has.
    case dropKnown = "drop-known"
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

  /// Ranks both ways, sets, series, marks and outcomes (40 bytes), the key record that is read in place (104) and where
  /// its card ends (8); and the members of the largest cluster. Records are sorted beside that, in 64 MB each.
  public var memoryPerDocument: Int { 152 }

  public func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws {
    var summary = Summary(of: &document, sketching, translates: translations.isOn)
    if let publisher = document.publisher, let index = preferred.firstIndex(of: publisher) {
      summary.key.preference = UInt16(clamping: min(index, Int(UInt16.max) - 1))
    }
    summary.key.append(to: &key)
    summary.append(to: &blob)
  }

  public func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws {
    let archive = try against.map { try ArchiveIndex($0, sketching, mayBeAbsent: records, in: fileSystem) }
    try corpus.withKeys { bytes in
      guard let archive else { return try decide(corpus, DocumentKeys(bytes: bytes), nil, &decisions) }
      try archive.keys.withUnsafeBytes {
        let keys = DocumentKeys(bytes: bytes, archive: $0)
        try decide(CombinedStore(archive, corpus), keys, archive, &decisions)
      }
    }
  }

  private func decide(
    _ corpus: any CorpusStore, _ keys: DocumentKeys, _ archive: ArchiveIndex?, _ decisions: inout DecisionSink
  ) throws {
    let scratch = corpus.scratch
    let pass = try DecisionPass(corpus, keys, archive: archive, keep: keep, likeness, translations, sketching.shape) {
      try makeSorter(scratch)
    }
    try pass.write(to: &decisions)
    if let archive, records { try pass.record(in: archive, sketching) }
  }

  public func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict {
    if decision.isEmpty { return .keep }
    guard let duplicate = Duplicate(decoding: decision) else {
      throw DocumentError("damaged decision", "deduplicate can't read what it decided about this document")
    }
    document.duplicate = duplicate
    let drops =
      switch action {
      case .label: false
      case .drop: Duplicate.mayDrop(decision)
      case .dropKnown: Duplicate.mayDrop(decision) && Duplicate.isKnown(decision)
      }
    return drops ? .drop(reason: "duplicate") : .keep
  }
}
