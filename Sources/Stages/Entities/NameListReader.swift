import Bytes
import Pipeline

/// Reads lists of names: tab-separated UTF-8 or JSON Lines, either of them packed as `.gz` or `.zst`.
///
/// JSON Lines is what ends in `.jsonl` or `.ndjson`, or whose first line is an object. In a table the header line names the
/// columns, in any order: `name` (required), `type`, `id` (or `ref`), `language`, `aliases` and `forms` (both separated by
/// `|`), `case`, `canonical`, `lat` and `lon`; without a header the name is the first column. An object has the same keys;
/// there `id`, `aliases` and `forms` may be arrays. A byte-order mark, CRLF, spaces of any kind around fields, blank lines
/// and, in tables, lines that start with `#` are tolerated; anything else that is not understood is an error that says where.
struct NameListReader {
  /// Name of the file in messages.
  var path: String
  var type = "MISC"
  var rule: NameCase = .title
  var language: Language?
  /// Whether a column `scope` is known too: `own` keeps a name to documents of the list's language.
  var knowsScope = false
  /// The option that names the list, for errors.
  var option = "lists"

  struct Row {
    var record: NameRecord
    /// Other spellings; the record's name comes first in the list and is not among them.
    var aliases: [[UInt8]] = []
    var forms: [[UInt8]] = []
    /// Further ids that the name may stand for.
    var otherRefs: [[UInt8]] = []
    var hasForms = false
    var isOwn = false
    var line = 0
  }

  static let columns = [
    "name", "type", "id", "ref", "language", "aliases", "forms", "case", "canonical", "lat", "lon", "scope",
  ]
  static let expectedColumns = "name, type, id, language, aliases, forms, case, canonical, lat, lon"

  /// Calls `body` with every row in order.
  ///
  /// - Throws: `StageSetupError` with `path:line` and what was expected.
  func read(_ bytes: [UInt8], _ body: (Row) throws -> Void) throws {
    let bytes = try unpacked(bytes)
    try bytes.withUnsafeBufferPointer { bytes in
      try checkEncoding(bytes)
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      if isJSONLines(bytes, from: start) {
        try NameObjectReader(list: self).read(bytes, from: start, body)
      } else {
        try NameTableReader(list: self).read(bytes, from: start, body)
      }
    }
  }

  /// An error at a line of the list.
  func error(_ line: Int, _ message: String) -> StageSetupError {
    StageSetupError("\(path):\(line): \(message)", option: option)
  }

  // MARK: What kind of file it is

  private func isJSONLines(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var name = path.lowercased()
    for ending in [".gz", ".zst"] where name.hasSuffix(ending) { name.removeLast(ending.utf8.count) }
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return true }
    let first = bytes[start...].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D }
    guard first == UInt8(ascii: "{") else { return false }
    let line = bytes[start...].prefix { $0 != 0x0A }
    return line.last { $0 != 0x20 && $0 != 0x0D } == UInt8(ascii: "}")
  }

  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    let compression: Compression =
      bytes.starts(with: [0x1F, 0x8B]) ? .gzip : bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) ? .zstd : .none
    if compression == .none { return bytes }
    var rest = bytes[...]
    let reader = DecompressingReader(compression) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    var out: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    do {
      while true {
        let count = try reader.read(into: buffer)
        if count == 0 { return out }
        guard out.count + count <= 2 << 30 else { throw error(1, "larger than 2 GB when unpacked; split the list") }
        out.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    } catch let error as StageSetupError {
      throw error
    } catch {
      throw StageSetupError("\(path): can't unpack the list: \(error)", option: option)
    }
  }

  private func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    let remedy = "save the list as UTF-8, for example by iconv"
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw error(1, "byte 0: UTF-16; \(remedy) -f UTF-16 -t UTF-8")
    }
    let invalid = UTF8Validity.firstInvalid(in: bytes)
    let zero = bytes[..<(invalid?.lowerBound ?? bytes.count)].firstIndex(of: 0)
    guard let fault = zero ?? invalid?.lowerBound else { return }
    let before = bytes[..<fault]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let column = fault - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
    if zero != nil {
      // Every second byte of UTF-16 is zero in most languages.
      let isWide = fault + 2 < bytes.count && (bytes[fault + 2] == 0 || (fault > 1 && bytes[fault - 2] == 0))
      throw error(line, "byte \(column): a zero byte\(isWide ? ", as in UTF-16" : ""), which no name has; \(remedy)")
    }
    let hex = String(bytes[fault], radix: 16, uppercase: true)
    throw error(line, "byte \(column): 0x\(hex) is not UTF-8; \(remedy) -f WINDOWS-1252 -t UTF-8 or what it is in")
  }
}

extension GazetteerBuilder {
  /// - Throws: where there are more types or languages than fit, so that a name was passed over.
  func checkTerms(_ reader: NameListReader, _ line: Int) throws {
    for (table, what) in [(types, "types"), (languages, "languages")] where table.isExceeded {
      throw reader.error(line, "more than \(Self.maximumTerms) different \(what); is the column the right one?")
    }
  }

  mutating func add(_ row: NameListReader.Row) {
    add(row.record, row.otherRefs)
    for name in row.aliases + row.forms {
      var record = row.record
      record.name = name
      add(record, row.otherRefs)
    }
  }

  private mutating func add(_ record: NameRecord, _ otherRefs: [[UInt8]]) {
    add(record)
    for ref in otherRefs {
      var record = record
      record.ref = ref
      add(record)
    }
  }
}
