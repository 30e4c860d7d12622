import Pipeline

/// A list of names that is searched in a text by its words, however many names it has.
///
/// A trie over folded words, flattened into one open-addressing table: an edge is the 64-bit mix of (node, hash of the
/// word, gap before it). No text is compared: among n edges a wrong one is taken with odds of n / 2^64 a look-up, so a
/// list of a million names goes wrong about once in 10^13 words. A one-bit filter over first words turns away nearly
/// all words of a text without touching the table.
///
/// Immutable and shared by all threads; `GazetteerBuilder` makes one. A class, so that asking it per word copies nothing.
public final class Gazetteer: Sendable {
  struct Entry: Sendable {
    /// Identity of what is named: equal for entries with one ref (or, without refs, one canonical name and type).
    var thing: UInt64
    /// Hash of the bytes of the name's words, for `exact`.
    var spelling: UInt64
    /// Bit i: word i of the name starts upper case. From the 64th word on case does not count.
    var upperWords: UInt64
    var name: UInt32
    /// Position in `strings`; 0 (the empty string) for none.
    var ref: UInt32
    /// The next entry of the same node, in the order of adding; -1 at the end.
    var next: Int32
    var type: UInt16
    /// Position in `languages`; 0 for all.
    var language: UInt16
    var rule: NameCase
    /// Whether a period directly behind the last word belongs to the name (`U.S.`).
    var endsWithPeriod: Bool
  }

  /// A mention: words `first..<end` of the lexicon, and what they may stand for.
  struct Match {
    var end: Int
    var range: ByteRange
    /// The first entry that agrees.
    var entry: Int32
    /// The node whose entries these are.
    var node: UInt32
  }

  let edgeKeys: [UInt64]
  let edgeNodes: [UInt32]
  let filter: [UInt64]
  /// First entry of each node, -1 for none.
  let nodeEntries: [Int32]
  let entries: [Entry]
  let stringBytes: [UInt8]
  let stringEnds: [UInt32]
  let types: [String]
  let languages: [Language]
  let suffixes: NameSuffixes

  /// Names in the list, aliases and forms counted.
  public var count: Int { entries.count }
  public var isEmpty: Bool { entries.isEmpty }

  init(
    edges: (keys: [UInt64], nodes: [UInt32]), filter: [UInt64], nodeEntries: [Int32], entries: [Entry],
    strings: (bytes: [UInt8], ends: [UInt32]), types: [String], languages: [Language], suffixes: NameSuffixes
  ) {
    edgeKeys = edges.keys
    edgeNodes = edges.nodes
    self.filter = filter
    self.nodeEntries = nodeEntries
    self.entries = entries
    stringBytes = strings.bytes
    stringEnds = strings.ends
    self.types = types
    self.languages = languages
    self.suffixes = suffixes
  }

  func string(_ index: UInt32) -> String {
    let start = index == 0 ? 0 : Int(stringEnds[Int(index) - 1])
    return String(decoding: stringBytes[start..<Int(stringEnds[Int(index)])], as: UTF8.self)
  }

  @inline(__always)
  static func edgeKey(node: UInt32, word: UInt64, gap: UInt64) -> UInt64 {
    var x = word ^ (UInt64(node) &* 0x9E37_79B9_7F4A_7C15) ^ (gap &* 0xC2B2_AE3D_27D4_EB4F)
    x = (x ^ (x >> 32)) &* 0xD6E8_FEB8_6659_FD93
    x ^= x >> 32
    return x == 0 ? 1 : x
  }

  /// Whether a name may start with a word of this hash; false for nearly all words of a text.
  @inline(__always)
  private func mayStart(_ word: UInt64) -> Bool {
    let bit = Int(truncatingIfNeeded: word >> 20) & (filter.count &* 64 &- 1)
    return filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  /// Whether it is worth looking for a name at this word.
  @inline(__always)
  func mayStart(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    mayStart(word.hash) || (!suffixes.isEmpty && suffixes.mayEnd(word, bytes))
  }

  @inline(__always)
  private func child(of node: UInt32, word: UInt64, gap: UInt64) -> UInt32? {
    let key = Self.edgeKey(node: node, word: word, gap: gap)
    let mask = edgeKeys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while true {
      let found = edgeKeys[slot]
      if found == key { return edgeNodes[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  /// The longest name that starts at word `first`, or nil.
  ///
  /// - Parameter active: whether entries of each of `languages` count in this document.
  func longestMatch(
    _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int, _ bytes: UnsafeBufferPointer<UInt8>, active: [Bool]
  ) -> Match? {
    let hasSuffixes = !suffixes.isEmpty
    var best: Match?
    var node: UInt32 = 0
    var gap = NameGap.none
    var index = first
    while index < words.count {
      let word = words[index]
      if hasSuffixes, suffixes.mayEnd(word, bytes) {
        suffixes.forEachStem(of: word, bytes) { stem, end in
          guard let terminal = child(of: node, word: stem, gap: gap),
            let match = agreeing(terminal, words, first, index + 1, UInt32(end), bytes, active)
          else { return false }
          best = match
          return true
        }
      }
      guard let next = child(of: node, word: word.hash, gap: gap) else { break }
      if let match = agreeing(next, words, first, index + 1, word.end, bytes, active) { best = match }
      index += 1
      guard index < words.count,
        let nextGap = NameGap.code(bytes, from: Int(word.end), to: Int(words[index].start))
      else { break }
      node = next
      gap = nextGap
    }
    return best
  }

  /// The match of the node's entries with words `first..<end`, where one of them agrees in language and case.
  private func agreeing(
    _ node: UInt32, _ words: UnsafeBufferPointer<Lexicon.Word>, _ first: Int, _ end: Int, _ byteEnd: UInt32,
    _ bytes: UnsafeBufferPointer<UInt8>, _ active: [Bool]
  ) -> Match? {
    var next = nodeEntries[Int(node)]
    guard next >= 0 else { return nil }
    let mention = Mention(words: words, first: first, end: end, byteEnd: byteEnd, bytes: bytes)
    guard mention.isWhole else { return nil }
    while next >= 0 {
      let entry = entries[Int(next)]
      if active[Int(entry.language)], mention.agrees(with: entry) {
        return Match(
          end: end, range: ByteRange(words[first].start, mention.endOffset(of: entry)), entry: next, node: node)
      }
      next = entry.next
    }
    return nil
  }

  /// The refs of other things that the mention may name; looks at no more than the first 64 entries of the name.
  func candidates(
    _ match: Match, _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    active: [Bool]
  ) -> [String] {
    let chosen = entries[Int(match.entry)]
    guard chosen.next >= 0 else { return [] }
    let byteEnd = min(match.range.end, words[match.end - 1].end)
    let mention = Mention(words: words, first: first, end: match.end, byteEnd: byteEnd, bytes: bytes)
    var things = [chosen.thing]
    var refs: [String] = []
    var next = chosen.next
    var budget = 64
    while next >= 0, budget > 0 {
      let entry = entries[Int(next)]
      if entry.ref != 0, entry.rule != .off, active[Int(entry.language)], !things.contains(entry.thing),
        mention.agrees(with: entry)
      {
        things.append(entry.thing)
        refs.append(string(entry.ref))
      }
      next = entry.next
      budget -= 1
    }
    return refs
  }
}
