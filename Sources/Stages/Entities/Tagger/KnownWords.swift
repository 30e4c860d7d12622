import Pipeline

/// What is known of words besides what they were tagged as: that they are given names, say, or places.
///
/// A table of 32-bit slots, by the hash of a word's plain letters (`PlainLetters`): 24 bits of check, four bits that say
/// the classes of the word, and four for words of which it is the stem. 0 is an empty slot.
struct KnownWords {
  static let most = 4

  private let slots: UnsafeBufferPointer<UInt32>

  init(_ slots: UnsafeBufferPointer<UInt32>) { self.slots = slots }

  var isEmpty: Bool { slots.isEmpty }

  private static func start(_ hash: UInt64, _ count: Int) -> Int { Int(((hash >> 32) &* UInt64(count)) >> 32) }

  private subscript(hash: UInt64) -> UInt32 {
    var slot = Self.start(hash, slots.count)
    // A foreign table may be full.
    for _ in 0..<slots.count {
      let entry = UInt32(littleEndian: slots[slot])
      if entry == 0 { return 0 }
      if entry >> 8 == UInt32(truncatingIfNeeded: hash) & 0xFF_FFFF { return entry & 0xFF }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return 0
  }

  /// Stems have at least so many letters.
  private static let shortestStem = 4
  /// So many letters of an ending may stand behind a stem.
  private static let longestEnding = 3

  /// The classes of a word, or else those of its stem and the length of what stands behind that.
  func classes(of plain: UnsafeBufferPointer<UInt32>) -> (whole: UInt32, stem: UInt32, ending: Int) {
    if slots.isEmpty { return (0, 0, 0) }
    // Hashes of the beginnings that may be stems, and of the whole.
    var states = SIMD4<UInt64>()
    var hash = Lexicon.hashSeed
    for (index, letter) in plain.enumerated() {
      hash = Lexicon.hash(hash, adding: letter)
      let behind = plain.count - 1 - index
      if behind <= Self.longestEnding { states[behind] = hash }
    }
    let whole = self[Lexicon.finish(states[0])] & 0xF
    if whole != 0 { return (whole, 0, 0) }
    for ending in 0...Self.longestEnding where plain.count - ending >= Self.shortestStem {
      let stem = self[Lexicon.finish(states[ending])] >> 4
      if stem != 0 { return (0, stem, ending) }
    }
    return (0, 0, 0)
  }

  /// The slots of a table.
  static func table(_ list: KnownWordList) -> [UInt32] {
    var entries: [UInt64: UInt32] = [:]
    for (word, number) in list.words {
      var scalars: [UInt32] = []
      for scalar in word.unicodeScalars { scalars.append(UnicodeTable.shared.entry(scalar.value).folded(scalar.value)) }
      var plain = [UInt32](repeating: 0, count: scalars.count * 2)
      let count = scalars.withUnsafeBufferPointer { scalars in
        plain.withUnsafeMutableBufferPointer { PlainLetters.write(scalars, into: $0) }
      }
      plain.removeLast(plain.count - count)
      guard count >= 2 else { continue }
      let whole = UInt32(1) << UInt32(number)
      entries[hash(plain[...]), default: 0] |= whole
      let isVowel = "aeiou".unicodeScalars.contains { $0.value == plain[count - 1] }
      let stem = plain.prefix(isVowel ? count - 1 : count)
      if stem.count >= shortestStem { entries[hash(stem), default: 0] |= whole << 4 }
    }
    var slots = [UInt32](repeating: 0, count: entries.count + entries.count / 3)
    for (hash, classes) in entries.sorted(by: { $0.key < $1.key }) {
      var slot = start(hash, slots.count)
      while slots[slot] != 0 { slot = slot + 1 == slots.count ? 0 : slot + 1 }
      slots[slot] = UInt32(truncatingIfNeeded: hash) << 8 | classes
    }
    return slots
  }

  private static func hash(_ plain: ArraySlice<UInt32>) -> UInt64 {
    Lexicon.finish(plain.reduce(Lexicon.hashSeed) { Lexicon.hash($0, adding: $1) })
  }
}
