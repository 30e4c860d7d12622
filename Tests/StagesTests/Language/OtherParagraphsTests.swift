import Pipeline
import Testing

@testable import Stages

@Suite struct OtherParagraphsTests {
  private func annotated(_ text: String, declared: Language? = nil) throws -> Document {
    var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    document.language = declared
    document.languageIsDeclared = declared != nil
    try LanguageStage().annotate(&document)
    return document
  }

  /// Language and text of the paragraphs that were found.
  private func found(_ document: Document) throws -> [String] {
    let layer = try #require(document.layer("languages"))
    return layer.spans.indices.map { index in
      "\(layer.value("language", at: index)?.string ?? "?"): \(document.text.string(layer.spans[index]))"
    }
  }

  @Test("A text in one language has none, in every language", arguments: languageSamples.map(\.language))
  func oneLanguage(_ language: Language) throws {
    let text = Array(repeating: languageSample(language), count: 12).joined(separator: "\n\n")
    #expect(try found(annotated(text)) == [])
    #expect(try found(annotated(text, declared: language)) == [])
  }

  @Test(
    "A paragraph in another language or script is found, without the spaces around it",
    arguments: [
      ("en", "uk"), ("en", "fr"), ("en", "hr"), ("de", "en"), ("uk", "ru"), ("uk", "en"), ("ja", "en"), ("ko", "ja"),
      ("zh-Hans", "en"), ("ar", "he"), ("sr-Latn", "sr-Cyrl"), ("nl", "de"), ("sw", "ru"), ("it", "es"),
    ] as [(Language, Language)])
  func other(_ language: Language, _ other: Language) throws {
    let own = languageSample(language)
    let text = "\(own)\n\(own)\n\n \(languageSample(other))\t\r\n\(own)\n\(own)\n\(own)"
    let document = try annotated(text)
    #expect(document.language == language)
    #expect(try found(document) == ["\(other): \(languageSample(other))"])
  }

  @Test("Every paragraph of a document in two languages has its own")
  func halfAndHalf() throws {
    let lines = (0..<8).map { languageSample($0 % 2 == 0 ? "en" : "uk") }
    let document = try annotated(lines.joined(separator: "\n"))
    #expect(document.language == .undetermined)
    #expect(try found(document) == lines.enumerated().map { "\($0.offset % 2 == 0 ? "en" : "uk"): \($0.element)" })
  }

  @Test(
    "Names, addresses, figures and garbage between the paragraphs are no other language",
    arguments: [
      "https://www.example.org/articles/2024/06/14/the-town-and-the-bridge",
      "Intel Core Solid-State Drive 320 Series (Full HD 1080p), MP4, H.264",
      "John Smith, Mary Jones, Robert Williams, Elizabeth Taylor, William Brown",
      "12 345 678 901 234 567 890 123 456 789 012 345 678", "à¤…à¤\u{AD} à¤ªà¥\u{8D}à¤°à¤¾à¤§ à¤¿à¤•à¤¾à¤°à¤¿à¤¯à¥‹à¤‚",
    ])
  func names(_ line: String) throws {
    for language in ["uk", "ja", "fr"] as [Language] {
      let own = languageSample(language)
      #expect(try found(annotated("\(own)\n\(own)\n\(own)\n\(line)\n\(own)\n\(own)")) == [])
    }
  }

  @Test("Where paragraphs are not wanted, nobody looks")
  func switchedOff() throws {
    var document = Document(id: "test", source: Source(path: "test"), body: Array(languageSample("en").utf8))
    try LanguageStage(findsParagraphs: false).annotate(&document)
    #expect(document.language == "en")
    #expect(document.layer("languages") == nil)
  }
}
