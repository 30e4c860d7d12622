/// A plain recursive JSON reader (RFC 8259): the fast one is checked against it.
struct SlowJSON {
  private let bytes: [UInt8]
  private var position = 0

  /// The keys and raw values of the top-level object in order, or nil if the record is not a valid object.
  static func members(of bytes: [UInt8]) -> [(key: [UInt8], raw: [UInt8])]? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var reader = SlowJSON(bytes: bytes)
    reader.skipSpace()
    guard reader.peek == UInt8(ascii: "{"), let members = reader.object(depth: 1) else { return nil }
    reader.skipSpace()
    return reader.peek == nil ? members : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func object(depth: Int) -> [(key: [UInt8], raw: [UInt8])]? {
    guard depth <= 1024, take("{") else { return nil }
    var members: [(key: [UInt8], raw: [UInt8])] = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      guard let key = string() else { return nil }
      skipSpace()
      guard take(":") else { return nil }
      skipSpace()
      let start = position
      guard value(depth: depth) else { return nil }
      members.append((key, Array(bytes[start..<position])))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { return nil }
    }
  }

  private mutating func array(depth: Int) -> Bool {
    guard depth <= 1024, take("[") else { return false }
    skipSpace()
    if take("]") { return true }
    while true {
      skipSpace()
      guard value(depth: depth) else { return false }
      skipSpace()
      if take("]") { return true }
      guard take(",") else { return false }
    }
  }

  private mutating func value(depth: Int) -> Bool {
    switch peek {
    case UInt8(ascii: "{"): return object(depth: depth + 1) != nil
    case UInt8(ascii: "["): return array(depth: depth + 1)
    case UInt8(ascii: "\""): return string() != nil
    default: return take("true") || take("false") || take("null") || number()
    }
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0"), !digits() { return false }
    if take("."), !digits() { return false }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      return digits()
    }
    return true
  }

  private mutating func string() -> [UInt8]? {
    guard take("\"") else { return nil }
    var units: [UInt16] = []
    while let byte = peek {
      if byte < 0x20 { return nil }
      if take("\"") {
        var text: [UInt8] = []
        let failed = transcode(
          units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true, into: { text.append($0) })
        return failed ? nil : text
      }
      if take("\\") {
        guard let escape = peek else { return nil }
        position += 1
        switch escape {
        case UInt8(ascii: "u"):
          let hex = bytes[position...].prefix(4)
          let isHex = hex.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
          guard hex.count == 4, isHex, let unit = UInt16(String(decoding: hex, as: UTF8.self), radix: 16) else {
            return nil
          }
          units.append(unit)
          position += 4
        case UInt8(ascii: "b"): units.append(8)
        case UInt8(ascii: "f"): units.append(12)
        case UInt8(ascii: "n"): units.append(10)
        case UInt8(ascii: "r"): units.append(13)
        case UInt8(ascii: "t"): units.append(9)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(UInt16(escape))
        default: return nil
        }
        continue
      }
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      units += String(decoding: bytes[position..<position + length], as: UTF8.self).utf16
      position += length
    }
    return nil
  }
}
