import Pipeline

/// The tables of the SQLite output, derived from the layers' schemas.
///
/// `Documentation/SQLite.md` shows what comes out for the layers that ship; a test holds the two together.
struct SQLiteSchema: Sendable {
  /// Raised whenever a table changes its meaning; kept in `user_version`.
  static let version = 1
  /// "Assy", kept in `application_id`: what tells an Assay database from others.
  static let applicationID: Int32 = 0x4173_7379

  struct Column: Sendable {
    let name: String
    let declaration: String
    let summary: String

    init(_ name: String, _ declaration: String, _ summary: String = "") {
      self.name = name
      self.declaration = declaration
      self.summary = summary
    }
  }

  struct Table: Sendable {
    let name: String
    let columns: [Column]

    /// Kept by SQLite as it is, comments included, so that `.schema` explains itself.
    var sql: String {
      var lines: [String] = []
      for (index, column) in columns.enumerated() {
        let comma = index + 1 < columns.count ? "," : ""
        let comment = column.summary.isEmpty ? "" : "  -- \(column.summary)"
        lines.append("  \(column.name) \(column.declaration)\(comma)\(comment)")
      }
      return "CREATE TABLE \(name) (\n\(lines.joined(separator: "\n"))\n)"
    }

    var insert: String {
      let names = columns.map(\.name).joined(separator: ", ")
      return "INSERT INTO \(name) (\(names)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    }
  }

  /// A layer's table: which columns each field fills.
  struct LayerTable: Sendable {
    let table: Table
    let schema: LayerSchema
    let isBare: Bool
    let hasMark: Bool
    let hasSentence: Bool
  }

  let layers: [LayerTable]
  static let firstLayer = 2

  /// In the order of their numbers in frames: documents, duplicates, then layers.
  var tables: [Table] { [Self.documents, Self.duplicates] + layers.map(\.table) }

  init(_ context: OutputContext) {
    let wanted = { (name: String) in context.fields?.contains(name) ?? (name != LayerSchema.tokens.name) }
    let always: [LayerSchema] = [.entities, .quantities, .dates, .marks]
    let others = context.layers.filter { layer in !always.contains { $0.name == layer.name } && wanted(layer.name) }
    var names: Set = ["documents", "duplicates", "meta", "figures"]
    layers = (always + others).map { Self.layerTable($0, &names) }
  }

  static let documents = Table(
    name: "documents",
    columns: [
      Column("document", "INTEGER PRIMARY KEY", "number in the order of reading, from 1"),
      Column("doc", "TEXT NOT NULL", "the id; ids need not be unique"),
      Column("doc_bytes", "BLOB", "the id's bytes where they are not plain UTF-8"),
      Column("path", "TEXT NOT NULL", "the file read"),
      Column("path_bytes", "BLOB", "the path's bytes where they are not plain UTF-8"),
      Column("byte_offset", "INTEGER NOT NULL", "of the record in the decompressed file"),
      Column("byte_length", "INTEGER NOT NULL"),
      Column("charset", "TEXT", "where it was not UTF-8"),
      Column("replaced_bytes", "INTEGER NOT NULL", "bytes that are not of the charset; U+FFFD stands for them"),
      Column("format", "TEXT", "the read format"),
      Column("language", "TEXT", "BCP 47"),
      Column("publisher", "TEXT"),
      Column("published", "TEXT", "ISO 8601"),
      Column("title", "TEXT"),
      Column("content", "TEXT", "the text that start_at and end_at index"),
      Column("outcome", "TEXT NOT NULL", "kept, dropped or failed"),
      Column("outcome_stage", "TEXT", "the stage that dropped it or failed"),
      Column("reason", "TEXT", "why it was dropped, or the error"),
      Column("metadata", "TEXT", "a JSON object"),
      Column("doc_values", "TEXT", "a JSON object"),
    ])

  static let duplicates = Table(
    name: "duplicates",
    columns: [
      Column("document", "INTEGER PRIMARY KEY"),
      Column("cluster", "TEXT NOT NULL"),
      Column("kept", "TEXT NOT NULL", "id of the document that stays"),
      Column("kept_bytes", "BLOB", "its bytes where they are not plain UTF-8"),
      Column("part", "TEXT NOT NULL", "kept, copy or related"),
      Column("kind", "TEXT", "exact, near, contained, update, template or translation"),
      Column(
        "similarity", "REAL", "Jaccard similarity with the kept document (of a translation, by figures), 0 to 1"),
      Column("containment", "REAL", "share of the smaller one's shingles (or figures) in the other, 0 to 1"),
      Column("differs", "TEXT", "a JSON list of the figures that differ"),
      Column("shares", "TEXT", "a JSON list of what a translation shares with the kept document"),
    ])

  static let meta = Table(
    name: "meta",
    columns: [
      Column("name", "TEXT PRIMARY KEY", "schema_version, last_committed, offset_unit or content_kind"),
      Column("content", "TEXT NOT NULL"),
    ])

  static let figures = """
    CREATE VIEW figures AS
    SELECT q.key, d.doc, d.published, d.publisher, d.language, d.title, q.sentence, q.text, q.value, q.low, q.high,
      q.modifier, q.kind, q.unit, q.currency, coalesce(q.thing_name, q.thing) AS thing, q.mark, c.cluster, d.path,
      q.start_at, q.end_at
    FROM quantities AS q
    JOIN documents AS d ON d.document = q.document
    LEFT JOIN duplicates AS c ON c.document = q.document
    ORDER BY q.document, q.position
    """

  /// All statements that make the schema, but for the indexes.
  var statements: [String] { [Self.meta.sql] + tables.map(\.sql) + [Self.figures] }

  /// Made at the end, when it is cheapest.
  var indexes: [String] {
    ["CREATE INDEX IF NOT EXISTS documents_doc ON documents (doc)"]
      + layers.map { "CREATE INDEX IF NOT EXISTS \($0.table.name)_document ON \($0.table.name) (document, position)" }
  }

  // MARK: Layers as tables

  private static func layerTable(_ schema: LayerSchema, _ tableNames: inout Set<String>) -> LayerTable {
    let isBare = schema.fields.isEmpty && !schema.writesText
    let hasMark = !isBare && schema.name != LayerSchema.marks.name
    let hasSentence = schema.name == LayerSchema.quantities.name
    var columns: [Column] = []
    var used: Set<String> = ["mark", "stage", "sentence", "text"]
    func add(_ name: String, _ declaration: String, _ summary: String = "") {
      var name = name
      while used.contains(name) { name += "_" }
      used.insert(name)
      columns.append(Column(name, declaration, summary.replacing(["\n"], with: " ")))
    }
    if !isBare { add("key", "TEXT NOT NULL", "ID#\(schema.name)/position") }
    add("document", "INTEGER NOT NULL")
    add("position", "INTEGER NOT NULL", "in the layer, from 0")
    add("start_at", "INTEGER NOT NULL")
    add("end_at", "INTEGER NOT NULL")
    if schema.writesText { columns.append(Column("text", "TEXT NOT NULL")) }
    for field in schema.fields {
      let name = columnName(field.name)
      switch field.type {
      case .bool: add(name, "INTEGER", field.summary)
      case .int: add(name, "INTEGER", field.summary)
      case .decimal:
        add(name, "REAL", field.summary)
        add(name + "_text", "TEXT", "its digits, exact")
      case .string, .enumeration: add(name, "TEXT", field.summary)
      case .span:
        add(name + "_start_at", "INTEGER")
        add(name + "_end_at", "INTEGER")
        add(name, "TEXT", field.summary)
      case .list: add(name, "TEXT", field.summary + ": a JSON list")
      }
    }
    if hasSentence { columns.append(Column("sentence", "TEXT", "the sentence it begins in")) }
    if hasMark { columns.append(Column("mark", "TEXT", "the kind of the mark it lies in")) }
    if !isBare { columns.append(Column("stage", "TEXT", "the stage that made it")) }
    var name = columnName(schema.name)
    while !tableNames.insert(name).inserted { name += "_" }
    return LayerTable(
      table: Table(name: name, columns: columns), schema: schema, isBare: isBare, hasMark: hasMark,
      hasSentence: hasSentence)
  }

  /// A name that is an SQL name and no keyword: `of` is `thing`, `of.name` is `thing_name`.
  static func columnName(_ field: String) -> String {
    var name = field
    if name == "of" || name.hasPrefix("of.") { name = "thing" + name.dropFirst(2) }
    name = String(decoding: name.utf8.map { isNameByte($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    if name.utf8.first.map({ $0 <= 0x39 }) ?? true { name = "c_" + name }
    return keywords.contains(name.lowercased()) ? name + "_" : name
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
  }

  /// Words that SQLite, PostgreSQL or DuckDB do not take as a bare column name.
  private static let keywords: Set<String> = Set(
    """
    add all alter analyse analyze and any array as asc asymmetric attach authorization autoincrement before begin between binary \
    both by cascade case cast check collate collation column commit concurrently conflict constraint create cross current \
    current_catalog current_date current_role current_time current_timestamp current_user database default deferrable deferred \
    delete desc detach distinct do drop each else end escape except exclude exclusive exists explain fail false fetch filter first following for \
    foreign freeze from full generated glob grant group groups having if ignore ilike immediate in index indexed initially inner insert instead \
    intersect into is isnull join lateral leading left like limit localtime localtimestamp match materialized natural no not nothing \
    notnull null nulls of offset on only or order others outer over overlaps partition placing plan pragma preceding primary query raise \
    range recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint \
    select session_user set similar some symmetric table tablesample temp temporary then ties to trailing transaction trigger true \
    unbounded union unique update user using vacuum values variadic verbose view virtual when where window with without
    """.split(separator: " ").map(String.init))
}
