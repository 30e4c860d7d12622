/// The declared description of a read or write format.
public struct FormatSpec: Sendable {
  public let name: String
  public let summary: String
  /// File name endings without dot, such as `jsonl`; `.gz` and `.zst` behind them are the engine's.
  public let extensions: [String]
  public let options: [OptionSpec]
  public let example: String

  public init(name: String, summary: String, extensions: [String], options: [OptionSpec] = [], example: String = "") {
    self.name = name
    self.summary = summary
    self.extensions = extensions
    self.options = options
    self.example = example
  }
}

/// How a decompressed file falls into records.
public enum Framing: Sendable, Hashable {
  /// The file is one record.
  case whole
  /// Every line that is not blank is one.
  case lines
}

/// The raw bytes of one record and where they lie.
public struct RawRecord {
  public let bytes: UnsafeBufferPointer<UInt8>
  public let source: Source
  /// The id that the document has where its format finds none: the path below the pattern's root, with `#offset`.
  public let defaultID: ByteString
  /// The path below the pattern's root, for path patterns and side tables.
  public let relativePath: ByteString

  public init(
    bytes: UnsafeBufferPointer<UInt8>, source: Source, defaultID: ByteString, relativePath: ByteString
  ) {
    self.bytes = bytes
    self.source = source
    self.defaultID = defaultID
    self.relativePath = relativePath
  }
}

/// A configured read format. Made once per read entry, called from many threads.
public protocol InputFormat: Sendable {
  var framing: Framing { get }
  /// One parser a thread.
  func makeParser() throws -> any RecordParser
}

/// Parses records on one thread; may keep buffers.
public protocol RecordParser: AnyObject {
  /// Throws `DocumentError` for a record that can't be read; the engine quarantines it with its bytes.
  func parse(_ record: RawRecord) throws -> Document
  /// Where the bytes `range` of the document's original lie in the record's own bytes, as few ranges as do.
  /// `why` asks; the answer is made again from the record, never stored.
  func locate(_ range: ByteRange, in record: RawRecord) throws -> [ByteRange]
}

public struct InputFormatDefinition: Sendable {
  public let spec: FormatSpec
  public let make: @Sendable (Options, StageContext) throws -> any InputFormat

  public init(_ spec: FormatSpec, make: @escaping @Sendable (Options, StageContext) throws -> any InputFormat) {
    self.spec = spec
    self.make = make
  }
}

/// Which text a writer gives with a record, and what its offsets index.
public enum WrittenText: String, Sendable, CaseIterable {
  /// The article as read.
  case original
  /// The working text without what lies in a mark.
  case clean
  /// No text; offsets index the original.
  case none
}

/// What a writer is told when it is made.
public struct OutputContext: Sendable {
  public var text: WrittenText
  public var offsets: OffsetUnit
  /// Top-level fields to write; nil: all but `tokens`.
  public var fields: [String]?
  /// Ids of the pipeline's stages by position, for annotations' `stage`.
  public var stageIDs: [String]
  /// Layers that the pipeline provides.
  public var layers: [LayerSchema]
  /// Values that the pipeline provides.
  public var values: [LayerSchema.Field]

  public init(
    text: WrittenText = .original, offsets: OffsetUnit = .scalars, fields: [String]? = nil, stageIDs: [String] = [],
    layers: [LayerSchema] = LayerSchema.standard, values: [LayerSchema.Field] = []
  ) {
    self.text = text
    self.offsets = offsets
    self.fields = fields
    self.stageIDs = stageIDs
    self.layers = layers
    self.values = values
  }
}

/// A configured writer whose output is a sequence of bytes: documents rendered one behind another.
///
/// `render` is called from many threads; the engine compresses the rendered bytes of each batch to a frame of its own and
/// appends frames in order, so that every batch end is a legal place to cut.
public protocol OutputFormat: Sendable {
  /// Written once, at the start of the file.
  var header: [UInt8] { get }
  func render(_ document: Document, into frame: inout [UInt8]) throws
}

/// A writer into a database. Frames rendered by many threads are inserted on one, in order.
public protocol DatabaseFormat: OutputFormat {
  /// Opens or makes the database at `path`.
  func open(at path: ByteString) throws -> any DatabaseSink
}

/// An open database that takes frames in order.
public protocol DatabaseSink: AnyObject {
  /// The highest sequence number whose frame is durably in the database, or -1.
  var lastCommitted: Int { get }
  /// Inserts a frame; one that is already in (`sequence <= lastCommitted`) is passed over.
  func insert(_ frame: [UInt8], sequence: Int) throws
  /// Makes everything inserted so far durable.
  func commit() throws
  /// Makes indexes and closes.
  func finish() throws
}

public struct OutputFormatDefinition: Sendable {
  public let spec: FormatSpec
  public let make: @Sendable (Options, OutputContext) throws -> any OutputFormat

  public init(_ spec: FormatSpec, make: @escaping @Sendable (Options, OutputContext) throws -> any OutputFormat) {
    self.spec = spec
    self.make = make
  }
}
