import Pipeline
import Testing

@testable import Stages

/// What holds whatever the text is: line ends, sizes, running twice.
@Suite struct BoilerplateTextTests {
  static let page = [
    "Photo: Jane Doe/AFP", "The council met on Monday.", "Read also:", "Ferry bought for a song",
    "It will meet again on Friday.", "Source: Harbour Office",
  ]
  static let found = [
    "caption: Photo: Jane Doe/AFP", "link: Read also:", "link: Ferry bought for a song",
    "source: Source: Harbour Office",
  ]

  @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}"])
  func `every line end of Unicode ends a line`(end: String) throws {
    #expect(try marks(Self.page.joined(separator: end)) == Self.found)
    #expect(try marks(Self.page.joined(separator: end) + end) == Self.found)
  }

  @Test func `white space around a line is outside its mark`() throws {
    #expect(try marks("\u{FEFF}\u{3000} Photo: Jane Doe \u{A0}\t\nWords.") == ["caption: Photo: Jane Doe"])
  }

  @Test func `empty texts have no marks and a layer`() throws {
    for text in ["", "\n", " \r\n\u{2028}", "…", "(", "©", "https://", "@", "/", "[]"] {
      #expect(try marked(text).layer(.marks) != nil)
    }
    #expect(try marks("") == [])
  }

  @Test func `long lines and many lines`() throws {
    // Millions of bytes and lines go through the release binary: EndToEnd/BoilerplateTests.
    #expect(try marks(String(repeating: "word and ( more / of it © ", count: 4000)).count <= 1)
    let text = (0..<20_000).map { "line \($0)" }.joined(separator: "\n")
    #expect(try marks(text + "\nPhoto: Jane Doe") == ["caption: Photo: Jane Doe"])
    #expect(try marks(String(repeating: "again and again it is said\n", count: 5000)).count == 4999)
  }

  @Test func `marking what is marked adds nothing`() throws {
    var document = try marked(Self.page.joined(separator: "\n"))
    let once = document.layer(.marks)!
    try BoilerplateStage(position: 3).annotate(&document)
    document.sortLayers()
    #expect(document.layer(.marks)!.spans == once.spans)
  }

  @Test func `a text without its marked lines has none`() throws {
    for page in LanguagePages.all {
      let lines = MarkedPage(page.text).lines.filter { $0.kind == nil }.map(\.text)
      #expect(try marks(lines.joined(separator: "\n"), language: page.language) == [], "\(page.language)")
    }
    let stays = Self.page.filter { line in !Self.found.contains { $0.hasSuffix(": " + line) } }
    #expect(try marks(stays.joined(separator: "\n")) == [])
  }

  @Test func `marks of any text are whole characters, ascending and apart`() throws {
    let pieces = [
      "Photo", "Read also", "Source", "By", "Jane Doe", "AFP", "Getty Images", "©", "ⓒ", "/", " / ", ": ", " – ", "(",
      ")",
      "[", "]", "【", "】", "（", "）", "관련기사", "기자", "写真", "来源", "Читайте також", "Фото", ".", "。", ",", "…", "“", "”",
      "\n", "\n", "\r\n", "\u{85}", "\u{2028}", "\u{A0}", "\u{3000}", "\u{200B}", "\u{AD}", "📷", "✍️", "a@b.org",
      "https://a.org",
      " ", " ", "Editor's note", "All rights reserved", "the bridge was built", "2024",
    ]
    var random = SplitMix(5)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...24, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      let bytes = Array(text.utf8)
      var last: UInt32 = 0
      for span in try marked(text, language: nil).layer(.marks)!.spans {
        #expect(span.start >= last && !span.isEmpty && Int(span.end) <= bytes.count)
        #expect(String(validating: bytes[span.indices], as: UTF8.self) != nil)
        last = span.end
      }
    }
  }

  @Test func `deduplication passes over what is marked`() throws {
    let words = DeduplicateStageTests.words(300, seed: 8)
    let body = DeduplicateStageTests.paragraphs(words)
    let frame = DeduplicateStageTests.words(200, seed: 9)
    let links = stride(from: 0, to: 160, by: 8).map { "Read also: " + frame[$0..<$0 + 8].joined(separator: " ") }
    var documents: [Document] = []
    for (id, lines) in [("a", body), ("b", body.prefix(3) + links + body.dropFirst(3))] {
      var document = Document(
        id: ByteString(Array(id.utf8)), source: Source(path: "test"), body: Array(lines.joined(separator: "\n\n").utf8))
      document.language = "en"
      try BoilerplateStage().annotate(&document)
      document.sortLayers()
      documents.append(document)
    }
    let duplicates = try DeduplicateStage.inMemory().run(documents).map(\.duplicate)
    #expect(duplicates[1]?.similarity == 1)
  }
}
