/// UTF-16 and UTF-32 without a byte order mark.
enum WideText {
  /// Bytes of the start that are looked at.
  private static let sample = 4096

  /// The charset, where the bytes look like nothing else.
  static func charset(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
    // A file cut short may end inside a unit; a file of three bytes is no evidence.
    guard bytes.count >= 4, bytes.count % 2 == 0 || bytes.count >= 64 else { return nil }
    if bytes.count >= 8 {
      if isUTF32(bytes, isBigEndian: false) { return "UTF-32LE" }
      if isUTF32(bytes, isBigEndian: true) { return "UTF-32BE" }
    }
    let little = UTF16Evidence(bytes, isBigEndian: false)
    let big = UTF16Evidence(bytes, isBigEndian: true)
    if little.speaksFor, little.plain > 3 * big.plain { return "UTF-16LE" }
    if big.speaksFor, big.plain > 3 * little.plain { return "UTF-16BE" }
    return nil
  }

  /// Every unit of the sample is a scalar, and none is NUL.
  private static func isUTF32(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) -> Bool {
    for offset in stride(from: 0, to: min(bytes.count, sample) / 4 * 4, by: 4) {
      var unit: UInt32 = 0
      for index in 0..<4 { unit = unit << 8 | UInt32(bytes[offset + (isBigEndian ? index : 3 - index)]) }
      if unit == 0 || Unicode.Scalar(unit) == nil { return false }
    }
    return true
  }

  /// What speaks for and against one byte order. 一 and 开, U+4E00 and U+5F00, are plain in the wrong one.
  private struct UTF16Evidence {
    var units = 0
    /// Spaces, line ends, digits, letters and marks of ASCII, and the full stop and comma of Chinese and Japanese: in the
    /// other byte order they are rare characters.
    var plain = 0
    /// NUL, halves of surrogate pairs, noncharacters and private use.
    var odd = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool) {
      var needsTrail = false
      for offset in stride(from: 0, to: min(bytes.count, WideText.sample) / 2 * 2, by: 2) {
        let unit = UInt32(bytes[offset + (isBigEndian ? 0 : 1)]) << 8 | UInt32(bytes[offset + (isBigEndian ? 1 : 0)])
        units += 1
        if needsTrail != (unit & 0xFC00 == 0xDC00) { odd += 1 }
        needsTrail = unit & 0xFC00 == 0xD800
        switch unit {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x3001, 0x3002, 0xFF0C: plain += 1
        case 0x00...0x1F, 0xE000...0xF8FF, 0xFFFE, 0xFFFF: odd += 1
        default: break
        }
      }
    }

    /// Marks and blanks make up at least a fiftieth of text in any script.
    var speaksFor: Bool { plain > 0 && plain * 50 >= units && odd * 100 <= units }
  }
}
