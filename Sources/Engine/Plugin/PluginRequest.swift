import Bytes
import Pipeline

/// Makes the frames that go to a plugin.
struct PluginRequest {
  let manifest: PluginManifest
  /// Absolute paths of the options, and everything else as checked.
  let options: Options
  let stageID: String
  /// The schemas of layers that are sent: those that the manifest requires or uses.
  let inputs: [LayerSchema]

  // MARK: start

  func start(version: String) -> Frame {
    let spec = manifest.spec
    var json = JSONWriter()
    json.beginObject()
    json.string("type", "start")
    json.key("protocol")
    json.int(PluginManifest.protocolVersion)
    json.string("assay", version)
    json.string("name", spec.name)
    json.string("id", stageID)
    json.string("kind", spec.kind.rawValue)
    json.key("version")
    json.int(spec.version)
    json.string("offsets", manifest.offsets.rawValue)
    json.key("options")
    json.raw(optionsJSON())
    json.key("layers")
    json.schemas(spec.provides)
    json.key("inputs")
    json.schemas(inputs)
    json.key("reads")
    json.beginArray()
    for name in spec.requires + spec.uses { json.string(name) }
    json.endArray()
    json.key("values")
    json.beginObject()
    for value in spec.values { json.string(value.name, value.type.inWords) }
    json.endObject()
    json.key("reasons")
    json.beginArray()
    for reason in spec.reasons { json.string(reason) }
    json.endArray()
    json.endObject()
    return Frame(header: json.bytes, body: [])
  }

  /// The plugin's own options as one JSON object; those of how it runs are not its business.
  func optionsJSON() -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for entry in options.entries where !PluginManifest.runOptionNames.contains(entry.name) {
      json.key(entry.name)
      json.option(entry.value)
    }
    json.endObject()
    return json.bytes
  }

  // MARK: batch

  func batch(_ number: Int, _ documents: [Document], _ indices: ArraySlice<Int>) -> Frame {
    var json = JSONWriter()
    var body: [UInt8] = []
    body.reserveCapacity(indices.reduce(0) { $0 + documents[$1].text.count })
    json.beginObject()
    json.string("type", "batch")
    json.key("batch")
    json.int(number)
    json.key("documents")
    json.beginArray()
    for index in indices {
      let document = documents[index]
      document.text.withBytes { bytes in
        write(document, OffsetIndex(bytes, unit: manifest.offsets), bytes, &json)
      }
      body += document.text.bytes
    }
    json.endArray()
    json.endObject()
    return Frame(header: json.bytes, body: body)
  }

  private func write(
    _ document: Document, _ index: OffsetIndex, _ bytes: UnsafeBufferPointer<UInt8>, _ json: inout JSONWriter
  ) {
    func offset(_ position: UInt32) -> Int { index.offset(of: position, in: bytes) }
    json.beginObject()
    json.string("id", document.id.display)
    json.key("bytes")
    json.int(bytes.count)
    if let language = document.language { json.string("language", language.tag) }
    if let title = document.titleRange { json.span("title", offset(title.start), offset(title.end)) }
    if let published = document.published { json.string("published", published) }
    if let publisher = document.publisher { json.string("publisher", publisher) }
    if !document.metadata.isEmpty {
      json.key("metadata")
      json.beginObject()
      for entry in document.metadata.entries {
        json.key(lossy: entry.key.bytes)
        switch entry.value {
        case .string(let text): json.string(text)
        case .json(let raw): json.raw(raw)
        }
      }
      json.endObject()
    }
    let wanted = manifest.spec.requires + manifest.spec.uses
    let values = document.values.filter { value in wanted.contains { $0.utf8.elementsEqual(value.name.utf8) } }
    if !values.isEmpty {
      json.key("values")
      json.beginObject()
      for (name, value) in values {
        json.key(name)
        json.value(value, offset)
      }
      json.endObject()
    }
    let layers = inputs.compactMap { document.layer($0) }
    if !layers.isEmpty {
      json.key("layers")
      json.beginObject()
      for layer in layers {
        json.key(layer.schema.name)
        json.layer(layer, offset)
      }
      json.endObject()
    }
    json.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func string(_ key: StaticString, _ value: String) {
    self.key(key)
    string(value)
  }

  @_disfavoredOverload
  fileprivate mutating func string(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  fileprivate mutating func span(_ key: StaticString, _ start: Int, _ end: Int) {
    self.key(key)
    beginArray()
    int(start)
    int(end)
    endArray()
  }

  /// `{"layer":[["field","type"],…]}`
  fileprivate mutating func schemas(_ schemas: [LayerSchema]) {
    beginObject()
    for schema in schemas {
      key(schema.name)
      beginArray()
      for field in schema.fields {
        beginArray()
        string(field.name)
        string(field.type.inWords)
        endArray()
      }
      endArray()
    }
    endObject()
  }

  fileprivate mutating func layer(_ layer: Layer, _ offset: (UInt32) -> Int) {
    beginObject()
    key("start")
    beginArray()
    for span in layer.spans { int(offset(span.start)) }
    endArray()
    key("end")
    beginArray()
    for span in layer.spans { int(offset(span.end)) }
    endArray()
    for (field, column) in zip(layer.schema.fields, layer.columns) where column.contains(where: { $0 != nil }) {
      key(field.name)
      beginArray()
      for item in column { if let item { value(item, offset) } else { null() } }
      endArray()
    }
    endObject()
  }

  /// A value as the protocol has it.
  mutating func value(_ value: FieldValue, _ offset: (UInt32) -> Int) {
    switch value {
    case .bool(let value): bool(value)
    case .int(let value): int(value)
    case .decimal(let value): if value.fitsDouble { raw(Array(value.digits.utf8)) } else { string(value.digits) }
    case .string(let value): string(value)
    case .span(let span):
      beginArray()
      int(offset(span.start))
      int(offset(span.end))
      endArray()
    case .list(let items):
      beginArray()
      for item in items { self.value(item, offset) }
      endArray()
    }
  }

  fileprivate mutating func option(_ value: OptionValue) {
    switch value {
    case .bool(let value): bool(value)
    case .int(let value): int(value)
    case .decimal(let value): double(value)
    case .string(let value): string(value)
    case .path(let value): string(lossy: value.bytes)
    case .language(let value): string(value.tag)
    case .list(let items):
      beginArray()
      for item in items { option(item) }
      endArray()
    case .map(let entries):
      beginObject()
      for entry in entries {
        key(entry.key)
        option(entry.value)
      }
      endObject()
    case .record(let options):
      beginObject()
      for entry in options.entries {
        key(entry.name)
        option(entry.value)
      }
      endObject()
    case .condition, .trees: null()
    }
  }
}
