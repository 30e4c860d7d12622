/// Decides over all documents of a run.
///
/// In the first pass `summarize` makes, per document, a key record of fixed size and an optional blob; both lie on disk.
/// At the barrier `decide` reads them, in as many passes as it likes, and answers one decision a document in the order of
/// the documents. `apply` then labels, drops or marks like any other stage.
public protocol CorpusStage: Stage {
  /// Bytes of the key record of each document.
  var keySize: Int { get }
  /// Called from many threads. Appends exactly `keySize` bytes to `key`, and anything to `blob`.
  func summarize(_ document: inout Document, key: inout [UInt8], blob: inout [UInt8]) throws
  /// Called once, on one thread, with everything on disk. Must call `decisions.append` once per document, in order; the
  /// answer may depend on what the documents are, but not on their order, unless an option says so.
  func decide(_ corpus: any CorpusStore, _ decisions: inout DecisionSink) throws
  /// Called from many threads, with the decision of this document.
  func apply(_ decision: [UInt8], to document: inout Document) throws -> Verdict
  /// Memory that `decide` holds for each document, in bytes; stated in the reference and the report.
  var memoryPerDocument: Int { get }
}

/// The disk-backed stores of a corpus stage: what `summarize` gave for every document that reached it.
public protocol CorpusStore: AnyObject {
  /// Documents in the store; positions are 0..<count in the order of reading.
  var count: Int { get }
  /// Calls `body` with the key records of all documents, one after another.
  func withKeys<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result
  func blob(at position: Int) throws -> [UInt8]
  /// The id of a document.
  func id(at position: Int) throws -> ByteString
  /// The publication date of a document, as in `Document.published`.
  func published(at position: Int) throws -> String?
  /// A folder for temporary files of this decision; emptied afterwards.
  var scratch: ByteString { get }
  /// Notes for the report: counted facts such as fallbacks taken.
  func note(_ text: String, count: Int)
  /// Puts something found into the report, behind what was put there before.
  func report(_ finding: CorpusFinding)
  /// Throws where the run is to stop; long passes call it now and then.
  func checkCancellation() throws
}

/// Takes the decisions of a corpus stage in document order.
public struct DecisionSink {
  public private(set) var count = 0
  private let write: ([UInt8]) throws -> Void

  public init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  public mutating func append(_ decision: [UInt8]) throws {
    try write(decision)
    count += 1
  }
}
