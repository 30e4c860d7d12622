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

  @Test("Sentences are in order, hold every letter, and without a list of abbreviations are ICU's but for lines")
  func generated() throws {
    var random = SplitMix(seed: 21)
    let pieces = [
      "Mr.", " ", " ", "\n", "\n\n", "word", "Word", "5", ".", "?", "”", "(", ")", "U.S.", "J.", "м.", "р.", "Київ",
      "。", "中",
      "\u{3000}", "\u{A0}", "z. B.", "\r\n", "e\u{301}", "…", ",", "«",
    ]
    for round in 0..<5_000 {
      var text = ""
      for _ in 0..<Int(random.next() % 16) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
      let language: Language = ["en", "uk", "de", "pl"][round % 4]
      let document = try segmented(text, language, title: round % 3 == 0 ? "Title" : nil)
      let spans = try #require(document.layer(.sentences)).spans
      var end: UInt32 = 0
      for span in spans {
        #expect(span.start >= end && !span.isEmpty)
        #expect(document.text[ByteRange(end, span.start)].allSatisfy { $0 <= 0x20 || $0 >= 0x80 })
        #expect(!document.text.string(span).contains("\n\n"))
        end = span.end
      }
      #expect(document.text[ByteRange(Int(end), document.text.count)].allSatisfy { $0 <= 0x20 || $0 >= 0x80 })
      // Every start is a boundary of ICU's, or the border of the title.
      let boundaries = try document.text.withBytes {
        try TextBoundaries.sentences($0, locale: language == "pl" ? "pl" : "und")
      }
      for span in spans {
        var at = Int(span.start)
        while at > 0, !boundaries.contains(UInt32(at)), at > Int(span.start) - 12 { at -= 1 }
        let isBoundary = boundaries.contains(UInt32(at)) || document.titleRange?.end == UInt32(at)
        #expect(isBoundary, "\(text.debugDescription)")
      }
    }
  }

  @Test("Long runs of line ends, blanks and stops take linear time")
  func longRuns() throws {
    for unit in ["\n", " ", ". ", "Mr. ", "\r\n", "a\n", "J. ", "\u{3000}"] {
      let document = try segmented(String(repeating: unit, count: 50_000), "en")
      #expect(document.layer(.sentences)?.count ?? -1 <= 50_000)
    }
  }
}
