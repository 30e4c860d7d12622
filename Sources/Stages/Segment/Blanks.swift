import Pipeline

/// White space in UTF-8.
enum Blanks {
  /// `start..<end` without white space at its ends; nil where nothing is left.
  static func trimmed(_ start: Int, _ end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> ByteRange? {
    var (start, end) = (start, end)
    while end > start, let length = length(before: end, in: bytes) { end -= length }
    while start < end, let length = length(at: start, in: bytes) { start += length }
    return start < end ? ByteRange(start, end) : nil
  }

  /// The bytes of the white space character that ends before `end`, where one does.
  static func length(before end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard end > 0 else { return nil }
    if bytes[end - 1] < 0x80 { return length(at: end - 1, in: bytes) }
    for length in 2...3 where end >= length && bytes[end - length] >= 0xC0 {
      return self.length(at: end - length, in: bytes) == length ? length : nil
    }
    return nil
  }

  /// The bytes of the white space character at `position`, where one is.
  static func length(at position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let byte = bytes[position]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : nil }
    guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 else { return nil }
    switch bytes.scalar(at: position).value {
    case 0x85, 0xA0: return 2
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
    default: return nil
    }
  }
}
