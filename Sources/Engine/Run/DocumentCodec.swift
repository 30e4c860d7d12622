import Bytes
import Pipeline

/// Writes documents to bytes and reads them back; the spool holds them so between two barriers.
///
/// Knows layers only by their schemas: a table of schemas is handed in, in the same order on both sides. Integers are
/// LEB128 variable-length; offsets of annotations are deltas.
struct DocumentCodec: Sendable {
  let schemas: [LayerSchema]

  // MARK: Writing

  func encode(_ document: Document, into out: inout [UInt8]) throws {
    // The array moves into the writer and back, so that appending never copies it.
    var writer = ByteWriter()
    swap(&writer.out, &out)
    defer { swap(&writer.out, &out) }
    try encode(document, &writer)
  }

  private func encode(_ document: Document, _ out: inout ByteWriter) throws {
    out.bytes(document.id.bytes)
    out.bytes(document.source.path.bytes)
    out.int(document.source.offset)
    out.int(document.source.length)
    out.optional(document.source.charset)
    out.string(document.source.format)
    out.optional(document.language?.tag)
    out.int(document.languageIsDeclared ? 1 : 0)
    out.optional(document.publisher)
    out.optional(document.published)
    out.int(UInt64(document.metadata.entries.count))
    for entry in document.metadata.entries {
      out.bytes(entry.key.bytes)
      switch entry.value {
      case .string(let text):
        out.int(0)
        out.string(text)
      case .json(let json):
        out.int(1)
        out.bytes(json)
      }
    }
    out.bytes(document.original.bytes)
    out.int(UInt64(document.parts.count))
    for part in document.parts {
      out.string(part.name)
      out.range(part.range)
    }
    out.int(UInt64(document.alignment.edits.count))
    for edit in document.alignment.edits {
      out.range(edit.source)
      out.range(edit.target)
    }
    if !document.alignment.isIdentity { out.bytes(document.text.bytes) }
    out.int(UInt64(document.values.count))
    for (name, value) in document.values {
      out.string(name)
      out.value(value)
    }
    try encodeLayers(document, &out)
    encodeOutcome(document, &out)
    if let raw = document.raw {
      out.int(1)
      out.bytes(raw)
    } else {
      out.int(0)
    }
    if let duplicate = document.duplicate {
      out.int(1)
      out.string(duplicate.cluster)
      out.bytes(duplicate.kept.bytes)
      out.string(duplicate.role.rawValue)
      out.optional(duplicate.kind?.rawValue)
      out.int(duplicate.similarity.map { $0.bitPattern } ?? UInt64.max)
      out.int(duplicate.containment.map { $0.bitPattern } ?? UInt64.max)
      out.int(UInt64(duplicate.differs.count))
      for text in duplicate.differs { out.string(text) }
    } else {
      out.int(0)
    }
  }

  private func encodeLayers(_ document: Document, _ out: inout ByteWriter) throws {
    // A document that fails for its undeclared layer must still be stored; it goes without it.
    let layers = document.outcome.isKept ? document.layers : document.layers.filter { number(of: $0) != nil }
    out.int(UInt64(layers.count))
    for layer in layers {
      guard let number = number(of: layer) else { throw undeclared(layer) }
      out.int(UInt64(number))
      out.int(UInt64(layer.count))
      var last: UInt32 = 0
      for index in 0..<layer.count {
        let span = layer.spans[index]
        out.signed(Int64(span.start) - Int64(last))
        out.int(UInt64(span.count))
        out.int(UInt64(layer.stages[index]))
        last = span.start
      }
      for column in layer.columns {
        for value in column {
          if let value { out.value(value) } else { out.int(0) }
        }
      }
    }
  }

  private func number(of layer: Layer) -> Int? { schemas.firstIndex { $0 == layer.schema } }

  private func undeclared(_ layer: Layer) -> DocumentError {
    DocumentError("undeclared layer", "no stage declares the layer '\(layer.schema.name)' with the fields it has")
  }

  /// Throws where a document has a layer that no schema describes, so that it can't be encoded.
  func check(_ document: Document) throws {
    for layer in document.layers where number(of: layer) == nil { throw undeclared(layer) }
  }

  private func encodeOutcome(_ document: Document, _ out: inout ByteWriter) {
    switch document.outcome {
    case .kept:
      out.int(0)
    case .dropped(let stage, let reason):
      out.int(1)
      out.string(stage)
      out.string(reason)
    case .failed(let stage, let error):
      out.int(2)
      out.string(stage)
      out.string(error)
    }
  }

  // MARK: Reading

  /// Reads what `encode` wrote. Damage is caught by the checksum of the file around it; what gets past that throws, or
  /// gives another document, but never one that breaks a promise of its types.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Document {
    var input = ByteReader(bytes)
    let id = ByteString(try input.bytes())
    var source = Source(path: ByteString(try input.bytes()), offset: try input.int(), length: try input.int())
    source.charset = try input.optional()
    source.format = try input.string()
    let language = try input.optional().map { Language($0) }
    let isDeclared = try input.int() == 1
    let publisher = try input.optional()
    let published = try input.optional()
    var metadata = Metadata()
    for _ in 0..<(try input.count()) {
      let key = ByteString(try input.bytes())
      metadata.append(key, try input.int() == 0 ? .string(try input.string()) : .json(try input.bytes()))
    }
    let original = try input.text()
    var parts: [Document.Part] = []
    for _ in 0..<(try input.count()) {
      parts.append(.init(name: try input.string(), range: try input.range(within: original.count)))
    }
    var edits: [Edit] = []
    for _ in 0..<(try input.count()) { edits.append(Edit(source: try input.range(), target: try input.range())) }
    let text = edits.isEmpty ? original : try input.text()
    guard Alignment.isConsistent(edits), Int(edits.last?.source.end ?? 0) <= original.count,
      original.count - Int(edits.last?.source.end ?? 0) == text.count - Int(edits.last?.target.end ?? 0)
    else { throw ByteReader.Damage() }
    var document = Document(
      id: id, source: source, original: original, parts: parts, text: text, alignment: Alignment(edits: edits))
    document.language = language
    document.languageIsDeclared = isDeclared
    document.publisher = publisher
    document.published = published
    document.metadata = metadata
    for _ in 0..<(try input.count()) {
      let name = try input.string()
      document.setValue(name, try input.value())
    }
    try decodeLayers(&document, &input)
    switch try input.int() {
    case 0: document.outcome = .kept
    case 1: document.outcome = .dropped(stage: try input.string(), reason: try input.string())
    default: document.outcome = .failed(stage: try input.string(), error: try input.string())
    }
    if try input.int() == 1 { document.raw = try input.bytes() }
    if try input.int() == 1 {
      var duplicate = Duplicate(
        cluster: try input.string(), kept: ByteString(try input.bytes()),
        role: Duplicate.Role(rawValue: try input.string()) ?? .related)
      duplicate.kind = try input.optional().flatMap { Duplicate.Kind(rawValue: $0) }
      let similarity = try input.int()
      let containment = try input.int()
      duplicate.similarity = similarity == UInt64.max ? nil : Double(bitPattern: similarity)
      duplicate.containment = containment == UInt64.max ? nil : Double(bitPattern: containment)
      for _ in 0..<(try input.count()) { duplicate.differs.append(try input.string()) }
      document.duplicate = duplicate
    }
    return document
  }

  private func decodeLayers(_ document: inout Document, _ input: inout ByteReader) throws {
    for _ in 0..<(try input.count()) {
      let number = try input.int()
      guard number < schemas.count else { throw ByteReader.Damage() }
      let schema = schemas[Int(number)]
      let count = try input.count()
      var spans: [ByteRange] = []
      var stages: [UInt16] = []
      spans.reserveCapacity(count)
      stages.reserveCapacity(count)
      var last: Int64 = 0
      for _ in 0..<count {
        let start = last &+ (try input.signed())
        let length = try input.int()
        guard start >= 0, start <= document.text.count, length <= document.text.count - Int(start)
        else { throw ByteReader.Damage() }
        spans.append(ByteRange(Int(start), Int(start) + Int(length)))
        stages.append(UInt16(truncatingIfNeeded: try input.int()))
        last = start
      }
      var columns: [[FieldValue?]] = []
      for _ in schema.fields {
        var column: [FieldValue?] = []
        column.reserveCapacity(count)
        for _ in 0..<count { column.append(try input.optionalValue()) }
        columns.append(column)
      }
      document.updateLayer(schema) { layer in
        layer.reserveCapacity(count)
        for index in 0..<count {
          layer.append(spans[index], stage: stages[index], columns.map { $0[index] })
        }
      }
    }
  }
}

/// Appends compact values to an array of bytes.
struct ByteWriter {
  var out: [UInt8] = []

  mutating func int(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    out.append(UInt8(value))
  }

  mutating func signed(_ value: Int64) { int(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  mutating func bytes(_ bytes: [UInt8]) {
    int(UInt64(bytes.count))
    out.append(contentsOf: bytes)
  }

  mutating func string(_ string: String) {
    int(UInt64(string.utf8.count))
    out.append(contentsOf: string.utf8)
  }

  mutating func optional(_ string: String?) {
    if let string {
      out.append(1)
      self.string(string)
    } else {
      out.append(0)
    }
  }

  mutating func range(_ range: ByteRange) {
    int(UInt64(range.start))
    int(UInt64(range.count))
  }

  /// A tag from 1 to 6 (0 stands for an absent value), then the value.
  mutating func value(_ value: FieldValue) {
    switch value {
    case .bool(let value):
      out.append(1)
      out.append(value ? 1 : 0)
    case .int(let value):
      out.append(2)
      signed(value)
    case .decimal(let value):
      out.append(3)
      signed(Int64(value.exponent))
      let bits = UInt128(bitPattern: value.coefficient)
      int(UInt64(truncatingIfNeeded: bits))
      int(UInt64(truncatingIfNeeded: bits >> 64))
    case .string(let value):
      out.append(4)
      string(value)
    case .span(let value):
      out.append(5)
      range(value)
    case .list(let values):
      out.append(6)
      int(UInt64(values.count))
      for value in values { self.value(value) }
    }
  }
}

/// Reads what `ByteWriter` wrote; never beyond the end.
struct ByteReader {
  struct Damage: Error, CustomStringConvertible {
    var description: String { "stored data is damaged" }
  }

  private let buffer: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ buffer: UnsafeBufferPointer<UInt8>) { self.buffer = buffer }

  mutating func byte() throws -> UInt8 {
    guard position < buffer.count else { throw Damage() }
    position += 1
    return buffer[position - 1]
  }

  mutating func int() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      guard shift < 70 else { throw Damage() }
    }
  }

  mutating func signed() throws -> Int64 {
    let value = try int()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A number of things that follow, each at least a byte long.
  mutating func count() throws -> Int {
    let value = try int()
    guard value <= UInt64(buffer.count - position) else { throw Damage() }
    return Int(value)
  }

  mutating func bytes() throws -> [UInt8] {
    let count = try count()
    defer { position += count }
    return Array(buffer[position..<position + count])
  }

  /// Everything that has not been read yet.
  mutating func rest() -> [UInt8] {
    defer { position = buffer.count }
    return Array(buffer[position...])
  }

  mutating func string() throws -> String {
    let count = try count()
    defer { position += count }
    return String(decoding: UnsafeBufferPointer(rebasing: buffer[position..<position + count]), as: UTF8.self)
  }

  mutating func optional() throws -> String? { try byte() == 0 ? nil : try string() }

  mutating func range() throws -> ByteRange {
    let start = try int()
    let count = try int()
    guard start <= UInt64(UInt32.max), count <= UInt64(UInt32.max) - start else { throw Damage() }
    return ByteRange(UInt32(start), UInt32(start + count))
  }

  mutating func range(within count: Int) throws -> ByteRange {
    let range = try range()
    guard range.end <= count else { throw Damage() }
    return range
  }

  mutating func text() throws -> Text {
    let bytes = try bytes()
    guard bytes.withUnsafeBufferPointer(UTF8Validity.isValid) else { throw Damage() }
    return Text(validated: bytes)
  }

  mutating func value() throws -> FieldValue {
    guard let value = try optionalValue() else { throw Damage() }
    return value
  }

  mutating func optionalValue(depth: Int = 0) throws -> FieldValue? {
    switch try byte() {
    case 0: return nil
    case 1: return .bool(try byte() == 1)
    case 2: return .int(try signed())
    case 3:
      let exponent = Int32(truncatingIfNeeded: try signed())
      let low = UInt128(try int())
      let high = UInt128(try int())
      let coefficient = Int128(truncatingIfNeeded: high << 64 | low)
      guard coefficient != .min else { throw Damage() }
      return .decimal(ExactDecimal(coefficient: coefficient, exponent: exponent))
    case 4: return .string(try string())
    case 5: return .span(try range())
    case 6:
      guard depth < 16 else { throw Damage() }
      var values: [FieldValue] = []
      for _ in 0..<(try count()) {
        guard let value = try optionalValue(depth: depth + 1) else { throw Damage() }
        values.append(value)
      }
      return .list(values)
    default: throw Damage()
    }
  }
}
