import ICU
import Pipeline
import Testing

@testable import Stages

@Suite struct WordBreakerTests {
  private func words(_ text: String, colonJoins: Bool = false) throws -> [String] {
    let bytes = Array(text.utf8)
    let (ends, kinds) = try FastBreaks.words(bytes, colonJoins: colonJoins)
    return kinds.indices.filter { kinds[$0] != .none }.map {
      String(decoding: bytes[ends[$0]..<ends[$0 + 1]], as: UTF8.self)
    }
  }

  @Test("Generated text of all scripts is cut as ICU cuts it")
  func generated() throws {
    var random = SplitMix(seed: 7)
    for round in 0..<20_000 {
      let bytes = ScriptText.text(&random)
      let colonJoins = round % 2 == 0
      let found = try FastBreaks.words(bytes, colonJoins: colonJoins)
      let expected = try bytes.withUnsafeBufferPointer {
        try TextBoundaries.words($0, locale: colonJoins ? "sv" : "und")
      }
      let hasSameEnds = found.ends == expected.offsets.map { Int($0) }
      #expect(hasSameEnds, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      guard hasSameEnds else { continue }
      for index in found.kinds.indices where found.kinds[index] != expected.kinds[index] {
        // ICU says of a syllable or underscore with a mark that it is no word; here it is one.
        let last = String(decoding: bytes[found.ends[index]..<found.ends[index + 1]], as: UTF8.self).unicodeScalars
          .last!
        let value = BreakTable.words.value(last.value)
        #expect(expected.kinds[index] == .none && WordClass(rawValue: value & 31)!.isAttached)
      }
    }
  }

  @Test("Numbers, apostrophes and addresses stay whole; hyphens and slashes part words")
  func samples() throws {
    #expect(try words("It’s 3.14, 1,000.50 or 12:30.") == ["It’s", "3.14", "1,000.50", "or", "12", "30"])
    #expect(try words("п’ять об'єктів") == ["п’ять", "об'єктів"])
    #expect(try words("state-of-the-art and/or") == ["state", "of", "the", "art", "and", "or"])
    #expect(try words("mail a.b@example.org now") == ["mail", "a.b@example.org", "now"])
    #expect(try words("EU:s", colonJoins: true) == ["EU:s"])
    #expect(try words("EU:s") == ["EU", "s"])
    #expect(try words("צה\"ל ר' א") == ["צה\"ל", "ר'", "א"])
    #expect(try words("snake_case_1") == ["snake_case_1"])
  }

  @Test("Dictionary scripts among others are cut as if ICU saw the whole text")
  func dictionaryScripts() throws {
    let pieces = [
      "北京大学生前来应聘。", "word ", "ภาษาไทยง่ายมาก", " ", "2024年", "カタカナとひらがな", "\n", "၁၂ မြန်မာဘာသာ", "ພາສາລາວ ", "ខ្មែរ",
      "a longer stretch of Latin words that goes on and on, well beyond the distance that is looked at. ", "KBS는 ",
    ]
    var random = SplitMix(seed: 3)
    for _ in 0..<500 {
      let bytes = Array((0..<8).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined().utf8)
      let expected = try bytes.withUnsafeBufferPointer { try TextBoundaries.words($0, locale: "und") }
      let found = try FastBreaks.words(bytes)
      #expect(found.ends == expected.offsets.map { Int($0) })
      #expect(found.kinds == expected.kinds)
    }
  }

  @Test("Text without a blank, and marks without end, take linear time")
  func longRuns() throws {
    for unit in ["a", "\u{300}", "a'", "1,", "é", "ж", "\u{200D}", "_", "א\"", "🇺", " ", "a:\u{300}"] {
      let bytes = Array(String(repeating: unit, count: 200_000).utf8)
      #expect(try FastBreaks.words(bytes).ends.last == bytes.count)
    }
    let marks = Array(("e" + String(repeating: "\u{301}", count: 200_000)).utf8)
    #expect(try FastBreaks.words(marks).ends == [0, marks.count])
    #expect(try FastBreaks.words([]).ends == [0])
  }
}
