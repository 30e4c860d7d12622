import Bytes
import Pipeline

/// The output record, one a line, as `Documentation` describes it.
public let jsonLinesOutputFormat = OutputFormatDefinition(
  FormatSpec(
    name: "jsonl", summary: "JSON Lines: a document a line, with text, layers and values.",
    extensions: ["jsonl", "ndjson"],
    example: "write: [{ path: articles.jsonl.zst, text: clean, fields: [id, text, quantities] }]")
) { _, context in
  try JSONLinesOutput(context)
}

struct JSONLinesOutput: OutputFormat {
  let context: OutputContext
  /// Layers in the order of the record: the standard ones, then the pipeline's others.
  let plans: [LayerPlan]
  let fields: RecordFields

  var header: [UInt8] { [] }

  init(_ context: OutputContext) throws {
    self.context = context
    fields = try RecordFields(context)
    let names = LayerSchema.standard.map(\.name)
    let standard = LayerSchema.standard.map { schema in context.layers.first { $0.name == schema.name } ?? schema }
    let schemas = standard + context.layers.filter { !names.contains($0.name) }
    plans = schemas.filter { [fields] in fields.wants(layer: $0.name) }.map(LayerPlan.init)
  }

  func render(_ document: Document, into frame: inout [UInt8]) throws {
    var json = JSONWriter()
    // The frame's memory is lent to the writer and given back, not copied.
    swap(&json.bytes, &frame)
    defer { swap(&json.bytes, &frame) }
    let view = WrittenView(document, context.text, context.offsets)
    view.bytes.withUnsafeBufferPointer { text in
      var writer = RecordWriter(json: json, output: self, document: document, view: view, text: text)
      json = JSONWriter()
      writer.write()
      json = writer.json
    }
  }
}

/// Which top-level fields a writer was asked for.
struct RecordFields: Sendable {
  static let names = [
    "assay", "id", "source", "language", "publisher", "published", "outcome", "dropped", "error", "raw", "text",
    "parts",
    "offsets", "metadata", "values", "duplicate",
  ]

  let source, language, publisher, published, outcome, raw, text, parts, metadata, values, duplicate: Bool
  private let asked: [String]?

  /// Throws `StageSetupError` for a name that no record has.
  init(_ context: OutputContext) throws {
    asked = context.fields
    let layers = context.layers.map(\.name) + LayerSchema.standard.map(\.name)
    if let name = asked?.first(where: { !Self.names.contains($0) && !layers.contains($0) }) {
      let known =
        Self.names + LayerSchema.standard.map(\.name)
        + context.layers.map(\.name).filter { name in
          !LayerSchema.standard.contains { $0.name == name }
        }
      throw StageSetupError("no field is named \(name); there are \(known.joined(separator: ", "))", option: "fields")
    }
    let asked = asked
    func wants(_ name: String) -> Bool { asked?.contains(name) ?? true }
    source = wants("source")
    language = wants("language")
    publisher = wants("publisher")
    published = wants("published")
    outcome = wants("outcome") || wants("dropped") || wants("error")
    raw = wants("raw")
    text = wants("text")
    parts = wants("parts")
    metadata = wants("metadata")
    values = wants("values")
    duplicate = wants("duplicate")
  }

  /// Tokens are written only when asked for.
  func wants(layer name: String) -> Bool { asked?.contains(name) ?? (name != LayerSchema.tokens.name) }
}
