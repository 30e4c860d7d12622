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

  private static func found(_ ranges: [Range<UInt32>]) -> [EntitySearch.Found] {
    ranges.map {
      EntitySearch.Found(
        gazetteer: 0, match: Gazetteer.Match(end: 0, range: ByteRange($0.lowerBound, $0.upperBound), entry: 0, node: 0),
        candidates: [])
    }
  }

  @Test func `a country gives way to a longer name around it, a name of a list to none`() {
    let listed = Self.found([8..<15, 20..<25])
    let tagged = [
      TaggedName(start: 0, end: 15, type: .organization), TaggedName(start: 18, end: 23, type: .location),
      TaggedName(start: 30, end: 33, type: .person),
    ]
    func merged(_ isFirm: Bool) -> [String] {
      NamePrecedence.merged(listed: listed, tagged: tagged) { _ in isFirm }.map { "\($0)" }
    }
    #expect(merged(false) == ["tagged(0)", "listed(1)", "tagged(2)"])
    #expect(merged(true) == ["listed(0)", "listed(1)", "tagged(2)"])
  }
}
