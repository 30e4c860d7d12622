import Glibc
import Pipeline

/// Small scans over UTF-8 that readers and writers share.
enum TextScan {
  static func firstNUL(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = text.baseAddress, let found = memchr(base, 0, text.count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Bytes of the white space or invisible format character at `offset`, or 0 where something visible stands.
  ///
  /// Unicode's White_Space, and U+200B, U+2060 and U+FEFF, which have no width.
  @inline(__always)
  static func spaceLength(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    let byte = text[offset]
    if byte <= 0x20 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
    if byte == 0xC2, offset + 1 < text.count {
      return text[offset + 1] == 0x85 || text[offset + 1] == 0xA0 ? 2 : 0
    }
    guard byte >= 0xE1, byte <= 0xEF, offset + 2 < text.count else { return 0 }
    let scalar = UInt32(byte & 0x0F) << 12 | UInt32(text[offset + 1] & 0x3F) << 6 | UInt32(text[offset + 2] & 0x3F)
    switch scalar {
    case 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: return 3
    default: return 0
    }
  }

  /// Whether nothing but white space is there.
  static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool { skipSpace(text, from: 0) == text.count }

  /// The offset of the first visible character at or after `start`.
  static func skipSpace(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int? = nil) -> Int {
    let end = end ?? text.count
    var offset = start
    while offset < end {
      let length = spaceLength(text, offset)
      if length == 0 { return offset }
      offset += length
    }
    return min(offset, end)
  }

  /// `range` without white space at its ends.
  static func trimmed(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = skipSpace(text, from: range.lowerBound, to: range.upperBound)
    var end = range.upperBound
    while end > start {
      var last = end - 1
      while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
      let length = spaceLength(text, last)
      if length == 0 || last + length != end { break }
      end = last
    }
    return start..<max(start, end)
  }

  /// The text of `range` without white space at its ends, with every stretch of it in between as one space.
  static func appendFolded(_ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, to target: inout [UInt8]) {
    let range = trimmed(range, in: text)
    var start = range.lowerBound
    var offset = start
    while offset < range.upperBound {
      let length = spaceLength(text, offset)
      if length == 0 {
        offset += 1
        continue
      }
      target.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
      target.append(0x20)
      offset = skipSpace(text, from: offset + length, to: range.upperBound)
      start = offset
    }
    target.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<max(start, range.upperBound)]))
  }
}
