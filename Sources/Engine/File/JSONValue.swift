import Pipeline

/// A JSON value with its keys in order and its numbers as written.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSONValue
  }

  package struct SyntaxError: Error, CustomStringConvertible {
    package let offset: Int
    package var description: String { "no JSON at byte \(offset)" }
  }

  package subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value } else { nil }
  }

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  package var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }

  /// Parses what Assay itself has written: one value, strictly JSON, at most 512 deep.
  package init(parsing bytes: some Collection<UInt8>) throws {
    var parser = Parser(bytes: Array(bytes))
    self = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == parser.bytes.count else { throw SyntaxError(offset: parser.position) }
  }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0

    mutating func skipSpace() {
      while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func failure() -> SyntaxError { SyntaxError(offset: position) }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func value(depth: Int) throws -> JSONValue {
      skipSpace()
      guard depth < 512, position < bytes.count else { throw failure() }
      switch bytes[position] {
      case UInt8(ascii: "{"):
        position += 1
        return .object(try members(depth))
      case UInt8(ascii: "["):
        position += 1
        var items: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
          items.append(try value(depth: depth + 1))
          skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw failure() }
        return .array(items)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try literal("true", .bool(true))
      case UInt8(ascii: "f"): return try literal("false", .bool(false))
      case UInt8(ascii: "n"): return try literal("null", .null)
      default:
        let start = position
        while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard Double(text) != nil else { throw failure() }
        return .number(text)
      }
    }

    private mutating func members(_ depth: Int) throws -> [Member] {
      var members: [Member] = []
      skipSpace()
      if take(UInt8(ascii: "}")) { return [] }
      repeat {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure() }
        let key = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw failure() }
        members.append(Member(key: key, value: try value(depth: depth + 1)))
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw failure() }
      return members
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
      let expected = text.withUTF8Buffer { Array($0) }
      guard bytes[position...].starts(with: expected) else { throw failure() }
      position += expected.count
      return value
    }

    private mutating func string() throws -> String {
      position += 1
      var out: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
        guard byte == UInt8(ascii: "\\") else {
          out.append(byte)
          continue
        }
        guard position < bytes.count else { break }
        let escape = bytes[position]
        position += 1
        switch escape {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "u"):
          var unit = try hex()
          if unit >= 0xD800, unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + ((try hex()) &- 0xDC00)
          }
          guard let scalar = Unicode.Scalar(unit) else { throw failure() }
          out.append(contentsOf: String(Character(scalar)).utf8)
        default: out.append(escape)
        }
      }
      throw failure()
    }

    private mutating func hex() throws -> UInt32 {
      guard position + 4 <= bytes.count,
        let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
      else { throw failure() }
      position += 4
      return value
    }
  }
}
