import Bytes
import Pipeline

/// Figures as a table: a row for every quantity, with the article it is from, its sentence and its key.
///
/// Rows end with CR LF and cells are quoted by RFC 4180. The file starts with a byte order mark, without which Excel takes UTF-8 for an
/// old charset; pandas, DuckDB and readr pass over it (R's own `read.csv` wants `fileEncoding = "UTF-8-BOM"`). Text that starts with `=`, `+`, `-` or `@`
/// gets an apostrophe in front, so that no spreadsheet runs it as a formula; numbers stay numbers.
public let csvOutputFormat = OutputFormatDefinition(
  FormatSpec(
    name: "csv", summary: "Figures as comma-separated values: a row a quantity.", extensions: ["csv"],
    options: figuresOptions, example: "write: [{ path: figures.csv, bom: false }]")
) { options, context in
  FiguresFormat(options, context, delimiter: UInt8(ascii: ","))
}

/// The same table with tabs between cells.
public let tsvOutputFormat = OutputFormatDefinition(
  FormatSpec(
    name: "tsv", summary: "Figures as tab-separated values: a row a quantity.", extensions: ["tsv"],
    options: figuresOptions, example: "write: [figures.tsv]")
) { options, context in
  FiguresFormat(options, context, delimiter: 0x09)
}

private let figuresOptions = [
  OptionSpec("table", .enumeration(["figures"]), default: "figures", "which table"),
  OptionSpec("bom", .bool, default: "true", "whether the file starts with a byte order mark, which Excel needs"),
]

struct FiguresFormat: OutputFormat {
  static let columns = [
    "key", "doc", "published", "publisher", "language", "title", "sentence", "text", "value", "low", "high", "modifier",
    "kind", "unit", "currency", "thing", "mark", "cluster", "path", "start_at", "end_at",
  ]

  let context: OutputContext
  let delimiter: UInt8
  let header: [UInt8]

  init(_ options: Options, _ context: OutputContext, delimiter: UInt8) {
    self.context = context
    self.delimiter = delimiter
    let separator = delimiter == 0x09 ? "\t" : ","
    let mark: [UInt8] = options.bool("bom") ?? true ? [0xEF, 0xBB, 0xBF] : []
    header = mark + Array((Self.columns.joined(separator: separator) + "\r\n").utf8)
  }

  func render(_ document: Document, into frame: inout [UInt8]) throws {
    guard let layer = document.layer(.quantities), !layer.isEmpty else { return }
    let view = WrittenView(document, context.text, context.offsets)
    view.bytes.withUnsafeBufferPointer { text in
      var rows = FigureRows(document: document, layer: layer, view: view, text: text, delimiter: delimiter)
      swap(&rows.cells.bytes, &frame)
      for index in 0..<layer.count { rows.append(index) }
      swap(&rows.cells.bytes, &frame)
    }
  }
}

/// Writes the rows of one document.
struct FigureRows {
  var cells: DelimitedCells
  private let layer: Layer
  private let view: WrittenView
  private let text: UnsafeBufferPointer<UInt8>
  private let fields: FigureFields
  private var marks: MarkCursor
  private let sentences: SentenceCursor

  // Cells that all rows of a document share, ready to write.
  private let id: [UInt8]
  private let published, publisher, language, cluster: [UInt8]
  private let title: [UInt8]
  private let path: [UInt8]

  init(
    document: Document, layer: Layer, view: WrittenView, text: UnsafeBufferPointer<UInt8>, delimiter: UInt8
  ) {
    cells = DelimitedCells(delimiter: delimiter)
    self.layer = layer
    self.view = view
    self.text = text
    fields = FigureFields(layer.schema)
    marks = MarkCursor(document)
    sentences = SentenceCursor(document)
    id = Array(document.id.display.utf8)
    published = Array((document.published ?? "").utf8)
    publisher = Array((document.publisher ?? "").utf8)
    language = Array((document.language?.tag ?? "").utf8)
    cluster = Array((document.duplicate?.cluster ?? "").utf8)
    path = Array(document.source.path.display.utf8)
    title = document.foldedTitle
  }

  /// Appends the row of a quantity, unless it is not shown.
  mutating func append(_ index: Int) {
    let span = layer.spans[index]
    guard let range = view.range(ofWorking: span) else { return }
    cells.key(id, "#quantities/", index)
    cells.text(id)
    cells.text(published)
    cells.text(publisher)
    cells.text(language)
    cells.text(title)
    if let sentence = sentences.sentence(of: span).flatMap({ view.range(ofWorking: $0) }) {
      cells.folded(sentence.indices, of: text)
    } else {
      cells.empty()
    }
    cells.text(UnsafeBufferPointer(rebasing: text[range.indices]))
    number(fields.value, index)
    number(fields.low, index)
    number(fields.high, index)
    string(fields.modifier, index)
    string(fields.kind, index)
    string(fields.unit, index)
    string(fields.currency, index)
    if let name = fields.thingName.flatMap({ layer.value($0, at: index)?.string }), !name.isEmpty {
      cells.text(Array(name.utf8))
    } else if let thing = fields.thing.flatMap({ layer.value($0, at: index)?.span }).flatMap({
      view.range(ofWorking: $0)
    }) {
      cells.folded(thing.indices, of: text)
    } else {
      cells.empty()
    }
    cells.text(Array((marks.kind(containing: span) ?? "").utf8))
    cells.text(cluster)
    cells.text(path)
    cells.int(view.offset(of: range.start, in: text))
    cells.int(view.offset(of: range.end, in: text))
    cells.endRow()
  }

  private mutating func number(_ field: Int?, _ index: Int) {
    if let value = field.flatMap({ layer.value($0, at: index)?.decimal }) {
      cells.decimal(value)
    } else {
      cells.empty()
    }
  }

  private mutating func string(_ field: Int?, _ index: Int) {
    if let value = field.flatMap({ layer.value($0, at: index)?.string }) {
      cells.text(Array(value.utf8))
    } else {
      cells.empty()
    }
  }
}

/// Where the fields of a figure stand in the schema of the quantities.
struct FigureFields {
  let value, low, high, modifier, kind, unit, currency, thing, thingName: Int?

  init(_ schema: LayerSchema) {
    value = schema.index(of: "value")
    low = schema.index(of: "low")
    high = schema.index(of: "high")
    modifier = schema.index(of: "modifier")
    kind = schema.index(of: "kind")
    unit = schema.index(of: "unit")
    currency = schema.index(of: "currency")
    thing = schema.index(of: "of")
    thingName = schema.index(of: "of.name")
  }
}

extension Document {
  /// The title in one line; empty where there is none.
  var foldedTitle: [UInt8] {
    guard let part = parts.first(where: { $0.name == "title" }) else { return [] }
    let bytes = original.isEmpty && alignment.isIdentity ? text.bytes : original.bytes
    var title: [UInt8] = []
    bytes.withUnsafeBufferPointer {
      TextScan.appendFolded(part.range.indices.clamped(to: 0..<$0.count), of: $0, to: &title)
    }
    return title
  }
}
