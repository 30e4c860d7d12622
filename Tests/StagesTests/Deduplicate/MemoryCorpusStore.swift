import Pipeline

@testable import Stages

/// The stores of a corpus stage in memory.
final class MemoryCorpusStore: CorpusStore {
  private(set) var keys: [UInt8] = []
  private(set) var blobs: [[UInt8]] = []
  private(set) var blobReads = 0
  private(set) var bytesRead = 0
  private var documents: [Document] = []
  private(set) var notes: [String: Int] = [:]

  init(_ stage: DeduplicateStage, _ documents: [Document]) throws {
    for var document in documents {
      var blob: [UInt8] = []
      let before = keys.count
      try stage.summarize(&document, key: &keys, blob: &blob)
      precondition(keys.count - before == stage.keySize)
      blobs.append(blob)
      self.documents.append(document)
    }
  }

  var count: Int { documents.count }
  func withKeys<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    try keys.withUnsafeBytes(body)
  }
  func blob(at position: Int) throws -> [UInt8] {
    blobReads += 1
    bytesRead += blobs[position].count
    return blobs[position]
  }
  func id(at position: Int) throws -> ByteString { documents[position].id }
  func published(at position: Int) throws -> String? { documents[position].published }
  var scratch: ByteString { "scratch" }
  func note(_ text: String, count: Int) { notes[text, default: 0] += count }
  private(set) var findings: [CorpusFinding] = []
  func report(_ finding: CorpusFinding) { findings.append(finding) }
  func checkCancellation() throws {}
}

extension DeduplicateStage {
  static func inMemory(_ keep: Keep = .earliest, drops: Bool = false) -> DeduplicateStage {
    var stage = DeduplicateStage { _ in InMemorySorter() }
    stage.keep = keep
    stage.action = drops ? .drop : .label
    return stage
  }

  /// Runs the whole stage; the documents in the order given, each with its decision applied.
  func run(_ documents: [Document]) throws -> [Document] { try run(in: MemoryCorpusStore(self, documents), documents) }

  func run(in store: MemoryCorpusStore, _ documents: [Document]) throws -> [Document] {
    let collected = Collected()
    var sink = DecisionSink { collected.decisions.append($0) }
    try decide(store, &sink)
    precondition(sink.count == documents.count)
    return try zip(documents, collected.decisions).map { document, decision in
      var document = document
      if case .drop(let reason) = try apply(decision, to: &document) {
        document.outcome = .dropped(stage: "deduplicate", reason: reason)
      }
      return document
    }
  }

  private final class Collected { var decisions: [[UInt8]] = [] }
}

func article(_ id: String, _ body: String, title: String? = nil, published: String? = nil) -> Document {
  var document = Document(
    id: ByteString(id), source: Source(path: "test"), title: title.map { Array($0.utf8) }, body: Array(body.utf8))
  document.published = published
  return document
}
