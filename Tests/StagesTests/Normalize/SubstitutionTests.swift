import ICU
import Pipeline
import Testing

@testable import Stages

/// The plainer forms of characters that `normalize` can be asked for.
@Suite struct SubstitutionTests {
  private func expect(
    _ text: String, becomes expected: String, _ option: String? = nil, _ isOn: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    let options: KeyValuePairs<String, OptionValue> = option.map { [$0: .bool(isOn)] } ?? [:]
    try NormalizeStage(Options(options)).edit(&document)
    #expect(
      document.text.bytes == Array(expected.utf8), "\(document.text.string.debugDescription)",
      sourceLocation: sourceLocation)
    // What became of the text leads back to all of it.
    let whole = document.alignment.source(of: ByteRange(0, document.text.count))
    #expect(document.text.count == 0 || whole.end <= document.original.count, sourceLocation: sourceLocation)
  }

  @Test func apostrophesBetweenLettersAreOne() throws {
    try expect("п’ять пʼять п`ять п´ять п‘ять don’t l’eau", becomes: "п'ять п'ять п'ять п'ять п'ять don't l'eau")
    try expect("the students’ ‘quoted’ words", becomes: "the students’ ‘quoted’ words")
    try expect("5′ 30″ `code`", becomes: "5′ 30″ `code`")
    try expect("п’ять", becomes: "п’ять", "apostrophes", false)
    try expect("Kamehamehaʻs Oʻahu", becomes: "Kamehamehaʻs Oʻahu")
  }

  @Test func quotesBecomeStraightWhenAsked() throws {
    try expect("“a” „b“ «c» ‘d’ ‚e‘ ‹f›", becomes: "\"a\" \"b\" \"c\" 'd' 'e' 'f'", "quotes")
    try expect("“a” «c» 「d」", becomes: "“a” «c» 「d」")
    try expect("「d」『e』", becomes: "「d」『e』", "quotes")
  }

  @Test func dashesBecomeHyphensWhenAsked() throws {
    try expect("10–15 London–Paris a — b −5 ‑ ‒", becomes: "10-15 London-Paris a - b -5 - -", "dashes")
    try expect("word—word", becomes: "word - word", "dashes")
    try expect("10–15 a — b", becomes: "10–15 a — b")
  }

  @Test func repeatedPunctuationIsCutWhenAsked() throws {
    try expect(
      "Yes!!! What?! No?!?!?! Well..... And… so…… .. ...", becomes: "Yes! What?! No?! Well... And… so… .. ...",
      "punctuation")
    try expect("Yes!!!", becomes: "Yes!!!")
  }

  @Test func digitsOfAllScriptsBecomeASCIIWhenAsked() throws {
    try expect("١٢٬٣٤٥ ۱۲ १२ ๑๒ 𝟏𝟐 １２", becomes: "12٬345 12 12 12 12 12", "digits")
    try expect("١٢٬٣٤٥", becomes: "١٢٬٣٤٥")
  }

  @Test func fullAndHalfWidthFormsBecomeOrdinary() throws {
    try expect("ＮＡＴＯは１，２３４人、３．５％増。", becomes: "NATOは1,234人、3.5%増。")
    try expect("ｶﾞｿﾘﾝ ﾊﾟﾘ ￥500", becomes: "ガソリン パリ ¥500")
    try expect("你好，世界！（完）", becomes: "你好，世界！（完）")
    try expect("ＮＡＴＯ ｶﾞ", becomes: "ＮＡＴＯ ｶﾞ", "full-width", false)
  }

  @Test func arabicPresentationFormsBecomeLetters() throws {
    try expect("ﻣﺮﺣﺒﺎ ﻻ", becomes: "مرحبا لا")
    try expect("مـــرحبا", becomes: "مرحبا")
    // An abbreviation ends in the stretched letter, and a sign of its own is not spelled out.
    try expect("1445 هـ ﷺ ﷼", becomes: "1445 هـ ﷺ ﷼")
    try expect("ﻣﺮ ـ", becomes: "ﻣﺮ ـ", "arabic-forms", false)
  }

  @Test func variationSelectorsGoButThoseOfEmoji() throws {
    try expect("葛\u{E0100}城 a\u{FE0F} ❤\u{FE0F} 1\u{FE0F}\u{20E3}", becomes: "葛城 a ❤\u{FE0F} 1\u{FE0F}\u{20E3}")
    try expect("葛\u{E0100}城", becomes: "葛\u{E0100}城", "variation-selectors", false)
  }

  @Test func dividedWordsAreJoinedWhenAsked() throws {
    try expect(
      "The commit-\ntee and the up-\n  grade, North-\nKorea, 5-\nyear, a-\n\nb",
      becomes: "The committee and the upgrade, North-\nKorea, 5-\nyear, a-\n\nb", "hyphenation")
    try expect("The commit-\ntee", becomes: "The commit-\ntee")
  }

  @Test func caseFoldingIsAForm() throws {
    var document = Document(id: "test", source: Source(path: "test"), body: Array("Straße ΣΊΣΥΦΟΣ 10⁹ ½".utf8))
    try NormalizeStage(Options(["form": .string("nfkc-casefold")])).edit(&document)
    #expect(document.text.string == "strasse σίσυφοσ 10⁹ ½")
  }

  /// Nothing that an option replaces is passed over by its bytes.
  @Test func everyReplacedScalarIsACandidate() {
    for kinds in (0..<9).map({ Substitution.Kinds(rawValue: 1 << $0) }) + [Substitution.Kinds(rawValue: 0x1FF)] {
      let substitution = Substitution(kinds)
      let candidates = Set(substitution.candidates.joined())
      for scalar in UInt32(0x80)..<0x20000 where substitution.mayApply(to: scalar) {
        #expect(candidates.contains(scalar), "\(String(scalar, radix: 16)) of \(kinds)")
      }
    }
  }

  /// The table that lets most text go without ICU, against ICU.
  @Test func whatIsNotSuspiciousIsNormalized() throws {
    var random = SplitMix(seed: 5)
    var innocent: [Unicode.Scalar] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(UTF8.encode(scalar)!)
      let isListed =
        bytes.count > 1
        && (bytes[0] == 0xE2
          || NormalizationQuickCheck.suspiciousSeconds[Int(bytes[0])] >> UInt64(bytes[1] & 63) & 1 == 1)
      if !(isListed && NormalizationQuickCheck.isSuspicious(value)) { innocent.append(scalar) }
    }
    #expect(innocent.count > 100_000)
    // Each behind each of its neighbours and behind a random other one.
    var text: [UInt8] = []
    for scalar in innocent {
      text += UTF8.encode(scalar)!
      if random.next() & 1 == 0 { text += UTF8.encode(innocent[Int(random.next() % UInt64(innocent.count))])! }
    }
    let isNormalized = try text.withUnsafeBufferPointer { try Normalizer.nfc.isNormalized($0) }
    #expect(isNormalized)
  }
}
