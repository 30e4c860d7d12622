import Pipeline
import Testing

@testable import Stages

@Suite struct LanguageStageTests {
  private func annotated(
    _ body: String, title: String? = nil, declared: Language? = nil, trustsDeclared: Bool = true
  ) throws -> Document {
    var document = Document(
      id: "test", source: Source(path: "test"), title: title.map { Array($0.utf8) }, body: Array(body.utf8))
    document.language = declared
    document.languageIsDeclared = declared != nil
    try LanguageStage(trustsDeclared: trustsDeclared).annotate(&document)
    return document
  }

  @Test("The language of a sentence is found, with its share and as not declared", arguments: languageSamples.map(\.0))
  func detects(_ language: Language) throws {
    let document = try annotated(languageSample(language))
    #expect(document.language == language)
    #expect(!document.languageIsDeclared)
    let share = try #require(document.value("language_share")?.int)
    #expect((50...100).contains(share))
  }

  @Test(
    "What can't be told is und, without a share",
    arguments: [
      "", "42", "https://example.org/a/b", "…", "ok", "\0\u{1}", "12.5 % 2024-06-14 +380 44 123-45-67", "KN-23",
      "qzxv wkjh pfrt bvcx mnlk qwrt zxcv hjkl sdfg", "😀 😀 😀 😀 😀 😀 😀 😀",
      // Half and half, in two scripts and in one.
      "The town closed its oldest bridge. Місто закрило найстаріший міст.",
      languageSample("fr") + " " + languageSample("en"),
    ])
  func undetermined(_ text: String) throws {
    let document = try annotated(text)
    #expect(document.language == .undetermined)
    #expect(document.value("language_share") == nil)
  }

  @Test("A declared language stays and is not looked at")
  func declared() throws {
    let document = try annotated(languageSample("en"), declared: "uk")
    #expect(document.language == "uk")
    #expect(document.languageIsDeclared)
    #expect(document.value("language_share") == nil)
    #expect(try annotated(languageSample("en"), declared: "und").language == "en")
  }

  @Test("Without trust a declared language is replaced by what is detected, and kept where nothing is")
  func distrust() throws {
    let replaced = try annotated(languageSample("en"), declared: "uk", trustsDeclared: false)
    #expect(replaced.language == "en")
    #expect(!replaced.languageIsDeclared)
    let kept = try annotated("42", declared: "uk", trustsDeclared: false)
    #expect(kept.language == "uk")
    #expect(kept.languageIsDeclared)
  }

  @Test("Without trust a declared language decides between close ones, and is overruled by clear text")
  func hint() throws {
    let text = "Ivan je brzo zatvorio stari most."
    for declared in ["hr", "sr-Latn"] as [Language] {
      #expect(try annotated(text, declared: declared, trustsDeclared: false).language == declared)
    }
    #expect(try annotated(languageSample("pl"), declared: "cs", trustsDeclared: false).language == "pl")
  }

  @Test("Serbian and Chinese carry their script, whatever the length of the text")
  func scripts() throws {
    for language in ["sr-Latn", "sr-Cyrl", "zh-Hans", "zh-Hant"] as [Language] {
      let long = Array(repeating: languageSample(language), count: 60).joined(separator: "\n")
      #expect(try annotated(long).language == language)
    }
  }

  @Test("A language that is sure of itself says so; one that the script decides has no score")
  func scores() throws {
    let score = try #require(try annotated(languageSample("fi")).value("language_score")?.decimal)
    #expect(score == ExactDecimal("0.99"))
    #expect(try annotated(languageSample("ko")).value("language_score") == nil)
    #expect(try annotated("42").value("language_score") == nil)
  }

  @Test("Many threads at once get what one alone gets")
  func threads() async throws {
    let stage = LanguageStage()
    let found = try await withThrowingTaskGroup(of: (Language, Language?).self) { group in
      for _ in 0..<4 {
        for sample in languageSamples {
          group.addTask {
            var document = Document(id: "test", source: Source(path: "test"), body: Array(sample.text.utf8))
            try stage.annotate(&document)
            return (sample.language, document.language)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found.count == 4 * languageSamples.count)
    #expect(found.allSatisfy { $0.0 == $0.1 })
  }

  @Test("Garbage costs no more than text: ten megabytes without a space, or of one letter, have an answer")
  func garbage() throws {
    for unit in ["a", "й", "中", "😀", "\u{301}", "à¤", "Ìíîãèå", "\n"] {
      let text = String(repeating: unit, count: 10_000_000 / unit.utf8.count)
      let document = try annotated(text)
      #expect(document.layer("languages") != nil)
    }
  }

  @Test("A short body is judged together with its title")
  func shortBody() throws {
    #expect(try annotated("OK.", title: languageSample("de")).language == "de")
  }

  @Test(
    "A sample is valid UTF-8 of the start and the middle of the body, and never longer than two kilobytes and a line end"
  )
  func samplesAreWhole() {
    for unit in ["a", "й", "中", "😀", "aй中😀"] {
      for count in [0, 1, 150, 300, 511, 700, 1023, 1500, 5000] {
        for title in [nil, "Title" as String?] {
          let document = Document(
            id: "test", source: Source(path: "test"), title: title.map { Array($0.utf8) },
            body: Array(String(repeating: unit, count: count).utf8))
          let body = document.workingRange(of: document.parts.last!)
          let sample = document.text.withBytes { LanguageSample.bytes(of: $0, body: body) }
          #expect(String(validating: sample, as: UTF8.self) != nil)
          #expect(sample.count <= LanguageSample.sizes.last! + 4)
          if body.count <= LanguageSample.sizes.last!, body.count >= LanguageSample.shortBody {
            #expect(sample.elementsEqual(document.text[body]))
          } else if body.count > LanguageSample.sizes.last! {
            #expect(sample.count > LanguageSample.sizes.last! - 8)
            #expect(sample.starts(with: document.text[body].prefix(1000)))
          }
        }
      }
    }
    // The middle counts: a text that starts with digits.
    let text = String(repeating: "1 ", count: 2000) + String(repeating: languageSample("fr") + " ", count: 40)
    #expect((try? annotated(text))?.language == "fr")
  }
}
