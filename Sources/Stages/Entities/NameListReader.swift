import Pipeline

/// Reads lists of names: tab-separated UTF-8, by its header line or, without one, with the name in the first column.
///
/// Columns in any order: `name` (required), `type`, `id` (or `ref`), `language`, `aliases` and `forms` (both separated by
/// `|`), `case`, `canonical`. A byte-order mark, CRLF, spaces of any kind around fields, blank lines and lines that start
/// with `#` are tolerated; anything else that is not understood is an error that says where.
struct NameListReader {
  /// Name of the file in messages.
  var path: String
  var type = "MISC"
  var rule: NameCase = .title
  var language: Language?
  /// Whether a column `scope` is known too: `own` keeps a name to documents of the list's language.
  var knowsScope = false

  struct Row {
    var record: NameRecord
    /// Other spellings; the record's name comes first in the list and is not among them.
    var aliases: [[UInt8]] = []
    var forms: [[UInt8]] = []
    /// Further ids that the name may stand for.
    var otherRefs: [[UInt8]] = []
    var hasForms = false
    var isOwn = false
  }

  private static let columns = [
    "name", "type", "id", "ref", "language", "aliases", "forms", "case", "canonical", "scope",
  ]

  /// Calls `body` with every row in order.
  ///
  /// - Throws: `StageSetupError` with `path:line` and what was expected.
  func read(_ bytes: [UInt8], _ body: (Row) throws -> Void) throws {
    var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 0
    var header: [String]?
    while lineStart < bytes.count {
      line += 1
      let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
      let content = Self.trimmed(bytes[lineStart..<lineEnd], tabs: false)
      lineStart = lineEnd + 1
      guard let first = Self.trimmed(content).first, first != UInt8(ascii: "#") else { continue }
      guard String(validating: content, as: UTF8.self) != nil else {
        throw error(line, "not UTF-8; lists must be saved as UTF-8")
      }
      let fields = content.split(separator: 0x09, omittingEmptySubsequences: false).map { Self.trimmed($0) }
      if let header {
        try body(row(fields, header, line))
      } else if let found = try self.header(fields, line) {
        header = found
      } else {
        header = ["name"]
        try body(row(fields, ["name"], line))
      }
    }
  }

  /// The columns, where the line is a header; nil where it is a name.
  private func header(_ fields: [ArraySlice<UInt8>], _ line: Int) throws -> [String]? {
    let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
    let known = names.filter(Self.columns.contains)
    guard names.contains("name") || (known.count == names.count && names.count > 1) else { return nil }
    let expected = "columns are name, type, id, language, aliases, forms, case, canonical"
    guard names.contains("name") else { throw error(line, "the header has no column 'name'; \(expected)") }
    for (index, name) in names.enumerated() {
      guard Self.columns.contains(name), name != "scope" || knowsScope else {
        throw error(line, "unknown column '\(name)'; \(expected)")
      }
      guard names.firstIndex(of: name) == index else { throw error(line, "column '\(name)' is there twice") }
    }
    return names
  }

  private func row(_ fields: [ArraySlice<UInt8>], _ header: [String], _ line: Int) throws -> Row {
    // A list of names alone may have more columns behind; they are passed over.
    if header.count > 1, let extra = fields.indices.dropFirst(header.count).first(where: { !fields[$0].isEmpty }) {
      throw error(line, "\(extra + 1) fields, but the header has \(header.count)")
    }
    func field(_ name: String) -> ArraySlice<UInt8>? {
      guard let index = header.firstIndex(of: name), index < fields.count, !fields[index].isEmpty else { return nil }
      return fields[index]
    }
    guard let name = field("name") else { throw error(line, "no name") }
    guard Self.hasWord(name) else {
      throw error(line, "'\(String(decoding: name, as: UTF8.self))' has no letter or digit to be found by")
    }
    var refs = (field("id") ?? field("ref"))?.split(separator: UInt8(ascii: "|")).map { Array(Self.trimmed($0)) } ?? []
    let ref = refs.isEmpty ? [] : refs.removeFirst()
    var rule = self.rule
    if let text = field("case") {
      guard let named = NameCase(String(decoding: text, as: UTF8.self)) else {
        throw error(
          line, "case '\(String(decoding: text, as: UTF8.self))' is none of \(NameCase.names.joined(separator: ", "))")
      }
      rule = named
    }
    var row = Row(
      record: NameRecord(
        name: Array(name), canonical: Array(field("canonical") ?? name),
        type: field("type").map { String(decoding: $0, as: UTF8.self) } ?? type, ref: ref,
        language: field("language").map { Language(String(decoding: $0, as: UTF8.self)) } ?? language, rule: rule))
    row.otherRefs = refs
    if let scope = field("scope") {
      guard Array(scope) == Array("own".utf8) else { throw error(line, "scope can only be 'own'") }
      row.isOwn = true
    }
    row.aliases = try alternatives(field("aliases"), line)
    row.forms = try alternatives(field("forms"), line)
    row.hasForms = field("forms") != nil
    return row
  }

  private func alternatives(_ field: ArraySlice<UInt8>?, _ line: Int) throws -> [[UInt8]] {
    guard let field else { return [] }
    return try field.split(separator: UInt8(ascii: "|")).map { Self.trimmed($0) }.filter { !$0.isEmpty }.map { part in
      guard Self.hasWord(part) else {
        throw error(line, "'\(String(decoding: part, as: UTF8.self))' has no letter or digit to be found by")
      }
      return Array(part)
    }
  }

  private func error(_ line: Int, _ message: String) -> StageSetupError {
    StageSetupError("\(path):\(line): \(message)", option: "lists")
  }

  private static func hasWord(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { !Lexicon(scanning: $0).words.isEmpty }
  }

  /// Without spaces, carriage returns and no-break spaces at both ends; tabs only where `tabs`.
  private static func trimmed(_ bytes: ArraySlice<UInt8>, tabs: Bool = true) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first {
      if first == 0x20 || first == 0x0D || (first == 0x09 && tabs) {
        rest = rest.dropFirst()
      } else if rest.starts(with: [0xC2, 0xA0]) {
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    while let last = rest.last {
      if last == 0x20 || last == 0x0D || (last == 0x09 && tabs) {
        rest = rest.dropLast()
      } else if rest.suffix(2).elementsEqual([0xC2, 0xA0]) {
        rest = rest.dropLast(2)
      } else {
        break
      }
    }
    return rest
  }
}

extension GazetteerBuilder {
  /// Adds every name of a list; the one line that connects a file to a gazetteer.
  mutating func add(tsv bytes: [UInt8], _ reader: NameListReader) throws {
    try reader.read(bytes) { row in add(row) }
  }

  mutating func add(_ row: NameListReader.Row) {
    for name in [row.record.name] + row.aliases + row.forms {
      var record = row.record
      record.name = name
      add(record)
      for ref in row.otherRefs {
        record.ref = ref
        add(record)
      }
    }
  }
}
