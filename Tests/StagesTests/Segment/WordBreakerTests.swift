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

  @Test("Runs of Han and kana are cut as by ICU's dictionary")
  func ideographs() throws {
    let common = Array(
      """
      的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运のはがをにでとしてたいるれられさせこそあきますですからまでよりもな日本語人々私達東京大阪電車新聞記事カタカナコンピューターテレビラジオインターナショナルー
      """.unicodeScalars.filter { $0.value > 0x2FFF })
    let katakana = Array("アイウエオカキクケコサシスセソー".unicodeScalars)
    var random = SplitMix(seed: 17)
    for round in 0..<3_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int(random.next() % 40) {
        let letters = round % 10 == 0 ? katakana : common
        text.append(letters[Int(random.next() % UInt64(letters.count))])
        if random.next() % 30 == 0 {
          text.append(contentsOf: [", ", "_", "・", "a", "2", "。", "\u{3099}"][round % 7].unicodeScalars)
        }
      }
      let bytes = Array(String(text).utf8)
      let expected = try bytes.withUnsafeBufferPointer { try TextBoundaries.words($0, locale: "und") }
      let found = try FastBreaks.words(bytes)
      let isEqual = found.ends == expected.offsets.map { Int($0) } && found.kinds == expected.kinds
      #expect(isEqual, "\(String(text))")
    }
  }

  @Test("Text without a blank, and marks without end, take linear time")
  func longRuns() throws {
    for unit in ["a", "\u{300}", "a'", "1,", "é", "ж", "\u{200D}", "_", "א\"", "🇺", " ", "a:\u{300}", "中", "々", "カ"] {
      let bytes = Array(String(repeating: unit, count: 200_000).utf8)
      #expect(try FastBreaks.words(bytes).ends.last == bytes.count)
    }
    let marks = Array(("e" + String(repeating: "\u{301}", count: 200_000)).utf8)
    #expect(try FastBreaks.words(marks).ends == [0, marks.count])
    #expect(try FastBreaks.words([]).ends == [0])
  }
}
