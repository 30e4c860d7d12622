/// The most frequent words of each language, to see quickly whether a paragraph goes on in the document's language.
package struct FrequentWords: Sendable {
  private let hashes: [UInt64]
  private let masks: [UInt64]
  private let bits: Int

  /// Hashes of words, as `hash` makes them, with the languages that each is frequent in as bits.
  init(_ words: [(hash: UInt64, languages: UInt64)]) {
    // At most half full, so that a probe soon meets a free slot.
    var bits = 4
    while 1 << bits < 2 * words.count { bits += 1 }
    var hashes = [UInt64](repeating: 0, count: 1 << bits)
    var masks = hashes
    for word in words where word.languages != 0 {
      var slot = Int(truncatingIfNeeded: word.hash >> UInt64(64 - bits))
      while masks[slot] != 0 { slot = (slot + 1) & ((1 << bits) - 1) }
      hashes[slot] = word.hash
      masks[slot] = word.languages
    }
    self.hashes = hashes
    self.masks = masks
    self.bits = bits
  }

  @inline(__always)
  func languages(of hash: UInt64) -> UInt64 {
    var slot = Int(truncatingIfNeeded: hash >> UInt64(64 - bits))
    while masks[slot] != 0 {
      if hashes[slot] == hash { return masks[slot] }
      slot = (slot + 1) & ((1 << bits) - 1)
    }
    return 0
  }

  /// Calls `body` with the hash of each of the first `most` words of `bytes`, at most `limit` bytes into them.
  @inline(__always)
  package static func forEachHash(
    in bytes: UnsafeBufferPointer<UInt8>, most: Int, limit: Int, _ table: LetterTable.Lookup, _ body: (UInt64) -> Void
  ) {
    var left = most
    var hash: UInt64 = 0
    var isInside = false
    var position = 0
    let end = min(bytes.count, limit)
    while position < end, left > 0 {
      let (scalar, size) = bytes.scalar(at: position)
      position += size
      let letter = table.letter(scalar)
      if letter != 0 {
        hash = (hash ^ UInt64(letter)) &* 0x9FB2_1C65_1E98_DF25
        hash ^= hash >> 29
        isInside = true
      } else if isInside {
        body(hash &* 0xD6E8_FEB8_6659_FD93)
        hash = 0
        isInside = false
        left -= 1
      }
    }
    if isInside, left > 0, position == bytes.count { body(hash &* 0xD6E8_FEB8_6659_FD93) }
  }
}
