extension JSONWriter {
  /// A string. Swift strings are always well-formed.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(validated: $0) }
  }

  /// A string of bytes that have been validated as UTF-8 before, such as the text of a document.
  ///
  /// Not validating again is what makes it fast, and the caller's promise; `string(lossy:)` is for bytes from anywhere.
  public mutating func string(validated text: UnsafeBufferPointer<UInt8>) {
    assert(UTF8Validity.isValid(text), "string(validated:) was given ill-formed UTF-8")
    beginValue()
    bytes.append(0x22)
    appendEscaped(text)
    bytes.append(0x22)
  }

  /// A string of bytes that have been validated as UTF-8 before.
  public mutating func string(validated text: [UInt8]) {
    text.withUnsafeBufferPointer { string(validated: $0) }
  }

  /// A string of any bytes; every maximal ill-formed part becomes U+FFFD.
  public mutating func string(lossy text: UnsafeBufferPointer<UInt8>) {
    beginValue()
    bytes.append(0x22)
    var offset = 0
    while let invalid = UTF8Validity.firstInvalid(in: text, from: offset) {
      appendEscaped(UnsafeBufferPointer(rebasing: text[offset..<invalid.lowerBound]))
      bytes.append(0xEF)
      bytes.append(0xBF)
      bytes.append(0xBD)
      offset = invalid.upperBound
    }
    appendEscaped(UnsafeBufferPointer(rebasing: text[offset...]))
    bytes.append(0x22)
  }

  /// A string of any bytes; every maximal ill-formed part becomes U+FFFD.
  public mutating func string(lossy text: [UInt8]) {
    text.withUnsafeBufferPointer { string(lossy: $0) }
  }

  /// Copies runs without escapes whole. JSON asks for escapes of the quote, the backslash and U+0000 to U+001F only.
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(text)
    var start = 0
    while start < text.count {
      let end = firstEscape(in: raw, from: start)
      if end > start { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end])) }
      if end == text.count { return }
      appendEscape(text[end])
      start = end + 1
    }
  }

  private mutating func appendEscape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(0x62)
    case 0x09: bytes.append(0x74)
    case 0x0A: bytes.append(0x6E)
    case 0x0C: bytes.append(0x66)
    case 0x0D: bytes.append(0x72)
    default:
      bytes.append(0x75)
      bytes.append(0x30)
      bytes.append(0x30)
      bytes.append(Hexadecimal.digit(byte >> 4))
      bytes.append(Hexadecimal.digit(byte & 15))
    }
  }

  /// The offset of the first byte that needs an escape, or the count. Looks at eight bytes at once.
  ///
  /// `(word - ones * n) & ~word & tops` sets the top bit of every byte below n (S. Anderson, Bit Twiddling Hacks).
  /// A borrow can set a wrong bit only above a right one, so the lowest set bit is always right.
  @inline(__always)
  private func firstEscape(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let count = bytes.count
    var offset = start
    while offset <= count &- 8 {
      let word = Hash.word64(bytes, offset)
      let quotes = word ^ ones &* 0x22
      let slashes = word ^ ones &* 0x5C
      let controls = (word &- ones &* 0x20) & ~word
      let found = (controls | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes) & tops
      if found != 0 { return offset &+ found.trailingZeroBitCount &>> 3 }
      offset &+= 8
    }
    while offset < count {
      let byte = bytes[offset]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return offset }
      offset &+= 1
    }
    return count
  }
}
