import Pipeline

/// Reads a list of names that is a table: a line a name, tabs between the columns.
struct NameTableReader {
  let list: NameListReader

  func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (NameListReader.Row) throws -> Void
  ) throws {
    var position = start
    var line = 0
    var header: [String]?
    var fields: [ArraySlice<UInt8>] = []
    while position < bytes.count {
      line += 1
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      let content = Array(bytes[position..<end])
      position = end + 1
      guard let first = content.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#") else { continue }
      Self.split(content, into: &fields)
      if fields.allSatisfy(\.isEmpty) { continue }
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
    // A long line is no header, and not worth a comparison.
    guard fields.count <= 1_000, fields.allSatisfy({ $0.count <= 100 }) else { return nil }
    let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
    let known = names.filter(NameListReader.columns.contains)
    guard names.contains("name") || (known.count == names.count && names.count > 1) else { return nil }
    let expected = "columns are \(NameListReader.expectedColumns)"
    guard names.contains("name") else { throw list.error(line, "the header has no column 'name'; \(expected)") }
    for (index, name) in names.enumerated() {
      guard NameListReader.columns.contains(name), name != "scope" || list.knowsScope else {
        throw list.error(line, "unknown column '\(name)'; \(expected)")
      }
      guard names.firstIndex(of: name) == index else { throw list.error(line, "column '\(name)' is there twice") }
    }
    return names
  }

  private func row(_ cells: [ArraySlice<UInt8>], _ header: [String], _ line: Int) throws -> NameListReader.Row {
    // A list of names alone may have more columns behind; they are passed over.
    if header.count > 1, let extra = cells.indices.dropFirst(header.count).first(where: { !cells[$0].isEmpty }) {
      throw list.error(line, "\(extra + 1) fields, but the header has \(header.count)")
    }
    var fields = NameFields(list: list, line: line)
    for (column, cell) in zip(header, cells) where !cell.isEmpty {
      switch column {
      case "name": fields.name = cell
      case "type": fields.type = String(decoding: cell, as: UTF8.self)
      case "id", "ref": if fields.refs.isEmpty { fields.refs = Self.alternatives(cell) }
      case "language": fields.language = String(decoding: cell, as: UTF8.self)
      case "aliases": fields.aliases = Self.alternatives(cell)
      case "forms": fields.forms = Self.alternatives(cell)
      case "case": fields.rule = String(decoding: cell, as: UTF8.self)
      case "canonical": fields.canonical = cell
      case "lat": fields.latitude = String(decoding: cell, as: UTF8.self)
      case "lon": fields.longitude = String(decoding: cell, as: UTF8.self)
      default: fields.scope = String(decoding: cell, as: UTF8.self)
      }
    }
    return try fields.row()
  }

  private static func split(_ line: [UInt8], into fields: inout [ArraySlice<UInt8>]) {
    fields.removeAll(keepingCapacity: true)
    var start = 0
    for index in line.indices where line[index] == 0x09 {
      fields.append(trimmed(line[start..<index]))
      start = index + 1
    }
    fields.append(trimmed(line[start...]))
  }

  static func alternatives(_ field: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    field.split(separator: UInt8(ascii: "|")).map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// Without spaces, carriage returns and no-break spaces at both ends.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end {
      if bytes[start] <= 0x20 {
        start += 1
      } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return bytes[start..<end]
  }
}
