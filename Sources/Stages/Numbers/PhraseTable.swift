import PackFormat
import Pipeline

/// Phrases of words with what they mean, looked up by the hashes of the lexical pass; the longest match wins.
///
/// A reversed table is asked for phrases that end at a word instead of starting there.
struct PhraseTable<Value: PhraseValue>: Sendable {
  let search: PhraseSearch

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.ID, isReversed: Bool) {
    search = PhraseSearch(phrases: phrases, table: table, isReversed: isReversed)
  }

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Phrases) {
    self.init(phrases, table.id, isReversed: table.isReversed)
  }

  /// False: no phrase starts (or ends) with the word of this hash.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool {
    search.phrases.mayHavePhrase(hash) && search.phrases.first(search.table, hash) { _ in true } ?? false
  }

  /// The longest phrase from (or, reversed, back from) the word at `index`, and how many words it has.
  @inline(__always)
  func match(_ index: Int, _ text: NumberText) -> (value: Value, count: Int)? {
    search.entry(index, text).map { (Value.value($0.value, search.phrases), $0.length + 1) }
  }

  /// How many words the longest phrase from the word at `index` has; nil: there is none.
  @inline(__always)
  func count(_ index: Int, _ text: NumberText) -> Int? { search.entry(index, text).map { $0.length + 1 } }
}

/// Looks for the phrases of one table, by their first or last word.
struct PhraseSearch: Sendable {
  let phrases: CompiledPhrases
  let table: NumberTable.ID
  let isReversed: Bool

  @inline(__always)
  func entry(_ index: Int, _ text: NumberText) -> PhraseImage.Entry? {
    guard index >= 0, index < text.words.count, phrases.mayHavePhrase(text.words[index].hash) else { return nil }
    return found(index, text)
  }

  private func found(_ index: Int, _ text: NumberText) -> PhraseImage.Entry? {
    phrases.first(table, text.words[index].hash) { fits($0, index, text) ? $0 : nil }
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

/// Signs with what they mean, matched byte for byte; the longest match wins.
struct SignTable<Value: PhraseValue>: Sendable {
  private let search: SignSearch

  @inline(__always)
  init(_ phrases: CompiledPhrases, _ table: NumberTable.Signs) { search = SignSearch(phrases, table) }

  /// The longest sign that starts at `offset`.
  @inline(__always)
  func match(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (value: Value, count: Int)? {
    search.entry(from: offset, bytes).map { (Value.value($0.value, search.phrases), $0.length) }
  }

  /// The longest sign that ends at `offset`.
  @inline(__always)
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
  @inline(__always)
  func match(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    search.entry(from: offset, bytes)?.length ?? 0
  }

  /// How many bytes the longest string that ends at `offset` has; 0: none does.
  @inline(__always)
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
    guard offset >= 0, offset < bytes.count, phrases.hasSign(table, startingWith: bytes[offset]) else { return nil }
    return found(from: offset, bytes)
  }

  private func found(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> PhraseImage.Entry? {
    // A byte that continues a character starts no sign, so the first byte tells the width.
    let lead = bytes[offset]
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
    guard offset > 0, offset <= bytes.count, phrases.hasSign(table, endingWith: bytes[offset - 1]) else { return nil }
    return found(endingAt: offset, shorterThan: limit, bytes, where: isWanted)
  }

  private func found(
    endingAt offset: Int, shorterThan limit: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    where isWanted: (PhraseImage.Entry) -> Bool
  ) -> PhraseImage.Entry? {
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
