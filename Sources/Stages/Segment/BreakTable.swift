/// Word_Break of a scalar, as ICU's root rules tailor it: "@" is a letter, a colon joins letters only where the language
/// says so, Hangul syllables are apart from letters, and what needs a dictionary has a class of its own.
enum WordClass: UInt8 {
  case other, carriageReturn, lineFeed, newline, extend, format, zeroWidthJoiner, space, regionalIndicator, letter,
    hebrew
  case numeric, extendNumLet, midLetter, midNum, midNumLet, singleQuote, doubleQuote, colon, hangul
  /// Han, Hiragana, Katakana, and letters of Thai, Lao, Khmer, Burmese and their relatives.
  case dictionary

  /// Set beside the class in the table: Extended_Pictographic.
  static let pictographic: UInt8 = 0x20

  /// The class in a value of the table, which holds no other.
  @inline(__always)
  init(tableValue: UInt8) { self = unsafeBitCast(tableValue & 31, to: WordClass.self) }
}

/// Sentence_Break, by ICU's numbers.
enum SentenceClass: UInt8 {
  case other, fullStop, close, format, lower, numeric, otherLetter, separator, space, terminal, upper, carriageReturn
  case extend, lineFeed, continuation

  /// A value of the table, which holds no other.
  @inline(__always)
  init(tableValue: UInt8) { self = unsafeBitCast(tableValue, to: SentenceClass.self) }
}

/// A class for every Unicode scalar: one look-up below U+0800, two above.
///
/// Made from the Unicode Character Database (Unicode License v3) by `generate-unicode-table`; a test holds it against ICU.
/// Unpacked once a process and never freed, so that hot loops may keep pointers.
struct BreakTable: @unchecked Sendable {
  static let words = BreakTable(packed: wordClassData)
  static let sentences = BreakTable(packed: sentenceClassData)

  private static let blockSize = 128
  /// Classes of U+0000 to U+07FF, all that one or two bytes encode.
  private let low: UnsafeMutablePointer<UInt8>
  /// Block number of every 128 scalars, then the class of every scalar of every distinct block.
  private let blocks: UnsafeMutablePointer<UInt16>
  private let cells: UnsafeMutablePointer<UInt8>

  /// The class of a scalar below 0x110000.
  @inline(__always)
  func value(_ scalar: UInt32) -> UInt8 {
    cells[Int(blocks[Int(scalar >> 7)]) << 7 | Int(scalar & 127)]
  }

  /// The class of the scalar at `position` and its length; sound only on valid UTF-8, which `Text` guarantees.
  @inline(__always)
  func value(at position: Int, in bytes: UnsafePointer<UInt8>) -> (value: UInt8, length: Int) {
    let b0 = bytes[position]
    if b0 < 0x80 { return (low[Int(b0)], 1) }
    if b0 < 0xE0 { return (low[Int(b0 & 0x1F) << 6 | Int(bytes[position + 1] & 0x3F)], 2) }
    if b0 < 0xF0 {
      let scalar =
        UInt32(b0 & 0x0F) << 12 | UInt32(bytes[position + 1] & 0x3F) << 6 | UInt32(bytes[position + 2] & 0x3F)
      return (value(scalar), 3)
    }
    let high = UInt32(b0 & 0x07) << 18 | UInt32(bytes[position + 1] & 0x3F) << 12
    return (value(high | UInt32(bytes[position + 2] & 0x3F) << 6 | UInt32(bytes[position + 3] & 0x3F)), 4)
  }

  /// The class of the scalar that ends before `position`, which is not 0, and its length.
  @inline(__always)
  func value(before position: Int, in bytes: UnsafePointer<UInt8>) -> (value: UInt8, length: Int) {
    var start = position - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (value(at: start, in: bytes).value, position - start)
  }

  /// Unpacks `class` and `class*length`, separated by spaces.
  init(packed: StaticString) {
    var classes: [UInt8] = []
    classes.reserveCapacity(0x110000)
    packed.withUTF8Buffer { text in
      var position = 0
      func number() -> Int {
        var number = 0
        while position < text.count, case let digit = text[position] &- 0x30, digit < 10 {
          number = number * 10 + Int(digit)
          position += 1
        }
        return number
      }
      while position < text.count {
        let value = UInt8(number())
        var length = 1
        if position < text.count, text[position] == UInt8(ascii: "*") {
          position += 1
          length = number()
        }
        classes.append(contentsOf: repeatElement(value, count: length))
        position += 1
      }
    }
    precondition(classes.count == 0x110000, "the table of break classes is damaged")
    // Most blocks are of one class alone; those are stored once.
    var uniformBlocks: [UInt8: UInt16] = [:]
    var blocks: [UInt16] = []
    var cells: [UInt8] = []
    for start in stride(from: 0, to: classes.count, by: Self.blockSize) {
      let block = classes[start..<start + Self.blockSize]
      let value = block[start]
      let isUniform = block.allSatisfy { $0 == value }
      if isUniform, let known = uniformBlocks[value] {
        blocks.append(known)
        continue
      }
      let number = UInt16(cells.count / Self.blockSize)
      if isUniform { uniformBlocks[value] = number }
      blocks.append(number)
      cells += block
    }
    low = Self.immortal(Array(classes[..<0x800]))
    self.blocks = Self.immortal(blocks)
    self.cells = Self.immortal(cells)
  }

  private static func immortal<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    memory.initialize(from: elements, count: elements.count)
    return memory
  }
}
