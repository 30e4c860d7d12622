import Bytes
import Pipeline

/// Makes documents of a `batch` frame; offsets in it are bytes.
struct PluginDocumentReader {
  let inputs: [LayerSchema]

  /// Reads one document; its text stands in `body` from `position`, which moves on.
  func read(_ json: inout JSONReader, _ body: [UInt8], _ position: inout Int) throws -> Document {
    var id = ""
    var count = 0
    var language: Language?
    var title: ByteRange?
    var published: String?
    var publisher: String?
    var metadata = Metadata()
    var values: [(String, FieldValue)] = []
    var layers: [Layer] = []
    try json.object { json, key in
      switch key {
      case "id": id = try json.string()
      case "bytes": count = try json.int()
      case "language": language = Language(try json.string())
      case "title": title = try PluginAnswerReader.value(&json, .span)?.span
      case "published": published = try json.string()
      case "publisher": publisher = try json.string()
      case "metadata":
        try json.object { json, key in
          if case .string = json.next() {
            metadata.append(ByteString(key), .string(try json.string()))
          } else {
            metadata.append(ByteString(key), .json(Array(try json.raw())))
          }
        }
      case "values":
        try json.object { json, name in if let value = try Self.anyValue(&json) { values.append((name, value)) } }
      case "layers":
        try json.object { json, name in
          if let schema = inputs.first(where: { $0.name == name }) {
            layers.append(try layer(&json, schema))
          } else {
            try json.skip()
          }
        }
      default: try json.skip()
      }
    }
    guard count >= 0, count <= body.count - position else { throw PluginFault.nonsense("a batch frame is too short") }
    let text = Text(validated: Array(body[position..<position + count]))
    position += count
    var parts = [Document.Part(name: "body", range: ByteRange(0, count))]
    if let title { parts.insert(Document.Part(name: "title", range: title), at: 0) }
    var document = Document(
      id: ByteString(id), source: Source(path: ""), original: text, parts: parts, text: text, alignment: .identity)
    document.language = language
    document.published = published
    document.publisher = publisher
    document.metadata = metadata
    for (name, value) in values { document.setValue(name, value) }
    for layer in layers { document.updateLayer(layer.schema) { $0 = layer } }
    return document
  }

  private func layer(_ json: inout JSONReader, _ schema: LayerSchema) throws -> Layer {
    var starts: [Int] = []
    var ends: [Int] = []
    var columns = [[FieldValue?]](repeating: [], count: schema.fields.count)
    try json.object { json, key in
      switch key {
      case "start": try json.array { starts.append(try $0.int()) }
      case "end": try json.array { ends.append(try $0.int()) }
      default:
        guard let index = schema.index(of: key) else { return try json.skip() }
        let type = schema.fields[index].type
        try json.array { json in
          columns[index].append(json.null() ? nil : try PluginAnswerReader.value(&json, type))
        }
      }
    }
    var layer = Layer(schema)
    for (index, (start, end)) in zip(starts, ends).enumerated() {
      layer.append(ByteRange(start, end), stage: 0, columns.map { index < $0.count ? $0[index] : nil })
    }
    return layer
  }

  /// A document value, whose type the frame does not say.
  private static func anyValue(_ json: inout JSONReader) throws -> FieldValue? {
    switch json.next() {
    case .bool: return .bool(try json.bool())
    case .string: return .string(try json.string())
    case .number:
      let text = try json.number()
      return Int64(text).map { .int($0) } ?? ExactDecimal(text).map { .decimal($0) }
    case .array:
      var items: [FieldValue] = []
      try json.array { json in if let value = try anyValue(&json) { items.append(value) } }
      return .list(items)
    case .object, .null, .nothing:
      try json.skip()
      return nil
    }
  }
}
