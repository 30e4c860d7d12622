import Pipeline
import Testing

@testable import Stages

@Suite struct LanguageStageTests {
  private static let samples: [(Language, String)] = [
    ("en", "The river rose quickly after two days of rain, and the town closed its oldest bridge to all traffic."),
    ("uk", "Після двох днів дощу річка швидко піднялася, і місто закрило найстаріший міст для всього транспорту."),
    ("ru", "После двух дней дождя река быстро поднялась, и город закрыл самый старый мост для всего транспорта."),
    ("ko", "이틀 동안 비가 내린 뒤 강물이 빠르게 불어나자 시는 가장 오래된 다리의 통행을 모두 막았다."),
    (
      "de",
      "Nach zwei Tagen Regen stieg der Fluss schnell an, und die Stadt sperrte ihre älteste Brücke für den Verkehr."
    ),
    ("fr", "Après deux jours de pluie, la rivière est montée rapidement et la ville a fermé son plus vieux pont."),
    ("zh", "连续两天下雨之后，河水迅速上涨，市政府关闭了最古老的一座桥，禁止所有车辆通行。"),
    ("ja", "二日間の雨のあと川の水かさが急に増え、町はいちばん古い橋の通行を止めた。"),
  ]

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

  @Test("The language of a sentence is found, with its share and as not declared", arguments: samples.map(\.0))
  func detects(_ language: Language) throws {
    let text = try #require(Self.samples.first { $0.0 == language }?.1)
    let document = try annotated(text)
    #expect(document.language == language)
    #expect(!document.languageIsDeclared)
    let share = try #require(document.value("language_share")?.int)
    #expect((50...100).contains(share))
  }

  @Test(
    "What can't be told is und, without a share",
    arguments: ["", "42", "https://example.org/a/b", "…", "ok", "\0\u{1}"])
  func undetermined(_ text: String) throws {
    let document = try annotated(text)
    #expect(document.language == .undetermined)
    #expect(document.value("language_share") == nil)
  }

  @Test("A declared language stays and is not looked at")
  func declared() throws {
    let document = try annotated(Self.samples[0].1, declared: "uk")
    #expect(document.language == "uk")
    #expect(document.languageIsDeclared)
    #expect(document.value("language_share") == nil)
    #expect(try annotated(Self.samples[0].1, declared: "und").language == "en")
  }

  @Test("Without trust a declared language is replaced by what is detected, and kept where nothing is")
  func distrust() throws {
    let replaced = try annotated(Self.samples[0].1, declared: "uk", trustsDeclared: false)
    #expect(replaced.language == "en")
    #expect(!replaced.languageIsDeclared)
    let kept = try annotated("42", declared: "uk", trustsDeclared: false)
    #expect(kept.language == "uk")
    #expect(kept.languageIsDeclared)
  }

  @Test("A short body is judged together with its title")
  func shortBody() throws {
    #expect(try annotated("OK.", title: Self.samples[4].1).language == "de")
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
          #expect(sample.count <= LanguageSample.size + 4)
          if body.count <= LanguageSample.size, body.count >= LanguageSample.shortBody {
            #expect(sample.elementsEqual(document.text[body]))
          } else if body.count > LanguageSample.size {
            #expect(sample.count > LanguageSample.size - 8)
            #expect(sample.starts(with: document.text[body].prefix(1000)))
          }
        }
      }
    }
    // The middle counts: a text that starts with digits.
    let text = String(repeating: "1 ", count: 2000) + String(repeating: Self.samples[5].1 + " ", count: 40)
    #expect((try? annotated(text))?.language == "fr")
  }
}
