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
    out.int(document.source.replacedBytes)
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
      for list in [duplicate.differs, duplicate.shares] {
        out.int(UInt64(list.count))
        for text in list { out.string(text) }
      }
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
    source.replacedBytes = try input.int()
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
      for _ in 0..<(try input.count()) { duplicate.shares.append(try input.string()) }
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
