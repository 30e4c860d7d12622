import PackFormat
import Pipeline

/// The compiled phrase tables of one pack, as `PhraseImage` lays them out.
///
/// A copy is one pointer and counts no references, since readers hand it around for every figure. The memory behind the
/// tables of packs is never freed: there is one of each language in a process.
struct CompiledPhrases: @unchecked Sendable {
  private let words: UnsafePointer<UInt64>

  /// Reads the tables in a text that `PackImage` wrote.
  init(_ text: StaticString) {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: PackImage.count(ofText: text.utf8CodeUnitCount))
    text.withUTF8Buffer { PackImage.decode($0, into: words) }
    self.words = UnsafePointer(words)
  }

  /// Tables that lie in memory which the caller keeps.
  init(_ words: UnsafePointer<UInt64>) { self.words = words }

  @inline(__always)
  private func start(_ section: PhraseImage.Section) -> UnsafePointer<UInt64> {
    words + Int(words[section.rawValue] & 0xFFFF_FFFF)
  }

  @inline(__always)
  private func count(_ section: PhraseImage.Section) -> Int { Int(words[section.rawValue] >> 32) }

  // MARK: Keys and entries

  /// The slot of a key; nil where the pack does not have it.
  @inline(__always)
  func slot(_ key: UInt64) -> PhraseImage.Slot? {
    let count = count(.slots) / 2
    let slots = start(.slots)
    var slot = PhraseImage.slot(of: key, count)
    while slots[slot * 2] != key {
      if slots[slot * 2] == 0 { return nil }
      slot = slot + 1 == count ? 0 : slot + 1
    }
    return PhraseImage.Slot(slots[slot * 2 + 1])
  }

  /// Calls `body` with the entries that one table has for a key, the longest first, until it gives a result.
  @inline(__always)
  func first<Result>(
    _ table: NumberTable.ID, _ key: UInt64, _ body: (PhraseImage.Entry) -> Result?
  ) -> Result? {
    guard let slot = slot(key) else { return nil }
    let entries = start(.entries) + slot.start
    for index in 0..<slot.count {
      let entry = PhraseImage.Entry(entries[index])
      if entry.table < table { continue }
      if entry.table > table { return nil }
      if let result = body(entry) { return result }
    }
    return nil
  }

  /// The hash of a word behind the first of a phrase.
  @inline(__always)
  func rest(_ entry: PhraseImage.Entry, _ index: Int) -> UInt64 { start(.rest)[entry.start + index] }

  /// The bytes of a sign.
  @inline(__always)
  func bytes(_ entry: PhraseImage.Entry) -> UnsafeRawPointer { UnsafeRawPointer(start(.bytes)) + entry.start }

  @inline(__always)
  func has(_ table: NumberTable.ID) -> Bool { start(.tables)[Int(table) >> 6] & 1 << UInt64(table & 63) != 0 }

  // MARK: Values

  func numeral(_ number: Int) -> Numeral { Numeral(words: start(.numerals) + number * Numeral.width) }

  /// The strings of a value.
  func row(_ number: Int) -> [String] {
    let row = start(.rows)[number]
    return (0..<Int(row >> 32)).map { string(Int(row & 0xFFFF_FFFF) + $0) }
  }

  private func string(_ number: Int) -> String {
    let place = start(.strings)[number]
    let bytes = UnsafeRawPointer(start(.bytes)) + Int(place & 0xFFFF_FFFF)
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: Int(place >> 32)), as: UTF8.self)
  }

  // MARK: Filters and rules

  /// False: no phrase starts (or ends, in reversed tables) with the word of this hash.
  @inline(__always)
  func mayHavePhrase(_ hash: UInt64) -> Bool {
    let (word, bit) = PhraseImage.startPlace(hash)
    return start(.phraseStarts)[word] & bit != 0
  }

  /// Whether the table has a sign that starts with this byte.
  @inline(__always)
  func hasSign(_ table: NumberTable.ID, startingWith byte: UInt8) -> Bool {
    start(.signStarts)[Int(byte)] & NumberTable.Signs.bit(table) != 0
  }

  @inline(__always)
  func hasSign(_ table: NumberTable.ID, endingWith byte: UInt8) -> Bool {
    start(.signEnds)[Int(byte)] & NumberTable.Signs.bit(table) != 0
  }

  /// False: no spelled-out figure starts with the word of this hash.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool {
    let (word, bit) = PhraseImage.startPlace(hash)
    return start(.starts)[word] & bit != 0
  }

  /// Lets figures start with the word of this hash. Only before anyone else sees the tables.
  func addStart(_ hash: UInt64) {
    let (word, bit) = PhraseImage.startPlace(hash)
    UnsafeMutablePointer(mutating: start(.starts))[word] |= bit
  }

  /// False: no part of a numeral starts with these characters.
  @inline(__always)
  func mayStartPart(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> Bool {
    let (word, bit) = PhraseImage.partPlace(a, b, c)
    return start(.partStarts)[word] & bit != 0
  }

  var longestPart: Int { Int(start(.rules)[0] >> 16) }

  @inline(__always)
  func follows(_ rule: UInt64) -> Bool { start(.rules)[0] & rule != 0 }

  var order: PhraseOrder { PhraseOrder(rawValue: UInt16(truncatingIfNeeded: start(.order)[0])) }
}

/// What a phrase or sign of a compiled table stands for.
protocol PhraseValue {
  /// The value that an entry of a table names by its number.
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> Self
}

extension Bool: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> Bool { number != 0 }
}

extension Int: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> Int { number }
}

extension Numeral: PhraseValue {
  @inline(__always)
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> Numeral { phrases.numeral(number) }
}

extension ExactDecimal: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> ExactDecimal {
    ExactDecimal(phrases.row(number)[0]) ?? .zero
  }
}

/// A list of strings, such as the codes of the currencies that a sign may stand for.
extension [String]: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> [String] { phrases.row(number) }
}
