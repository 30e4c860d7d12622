import ICU
import Pipeline
import Testing

@testable import Stages

@Suite struct SegmentStageTests {
  private func segmented(
    _ text: String, _ language: Language?, title: String? = nil, tokens: Bool = false
  ) throws -> Document {
    var document = Document(
      id: "test", source: Source(path: "test"), title: title.map { Array($0.utf8) }, body: Array(text.utf8))
    document.language = language
    try SegmentStage(makesTokens: tokens).annotate(&document)
    return document
  }

  private func texts(_ document: Document, _ schema: LayerSchema) -> [String] {
    document.layer(schema)?.spans.map { document.text.string($0) } ?? []
  }

  private func expect(
    _ text: String, _ language: Language?, _ sentences: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = texts(try segmented(text, language), .sentences)
    #expect(found == sentences, sourceLocation: sourceLocation)
  }

  @Test("Sentences end at stops, without white space at their ends")
  func plain() throws {
    try expect("  It rained. Did it?  Yes!\n", "en", ["It rained.", "Did it?", "Yes!"])
    try expect("下雨了。是吗？是！", "zh", ["下雨了。", "是吗？", "是！"])
    try expect("비가 왔다. 정말? 그렇다.", "ko", ["비가 왔다.", "정말?", "그렇다."])
    try expect("Він сказав: «Так». Потім пішов.", "uk", ["Він сказав: «Так».", "Потім пішов."])
    try expect("", "en", [])
    try expect(" \n\u{3000}\u{00A0}\n", "en", [])
  }

  @Test("English abbreviations and initials end no sentence")
  func english() throws {
    try expect(
      "Mr. Smith met Dr. Jones and Gen. Lee. They spoke.", "en",
      ["Mr. Smith met Dr. Jones and Gen. Lee.", "They spoke."])
    try expect(
      "The U.S. Army left. It left the U.S. The war went on.", "en",
      ["The U.S. Army left.", "It left the U.S.", "The war went on."])
    try expect(
      "At 5 p.m. on Jan. 5 he slept. At 5 p.m. He woke.", "en",
      ["At 5 p.m. on Jan. 5 he slept.", "At 5 p.m.", "He woke."])
    try expect("J. K. Rowling wrote. So did (G. B. Shaw).", "en", ["J. K. Rowling wrote.", "So did (G. B. Shaw)."])
    try expect("See No. 5 of it. He said No. They left.", "en", ["See No. 5 of it.", "He said No.", "They left."])
    try expect("It was he and I. Nobody came.", "en", ["It was he and I.", "Nobody came."])
    try expect("“Dr. Who” came.", "en", ["“Dr. Who” came."])
  }

  @Test("Abbreviations of other languages end no sentence")
  func otherLanguages() throws {
    try expect(
      "У 2023 р. 5 тис. 300 осіб виїхали до м. Києва, ст. 12. Потім В. Стус писав.", "uk",
      ["У 2023 р. 5 тис. 300 осіб виїхали до м. Києва, ст. 12.", "Потім В. Стус писав."])
    try expect("Це було в 1991 р. Україна стала вільною.", "uk", ["Це було в 1991 р.", "Україна стала вільною."])
    try expect("В г. Москве 5 млн. 100 человек. Всё.", "ru", ["В г. Москве 5 млн. 100 человек.", "Всё."])
    try expect("Es gibt z. B. Äpfel, ca. 5 Mio. Stück. Gut.", "de", ["Es gibt z. B. Äpfel, ca. 5 Mio. Stück.", "Gut."])
    try expect(
      "Am 21. Mai kam er. Er ist 45. Das war 2019. Gut.", "de",
      ["Am 21. Mai kam er.", "Er ist 45.", "Das war 2019.", "Gut."])
    try expect("Selon M. Dupont, oui. Non.", "fr", ["Selon M. Dupont, oui.", "Non."])
  }

  @Test("Blank lines, line ends and the title's border end a sentence; wrapped lines do not")
  func lines() throws {
    try expect(
      "A heading\n\nlower case text\ngoes on here. End", "en", ["A heading", "lower case text\ngoes on here.", "End"])
    try expect("First item\nSecond item\nMr.\n\nSmith", "en", ["First item", "Second item", "Mr.", "Smith"])
    let document = try segmented("the body goes on.", "en", title: "A title without a stop by Mr.")
    #expect(texts(document, .sentences) == ["A title without a stop by Mr.", "the body goes on."])
  }

  @Test("Tokens are made only where they are asked for")
  func tokens() throws {
    #expect(try segmented("One two.", "en").layer(.tokens) == nil)
    #expect(texts(try segmented("One п’ять 3.5 km.", "en", tokens: true), .tokens) == ["One", "п’ять", "3.5", "km"])
    let definition = SegmentStage.definition
    for (options, demanded, expected) in [
      (Options(), Set<String>(), false), (Options(["tokens": .bool(true)]), [], true), (Options(), ["tokens"], true),
    ] {
      let stage = try definition.make(options, StageContext(id: "segment", demandedLayers: demanded))
      var document = Document(id: "test", source: Source(path: "test"), body: Array("One".utf8))
      try #require(stage as? any AnnotatingStage).annotate(&document)
      #expect((document.layer(.tokens) != nil) == expected)
    }
  }

  @Test(
    "A language that is unknown or no language at all still gets sentences",
    arguments: [
      nil, "und", "xx", "not a tag!", "en_US", "x-private",
    ] as [Language?])
  func unknownLanguage(_ language: Language?) throws {
    #expect(texts(try segmented("One thing. Two things.", language, tokens: true), .sentences).count == 2)
  }

  @Test("Sentences are in order, hold all but white space, and go over no blank line and no border of the title")
  func generated() throws {
    var random = SplitMix(seed: 21)
    let pieces = [
      "Mr.", " ", " ", "\n", "\n\n", "word", "Word", "5", ".", "?", "”", "(", ")", "U.S.", "J.", "м.", "р.", "Київ",
      "。", "中", "「", " – ",
      "\u{3000}", "\u{A0}", "z. B.", "\r\n", "e\u{301}", "…", ",", "«", "»", "21.",
    ]
    for round in 0..<5_000 {
      var text = ""
      for _ in 0..<Int(random.next() % 16) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
      let language: Language = ["en", "uk", "de", "pl"][round % 4]
      let document = try segmented(text, language, title: round % 3 == 0 ? "Title" : nil)
      let spans = try #require(document.layer(.sentences)).spans
      var end = 0
      func isBlank(_ range: Range<Int>) -> Bool {
        document.text.withBytes { Blanks.trimmed(range.lowerBound, range.upperBound, in: $0) == nil }
      }
      for span in spans {
        #expect(Int(span.start) >= end && !span.isEmpty)
        #expect(isBlank(end..<Int(span.start)))
        #expect(!document.text.string(span).contains("\n\n"), "\(text.debugDescription)")
        if let title = document.titleRange { #expect(span.end <= title.end || span.start >= title.end) }
        end = Int(span.end)
      }
      #expect(isBlank(end..<document.text.count))
    }
  }

  @Test("By Unicode's rules alone, sentences are ICU's")
  func unicodeRules() throws {
    let text = "Mr. Smith left. It ended. 5 people ran. “Stop!” he said."
    var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    document.language = "en"
    try SegmentStage(rules: .unicode).annotate(&document)
    #expect(texts(document, .sentences) == ["Mr.", "Smith left.", "It ended. 5 people ran.", "“Stop!”", "he said."])
  }

  @Test("Long runs of line ends, blanks and stops take linear time")
  func longRuns() throws {
    for unit in [
      "\n", " ", ". ", "Mr. ", "\r\n", "a\n", "J. ", "\u{3000}", "1. ", "II. ", ". – A", ".(", "abcdefghij", "«",
      "a word or two and a line end of the same width\n",
    ] {
      let document = try segmented(String(repeating: unit, count: 50_000), "en")
      #expect(document.layer(.sentences)?.count ?? .max <= 50_001)
    }
  }
}
