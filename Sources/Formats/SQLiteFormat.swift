import Bytes
import Pipeline

/// A SQLite database: documents, one table a layer, duplicates, and the figures as a view.
///
/// Plain SQLite without extensions and without a write-ahead log; `Documentation/SQLite.md` describes the tables.
public let sqliteOutputFormat = OutputFormatDefinition(
  FormatSpec(
    name: "sqlite", summary: "A SQLite database: documents, a table a layer, and the figures as a view.",
    extensions: ["db", "sqlite"], example: "write: [news.db]")
) { _, context in
  SQLiteFormat(context)
}

struct SQLiteFormat: DatabaseFormat {
  let context: OutputContext
  let schema: SQLiteSchema

  var header: [UInt8] { [] }

  init(_ context: OutputContext) {
    self.context = context
    schema = SQLiteSchema(context)
  }

  func open(at path: ByteString) throws -> any DatabaseSink { try SQLiteSink(at: path, schema, context) }

  func render(_ document: Document, into frame: inout [UInt8]) throws {
    let view = WrittenView(document, context.text, context.offsets)
    view.bytes.withUnsafeBufferPointer { text in
      var rows = SQLiteRows(document: document, view: view, text: text, context: context)
      swap(&rows.rows.bytes, &frame)
      rows.appendDocument()
      rows.appendDuplicate()
      for (index, table) in schema.layers.enumerated() {
        guard let layer = document.layer(table.schema) else { continue }
        rows.append(layer, table, number: SQLiteSchema.firstLayer + index)
      }
      swap(&rows.rows.bytes, &frame)
    }
  }
}

/// Writes the rows of one document into a frame.
struct SQLiteRows {
  var rows = DatabaseRowWriter()
  let document: Document
  let view: WrittenView
  let text: UnsafeBufferPointer<UInt8>
  let context: OutputContext
  private var scratch: [UInt8] = []
  private let id: [UInt8]

  init(document: Document, view: WrittenView, text: UnsafeBufferPointer<UInt8>, context: OutputContext) {
    self.document = document
    self.view = view
    self.text = text
    self.context = context
    id = Array(document.id.display.utf8)
  }

  mutating func appendDocument() {
    rows.begin(table: 0)
    rows.tag(.newDocument)
    identity(document.id)
    identity(document.source.path)
    rows.int(Int64(clamping: document.source.offset))
    rows.int(Int64(clamping: document.source.length))
    rows.text(document.source.charset)
    rows.int(Int64(clamping: document.source.replacedBytes))
    rows.text(document.source.format.isEmpty ? nil : document.source.format)
    rows.text(document.language?.tag)
    rows.text(document.publisher)
    rows.text(document.published)
    let title = document.foldedTitle
    if title.isEmpty { rows.null() } else { rows.text(title) }
    let showsText = context.text != .none && !text.isEmpty && context.fields?.contains("text") ?? true
    if showsText { rows.text(text) } else { rows.null() }
    switch document.outcome {
    case .kept:
      rows.text("kept")
      rows.null()
      rows.null()
    case .dropped(let stage, let reason):
      rows.text("dropped")
      rows.text(stage)
      rows.text(reason)
    case .failed(let stage, let error):
      rows.text("failed")
      rows.text(stage)
      rows.text(error)
    }
    let document = document
    if document.metadata.isEmpty { rows.null() } else { json { json, _ in json.metadata(document.metadata) } }
    if document.values.isEmpty {
      rows.null()
    } else {
      json { json, span in
        json.beginObject()
        for (name, value) in document.values {
          json.key(name)
          json.value(value, span: span)
          json.exact(value, FieldValue.exactKey(name))
        }
        json.endObject()
      }
    }
  }

  mutating func appendDuplicate() {
    guard let duplicate = document.duplicate else { return }
    rows.begin(table: 1)
    rows.tag(.document)
    rows.text(duplicate.cluster)
    identity(duplicate.kept)
    rows.text(duplicate.role.rawValue)
    rows.text(duplicate.kind?.rawValue)
    if let similarity = duplicate.similarity { rows.real(similarity) } else { rows.null() }
    if let containment = duplicate.containment { rows.real(containment) } else { rows.null() }
    for list in [duplicate.differs, duplicate.shares] {
      if list.isEmpty {
        rows.null()
      } else {
        json { json, span in json.value(.list(list.map { .string($0) }), span: span) }
      }
    }
  }

  mutating func append(_ layer: Layer, _ table: SQLiteSchema.LayerTable, number: Int) {
    // A stage may give the layer a schema of its own; fields are matched by name.
    let schema = layer.schema
    let fields =
      schema == table.schema ? Array(schema.fields.indices) : table.schema.fields.map { schema.index(of: $0.name) }
    let sentences = SentenceCursor(document)
    var marks = MarkCursor(document)
    let infix = Array("#\(table.schema.name)/".utf8)
    for index in 0..<layer.count {
      let span = layer.spans[index]
      guard let range = view.range(ofWorking: span) else { continue }
      rows.begin(table: number)
      if !table.isBare {
        scratch.removeAll(keepingCapacity: true)
        scratch += id
        scratch += infix
        ExactDecimal(index).appendDigits(to: &scratch)
        rows.text(scratch)
      }
      rows.tag(.document)
      rows.int(Int64(index))
      rows.int(Int64(view.offset(of: range.start, in: text)))
      rows.int(Int64(view.offset(of: range.end, in: text)))
      if table.schema.writesText { rows.text(UnsafeBufferPointer(rebasing: text[range.indices])) }
      for (field, position) in zip(table.schema.fields, fields) {
        append(position.flatMap { layer.value($0, at: index) }, field.type)
      }
      if table.hasSentence {
        if let sentence = sentences.sentence(of: span).flatMap({ view.range(ofWorking: $0) }) {
          scratch.removeAll(keepingCapacity: true)
          TextScan.appendFolded(sentence.indices, of: text, to: &scratch)
          rows.text(scratch)
        } else {
          rows.null()
        }
      }
      if table.hasMark { rows.text(marks.kind(containing: span)) }
      if !table.isBare {
        let stage = Int(layer.stages[index])
        rows.text(stage < context.stageIDs.count ? context.stageIDs[stage] : nil)
      }
    }
  }

  private mutating func append(_ value: FieldValue?, _ type: FieldType) {
    switch (type, value) {
    case (.bool, .bool(let value)?): rows.int(value ? 1 : 0)
    case (.int, .int(let value)?): rows.int(value)
    case (.decimal, .decimal(let value)?):
      rows.real(value.double)
      scratch.removeAll(keepingCapacity: true)
      value.appendDigits(to: &scratch)
      rows.text(scratch)
    case (.decimal, _):
      rows.null()
      rows.null()
    case (.string, .string(let value)?), (.enumeration, .string(let value)?): rows.text(value)
    case (.span, .span(let range)?):
      guard let range = view.range(ofWorking: range) else { return append(nil, .span) }
      rows.int(Int64(view.offset(of: range.start, in: text)))
      rows.int(Int64(view.offset(of: range.end, in: text)))
      rows.text(UnsafeBufferPointer(rebasing: text[range.indices]))
    case (.span, _):
      rows.null()
      rows.null()
      rows.null()
    case (.list, .list(let items)?): json { json, span in json.value(.list(items), span: span) }
    default: rows.null()
    }
  }

  private mutating func identity(_ value: ByteString) {
    rows.text(value.display)
    if value.isPlain { rows.null() } else { rows.blob(value.bytes) }
  }

  /// Appends a text of JSON. Spans in it are objects with start and end.
  private mutating func json(_ write: (inout JSONWriter, (inout JSONWriter, ByteRange) -> Void) -> Void) {
    var json = JSONWriter()
    let view = view
    let text = text
    write(&json) { json, range in
      json.beginObject()
      if let range = view.range(ofWorking: range) {
        json.key("start")
        json.int(view.offset(of: range.start, in: text))
        json.key("end")
        json.int(view.offset(of: range.end, in: text))
      }
      json.endObject()
    }
    rows.text(json.bytes)
  }
}
