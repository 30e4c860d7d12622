/// Turns away nearly all words of a text that no name starts with, by one look at memory that stays in the cache.
///
/// A Bloom filter whose two bits of a key lie in one word of 64 bits; with 16 bits a key, about one foreign word in
/// fifty gets through. (F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007.)
struct NameFilter: Sendable {
  // Sound to share: constant, and kept alive by the gazetteer's block.
  private nonisolated(unsafe) let words: UnsafePointer<UInt64>
  private let mask: Int

  init(_ section: UnsafeRawBufferPointer) {
    words = section.baseAddress!.assumingMemoryBound(to: UInt64.self)
    mask = section.count / 8 - 1
  }

  @inline(__always)
  static func bits(_ key: UInt64) -> UInt64 { 1 &<< (key & 63) | 1 &<< (key &>> 6 & 63) }

  @inline(__always)
  static func position(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key &>> 12) }

  /// False where no key like this was added.
  @inline(__always)
  func mayContain(_ key: UInt64) -> Bool {
    let bits = Self.bits(key)
    return UInt64(littleEndian: words[Self.position(key) & mask]) & bits == bits
  }

  /// The key of the first two words of a name, with 0 for the second of a name that has one.
  @inline(__always)
  static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let mixed = (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed &>> 32
  }

  /// The words of a filter for `keys`.
  static func table(_ keys: [UInt64]) -> [UInt64] {
    var size = 1
    while size * 4 < keys.count { size *= 2 }
    var table = [UInt64](repeating: 0, count: size)
    for key in keys { table[position(key) & (size - 1)] |= bits(key) }
    return table
  }
}
