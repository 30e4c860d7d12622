import GRDB
import GRDBSQLite
import Pipeline

/// An open SQLite database that takes frames in order, in one transaction a commit.
///
/// The number of the last frame stands in `meta`, written in the transaction of the frames themselves; a process killed at
/// any moment leaves a rollback journal that the next opening undoes.
final class SQLiteSink: DatabaseSink {
  private(set) var lastCommitted = -1
  private var lastInserted = -1
  private var documentNumber: Int64 = 0
  private let queue: DatabaseQueue
  /// One a table, in the order of table numbers. Used and released on the database's queue only.
  private var inserts: [Statement] = []
  private let columnCounts: [Int]
  private let schema: SQLiteSchema
  private let name: String
  private var isOpen = true
  private var isInTransaction = false

  init(at path: ByteString, _ schema: SQLiteSchema, _ context: OutputContext) throws {
    name = path.display
    self.schema = schema
    columnCounts = schema.tables.map(\.columns.count)
    guard let text = String(validating: path.bytes, as: UTF8.self) else {
      throw DatabaseFormatError("\(path.display): SQLite wants paths in UTF-8; choose another output folder")
    }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.label = "figures"
    do {
      // Relative paths get a folder, so that none of them reads as `:memory:` or `file:`.
      queue = try DatabaseQueue(path: text.hasPrefix("/") ? text : "./" + text, configuration: configuration)
    } catch {
      throw Self.error(path.display, error)
    }
    do {
      try queue.inDatabase { database in
        try prepare(database, context)
        let committed = try String.fetchOne(database, sql: "SELECT content FROM meta WHERE name = 'last_committed'")
        lastCommitted = committed.flatMap { Int($0) } ?? -1
        lastInserted = lastCommitted
        documentNumber = try Int64.fetchOne(database, sql: "SELECT max(document) FROM documents") ?? 0
        inserts = try schema.tables.map { try database.makeStatement(sql: $0.insert) }
      }
    } catch {
      throw Self.error(path.display, error)
    }
  }

  deinit {
    queue.inDatabase { _ in inserts = [] }
  }

  /// Makes the schema in an empty database; throws where another one is there.
  private func prepare(_ database: Database, _ context: OutputContext) throws {
    let settings = [
      ("schema_version", "\(SQLiteSchema.version)"), ("offset_unit", context.offsets.rawValue),
      ("content_kind", context.text.rawValue),
    ]
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if objects == 0, application == 0, version == 0 {
      try database.inTransaction(.exclusive) {
        for sql in schema.statements { try database.execute(sql: sql) }
        for (name, content) in settings + [("last_committed", "-1")] {
          try database.execute(sql: "INSERT INTO meta (name, content) VALUES (?, ?)", arguments: [name, content])
        }
        try database.execute(sql: "PRAGMA application_id = \(SQLiteSchema.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(SQLiteSchema.version)")
        return .commit
      }
      return
    }
    guard application == SQLiteSchema.applicationID else {
      throw DatabaseFormatError("\(name) is a database, but not one of Assay's; move it away or write to another file")
    }
    guard version == SQLiteSchema.version else {
      let maker = version > SQLiteSchema.version ? "a newer" : "an older"
      throw DatabaseFormatError(
        "\(name) was made by \(maker) Assay (schema \(version), this one writes \(SQLiteSchema.version)); "
          + "move it away or write to another file")
    }
    let found = try String.fetchAll(
      database, sql: "SELECT sql FROM sqlite_master WHERE type IN ('table', 'view') AND sql IS NOT NULL ORDER BY rowid")
    let expected = schema.statements
    let isSame = try settings.allSatisfy { name, content in
      try String.fetchOne(database, sql: "SELECT content FROM meta WHERE name = ?", arguments: [name]) == content
    }
    guard found == expected, isSame else {
      throw DatabaseFormatError(
        "\(name) was begun with other layers, offsets or text; start over with --fresh or write to another file")
    }
  }

  func insert(_ frame: [UInt8], sequence: Int) throws {
    if sequence <= lastInserted { return }
    try onDatabase { database in
      if !isInTransaction {
        try database.beginTransaction(.immediate)
        isInTransaction = true
      }
      try frame.withUnsafeBufferPointer { bytes in
        var rows = DatabaseRowReader(bytes)
        while !rows.isAtEnd { try insertRow(&rows, database) }
      }
    }
    lastInserted = sequence
  }

  private func insertRow(_ rows: inout DatabaseRowReader, _ database: Database) throws {
    let table = try rows.table()
    guard table < inserts.count else { throw DatabaseFormatError("a frame of rows names table \(table)") }
    let statement = inserts[table].sqliteStatement
    // Texts and blobs are bound without a copy: they lie in the frame, which outlives the step, and the bindings are
    // cleared behind it.
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for column in 1...Int32(columnCounts[table]) {
      let code: Int32
      switch try rows.value() {
      case .null: code = sqlite3_bind_null(statement, column)
      case .int(let value): code = sqlite3_bind_int64(statement, column, value)
      case .real(let value): code = sqlite3_bind_double(statement, column, value)
      case .text(let text):
        code = text.withMemoryRebound(to: CChar.self) {
          // An empty text is no null, so it needs an address.
          $0.isEmpty
            ? sqlite3_bind_text64(statement, column, "", 0, nil, UInt8(SQLITE_UTF8))
            : sqlite3_bind_text64(statement, column, $0.baseAddress, UInt64($0.count), nil, UInt8(SQLITE_UTF8))
        }
      case .blob(let blob): code = sqlite3_bind_blob64(statement, column, blob.baseAddress, UInt64(blob.count), nil)
      case .newDocument:
        documentNumber += 1
        code = sqlite3_bind_int64(statement, column, documentNumber)
      case .document: code = sqlite3_bind_int64(statement, column, documentNumber)
      }
      guard code == SQLITE_OK else { throw failure(database) }
    }
    guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(database) }
  }

  func commit() throws {
    guard isInTransaction else { return }
    try onDatabase { database in
      try database.execute(
        sql: "UPDATE meta SET content = ? WHERE name = 'last_committed'", arguments: ["\(lastInserted)"])
      try database.commit()
    }
    isInTransaction = false
    lastCommitted = lastInserted
  }

  func finish() throws {
    guard isOpen else { return }
    try commit()
    try onDatabase { database in
      for sql in schema.indexes { try database.execute(sql: sql) }
      inserts = []
    }
    isOpen = false
    do { try queue.close() } catch { throw Self.error(name, error) }
  }

  private func onDatabase(_ body: (Database) throws -> Void) throws {
    precondition(isOpen, "the database is closed")
    do { try queue.inDatabase(body) } catch { throw Self.error(name, error) }
  }

  private func failure(_ database: Database) -> DatabaseFormatError {
    DatabaseFormatError("\(name): \(String(cString: sqlite3_errmsg(database.sqliteConnection)))")
  }

  private static func error(_ name: String, _ error: any Error) -> DatabaseFormatError {
    switch error {
    case let error as DatabaseFormatError: return error
    case let error as DatabaseError:
      let message = error.message ?? "\(error)"
      let hint = error.resultCode == .SQLITE_NOTADB ? "; move it away or write to another file" : ""
      return DatabaseFormatError("\(name): \(message)\(hint)")
    default: return DatabaseFormatError("\(name): \(error)")
    }
  }
}
