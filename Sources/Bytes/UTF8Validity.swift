import CSimdjson

/// Where bytes are well-formed UTF-8 and where they are not.
///
/// Source: The Unicode Standard 15.0, table 3-7 (well-formed sequences) and section 3.9 (one U+FFFD for every maximal
/// subpart of an ill-formed sequence).
public enum UTF8Validity {
  /// The first ill-formed bytes at or after `start`, or nil when the rest is well-formed.
  ///
  /// The range is a maximal subpart: what one U+FFFD stands for. Linear time.
  public static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Range<Int>? {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var offset = start
    while offset < count {
      if bytes[offset] < 0x80 {
        // Texts in every language have stretches of ASCII; leap over them a word at a time.
        offset &+= 1
        while offset <= count &- 8, Hash.word64(raw, offset) & 0x8080_8080_8080_8080 == 0 { offset &+= 8 }
        continue
      }
      let (length, isValid) = sequence(in: bytes, at: offset)
      if !isValid { return offset..<(offset &+ length) }
      offset &+= length
    }
    return nil
  }

  /// Whether all of `bytes` is well-formed UTF-8.
  public static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.isEmpty || assay_validate_utf8(bytes.baseAddress, bytes.count) < 0
  }

  /// Whether all of `bytes` is well-formed UTF-8.
  public static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { isValid($0) }
  }

  /// The length of the sequence that starts with the byte at `offset`, or of the maximal subpart where it is ill-formed.
  @inline(__always)
  static func sequence(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (length: Int, isValid: Bool) {
    let lead = bytes[offset]
    if lead < 0x80 { return (1, true) }
    if lead < 0xC2 || lead > 0xF4 { return (1, false) }
    let left = bytes.count &- offset
    // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard left > 1, bytes[offset &+ 1] >= lowest, bytes[offset &+ 1] <= highest else { return (1, false) }
    if lead < 0xE0 { return (2, true) }
    guard left > 2, bytes[offset &+ 2] & 0xC0 == 0x80 else { return (2, false) }
    if lead < 0xF0 { return (3, true) }
    guard left > 3, bytes[offset &+ 3] & 0xC0 == 0x80 else { return (3, false) }
    return (4, true)
  }
}
