import Pipeline

/// Phrases of words with what they mean, looked up by the hashes of the lexical pass; the longest match wins.
///
/// A `reversed` table is asked for phrases that end at a word instead of starting there.
struct PhraseTable<Value: Sendable>: Sendable {
  struct Entry: Sendable {
    /// Hashes of the words behind the first one (before the last one in a reversed table).
    let rest: [UInt64]
    let value: Value
  }

  private var entries: [UInt64: [Entry]] = [:]
  /// A bit for each hash that starts a phrase, so that most words cost one look into 512 bytes.
  private var filter = [UInt64](repeating: 0, count: 64)
  private let isReversed: Bool

  init(reversed: Bool = false) { isReversed = reversed }

  /// Adds a phrase; one that has no words (a sign) is passed over.
  mutating func add(_ phrase: String, _ value: Value) {
    var hashes = Array(phrase.utf8).withUnsafeBufferPointer { Lexicon(scanning: $0).words.map(\.hash) }
    if isReversed { hashes.reverse() }
    guard let first = hashes.first else { return }
    var list = entries[first] ?? []
    list.append(Entry(rest: Array(hashes.dropFirst()), value: value))
    // Stable: of two equally long ones the earlier counts.
    var sorted = list.enumerated().map { $0 }
    sorted.sort { ($1.element.rest.count, $0.offset) < ($0.element.rest.count, $1.offset) }
    entries[first] = sorted.map(\.element)
    filter[Int(first >> 6 & 63)] |= 1 << (first & 63)
  }

  /// Hashes of the words that phrases start (or end) with.
  var firstHashes: Dictionary<UInt64, [Entry]>.Keys { entries.keys }

  /// False: no phrase starts (or ends) with the word of this hash.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool { filter[Int(hash >> 6 & 63)] & 1 << (hash & 63) != 0 }

  /// The longest phrase from (or, reversed, back from) the word at `index`, and how many words it has.
  func match(_ index: Int, _ text: NumberText) -> (value: Value, count: Int)? {
    guard index >= 0, index < text.words.count, mayStart(text.words[index].hash),
      let list = entries[text.words[index].hash]
    else { return nil }
    next: for entry in list {
      for (offset, hash) in entry.rest.enumerated() {
        let other = isReversed ? index - offset - 1 : index + offset + 1
        guard other >= 0, other < text.words.count, text.words[other].hash == hash,
          text.isJoined(min(other, isReversed ? other : other - 1))
        else { continue next }
      }
      return (entry.value, entry.rest.count + 1)
    }
    return nil
  }
}

/// Signs with what they mean, matched byte for byte; the longest match wins.
struct SignTable<Value: Sendable>: Sendable {
  private var byFirst: [UInt8: [(bytes: [UInt8], value: Value)]] = [:]
  private var byLast: [UInt8: [(bytes: [UInt8], value: Value)]] = [:]

  /// Adds a sign; one that is there already gets the new meaning, so that a language decides what `root` leaves open.
  mutating func add(_ sign: String, _ value: Value) {
    let bytes = Array(sign.utf8)
    guard let first = bytes.first, let last = bytes.last else { return }
    byFirst[first]?.removeAll { $0.bytes == bytes }
    byLast[last]?.removeAll { $0.bytes == bytes }
    byFirst[first, default: []].append((bytes, value))
    byFirst[first]?.sort { $0.bytes.count > $1.bytes.count }
    byLast[last, default: []].append((bytes, value))
    byLast[last]?.sort { $0.bytes.count > $1.bytes.count }
  }

  func contains(_ sign: String) -> Bool {
    guard let first = sign.utf8.first else { return false }
    return byFirst[first]?.contains { $0.bytes.elementsEqual(sign.utf8) } ?? false
  }

  /// The longest sign that starts at `offset`.
  func match(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (value: Value, count: Int)? {
    guard offset < bytes.count, let list = byFirst[bytes[offset]] else { return nil }
    for entry in list where offset + entry.bytes.count <= bytes.count {
      if zip(entry.bytes, bytes[offset...]).allSatisfy(==) { return (entry.value, entry.bytes.count) }
    }
    return nil
  }

  /// The longest sign that ends at `offset`.
  func match(endingAt offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (value: Value, count: Int)? {
    guard offset > 0, let list = byLast[bytes[offset - 1]] else { return nil }
    for entry in list where entry.bytes.count <= offset {
      if zip(entry.bytes, bytes[(offset - entry.bytes.count)...]).allSatisfy(==) {
        return (entry.value, entry.bytes.count)
      }
    }
    return nil
  }
}

/// A set of words by hash that may say yes to others too, but never no to its own.
struct WordFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 256)

  mutating func insert(_ hash: UInt64) { bits[Int(hash >> 6 & 255)] |= 1 << (hash & 63) }

  @inline(__always)
  func mayContain(_ hash: UInt64) -> Bool { bits[Int(hash >> 6 & 255)] & 1 << (hash & 63) != 0 }
}
