import Bytes
import Pipeline

/// What a plugin says of one document. Offsets are in the plugin's unit until it is applied.
struct PluginAnswer: Hashable, Sendable {
  struct Columns: Hashable, Sendable {
    let schema: LayerSchema
    var starts: [Int] = []
    var ends: [Int] = []
    /// One a field of the schema; empty where the plugin gave none.
    var fields: [[FieldValue?]]

    init(_ schema: LayerSchema) {
      self.schema = schema
      fields = Array(repeating: [], count: schema.fields.count)
    }
  }

  struct Replacement: Hashable, Sendable {
    var start: Int
    var end: Int
    var text: [UInt8]
  }

  struct Value: Hashable, Sendable {
    var name: String
    /// nil takes back what an earlier stage has set.
    var value: FieldValue?
  }

  var id = ""
  var values: [Value] = []
  var layers: [Columns] = []
  var edits: [Replacement] = []
  var drop: String?
  /// The plugin failed the document, or what it said of it is not allowed.
  var failure: DocumentError?

  /// Notes the first thing that is not allowed.
  mutating func refuse(_ message: String) {
    if failure == nil { failure = DocumentError("bad answer", message) }
  }

  // MARK: Applying

  /// Puts the answer into `document`; throws where the document fails.
  func apply(to document: inout Document, spec: StageSpec, offsets: OffsetUnit, stage: UInt16) throws -> Verdict {
    if let failure { throw failure }
    switch spec.kind {
    case .filter:
      return drop.map { .drop(reason: $0) } ?? .keep
    case .text:
      if !edits.isEmpty { try edit(&document, offsets) }
    case .annotating, .corpus:
      let text = document.text
      try text.withBytes { bytes in
        var reader = OffsetReader(bytes, unit: offsets)
        // All spans are looked at before the first annotation is added, so that a failed document has none.
        let spans = try layers.map { try $0.spans(&reader, bytes) }
        for (columns, spans) in zip(layers, spans) {
          try document.updateLayer(columns.schema) { try columns.append(spans, to: &$0, stage, &reader, bytes) }
        }
      }
      // A layer that the plugin looked for and found nothing in is empty, not absent.
      for schema in spec.provides { document.updateLayer(schema) { _ in } }
      for value in values { document.setValue(value.name, value.value) }
    }
    return .keep
  }

  private func edit(_ document: inout Document, _ offsets: OffsetUnit) throws {
    var out: [UInt8] = []
    var done: [Edit] = []
    let text = document.text
    try text.withBytes { bytes in
      var reader = OffsetReader(bytes, unit: offsets)
      out.reserveCapacity(bytes.count)
      var position = 0
      for edit in edits {
        guard let start = reader.byteOffset(of: edit.start, in: bytes),
          let end = reader.byteOffset(of: edit.end, in: bytes), start <= end
        else { throw DocumentError.badOffsets(edit.start, edit.end, offsets) }
        guard start >= position else {
          throw DocumentError("bad answer", "edits overlap or are out of order at \(edit.start)")
        }
        out += bytes[position..<Int(start)]
        done.append(
          Edit(
            source: ByteRange(start, end), target: ByteRange(out.count, out.count + edit.text.count)))
        out += edit.text
        position = Int(end)
      }
      out += bytes[position...]
    }
    document.replaceText(out, edits: done)
  }
}

extension PluginAnswer.Columns {
  fileprivate func spans(
    _ reader: inout OffsetReader, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws -> [ByteRange] {
    guard starts.count == ends.count, fields.allSatisfy({ $0.isEmpty || $0.count == starts.count }) else {
      throw DocumentError("bad answer", "the columns of layer '\(schema.name)' have different lengths")
    }
    var spans: [ByteRange] = []
    spans.reserveCapacity(starts.count)
    for (start, end) in zip(starts, ends) {
      guard let from = reader.byteOffset(of: start, in: bytes), let to = reader.byteOffset(of: end, in: bytes),
        from <= to
      else { throw DocumentError.badOffsets(start, end, in: schema.name) }
      spans.append(ByteRange(from, to))
    }
    // Spans inside fields too.
    for (field, column) in zip(schema.fields, fields) where field.type.holdsSpans {
      for value in column { if let value { _ = try value.inBytes(&reader, bytes) } }
    }
    return spans
  }

  fileprivate func append(
    _ spans: [ByteRange], to layer: inout Layer, _ stage: UInt16, _ reader: inout OffsetReader,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws {
    layer.reserveCapacity(layer.count + spans.count)
    let holdsSpans = schema.fields.map(\.type.holdsSpans)
    var values = [FieldValue?](repeating: nil, count: schema.fields.count)
    for (index, span) in spans.enumerated() {
      for field in fields.indices {
        var value = fields[field].isEmpty ? nil : fields[field][index]
        if holdsSpans[field], let given = value { value = try given.inBytes(&reader, bytes) }
        values[field] = value
      }
      layer.append(span, stage: stage, values)
    }
  }
}

extension FieldType {
  var holdsSpans: Bool {
    switch self {
    case .span: true
    case .list(let item): item.holdsSpans
    default: false
    }
  }
}

extension FieldValue {
  /// The value with spans in bytes instead of the plugin's unit.
  fileprivate func inBytes(_ reader: inout OffsetReader, _ bytes: UnsafeBufferPointer<UInt8>) throws -> FieldValue {
    switch self {
    case .span(let span):
      guard let start = reader.byteOffset(of: Int(span.start), in: bytes),
        let end = reader.byteOffset(of: Int(span.end), in: bytes)
      else { throw DocumentError.badOffsets(Int(span.start), Int(span.end), in: "a field") }
      return .span(ByteRange(start, end))
    case .list(let items):
      var result: [FieldValue] = []
      for item in items { result.append(try item.inBytes(&reader, bytes)) }
      return .list(result)
    default: return self
    }
  }
}

extension DocumentError {
  fileprivate static func badOffsets(_ start: Int, _ end: Int, in layer: String) -> DocumentError {
    DocumentError(
      "bad answer",
      "the offsets \(start) to \(end) in '\(layer)' lie outside the text, inside a character, or backwards")
  }

  fileprivate static func badOffsets(_ start: Int, _ end: Int, _: OffsetUnit) -> DocumentError {
    badOffsets(start, end, in: "edits")
  }
}
