/// Word class, script, case, simple case folding and digit value of every Unicode scalar, in two table look-ups.
///
/// Made from the Unicode Character Database (Unicode License v3) by `generate-unicode-table`; the ranges stand in
/// `UnicodeTableData.swift`, and a test holds them against ICU. Unpacked once per process, about 0.3 ms.
public struct UnicodeTable: Sendable {
  public static let shared = UnicodeTable(packed: unicodeTableData)

  public enum WordClass: UInt8, Sendable {
    case other, letter, mark, digit, unspaced, number, format, apostrophe
  }

  /// What the table says of one scalar.
  @frozen
  public struct Entry: Sendable, Hashable {
    public var wordClass: WordClass
    /// Position in `Script.names`.
    public var script: UInt8
    /// Bit 0: upper or title case; bit 1: lower case.
    var letterCase: UInt8
    /// Value of a decimal digit.
    var digit: UInt8
    /// Added to the scalar by simple case folding.
    var foldDelta: Int32

    public var isUpper: Bool { letterCase & 1 != 0 }
    public var isLower: Bool { letterCase & 2 != 0 }
    @inline(__always) public func folded(_ scalar: UInt32) -> UInt32 {
      UInt32(bitPattern: Int32(bitPattern: scalar) &+ foldDelta)
    }
    @inline(__always) public func digitValue(_ scalar: UInt32) -> UInt8 { digit }
  }

  private static let blockBits = 7
  /// Block number of every 128 scalars, then the entry number of every scalar of every distinct block.
  private let blocks: [UInt16]
  private let cells: [UInt16]
  private let entries: [Entry]
  /// The entries of the first scalars, where the letters of nearly all scripts with spaces are, in one look-up.
  private let first: [Entry]
  /// What the first scalars add to the hash of a word, 0 where nothing.
  private let hashed: [UInt32]
  private static let firstCount: UInt32 = 0x2100

  @inline(__always)
  public func entry(_ scalar: UInt32) -> Entry {
    // In bounds: scalars come from valid UTF-8, so below 0x110000, and the tables cover that.
    let block = Int(blocks[Int(scalar >> 7)])
    return entries[Int(cells[block << Self.blockBits | Int(scalar & 127)])]
  }

  /// The table without bounds checks, for the lexical pass; it must not outlive the call.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    blocks.withUnsafeBufferPointer { blocks in
      cells.withUnsafeBufferPointer { cells in
        entries.withUnsafeBufferPointer { entries in
          first.withUnsafeBufferPointer { first in
            hashed.withUnsafeBufferPointer { hashed in
              body(Lookup(blocks: blocks, cells: cells, entries: entries, first: first, hashed: hashed))
            }
          }
        }
      }
    }
  }

  struct Lookup {
    fileprivate let blocks: UnsafeBufferPointer<UInt16>
    fileprivate let cells: UnsafeBufferPointer<UInt16>
    fileprivate let entries: UnsafeBufferPointer<Entry>
    fileprivate let first: UnsafeBufferPointer<Entry>
    fileprivate let hashed: UnsafeBufferPointer<UInt32>

    /// The entry of a scalar below 0x110000; `init(packed:)` has made sure that the blocks cover all of those.
    @inline(__always)
    func entry(_ scalar: UInt32) -> Entry {
      if scalar < UnicodeTable.firstCount { return first[Int(scalar)] }
      let block = Int(blocks[Int(scalar >> 7)])
      return entries[Int(cells[block << UnicodeTable.blockBits | Int(scalar & 127)])]
    }

    /// What a scalar adds to the hash of a word, 0 where nothing: `Lexicon.folded`.
    @inline(__always)
    func hashed(_ scalar: UInt32, _ entry: Entry) -> UInt32 {
      scalar < UnicodeTable.firstCount ? hashed[Int(scalar)] : Lexicon.folded(scalar, entry)
    }
  }

  /// Simple case folding of one scalar.
  public func folded(_ scalar: UInt32) -> UInt32 { entry(scalar).folded(scalar) }

  /// Unpacks `entries|ranges`: an entry is `class.script.case.digit.delta`, a range `entry` or `entry*length`.
  init(packed: StaticString) {
    var entries: [Entry] = []
    var unpacked = Unpacked()
    packed.withUTF8Buffer { bytes in
      var input = PackedNumbers(bytes: bytes)
      while !input.skip(UInt8(ascii: "|")) {
        let numbers = (input.next(), input.next(), input.next(), input.next(), input.next())
        entries.append(
          Entry(
            wordClass: WordClass(rawValue: UInt8(numbers.0))!, script: UInt8(numbers.1), letterCase: UInt8(numbers.2),
            digit: UInt8(numbers.3), foldDelta: Int32(numbers.4)))
      }
      while !input.isAtEnd {
        let entry = UInt16(input.next())
        unpacked.append(entry, count: input.skip(UInt8(ascii: "*")) ? input.next() : 1)
      }
    }
    precondition(unpacked.scalars == 0x110000, "the Unicode table is damaged")
    self.entries = entries
    blocks = unpacked.blocks
    cells = unpacked.cells
    let first = (0..<Int(Self.firstCount)).map {
      entries[Int(unpacked.cells[Int(unpacked.blocks[$0 >> 7]) << Self.blockBits | $0 & 127])]
    }
    self.first = first
    hashed = first.indices.map { Lexicon.folded(UInt32($0), first[$0]) }
  }

  /// Blocks while they are filled. Blocks of one entry alone, which are most, are made once each.
  private struct Unpacked {
    var blocks: [UInt16] = []
    var cells: [UInt16] = []
    var scalars = 0
    private var uniformBlocks: [UInt16: UInt16] = [:]
    private static let size = 1 << blockBits

    mutating func append(_ entry: UInt16, count: Int) {
      var left = count
      while left > 0 {
        let inBlock = scalars % Self.size
        let added = inBlock == 0 ? left - left % Self.size : 0
        if added > 0 {
          let number = uniformBlock(of: entry)
          blocks.append(contentsOf: repeatElement(number, count: added / Self.size))
          scalars += added
          left -= added
        } else {
          if inBlock == 0 { blocks.append(UInt16(cells.count / Self.size)) }
          let part = min(left, Self.size - inBlock)
          cells.append(contentsOf: repeatElement(entry, count: part))
          scalars += part
          left -= part
        }
      }
    }

    private mutating func uniformBlock(of entry: UInt16) -> UInt16 {
      if let known = uniformBlocks[entry] { return known }
      let number = UInt16(cells.count / Self.size)
      cells.append(contentsOf: repeatElement(entry, count: Self.size))
      uniformBlocks[entry] = number
      return number
    }
  }

  /// The decimal numbers of the packed text, one after another, whatever stands between them.
  private struct PackedNumbers {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    /// Passes over `byte` where it comes next.
    mutating func skip(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func next() -> Int {
      let isNegative = skip(UInt8(ascii: "-"))
      var number = 0
      while position < bytes.count, case let digit = bytes[position] &- 0x30, digit < 10 {
        number = number * 10 + Int(digit)
        position += 1
      }
      if !skip(UInt8(ascii: ".")) { _ = skip(UInt8(ascii: " ")) }
      return isNegative ? -number : number
    }
  }

  /// Scripts by ISO 15924 code; a word carries a position in `names`.
  public enum Script {
    public static let names = unicodeScriptNames.description.split(separator: " ").map(String.init)
    public static let cyrillic = index("Cyrl")
    public static let latin = index("Latn")
    public static let hangul = index("Hang")
    public static let han = index("Hani")

    /// The position of a script by its ISO 15924 code, 255 for an unknown one.
    public static func index(_ code: String) -> UInt8 { names.firstIndex(of: code).map(UInt8.init) ?? 255 }
  }
}
