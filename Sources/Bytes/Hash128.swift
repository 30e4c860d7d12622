/// A 128-bit hash, wide enough to stand for the content in a corpus of any size.
@frozen
public struct Hash128: Hashable, Comparable, Sendable, BitwiseCopyable, CustomStringConvertible {
  public var high: UInt64
  public var low: UInt64

  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  @inlinable
  public static func < (left: Hash128, right: Hash128) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// Adds the hash of `bytes`: the sum names a set of contents, whatever their order.
  public mutating func add(hashOf bytes: [UInt8]) {
    let hash = bytes.withUnsafeBytes { Hash.hash128($0) }
    self = Hash128(high: high &+ hash.high, low: low &+ hash.low)
  }

  /// 32 lower-case hexadecimal digits, `high` first.
  public var description: String {
    Hexadecimal.string(high) + Hexadecimal.string(low)
  }
}

extension Hash {
  /// The MurmurHash3 x64 128 hash of `bytes`; `high` is the first word of the result, `low` the second.
  ///
  /// Source: A. Appleby, MurmurHash3.cpp (public domain), function MurmurHash3_x64_128. The original takes 32 bits of
  /// seed; any seed that fits there gives the original's result.
  public static func hash128(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> Hash128 {
    let count = bytes.count
    var h1 = seed
    var h2 = seed
    var offset = 0
    while offset <= count &- 16 {
      h1 ^= mix1(word64(bytes, offset))
      h1 = (rotate(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
      h2 ^= mix2(word64(bytes, offset &+ 8))
      h2 = (rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
      offset &+= 16
    }
    var k1: UInt64 = 0
    var k2: UInt64 = 0
    var shift: UInt64 = 0
    while offset < count {
      let byte = UInt64(bytes[offset])
      if shift < 64 { k1 |= byte &<< shift } else { k2 |= byte &<< (shift &- 64) }
      shift &+= 8
      offset &+= 1
    }
    // Mixing a zero word gives zero, so the tail needs no cases.
    h1 ^= mix1(k1)
    h2 ^= mix2(k2)
    h1 ^= UInt64(truncatingIfNeeded: count)
    h2 ^= UInt64(truncatingIfNeeded: count)
    h1 &+= h2
    h2 &+= h1
    h1 = avalanche(h1)
    h2 = avalanche(h2)
    h1 &+= h2
    h2 &+= h1
    return Hash128(high: h1, low: h2)
  }

  /// The MurmurHash3 x64 128 hash of `bytes`.
  public static func hash128(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> Hash128 {
    hash128(UnsafeRawBufferPointer(bytes), seed: seed)
  }

  /// The MurmurHash3 x64 128 hash of `bytes`.
  public static func hash128(_ bytes: [UInt8], seed: UInt64 = 0) -> Hash128 {
    bytes.withUnsafeBytes { hash128($0, seed: seed) }
  }

  /// Spreads the bits of one word over all 64; a bijection, so distinct words stay distinct.
  ///
  /// Source: the finalizer `fmix64` of MurmurHash3.
  @inlinable
  public static func avalanche(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ word &>> 33) &* 0xFF51_AFD7_ED55_8CCD
    word = (word ^ word &>> 33) &* 0xC4CE_B9FE_1A85_EC53
    return word ^ word &>> 33
  }

  @inline(__always)
  private static func mix1(_ word: UInt64) -> UInt64 {
    rotate(word &* 0x87C3_7B91_1142_53D5, 31) &* 0x4CF5_AD43_2745_937F
  }

  @inline(__always)
  private static func mix2(_ word: UInt64) -> UInt64 {
    rotate(word &* 0x4CF5_AD43_2745_937F, 33) &* 0x87C3_7B91_1142_53D5
  }
}
