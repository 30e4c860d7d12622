import Foundation
import ICU
import Pipeline
import Testing

@testable import Stages

/// Debian's `unicode-data` holds Unicode's own test files; they fit only the version of Unicode that ICU and the tables have.
enum UnicodeTestFile {
  struct Case {
    var bytes: [UInt8] = []
    /// Where the file has ÷, in bytes.
    var boundaries: [Int] = []
    var line = ""
  }

  private static let folder = "/usr/share/unicode/auxiliary/"
  static let isHere =
    ICUVersion.current.unicode == "15.0" && FileManager.default.fileExists(atPath: folder + "WordBreakTest.txt")

  static func cases(_ name: String) throws -> [Case] {
    let data = try #require(FileManager.default.contents(atPath: folder + name))
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
      guard !fields.isEmpty else { return nil }
      var test = Case(line: String(line))
      for field in fields {
        switch field {
        case "÷": test.boundaries.append(test.bytes.count)
        case "×": break
        default:
          test.bytes += UInt32(field, radix: 16).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) } ?? []
        }
      }
      return test
    }
  }
}

/// The boundaries of words and sentences as the fast path cuts them.
enum FastBreaks {
  static func words(_ bytes: [UInt8], colonJoins: Bool = false) throws -> (ends: [Int], kinds: [WordKind]) {
    var ends = [0]
    var kinds: [WordKind] = []
    try bytes.withUnsafeBufferPointer { buffer in
      try WordBreaker(buffer, colonJoins: colonJoins).forEachSegment { stretch throws(ICUError) in
        try TextBoundaries.words(stretch, locale: colonJoins ? "sv" : "und")
      } _: { start, end, kind in
        #expect(start == ends.last)
        ends.append(end)
        kinds.append(kind)
      }
    }
    return (ends, kinds)
  }

  static func sentences(_ bytes: [UInt8]) -> [Int] {
    guard !bytes.isEmpty else { return [0] }
    return bytes.withUnsafeBufferPointer { buffer in
      var ends = [0]
      var scanner = SentenceScanner(buffer)
      while let site = scanner.next() { if site.isBoundary { ends.append(site.end) } }
      if ends.last! < bytes.count { ends.append(bytes.count) }
      return ends
    }
  }
}

@Suite struct UnicodeBreakTests {
  @Test("Words are cut as WordBreakTest.txt says", .enabled(if: UnicodeTestFile.isHere))
  func wordBreakTest() throws {
    let cases = try UnicodeTestFile.cases("WordBreakTest.txt")
    #expect(cases.count > 1_800)
    for test in cases {
      // Unicode's own rules join letters by a colon; ICU's root rules leave that to Swedish and Finnish.
      let ends = try FastBreaks.words(test.bytes, colonJoins: true).ends
      #expect(ends == test.boundaries, "\(test.line)")
    }
  }

  @Test("Sentences are cut as SentenceBreakTest.txt says", .enabled(if: UnicodeTestFile.isHere))
  func sentenceBreakTest() throws {
    let cases = try UnicodeTestFile.cases("SentenceBreakTest.txt")
    #expect(cases.count > 500)
    for test in cases { #expect(FastBreaks.sentences(test.bytes) == test.boundaries, "\(test.line)") }
  }

  @Test(
    "No sentence or word boundary splits a cluster of GraphemeBreakTest.txt but where ICU has one",
    .enabled(if: UnicodeTestFile.isHere))
  func graphemeBreakTest() throws {
    let cases = try UnicodeTestFile.cases("GraphemeBreakTest.txt")
    #expect(cases.count > 600)
    var split = 0
    for test in cases {
      #expect(Set(FastBreaks.sentences(test.bytes)).isSubset(of: test.boundaries), "\(test.line)")
      let words = try FastBreaks.words(test.bytes).ends
      let icu = try test.bytes.withUnsafeBufferPointer {
        try TextBoundaries.words($0, locale: "und").offsets.map { Int($0) }
      }
      #expect(words == icu, "\(test.line)")
      if !Set(words).isSubset(of: test.boundaries) { split += 1 }
    }
    // Behind a prepended sign (U+0600), which is a letter of no word, and between a syllable and a jamo.
    #expect(split < cases.count / 20)
  }

  @Test("Every scalar has the sentence class and the word class that ICU says", .enabled(if: UnicodeTestFile.isHere))
  func tables() {
    let properties = UnicodeData.allCodePoints()
    let breaks = BreakProperties()
    let names: [UInt8: WordClass] = [
      1: .letter, 2: .format, 4: .midLetter, 5: .midNum, 6: .numeric, 7: .extendNumLet, 8: .carriageReturn, 9: .extend,
      10: .lineFeed, 11: .midNumLet, 12: .newline, 13: .regionalIndicator, 14: .hebrew, 15: .singleQuote,
      16: .doubleQuote, 21: .zeroWidthJoiner, 22: .space,
    ]
    let unspaced = Set(["Hani", "Hira"].compactMap { ScriptCode(name: $0)?.rawValue })
    var wrong: [Int] = []
    for scalar in 0..<0x110000 {
      let value = BreakTable.words.value(UInt32(scalar))
      let found = WordClass(rawValue: value & 31)
      let flags = ScalarFlags(rawValue: properties.flags[scalar])
      let wordBreak = properties.wordBreaks[scalar]
      let expected: WordClass
      switch scalar {
      case 0x40: expected = .letter
      case 0x3A, 0xFE55, 0xFF1A: expected = .colon
      case 0xAC00...0xD7A3: expected = .hangul
      case _ where unspaced.contains(properties.scripts[scalar]) || wordBreak == 3: expected = .dictionary
      case _ where flags.contains(.ideographic) && wordBreak == 0: expected = .dictionary
      case _ where breaks.lineBreaks[scalar] == 24 && breaks.graphemeBreaks[scalar] != 1 && wordBreak != 9:
        expected = .dictionary
      default: expected = names[wordBreak] ?? .other
      }
      let isRight =
        found == expected && (value & WordClass.pictographic != 0) == flags.contains(.extendedPictographic)
        && BreakTable.sentences.value(UInt32(scalar)) == breaks.sentenceBreaks[scalar]
      if !isRight { wrong.append(scalar) }
    }
    #expect(wrong.isEmpty, "\(wrong.count) scalars, the first: \(wrong.prefix(5).map { String($0, radix: 16) })")
  }
}
