import Bytes
import Pipeline

/// Reads a list of names that is JSON Lines: an object a line, with the keys that a table has as columns.
struct NameObjectReader {
  let list: NameListReader

  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (NameListReader.Row) throws -> Void
  ) throws {
    var position = start
    var line = 0
    while position < bytes.count {
      line += 1
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      let content = Array(bytes[position..<end])
      position = end + 1
      if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      var json = JSONReader(content)
      var fields = NameFields(list: list, line: line)
      do {
        var seen: Set<String> = []
        try json.object { json, key in
          guard seen.insert(key).inserted else { throw list.error(line, "'\(key.prefix(40))' is there twice") }
          try member(&json, key, &fields)
        }
        try json.end()
      } catch let error as JSONReader.SyntaxError {
        throw list.error(
          line, "byte \(error.offset): \(error.expected) expected; an object such as {\"name\": \"Kyiv\"} a line")
      }
      try body(fields.row())
    }
  }

  private func member(_ json: inout JSONReader, _ key: String, _ fields: inout NameFields) throws {
    if json.null() { return }
    switch key {
    case "name": fields.name = try text(&json)
    case "type": fields.type = try string(&json)
    case "id", "ref": fields.refs += try texts(&json)
    case "language": fields.language = try string(&json)
    case "aliases": fields.aliases = try texts(&json)
    case "forms": fields.forms = try texts(&json)
    case "case": fields.rule = try string(&json)
    case "canonical": fields.canonical = try text(&json)
    case "lat": fields.latitude = try string(&json)
    case "lon": fields.longitude = try string(&json)
    case "scope" where list.knowsScope: fields.scope = try string(&json)
    default:
      throw list.error(fields.line, "unknown key '\(key.prefix(40))'; keys are \(NameListReader.expectedColumns)")
    }
  }

  /// A string, or a number as it is written; nil for an empty one.
  private func string(_ json: inout JSONReader) throws -> String? {
    try text(&json).map { String(decoding: $0, as: UTF8.self) }
  }

  private func text(_ json: inout JSONReader) throws -> ArraySlice<UInt8>? {
    let string = json.next() == .number ? try json.number() : try json.string()
    let trimmed = NameTableReader.trimmed(Array(string.utf8)[...])
    return trimmed.isEmpty ? nil : trimmed
  }

  /// An array of strings, or one string with `|` between them.
  private func texts(_ json: inout JSONReader) throws -> [ArraySlice<UInt8>] {
    guard json.next() == .array else { return try text(&json).map(NameTableReader.alternatives) ?? [] }
    var found: [ArraySlice<UInt8>] = []
    try json.array { json in if let text = try text(&json) { found.append(text) } }
    return found
  }
}
