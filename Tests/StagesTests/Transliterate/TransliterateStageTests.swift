import ICU
import Pipeline
import Testing

@testable import Stages

@Suite struct TransliterateStageTests {
  private func keys(_ text: String, of layer: LayerSchema = .tokens, to id: String = "Any-Latin; Latin-ASCII; Lower")
    throws -> [String]
  {
    var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    try SegmentStage(makesTokens: true).annotate(&document)
    try TransliterateStage(transliterator: try Transliterator(id: id), layer: layer.name).annotate(&document)
    let layer = try #require(document.layer("keys"))
    return (0..<layer.count).map { if case .string(let key)? = layer.value("key", at: $0) { key } else { "" } }
  }

  @Test func everyScriptGetsLatinKeys() throws {
    #expect(try keys("Москва Αθήνα Zürich مصر") == ["moskva", "athena", "zurich", "msr"])
    #expect(try keys("東京").joined() == "dong jing")
    #expect(try keys("서울 서울") == ["seoul", "seoul"])
    #expect(try keys("") == [])
  }

  @Test func anotherTransformMayBeNamed() throws {
    #expect(try keys("Kyiv", to: "Latin-Cyrillic") == ["Кыив"])
    #expect(throws: ICUError.self) { try Transliterator(id: "Any-Klingon") }
    #expect(throws: ICUError.self) { try Transliterator(id: "Any\0Latin") }
  }

  @Test func aLayerThatNobodyMadeGivesNone() throws { #expect(try keys("Kyiv", of: .entities) == []) }
}
