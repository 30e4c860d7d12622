import Pipeline

/// The way back from a JSON string's text to the token that spells it.
enum JSONStringMap {
  /// The bytes of the record that spell bytes `range` of the text of the string at `token`, quotes included in it.
  ///
  /// An edge inside what one escape stands for moves outward to the escape's edge. The token must be a valid string.
  static func source(
    of range: Range<Int>, token: Range<Int>, in record: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var offset = token.lowerBound + 1
    let end = token.upperBound - 1
    var position = 0
    var start: Int?
    while offset < end {
      let (length, textLength) = step(record, offset, end)
      if start == nil, position + textLength > range.lowerBound { start = offset }
      if position >= range.upperBound { return min(start ?? offset, offset)..<offset }
      offset += length
      position += textLength
    }
    return (start ?? end)..<end
  }

  /// The text of a valid string token, quotes included in it.
  static func text(of token: UnsafeBufferPointer<UInt8>) -> String {
    let body = UnsafeBufferPointer(rebasing: token[1..<token.count - 1])
    guard body.contains(UInt8(ascii: "\\")) else { return String(decoding: body, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(body.count)
    var offset = 0
    while offset < body.count {
      let byte = body[offset]
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        offset += 1
        continue
      }
      switch body[offset + 1] {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        var scalar = unit(body, offset)
        offset += 6
        if scalar & 0xFC00 == 0xD800 {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(body, offset) - 0xDC00)
          offset += 6
        }
        UTF8Encoding.append(scalar, to: &text)
        continue
      default: text.append(body[offset + 1])
      }
      offset += 2
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The four hex digits of the escape at `offset`.
  @inline(__always)
  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt32 {
    var unit: UInt32 = 0
    for index in 2...5 {
      let byte = bytes[offset + index]
      unit = unit << 4 | UInt32(byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
    }
    return unit
  }

  /// Bytes of the escape or byte at `offset`, and of the UTF-8 that it stands for.
  @inline(__always)
  private static func step(
    _ record: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int
  ) -> (length: Int, textLength: Int) {
    guard record[offset] == UInt8(ascii: "\\") else { return (1, 1) }
    guard offset + 5 < end, record[offset + 1] == UInt8(ascii: "u") else { return (2, 1) }
    let unit = unit(record, offset)
    if unit & 0xFC00 == 0xD800 { return (12, 4) }
    return (6, UTF8Encoding.length(unit))
  }
}
