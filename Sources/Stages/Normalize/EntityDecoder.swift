import Glibc
import Pipeline

/// Decodes HTML character references that were left in text: `&eacute;`, `&#233;`, `&#xE9;`, and `&amp;eacute;`.
///
/// Only well-formed ones, with their semicolon and a name that HTML 4 has, so that `AT&T` and `a&b;` stay. One that was
/// escaped again, however often, is decoded to its end. Linear: what was read is never read again.
struct EntityDecoder: Sendable {
  /// `&#1114111;` and names; longer references are none.
  private static let longest = max(EntityNames.longest, 9)

  /// Nil where no reference stands.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> EditedText.Result? {
    guard let base = bytes.baseAddress else { return nil }
    var text = EditedText(bytes)
    var at = 0
    while at < bytes.count, let found = memchr(base + at, 0x26, bytes.count - at) {
      let start = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      at = start + 1
      guard let first = Self.reference(behind: at, in: bytes) else { continue }
      var (scalar, end) = first
      // What an escaped ampersand stands before may be a reference of its own.
      while scalar == 0x26, let inner = Self.reference(behind: end, in: bytes) { (scalar, end) = inner }
      var decoded: [UInt8] = []
      appendUTF8(scalar, to: &decoded)
      text.replace(start..<end, with: decoded)
      at = end
    }
    guard !text.edits.isEmpty else { return nil }
    text.finish()
    return text.result
  }

  /// The reference whose ampersand stands right before `start`: what it stands for and where it ends.
  private static func reference(
    behind start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (scalar: UInt32, end: Int)? {
    guard start < bytes.count else { return nil }
    let limit = min(bytes.count, start + longest + 1)
    guard let end = (start..<limit).first(where: { bytes[$0] == UInt8(ascii: ";") }), end > start else { return nil }
    let body = bytes[start..<end]
    guard body.first == UInt8(ascii: "#") else {
      guard body.allSatisfy(isNameByte), let scalar = EntityNames.scalars[String(decoding: body, as: UTF8.self)] else {
        return nil
      }
      return (scalar, end + 1)
    }
    return number(body.dropFirst()).map { ($0, end + 1) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Text that a number stands for; nil for controls, surrogates and what is beyond Unicode.
  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let digits = isHexadecimal ? digits.dropFirst() : digits
    guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
    else { return nil }
    switch value {
    // Numbers of windows-1252, as all browsers read them.
    case 0x80...0x9F: return windows1252[Int(value) - 0x80]
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0x10FFFF:
      return value & 0xFFFE == 0xFFFE ? nil : value
    default: return nil
    }
  }

  /// Bytes 80 to 9F of windows-1252; nil for the five that are not assigned.
  private static let windows1252: [UInt32?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D,
    nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil,
    0x017E, 0x0178,
  ]
}
