/// Cuts a text into lines: at LF, CR, CRLF, VT, FF, NEL, LS and PS.
struct LineScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next line without its end; nil behind the last.
  @inline(__always)
  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    var at = position
    while true {
      at = candidate(from: at)
      guard at < bytes.count else {
        position = bytes.count
        return start..<bytes.count
      }
      let length = endLength(at)
      if length > 0 {
        position = at + length
        return start..<at
      }
      at += 1
    }
  }

  @inline(__always)
  private func endLength(_ at: Int) -> Int {
    switch bytes[at] {
    case 0x0D: return at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
    case 0x0A...0x0C: return 1
    case 0xC2: return at + 1 < bytes.count && bytes[at + 1] == 0x85 ? 2 : 0
    case 0xE2:
      return at + 2 < bytes.count && bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8 ? 3 : 0
    default: return 0
    }
  }

  /// The first byte at or behind `from` that may begin a line's end, eight bytes at a time.
  @inline(__always)
  private func candidate(from: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let raw = UnsafeRawBufferPointer(bytes)
    var at = from
    while at &+ 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let c2 = word ^ (ones &* 0xC2)
      let e2 = word ^ (ones &* 0xE2)
      // The lowest bit set is exact: a borrow can only reach bytes above a true hit.
      let hits =
        ((word &- ones &* 0x0E) & ~word | (c2 &- ones) & ~c2 | (e2 &- ones) & ~e2) & highs
      if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < raw.count {
      let byte = raw[at]
      if byte < 0x0E || byte == 0xC2 || byte == 0xE2 { return at }
      at &+= 1
    }
    return at
  }
}
