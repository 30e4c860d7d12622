import Pipeline
import Testing

@testable import Stages

/// Names of lists and of the model in one layer.
@Suite struct ModelMergingTests {
  private func entities(_ text: String, list: String = "", model: OptionValue = .string("default")) throws -> [String] {
    let context = StageContext(
      id: "entities", readFile: { path in path.display == "list.tsv" ? Array(list.utf8) : Array("no model".utf8) })
    let options = Options([
      "lists": .list(list.isEmpty ? [] : [.path("list.tsv")]), "countries": .string("title"), "model": model,
    ])
    let stage = try EntitiesStage.definition(CountryFixture.sources).make(options, context) as! EntitiesStage
    var document = Document(id: "d", source: Source(path: "test"), body: Array(text.utf8))
    document.language = "en"
    try stage.annotate(&document)
    let layer = document.layer(.entities)!
    return (0..<layer.count).map { index in
      let type = layer.value("type", at: index)!.string!
      let via = layer.value("via", at: index)!.string!
      return "\(document.text.string(layer.spans[index])) \(type) \(via)"
    }
  }

  @Test func `the model adds names that no list has`() throws {
    #expect(
      try entities("John Miller went to Guinea.") == ["John Miller PER model", "Guinea LOC list"])
  }

  @Test func `without the model only lists count`() throws {
    #expect(try entities("John Miller went to Guinea.", model: .string("none")) == ["Guinea LOC list"])
  }

  @Test func `the user's lists win over the model`() throws {
    #expect(
      try entities("John Miller went to Guinea.", list: "name\ttype\nMiller\tBRAND\n") == [
        "Miller BRAND list", "Guinea LOC list",
      ])
  }

  @Test func `mentions of the same words and type are the same`() throws {
    let context = StageContext(id: "entities")
    let options = Options(["countries": .string("off"), "model": .string("default")])
    let stage = try EntitiesStage.definition(CountryFixture.sources).make(options, context) as! EntitiesStage
    var document = Document(
      id: "d", source: Source(path: "test"), body: Array("John Miller left. Later John Miller met Mary Brown.".utf8))
    try stage.annotate(&document)
    let layer = document.layer(.entities)!
    #expect((0..<layer.count).map { layer.value("same", at: $0)!.int! } == [0, 0, 1])
  }

  @Test func `a file that is no model is refused`() {
    #expect(throws: StageSetupError.self) { try entities("x", model: .path("names.model")) }
  }
}
