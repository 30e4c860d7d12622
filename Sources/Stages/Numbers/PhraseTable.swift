import PackFormat
import Pipeline

/// Phrases of words with what they mean, looked up by the hashes of the lexical pass; the longest match wins.
///
/// A reversed table is asked for phrases that end at a word instead of starting there.
struct PhraseTable<Value: PhraseValue>: Sendable {
  private let phrases: CompiledPhrases
  private let table: NumberTable.ID
  private let isReversed: Bool

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.ID, isReversed: Bool) {
    self.phrases = phrases
    self.table = table
    self.isReversed = isReversed
  }

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Phrases) {
    self.init(phrases, table.id, isReversed: table.isReversed)
  }

  /// False: no phrase starts (or ends) with the word of this hash.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool { phrases.first(table, hash) { _ in true } ?? false }

  /// The longest phrase from (or, reversed, back from) the word at `index`, and how many words it has.
  func match(_ index: Int, _ text: NumberText) -> (value: Value, count: Int)? {
    guard let entry = entry(index, text) else { return nil }
    return (Value.value(entry.value, phrases), entry.length + 1)
  }

  /// How many words the longest phrase from the word at `index` has; nil: there is none.
  func count(_ index: Int, _ text: NumberText) -> Int? { entry(index, text).map { $0.length + 1 } }

  @inline(__always)
  private func entry(_ index: Int, _ text: NumberText) -> PhraseImage.Entry? {
    guard index >= 0, index < text.words.count else { return nil }
    return phrases.first(table, text.words[index].hash) { fits($0, index, text) ? $0 : nil }
  }

  @inline(__always)
  private func fits(_ entry: PhraseImage.Entry, _ index: Int, _ text: NumberText) -> Bool {
    for offset in 0..<entry.length {
      let other = isReversed ? index - offset - 1 : index + offset + 1
      guard other >= 0, other < text.words.count, text.words[other].hash == phrases.rest(entry, offset),
        text.isJoined(isReversed ? other : other - 1)
      else { return false }
    }
    return true
  }
}

extension PhraseTable {
  /// The longest phrase from the word at `index` whose last word may carry one of these endings.
  func match(_ index: Int, _ text: NumberText, endings: EndingTable?) -> (value: Value, count: Int)? {
    let exact = match(index, text)
    guard let endings, index >= 0, index < text.words.count, text.words[index].kind == .letters else { return exact }
    let inflected = phrases.first(table, text.words[index].hash) { entry -> PhraseImage.Entry? in
      entry.length >= exact?.count ?? 1 && isInflected(entry, index, text, endings) ? entry : nil
    }
    if let inflected { return (Value.value(inflected.value, phrases), inflected.length + 1) }
    if let exact { return exact }
    var found: PhraseImage.Entry?
    text.forEachStem(of: index, endings) { stem in
      found = phrases.first(table, stem) { $0.length == 0 ? $0 : nil }
      return found != nil
    }
    return found.map { (Value.value($0.value, phrases), 1) }
  }

  /// Whether the words behind `index` are those of the phrase, the last with an ending.
  private func isInflected(_ entry: PhraseImage.Entry, _ index: Int, _ text: NumberText, _ endings: EndingTable) -> Bool {
    let last = index + entry.length
    guard entry.length > 0, last < text.words.count else { return false }
    for offset in 0..<entry.length {
      guard text.isJoined(index + offset) else { return false }
      if offset + 1 < entry.length, text.words[index + offset + 1].hash != phrases.rest(entry, offset) { return false }
    }
    var found = false
    text.forEachStem(of: last, endings) { stem in
      found = stem == phrases.rest(entry, entry.length - 1)
      return found
    }
    return found
  }
}

extension NumberText {
  /// Calls `body` with the hash of each stem that the word at `index` has before one of these endings, the shortest
  /// first, until it says true.
  func forEachStem(of index: Int, _ endings: EndingTable, _ body: (UInt64) -> Bool) {
    let word = words[index]
    endings.forEach(endingAt: Int(word.end), length: word.range.count - 1, bytes) { length in
      let cut = Int(word.end) - length
      var hash = Lexicon.hashSeed
      var offset = Int(word.start)
      while offset < cut {
        let (scalar, count) = decode(offset)
        let entry = UnicodeTable.shared.entry(scalar)
        if entry.wordClass != .format { hash = Lexicon.hash(hash, adding: entry.folded(scalar)) }
        offset += count
      }
      return body(Lexicon.finish(hash))
    }
  }
}

/// Signs with what they mean, matched byte for byte; the longest match wins.
struct SignTable<Value: PhraseValue>: Sendable {
  private let search: SignSearch

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Signs) { search = SignSearch(phrases, table) }

  /// The longest sign that starts at `offset`.
  func match(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (value: Value, count: Int)? {
    search.entry(from: offset, bytes).map { (Value.value($0.value, search.phrases), $0.length) }
  }

  /// The longest sign that ends at `offset`.
  func match(endingAt offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (value: Value, count: Int)? {
    search.entry(endingAt: offset, shorterThan: .max, bytes).map {
      (Value.value($0.value, search.phrases), $0.length)
    }
  }
}

/// Strings without a meaning of their own, matched byte for byte; the longest match wins.
struct StringTable: Sendable {
  private let search: SignSearch

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Signs) { search = SignSearch(phrases, table) }

  /// How many bytes the longest string that starts at `offset` has; 0: none does.
  func match(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    search.entry(from: offset, bytes)?.length ?? 0
  }

  /// How many bytes the longest string that ends at `offset` has; 0: none does.
  func match(endingAt offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    search.entry(endingAt: offset, shorterThan: .max, bytes)?.length ?? 0
  }
}

/// Endings of words.
struct EndingTable: Sendable {
  private let search: SignSearch

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Signs) { search = SignSearch(phrases, table) }

  var isEmpty: Bool { search.isEmpty }

  /// Whether what ends at `offset` and has `length` bytes ends with one of these and has more before it.
  @inline(__always)
  func match(endingAt offset: Int, length: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !isEmpty && search.entry(endingAt: offset, shorterThan: length, bytes) != nil
  }

  /// Calls `body` with the length of each ending of what ends at `offset` that is shorter than `length` bytes, the
  /// longest first, until it says true.
  func forEach(
    endingAt offset: Int, length: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Bool
  ) {
    _ = search.entry(endingAt: offset, shorterThan: length, bytes) { body($0.length) }
  }
}

/// Looks for the signs of one table, by their first or last character.
private struct SignSearch: Sendable {
  let phrases: CompiledPhrases
  let table: NumberTable.ID

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Signs) {
    self.phrases = phrases
    self.table = table.id
  }

  var isEmpty: Bool { !phrases.has(table) }

  @inline(__always)
  func entry(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> PhraseImage.Entry? {
    guard offset >= 0, offset < bytes.count else { return nil }
    let lead = bytes[offset]
    // A byte that continues a character starts no sign.
    guard lead < 0x80 || lead >= 0xC0 else { return nil }
    let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard offset + width <= bytes.count else { return nil }
    return phrases.first(table, PhraseImage.key(startingWith: Self.character(offset, width, bytes))) { entry in
      guard offset + entry.length <= bytes.count else { return nil }
      let sign = phrases.bytes(entry)
      for index in width..<max(width, entry.length)
      where sign.load(fromByteOffset: index, as: UInt8.self) != bytes[offset + index] { return nil }
      return entry
    }
  }

  @inline(__always)
  func entry(
    endingAt offset: Int, shorterThan limit: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    where isWanted: (PhraseImage.Entry) -> Bool = { _ in true }
  ) -> PhraseImage.Entry? {
    guard offset > 0, offset <= bytes.count else { return nil }
    var start = offset - 1
    while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let width = offset - start
    return phrases.first(table, PhraseImage.key(endingWith: Self.character(start, width, bytes))) { entry in
      guard entry.length <= offset, entry.length < limit else { return nil }
      let sign = phrases.bytes(entry)
      for index in 0..<max(0, entry.length - width)
      where sign.load(fromByteOffset: index, as: UInt8.self) != bytes[offset - entry.length + index] { return nil }
      return isWanted(entry) ? entry : nil
    }
  }

  /// The bytes of a character, the first one lowest.
  @inline(__always)
  private static func character(_ start: Int, _ width: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var character: UInt32 = 0
    for index in 0..<width { character |= UInt32(bytes[start + index]) << UInt32(index * 8) }
    return character
  }
}
