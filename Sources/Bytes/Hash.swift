/// Fast hashes of byte buffers that give the same result on every machine and in every run.
///
/// They find equal content; they are no protection against someone who makes collisions on purpose.
public enum Hash {
  /// The XXH64 hash of `bytes`.
  ///
  /// Source: Y. Collet, xxHash fast digest algorithm, specification 0.1.1, section "XXH64 algorithm".
  public static func hash64(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    let count = bytes.count
    var offset = 0
    var hash: UInt64
    if count >= 32 {
      var lane1 = seed &+ prime1 &+ prime2
      var lane2 = seed &+ prime2
      var lane3 = seed
      var lane4 = seed &- prime1
      while offset <= count &- 32 {
        lane1 = round(lane1, word64(bytes, offset))
        lane2 = round(lane2, word64(bytes, offset &+ 8))
        lane3 = round(lane3, word64(bytes, offset &+ 16))
        lane4 = round(lane4, word64(bytes, offset &+ 24))
        offset &+= 32
      }
      hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
      hash = (hash ^ round(0, lane1)) &* prime1 &+ prime4
      hash = (hash ^ round(0, lane2)) &* prime1 &+ prime4
      hash = (hash ^ round(0, lane3)) &* prime1 &+ prime4
      hash = (hash ^ round(0, lane4)) &* prime1 &+ prime4
    } else {
      hash = seed &+ prime5
    }
    hash &+= UInt64(truncatingIfNeeded: count)
    while offset <= count &- 8 {
      hash = rotate(hash ^ round(0, word64(bytes, offset)), 27) &* prime1 &+ prime4
      offset &+= 8
    }
    if offset <= count &- 4 {
      hash = rotate(hash ^ UInt64(word32(bytes, offset)) &* prime1, 23) &* prime2 &+ prime3
      offset &+= 4
    }
    while offset < count {
      hash = rotate(hash ^ UInt64(bytes[offset]) &* prime5, 11) &* prime1
      offset &+= 1
    }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }

  /// The XXH64 hash of `bytes`.
  public static func hash64(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
    hash64(UnsafeRawBufferPointer(bytes), seed: seed)
  }

  /// The XXH64 hash of `bytes`.
  public static func hash64(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { hash64($0, seed: seed) }
  }

  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* prime2, 31) &* prime1
  }

  @inline(__always)
  static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 &- bits)
  }

  // Callers keep `offset` at least a word before the end, so these loads stay inside the buffer; `loadUnaligned`
  // asks nothing of the address. (It is also checked in debug builds.)
  @inline(__always)
  static func word64(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  static func word32(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
