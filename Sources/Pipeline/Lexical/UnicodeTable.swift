/// Word class, script, case, simple case folding and digit value of every Unicode scalar, in two table look-ups.
///
/// Made from the Unicode Character Database (Unicode License v3) by `generate-unicode-table`; the ranges stand in
/// `UnicodeTableData.swift`, and a test holds them against ICU. Unpacked once per process, about 0.4 ms.
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
    @inline(__always) public func folded(_ scalar: UInt32) -> UInt32 { UInt32(bitPattern: Int32(bitPattern: scalar) &+ foldDelta) }
    @inline(__always) public func digitValue(_ scalar: UInt32) -> UInt8 { digit }
  }

  private static let blockBits = 7
  /// Block number of every 128 scalars, then the entry number of every scalar of every distinct block.
  private let blocks: [UInt16]
  private let cells: [UInt16]
  private let entries: [Entry]

  @inline(__always)
  public func entry(_ scalar: UInt32) -> Entry {
    // In bounds: scalars come from valid UTF-8, so below 0x110000, and the tables cover that.
    let block = Int(blocks[Int(scalar >> 7)])
    return entries[Int(cells[block << Self.blockBits | Int(scalar & 127)])]
  }

  /// Simple case folding of one scalar.
  public func folded(_ scalar: UInt32) -> UInt32 { entry(scalar).folded(scalar) }

  /// Unpacks `entries|ranges`: an entry is `class.script.case.digit.delta`, a range `entry` or `entry*length`.
  init(packed: StaticString) {
    let text = String(describing: packed)
    let halves = text.split(separator: "|")
    entries = halves[0].split(separator: " ").map { record in
      let fields = record.split(separator: ".").map { Int32($0)! }
      return Entry(
        wordClass: WordClass(rawValue: UInt8(fields[0]))!, script: UInt8(fields[1]), letterCase: UInt8(fields[2]),
        digit: UInt8(fields[3]), foldDelta: fields[4])
    }
    var flat: [UInt16] = []
    flat.reserveCapacity(0x110000)
    for range in halves[1].utf8.split(separator: UInt8(ascii: " ")) {
      var numbers: (Int, Int) = (0, 0)
      var inLength = false
      for byte in range {
        if byte == UInt8(ascii: "*") {
          inLength = true
        } else if inLength {
          numbers.1 = numbers.1 * 10 + Int(byte - 0x30)
        } else {
          numbers.0 = numbers.0 * 10 + Int(byte - 0x30)
        }
      }
      flat.append(contentsOf: repeatElement(UInt16(numbers.0), count: inLength ? numbers.1 : 1))
    }
    precondition(flat.count == 0x110000, "the Unicode table is damaged")
    var blocks: [UInt16] = []
    var cells: [UInt16] = []
    var known: [ArraySlice<UInt16>: UInt16] = [:]
    for start in stride(from: 0, to: flat.count, by: 1 << Self.blockBits) {
      let block = flat[start..<start + (1 << Self.blockBits)]
      let key = ArraySlice(Array(block))
      if let number = known[key] {
        blocks.append(number)
      } else {
        let number = UInt16(known.count)
        known[key] = number
        blocks.append(number)
        cells.append(contentsOf: block)
      }
    }
    self.blocks = blocks
    self.cells = cells
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
