import Bytes
import CSimdjson
import Glibc
import Pipeline

/// How the bytes of a text file are encoded.
///
/// UTF-8 with or without a byte order mark, and UTF-16 with one. Other charsets are refused, never guessed.
enum TextEncoding: Hashable {
  /// `markLength` bytes of byte order mark stand before the text.
  case utf8(markLength: Int)
  case utf16(isBigEndian: Bool)

  /// By the byte order mark; UTF-8 where there is none.
  init(of bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      self = .utf8(markLength: 3)
    } else if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
      self = .utf16(isBigEndian: false)
    } else if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
      self = .utf16(isBigEndian: true)
    } else {
      self = .utf8(markLength: 0)
    }
  }

  /// IANA name, where it is not UTF-8.
  var charset: String? {
    switch self {
    case .utf8: nil
    case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
    }
  }
}

/// Checks and decodes the bytes of one record.
enum TextDecoding {
  /// Throws `invalid UTF-8`, `invalid UTF-16`, `NUL byte` or `empty text`; calls `body` with the text as UTF-8.
  static func withText<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    switch TextEncoding(of: bytes) {
    case .utf8(let markLength):
      let text = UnsafeBufferPointer(rebasing: bytes[markLength...])
      try check(text, shift: markLength)
      return try body(text)
    case .utf16(let isBigEndian):
      let text = try decodeUTF16(bytes, isBigEndian: isBigEndian)
      return try text.withUnsafeBufferPointer { text in
        if TextScan.isBlank(text) { throw DocumentError("empty text", "nothing but white space in the file") }
        return try body(text)
      }
    }
  }

  /// Throws unless `text` is valid UTF-8 without NUL that says something. `shift` is added to the offsets named.
  private static func check(_ text: UnsafeBufferPointer<UInt8>, shift: Int) throws {
    if let offset = invalidUTF8(in: text) {
      throw DocumentError(
        "invalid UTF-8",
        "byte \(hex(text[offset])) at offset \(offset + shift) is not UTF-8; convert the file, for example with "
          + "iconv -f windows-1251 -t utf-8")
    }
    if let offset = TextScan.firstNUL(in: text) {
      throw DocumentError(
        "NUL byte", "byte 0x00 at offset \(offset + shift); the file is binary, or UTF-16 without a byte order mark")
    }
    if TextScan.isBlank(text) {
      throw DocumentError(
        "empty text", text.isEmpty ? "the file has no bytes of text" : "nothing but white space in the file")
    }
  }

  /// Offset of the first byte that is not UTF-8.
  static func invalidUTF8(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    let offset = assay_validate_utf8(text.baseAddress, text.count)
    return offset < 0 ? nil : Int(offset)
  }

  private static func decodeUTF16(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) throws -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2)
    var offset = 2
    while offset + 1 < bytes.count {
      let unit = UTF16Walk.unit(bytes, offset, isBigEndian)
      if unit == 0 {
        throw DocumentError("NUL byte", "U+0000 at offset \(offset); the file is binary, or UTF-32, which is not read")
      }
      guard let (scalar, length) = UTF16Walk.scalar(bytes, offset, isBigEndian) else {
        throw DocumentError(
          "invalid UTF-16", "half a surrogate pair at offset \(offset); the file is damaged or in another charset")
      }
      UTF16Walk.append(scalar, to: &text)
      offset += length
    }
    if offset != bytes.count {
      throw DocumentError("invalid UTF-16", "the file ends inside a character, at offset \(offset); it is cut short")
    }
    return text
  }

  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0x0\(digits)" : "0x\(digits)"
  }

  /// The bytes of the record behind bytes `range` of its decoded text.
  static func source(of range: ByteRange, in bytes: UnsafeBufferPointer<UInt8>) -> ByteRange {
    switch TextEncoding(of: bytes) {
    case .utf8(let markLength):
      return ByteRange(Int(range.start) + markLength, Int(range.end) + markLength)
    case .utf16(let isBigEndian):
      return UTF16Walk.source(of: range, in: bytes, isBigEndian)
    }
  }
}

/// UTF-16 in bytes, one scalar at a time.
enum UTF16Walk {
  @inline(__always)
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ isBigEndian: Bool) -> UInt32 {
    let first = UInt32(bytes[offset])
    let second = UInt32(bytes[offset + 1])
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  /// The scalar at `offset` and its bytes; nil for half a surrogate pair.
  @inline(__always)
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ isBigEndian: Bool
  ) -> (scalar: UInt32, length: Int)? {
    let lead = unit(bytes, offset, isBigEndian)
    if lead & 0xF800 != 0xD800 { return (lead, 2) }
    guard lead < 0xDC00, offset + 3 < bytes.count else { return nil }
    let trail = unit(bytes, offset + 2, isBigEndian)
    guard trail & 0xFC00 == 0xDC00 else { return nil }
    return (0x10000 + (lead - 0xD800) << 10 + (trail - 0xDC00), 4)
  }

  @inline(__always)
  static func utf8Length(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }

  @inline(__always)
  static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    if scalar < 0x80 {
      text.append(UInt8(scalar))
      return
    }
    if scalar < 0x800 {
      text.append(UInt8(0xC0 | scalar >> 6))
    } else {
      if scalar < 0x10000 {
        text.append(UInt8(0xE0 | scalar >> 12))
      } else {
        text.append(UInt8(0xF0 | scalar >> 18))
        text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      }
      text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    }
    text.append(UInt8(0x80 | scalar & 0x3F))
  }

  /// The bytes of valid UTF-16 behind bytes `range` of the UTF-8 made of it; edges inside a character move outward.
  static func source(of range: ByteRange, in bytes: UnsafeBufferPointer<UInt8>, _ isBigEndian: Bool) -> ByteRange {
    var offset = 2
    var position = 0
    var start = bytes.count
    while offset + 1 < bytes.count, let (scalar, length) = scalar(bytes, offset, isBigEndian) {
      let next = position + utf8Length(scalar)
      if position <= Int(range.start), Int(range.start) < next { start = offset }
      if Int(range.end) <= position { return ByteRange(min(start, offset), offset) }
      offset += length
      position = next
    }
    return ByteRange(min(start, offset), offset)
  }
}
