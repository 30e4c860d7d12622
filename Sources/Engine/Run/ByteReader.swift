import Bytes
import Pipeline

/// Reads what `ByteWriter` wrote; never beyond the end.
struct ByteReader {
  struct Damage: Error, CustomStringConvertible {
    var description: String { "stored data is damaged" }
  }

  private let buffer: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ buffer: UnsafeBufferPointer<UInt8>) { self.buffer = buffer }

  mutating func byte() throws -> UInt8 {
    guard position < buffer.count else { throw Damage() }
    position += 1
    return buffer[position - 1]
  }

  mutating func int() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      guard shift < 70 else { throw Damage() }
    }
  }

  mutating func signed() throws -> Int64 {
    let value = try int()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A number of things that follow, each at least a byte long.
  mutating func count() throws -> Int {
    let value = try int()
    guard value <= UInt64(buffer.count - position) else { throw Damage() }
    return Int(value)
  }

  mutating func bytes() throws -> [UInt8] {
    let count = try count()
    defer { position += count }
    return Array(buffer[position..<position + count])
  }

  /// Passes over what `bytes` or `string` would read.
  mutating func skipBytes() throws { position += try count() }

  /// Everything that has not been read yet.
  mutating func rest() -> [UInt8] {
    defer { position = buffer.count }
    return Array(buffer[position...])
  }

  mutating func string() throws -> String {
    let count = try count()
    defer { position += count }
    return String(decoding: UnsafeBufferPointer(rebasing: buffer[position..<position + count]), as: UTF8.self)
  }

  mutating func optional() throws -> String? { try byte() == 0 ? nil : try string() }

  mutating func range() throws -> ByteRange {
    let start = try int()
    let count = try int()
    guard start <= UInt64(UInt32.max), count <= UInt64(UInt32.max) - start else { throw Damage() }
    return ByteRange(UInt32(start), UInt32(start + count))
  }

  mutating func range(within count: Int) throws -> ByteRange {
    let range = try range()
    guard range.end <= count else { throw Damage() }
    return range
  }

  mutating func text() throws -> Text {
    let bytes = try bytes()
    guard bytes.withUnsafeBufferPointer(UTF8Validity.isValid) else { throw Damage() }
    return Text(validated: bytes)
  }

  mutating func value() throws -> FieldValue {
    guard let value = try optionalValue() else { throw Damage() }
    return value
  }

  mutating func optionalValue(depth: Int = 0) throws -> FieldValue? {
    switch try byte() {
    case 0: return nil
    case 1: return .bool(try byte() == 1)
    case 2: return .int(try signed())
    case 3:
      let exponent = Int32(truncatingIfNeeded: try signed())
      let low = UInt128(try int())
      let high = UInt128(try int())
      let coefficient = Int128(truncatingIfNeeded: high << 64 | low)
      guard coefficient != .min else { throw Damage() }
      return .decimal(ExactDecimal(coefficient: coefficient, exponent: exponent))
    case 4: return .string(try string())
    case 5: return .span(try range())
    case 6:
      guard depth < 16 else { throw Damage() }
      var values: [FieldValue] = []
      for _ in 0..<(try count()) {
        guard let value = try optionalValue(depth: depth + 1) else { throw Damage() }
        values.append(value)
      }
      return .list(values)
    default: throw Damage()
    }
  }
}
