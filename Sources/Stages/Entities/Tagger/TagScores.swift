/// Sums of weights for all tags but `outside`, whose score is zero: first those that begin names, then those inside.
typealias TagScores = SIMD8<Int16>

extension SIMD8<Int16> {
  /// Whether any lane is at least `bound`; differences don't overflow, since scores are sums of some dozens of bytes.
  @inline(__always)
  func exceed(_ bound: Int16) -> Bool { !(self &- SIMD8(repeating: bound)).isNegative }

  /// Whether all lanes are below zero.
  @inline(__always)
  var isNegative: Bool {
    let words = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return words[0] & words[1] & 0x8000_8000_8000_8000 == 0x8000_8000_8000_8000
  }
}

/// Adds up rows of eight signed bytes, two words of four 16-bit lanes at a time.
///
/// Bytes are made unsigned by an offset of 128, so that lanes never borrow from each other; the offset is taken off at the
/// end. 256 rows fit, and a token has a fifth of that at most.
struct RowSum {
  private var even: UInt64 = 0
  private var odd: UInt64 = 0
  private var count: Int16 = 0

  @inline(__always)
  mutating func add(_ row: UInt64) {
    let row = row ^ 0x8080_8080_8080_8080
    even &+= row & 0x00FF_00FF_00FF_00FF
    odd &+= (row >> 8) & 0x00FF_00FF_00FF_00FF
    count &+= 1
  }

  /// Even bytes are tags that begin a name, odd ones tags inside.
  @inline(__always)
  var scores: TagScores {
    unsafeBitCast(SIMD2(even, odd), to: TagScores.self) &- TagScores(repeating: count &* 128)
  }
}
