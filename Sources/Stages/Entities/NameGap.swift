import Pipeline

/// What stands between two words of a name, as a number: equal numbers are gaps that agree.
///
/// A run of spaces of any kind is one space, all hyphens and dashes are one, all apostrophes are one, all middle dots
/// are one; anything else must be the same scalar. A line break, or more than four signs, is no gap at all.
enum NameGap {
  /// The words touch.
  static let none: UInt64 = 0

  /// The gap in bytes `range`, which hold valid UTF-8; nil where no name may go on across it.
  @inline(__always)
  static func code(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> UInt64? {
    if start == end { return none }
    if end == start + 1, bytes[start] == 0x20 { return UInt64(UInt8(ascii: " ")) }
    return slowCode(bytes, start, end)
  }

  /// Soft hyphens, joiners and direction marks, which don't show, are passed over.
  private static func slowCode(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
    guard end - start <= 32 else { return nil }
    var code: UInt64 = 0
    var signs = 0
    var position = start
    while position < end {
      let (scalar, length) = bytes.scalar(at: position)
      position += length
      guard let sign = normalized(scalar) else { return nil }
      if sign == 0 || (sign == 0x20 && code & 0xFFFF == 0x20) { continue }
      signs += 1
      guard signs <= 4 else { return nil }
      // Signs beyond the basic plane are rare enough to share 16 bits.
      code = code << 16 | UInt64(sign & 0xFFFF)
    }
    return code
  }

  /// The sign that stands for `scalar`; 0 for an invisible one, nil for a line break or control.
  private static func normalized(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: 0x20
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: 0x2D
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2BB, 0x2BC, 0xFF07: 0x27
    case 0xB7, 0x2022, 0x2027, 0x30FB, 0xFF65: 0xB7
    case 0xFF0E: 0x2E
    case 0xFF06: 0x26
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: 0
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: nil
    default: scalar
    }
  }
}
