import Bytes
import Pipeline

/// Writes one document as one line of JSON.
struct RecordWriter {
  var json: JSONWriter
  let output: JSONLinesOutput
  let document: Document
  let view: WrittenView
  /// The view's bytes.
  let text: UnsafeBufferPointer<UInt8>
  private var scratch: [UInt8] = []

  init(
    json: consuming JSONWriter, output: JSONLinesOutput, document: Document, view: WrittenView,
    text: UnsafeBufferPointer<UInt8>
  ) {
    self.json = json
    self.output = output
    self.document = document
    self.view = view
    self.text = text
  }

  mutating func write() {
    let fields = output.fields
    json.beginObject()
    json.key("assay")
    json.int(1)
    identity("id", "id_bytes", document.id)
    if fields.source { source() }
    if fields.language, let language = document.language { string("language", language.tag) }
    if fields.publisher, let publisher = document.publisher { string("publisher", publisher) }
    if fields.published, let published = document.published { string("published", published) }
    if fields.outcome { outcome() }
    if fields.raw { raw() }
    // A record that failed to be read has no text, and nothing can point into one.
    if !text.isEmpty { written() }
    if fields.metadata, !document.metadata.isEmpty {
      json.key("metadata")
      json.metadata(document.metadata)
    }
    if fields.values, !document.values.isEmpty { values() }
    if !text.isEmpty || document.outcome.isKept { layers() }
    if fields.duplicate, let duplicate = document.duplicate { write(duplicate) }
    json.endObject()
    json.endLine()
  }

  // MARK: The document

  private mutating func string(_ key: StaticString, _ value: String) {
    json.key(key)
    json.string(value)
  }

  /// An id or a path: as it is where it is plain UTF-8; otherwise escaped for people, with its bytes beside.
  private mutating func identity(_ key: StaticString, _ bytesKey: StaticString, _ value: ByteString) {
    json.key(key)
    if value.isPlain {
      json.string(validated: value.bytes)
    } else {
      json.string(value.display)
      string(bytesKey, Hexadecimal.string(value.bytes))
    }
  }

  private mutating func source() {
    json.key("source")
    json.beginObject()
    identity("path", "path_bytes", document.source.path)
    json.key("offset")
    json.int(document.source.offset)
    if document.source.length > 0 {
      json.key("length")
      json.int(document.source.length)
    }
    if let charset = document.source.charset { string("charset", charset) }
    if document.source.replacedBytes > 0 {
      json.key("replaced")
      json.int(document.source.replacedBytes)
    }
    if !document.source.format.isEmpty { string("format", document.source.format) }
    json.endObject()
  }

  private mutating func outcome() {
    switch document.outcome {
    case .kept: string("outcome", "kept")
    case .dropped(let stage, let reason):
      string("outcome", "dropped")
      json.key("dropped")
      json.beginObject()
      string("stage", stage)
      string("reason", reason)
      json.endObject()
    case .failed(let stage, let error):
      string("outcome", "failed")
      json.key("error")
      json.beginObject()
      string("stage", stage)
      string("message", error)
      json.endObject()
    }
  }

  private mutating func raw() {
    guard case .failed = document.outcome, let raw = document.raw else { return }
    if UTF8Validity.isValid(raw) {
      json.key("raw")
      json.string(validated: raw)
    } else {
      json.key("raw_base64")
      Base64.append(raw, to: &scratch)
      json.string(validated: scratch)
      scratch.removeAll(keepingCapacity: true)
    }
  }

  private mutating func written() {
    if output.fields.text, output.context.text != .none {
      json.key("text")
      json.string(validated: text)
    }
    if output.fields.parts {
      json.key("parts")
      json.beginArray()
      for part in document.parts {
        guard let range = view.range(of: part) else { continue }
        json.beginObject()
        string("name", part.name)
        span(range)
        json.endObject()
      }
      json.endArray()
    }
    string("offsets", output.context.offsets.rawValue)
  }

  private mutating func values() {
    json.key("values")
    json.beginObject()
    for (name, value) in document.values {
      json.key(name)
      write(value)
      json.exact(value, FieldValue.exactKey(name))
    }
    json.endObject()
  }

  private mutating func write(_ duplicate: Duplicate) {
    json.key("duplicate")
    json.beginObject()
    string("cluster", duplicate.cluster)
    identity("kept", "kept_bytes", duplicate.kept)
    string("role", duplicate.role.rawValue)
    if let kind = duplicate.kind { string("kind", kind.rawValue) }
    if let similarity = duplicate.similarity {
      json.key("similarity")
      json.double(similarity)
    }
    if let containment = duplicate.containment {
      json.key("containment")
      json.double(containment)
    }
    for (name, list) in [("differs", duplicate.differs), ("shares", duplicate.shares)] where !list.isEmpty {
      json.key(name)
      json.beginArray()
      for text in list { json.string(text) }
      json.endArray()
    }
    json.endObject()
  }

  // MARK: Layers

  private mutating func layers() {
    for plan in output.plans {
      guard let layer = document.layer(plan.schema) else { continue }
      write(layer, layer.schema == plan.schema ? plan : LayerPlan(layer.schema))
    }
    for layer in document.layers where output.fields.wants(layer: layer.schema.name) {
      if output.plans.contains(where: { $0.schema.name == layer.schema.name }) { continue }
      write(layer, LayerPlan(layer.schema))
    }
  }

  private mutating func write(_ layer: Layer, _ plan: LayerPlan) {
    json.key(layer.schema.name)
    json.beginArray()
    var marks = plan.writesMark ? MarkCursor(document) : nil
    var written = 0
    for index in 0..<layer.count {
      guard let range = view.range(ofWorking: layer.spans[index]) else { continue }
      json.beginObject()
      span(range)
      // Keys count annotations by their place in the layer; where some are left out, the place is said.
      if written != index {
        json.key("index")
        json.int(index)
      }
      written += 1
      if plan.schema.writesText { slice(range) }
      for column in plan.columns { write(column, layer, index) }
      if let kind = marks?.kind(containing: layer.spans[index]) { string("mark", kind) }
      if !plan.isBare, Int(layer.stages[index]) < output.context.stageIDs.count {
        string("stage", output.context.stageIDs[Int(layer.stages[index])])
      }
      json.endObject()
    }
    json.endArray()
  }

  private mutating func write(_ column: LayerPlan.Column, _ layer: Layer, _ index: Int) {
    let value = layer.value(column.field, at: index)
    if column.companions.isEmpty {
      guard let value else { return }
      // A span that is not shown is left out like an annotation.
      if case .span(let range) = value, view.range(ofWorking: range) == nil { return }
      json.key(column.key)
      write(value)
      json.exact(value, column.exactKey)
      return
    }
    let range = value?.span.flatMap { view.range(ofWorking: $0) }
    guard range != nil || column.companions.contains(where: { layer.value($0.field, at: index) != nil }) else { return }
    json.key(column.key)
    json.beginObject()
    if let range {
      span(range)
      slice(range)
    }
    for companion in column.companions { write(companion, layer, index) }
    json.endObject()
  }

  private mutating func write(_ value: FieldValue) {
    switch value {
    case .bool(let value): json.bool(value)
    case .int(let value): json.int(value)
    case .decimal(let value):
      value.appendDigits(to: &scratch)
      json.raw(scratch)
      scratch.removeAll(keepingCapacity: true)
    case .string(let value): json.string(value)
    case .span(let range):
      json.beginObject()
      if let range = view.range(ofWorking: range) {
        span(range)
        slice(range)
      }
      json.endObject()
    case .list(let items):
      json.beginArray()
      for item in items { write(item) }
      json.endArray()
    }
  }

  @inline(__always)
  private mutating func span(_ range: ByteRange) {
    json.key("start")
    json.int(view.offset(of: range.start, in: text))
    json.key("end")
    json.int(view.offset(of: range.end, in: text))
  }

  @inline(__always)
  private mutating func slice(_ range: ByteRange) {
    json.key("text")
    json.string(validated: UnsafeBufferPointer(rebasing: text[range.indices]))
  }
}

extension ByteString {
  /// Whether `display` shows these bytes as they are.
  var isPlain: Bool { UTF8Validity.isValid(bytes) && !bytes.contains { $0 < 0x20 || $0 == 0x7F } }
}
