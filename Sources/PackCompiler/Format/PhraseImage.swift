import Pipeline

/// The layout of compiled phrase tables: one array of numbers of 64 bits for all tables of a pack.
///
/// The first numbers say where each section lies. Section `slots` is a hash table with linear probing: three numbers
/// a key, which are the key, where its entries lie and in which tables; 0 is no key. A key is the hash of a word (`Lexicon`), or is made from the
/// first or last character of a sign. An entry is one phrase or sign of one table, with its value; entries of one key
/// go by table, then from the longest on, so that the first that fits is the one to take.
public enum PhraseImage {
  public enum Section: Int, CaseIterable, Sendable {
    case slots
    case entries
    /// Hashes of the words of phrases behind their first (or before their last).
    case rest
    /// Bytes of signs and of the strings of values, eight a number.
    case bytes
    /// Where the strings of values lie in `bytes`: start, and length above 32 bits.
    case strings
    /// Values: number of the first string, and above 32 bits how many there are.
    case rows
    case numerals
    /// A bit for each hash that a spelled-out figure may start with.
    case starts
    /// A bit for each key that has phrases, so that most words cost one look into 2 kB.
    case phraseStarts
    /// For each byte, the tables that have a sign which starts with it, by number less 32.
    case signStarts
    case signEnds
    /// A bit for the first three characters of parts of numerals.
    case partStarts
    /// A bit for each table that the pack has.
    case tables
    /// Rules of numerals, `Rule`; above 16 bits the characters of the longest part.
    case rules
    /// One number: `PhraseOrder`.
    case order
  }

  public enum Rule {
    @inlinable public static var compound: UInt64 { 1 }
    @inlinable public static var unitFirst: UInt64 { 2 }
    @inlinable public static var nested: UInt64 { 4 }
    @inlinable public static var ordinalDot: UInt64 { 8 }
    /// The pack has words in classes.
    @inlinable public static var wordClasses: UInt64 { 16 }
    @inlinable public static var ordinalFractions: UInt64 { 32 }
    @inlinable public static var countedHalves: UInt64 { 64 }
    @inlinable public static var unaccented: UInt64 { 128 }
    @inlinable public static var mixedAnd: UInt64 { 512 }
    @inlinable public static var bareWhole: UInt64 { 256 }
    /// The pack knows the verbs behind which a figure is of their subject.
    @inlinable public static var subjects: UInt64 { 512 }
  }

  /// Numbers in the sections `starts` and `phraseStarts`.
  @inlinable public static var startCount: Int { 256 }
  /// Numbers in the section `partStarts`.
  @inlinable public static var partStartCount: Int { 128 }

  /// The place of a hash in the sections `starts` and `phraseStarts`.
  @inlinable public static func startPlace(_ hash: UInt64) -> (word: Int, bit: UInt64) {
    (Int(truncatingIfNeeded: hash >> 6) & (startCount - 1), 1 << (hash & 63))
  }

  /// The place of the first three characters of a part in the section `partStarts`; 0 stands for none.
  @inlinable public static func partPlace(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> (word: Int, bit: UInt64) {
    let mixed = (a &* 0x9E37_79B1) ^ (b &* 0x85EB_CA6B) ^ (c &* 0xC2B2_AE35)
    let place = Int(((mixed ^ (mixed >> 15)) &* 0x2C1B_3C6D) >> 19)
    return (place >> 6, 1 << UInt64(place & 63))
  }

  /// The slot that a key is looked for in first, of `count`.
  @inlinable public static func slot(of key: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: key.multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The key of signs that start with a character of these bytes (the first one lowest).
  @inlinable public static func key(startingWith character: UInt32) -> UInt64 {
    Lexicon.finish(UInt64(character) | 1 << 40)
  }

  @inlinable public static func key(endingWith character: UInt32) -> UInt64 {
    Lexicon.finish(UInt64(character) | 2 << 40)
  }

  /// Numbers that a slot takes.
  @inlinable public static var slotWidth: Int { 3 }

  /// The bit of a table in the third number of a slot; two tables may share one.
  @inlinable public static func bit(_ table: NumberTable.ID) -> UInt64 {
    1 << UInt64((table < 128 ? table : table &- 108) & 63)
  }

  /// What the second number of a slot says.
  @frozen public struct Slot {
    public var bits: UInt64
    @inlinable public init(_ bits: UInt64) { self.bits = bits }
    /// `NounPhraseRole` of the word.
    @inlinable public var wordClass: UInt32 { UInt32(truncatingIfNeeded: bits) }
    @inlinable public var start: Int { Int(bits >> 44) }
    @inlinable public var count: Int { Int(bits >> 32 & 0xFFF) }

    init(wordClass: UInt32, start: Int, count: Int) {
      precondition(start < 1 << 20 && count < 1 << 12, "too many phrases")
      bits = UInt64(wordClass) | UInt64(count) << 32 | UInt64(start) << 44
    }
  }

  @frozen public struct Entry {
    public var bits: UInt64
    @inlinable public init(_ bits: UInt64) { self.bits = bits }
    @inlinable public var table: NumberTable.ID { UInt8(truncatingIfNeeded: bits) }
    /// Words behind the first of a phrase, or bytes of a sign.
    @inlinable public var length: Int { Int(bits >> 8 & 0xFF) }
    /// Where they lie in `rest` or `bytes`.
    @inlinable public var start: Int { Int(bits >> 16 & 0xFF_FFFF) }
    @inlinable public var value: Int { Int(bits >> 40) }

    init(table: NumberTable.ID, value: Int, start: Int, length: Int) {
      precondition(length < 1 << 8 && start < 1 << 24 && value < 1 << 24, "a phrase is too long")
      bits = UInt64(table) | UInt64(length) << 8 | UInt64(start) << 16 | UInt64(value) << 40
    }
  }
}
