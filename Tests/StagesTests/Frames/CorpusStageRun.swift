import Pipeline

@testable import Stages

extension CorpusStage {
  /// Runs the whole stage in memory; the documents in the order given, each with its decision applied, and the notes.
  func run(_ documents: [Document]) throws -> (documents: [Document], notes: [String: Int]) {
    let store = try SummaryStore(self, documents)
    let collected = Collected()
    var sink = DecisionSink { collected.decisions.append($0) }
    try decide(store, &sink)
    precondition(sink.count == documents.count)
    let decided = try zip(documents, collected.decisions).map { document, decision in
      var document = document
      _ = try apply(decision, to: &document)
      return document
    }
    return (decided, store.notes)
  }
}

private final class Collected { var decisions: [[UInt8]] = [] }

/// What a corpus stage made of documents, in memory.
private final class SummaryStore: CorpusStore {
  private var keys: [UInt8] = []
  private var blobs: [[UInt8]] = []
  private let documents: [Document]
  private(set) var notes: [String: Int] = [:]

  init(_ stage: some CorpusStage, _ documents: [Document]) throws {
    self.documents = documents
    for var document in documents {
      var blob: [UInt8] = []
      let before = keys.count
      try stage.summarize(&document, key: &keys, blob: &blob)
      precondition(keys.count - before == stage.keySize)
      blobs.append(blob)
    }
  }

  var count: Int { documents.count }
  func withKeys<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    try keys.withUnsafeBytes(body)
  }
  func blob(at position: Int) throws -> [UInt8] { blobs[position] }
  func id(at position: Int) throws -> ByteString { documents[position].id }
  func published(at position: Int) throws -> String? { documents[position].published }
  var scratch: ByteString { "scratch" }
  func note(_ text: String, count: Int) { notes[text, default: 0] += count }
  func report(_ finding: CorpusFinding) {}
  func checkCancellation() throws {}
}
