import Pipeline

/// The words and signs that patterns name, by hash; each with the spellings that some pattern asks for.
///
/// A token gets one number: 0 for a word that no pattern names, else that of the word in any case, or of the spelling.
struct PatternWords: Sendable {
  private struct Entry: Sendable {
    /// The number of the word in a spelling that no pattern asks for.
    var number: UInt32
    var spellings: [(bytes: [UInt8], number: UInt32)] = []
    var hash: UInt64
    var isSign: Bool
  }

  struct Builder {
    private var entries: [Entry] = []
    private var positions: [UInt64: Int] = [:]
    private var hashes: [UInt64] = []
    private var count: UInt32 = 0

    mutating func add(_ word: TokenWord) {
      let position: Int
      if let known = positions[word.hash] {
        position = known
      } else {
        position = entries.count
        positions[word.hash] = position
        count += 1
        hashes.append(word.hash)
        entries.append(Entry(number: count, hash: word.hash, isSign: word.isSign))
      }
      guard !word.spelling.isEmpty, !entries[position].spellings.contains(where: { $0.bytes == word.spelling }) else {
        return
      }
      count += 1
      entries[position].spellings.append((word.spelling, count))
    }

    /// The numbers of tokens that are `word`.
    func numbers(of word: TokenWord) -> [UInt32] {
      guard let position = positions[word.hash] else { return [] }
      let entry = entries[position]
      if word.spelling.isEmpty { return [entry.number] + entry.spellings.map(\.number) }
      return entry.spellings.filter { $0.bytes == word.spelling }.map(\.number)
    }

    mutating func finish(_ suffixes: PatternSuffixes) -> PatternWords {
      var table = KeyTable()
      for (index, hash) in hashes.enumerated() { table.insert(hash, UInt32(index)) }
      return PatternWords(table: table, entries: entries, suffixes: suffixes)
    }
  }

  private let table: KeyTable
  private let entries: [Entry]
  let suffixes: PatternSuffixes

  /// The number of a token, and where it ends without a suffix that it carries.
  @inline(__always)
  func number(of token: PatternToken, _ bytes: UnsafeBufferPointer<UInt8>) -> (number: UInt32, end: Int) {
    if let index = table.value(token.hash) { return (number(Int(index), token.start, token.end, bytes), token.end) }
    if token.script == suffixes.script, token.form == .caseless { return stem(of: token, bytes) }
    return (0, token.end)
  }

  /// The hashes of the words that have these numbers, and whether they are signs.
  func hashes(of numbers: Set<UInt32>) -> [(hash: UInt64, isSign: Bool)] {
    entries.filter { entry in
      numbers.contains(entry.number) || entry.spellings.contains { numbers.contains($0.number) }
    }.map { ($0.hash, $0.isSign) }
  }

  private func number(_ index: Int, _ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let entry = entries[index]
    for spelling in entry.spellings where spelling.bytes.count == end - start {
      if bytes[start..<end].elementsEqual(spelling.bytes) { return spelling.number }
    }
    return entry.number
  }

  private func stem(of token: PatternToken, _ bytes: UnsafeBufferPointer<UInt8>) -> (number: UInt32, end: Int) {
    let word = Lexicon.Word(
      start: UInt32(token.start), end: UInt32(token.end), hash: token.hash, kind: .letters, letterCase: .none,
      script: token.script)
    var found = (number: UInt32(0), end: token.end)
    guard suffixes.suffixes.mayEnd(word, bytes) else { return found }
    suffixes.suffixes.forEachStem(of: word, bytes) { hash, end in
      guard let index = table.value(hash) else { return false }
      found = (number(Int(index), token.start, end, bytes), end)
      return true
    }
    return found
  }
}

/// Numbers by 64-bit keys; open addressing with linear probing, at most half full.
struct KeyTable: Sendable {
  private var keys = [UInt64](repeating: 0, count: 64)
  private var values = [UInt32](repeating: 0, count: 64)
  private(set) var count = 0

  @inline(__always)
  func value(_ key: UInt64) -> UInt32? {
    let key = key == 0 ? 1 : key
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  mutating func insert(_ key: UInt64, _ value: UInt32) {
    if (count + 1) * 2 > keys.count { grow() }
    let key = key == 0 ? 1 : key
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == 0 { count += 1 }
    keys[slot] = key
    values[slot] = value
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = [UInt64](repeating: 0, count: old.0.count * 2)
    values = [UInt32](repeating: 0, count: old.0.count * 2)
    count = 0
    for index in old.0.indices where old.0[index] != 0 { insert(old.0[index], old.1[index]) }
  }
}
