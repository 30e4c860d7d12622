import Pipeline

/// Rows of several tables as compact bytes: what `render` of a database format hands to `insert`.
///
/// A row is the table's number in one byte and then its values, each a tag and, where the tag asks for it, a content: integers zigzag
/// in LEB128, doubles in 8 bytes, texts and blobs behind their length in LEB128. The table says how many values follow.
enum DatabaseValueTag: UInt8 {
  case null, int, real, text, blob
  /// The number that the sink gives the next document.
  case newDocument
  /// The number of the document given last.
  case document
}

struct DatabaseRowWriter {
  var bytes: [UInt8] = []

  mutating func begin(table: Int) { bytes.append(UInt8(table)) }

  mutating func tag(_ tag: DatabaseValueTag) { bytes.append(tag.rawValue) }

  mutating func null() { tag(.null) }

  mutating func int(_ value: Int64) {
    tag(.int)
    varint(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  mutating func real(_ value: Double) {
    tag(.real)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    tag(.text)
    varint(UInt64(text.count))
    bytes.append(contentsOf: text)
  }

  mutating func text(_ text: [UInt8]) { text.withUnsafeBufferPointer { self.text($0) } }

  mutating func text(_ text: String?) {
    guard var text else { return null() }
    text.withUTF8 { self.text($0) }
  }

  mutating func blob(_ blob: [UInt8]) {
    tag(.blob)
    varint(UInt64(blob.count))
    bytes += blob
  }

  private mutating func varint(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}

/// Reads what `DatabaseRowWriter` wrote. Throws on bytes that it did not write.
struct DatabaseRowReader {
  enum Value {
    case null
    case int(Int64)
    case real(Double)
    case text(UnsafeBufferPointer<UInt8>)
    case blob(UnsafeBufferPointer<UInt8>)
    case newDocument, document
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func table() throws -> Int { Int(try byte()) }

  mutating func value() throws -> Value {
    guard let tag = DatabaseValueTag(rawValue: try byte()) else { throw damaged }
    switch tag {
    case .null: return .null
    case .newDocument: return .newDocument
    case .document: return .document
    case .int:
      let value = try varint()
      return .int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
    case .real:
      let raw = UnsafeRawBufferPointer(try take(8))
      return .real(Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))))
    case .text: return .text(try take(Int(clamping: varint())))
    case .blob: return .blob(try take(Int(clamping: varint())))
    }
  }

  private var damaged: DatabaseFormatError { DatabaseFormatError("a frame of rows is damaged at byte \(offset)") }

  private mutating func byte() throws -> UInt8 {
    guard offset < bytes.count else { throw damaged }
    offset += 1
    return bytes[offset - 1]
  }

  private mutating func take(_ count: Int) throws -> UnsafeBufferPointer<UInt8> {
    guard count <= bytes.count - offset else { throw damaged }
    offset += count
    return UnsafeBufferPointer(rebasing: bytes[(offset - count)..<offset])
  }

  private mutating func varint() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 64 else { throw damaged }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }
}

/// Why a database can't be opened or written.
public struct DatabaseFormatError: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}
