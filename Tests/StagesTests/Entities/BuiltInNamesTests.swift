import Pipeline
import Testing

@testable import Stages

@Suite struct BuiltInNamesTests {
  private struct Found: Equatable, CustomStringConvertible {
    var text: String
    var type: String
    var ref: String
    var description: String { "\(text) \(type) \(ref)" }

    init(_ text: String, _ type: String, _ ref: String) {
      self.text = text
      self.type = type
      self.ref = ref
    }
  }

  private static func document(
    _ text: String, _ language: String, model: Bool = false, builtIn: String = "all"
  ) throws -> Document {
    let stage = try EntitiesStage(measured: model ? .embedded : nil, builtIn: builtIn)
    var document = Document(id: "d", source: Source(path: "test"), body: Array(text.utf8))
    document.language = Language(language)
    try stage.annotate(&document)
    return document
  }

  private static func found(
    _ text: String, _ language: String, model: Bool = false, builtIn: String = "all"
  ) throws -> [Found] {
    let document = try document(text, language, model: model, builtIn: builtIn)
    let layer = document.layer(.entities)!
    return (0..<layer.count).map { index in
      Found(
        document.text.string(layer.spans[index]), layer.value("type", at: index)?.string ?? "",
        layer.value("ref", at: index)?.string ?? "")
    }
  }

  @Test(
    arguments: [
      ("en", "The ferry left Gothenburg for Hamburg.", ["Hamburg": 2_911_298]),
      ("de", "Aus Kiew und Hamburg kamen Briefe.", ["Kiew": 703_448, "Hamburg": 2_911_298]),
      ("fr", "Ils vont de Londres à Varsovie.", ["Londres": 2_643_743, "Varsovie": 756_135]),
      ("uk", "У Харкові та Кракові було тепло.", ["Харкові": 706_483, "Кракові": 3_094_802]),
      ("ru", "Поезд шёл из Самары в Екатеринбург.", ["Самары": 499_099, "Екатеринбург": 1_486_209]),
      ("pl", "Mieszka w Gdańsku.", ["Gdańsku": 3_099_434]),
      ("cs", "Letadlo čeká v Bratislavě.", ["Bratislavě": 3_060_972]),
      ("el", "Ήταν στην Αθήνα.", ["Αθήνα": 264_371]),
      ("fi", "Sataa Helsingissä ja Tukholmassa.", ["Helsingissä": 658_225, "Tukholmassa": 2_673_730]),
      ("tr", "Yarın Ankara'da kar var.", ["Ankara": 323_786]),
      ("ar", "سافر من القاهرة إلى لندن", ["القاهرة": 360_630, "لندن": 2_643_743]),
      ("hi", "वह मुंबई से दिल्ली गए", ["मुंबई": 1_275_339, "दिल्ली": 1_273_294]),
      ("zh", "他从上海飞往纽约。", ["上海": 1_796_236, "纽约": 5_128_581]),
      ("ja", "列車は東京と大阪を結ぶ。", ["東京": 1_850_147, "大阪": 1_853_909]),
      ("ko", "기차는 서울까지 간다.", ["서울": 1_835_848]),
    ] as [(String, String, [String: Int])])
  func `cities are found by the names and forms of many languages`(
    language: String, text: String, cities: [String: Int]
  ) throws {
    let found = try Self.found(text, language).filter { $0.type == "LOC" }
    for (name, id) in cities { #expect(found.contains(Found(name, "LOC", "geonames:\(id)")), "\(found)") }
  }

  @Test func `a city has coordinates and the other cities of its name as candidates`() throws {
    let document = try Self.document("We flew to London yesterday.", "en")
    let layer = document.layer(.entities)!
    #expect(layer.count == 1)
    #expect(layer.value("lat", at: 0) == .decimal(ExactDecimal("51.50853")!))
    #expect(layer.value("lon", at: 0) == .decimal(ExactDecimal("-0.12574")!))
  }

  @Test(arguments: [
    ("en", "A nice bar, reading most of the same mobile news."),
    ("en", "Nice people were Reading at the Bar. Most agreed. Same again."),
    ("en", "Yesterday Paris Hilton met J. Samara and Chelsea Manchester."),
    ("de", "Mitte Mai gab es Essen."),
    ("uk", "Тоді всі пішли."),
  ])
  func `common words and parts of other names are no cities`(language: String, text: String) throws {
    #expect(try Self.found(text, language).filter { $0.ref.hasPrefix("geonames:") } == [])
  }

  @Test func `a place that only the model finds gets the id of its city`() throws {
    let found = try Self.found("The mayor of Springfield spoke in Lyon on Monday.", "en", model: true)
    #expect(found.contains(Found("Lyon", "LOC", "geonames:2996944")), "\(found)")
  }

  @Test(
    arguments: [
      ("en", "Ukrainians and a North Korean envoy", ["Ukrainians": "UA", "North Korean": "KP"]),
      ("de", "ein russischer Zug, die Franzosen", ["russischer": "RU", "Franzosen": "FR"]),
      ("fr", "le ministre français et les Allemands", ["français": "FR", "Allemands": "DE"]),
      ("uk", "колони українських автобусів", ["українських": "UA"]),
      ("hr", "kuća u blizini hrvatske granice i turske obale", ["turske": "TR"]),
      ("fi", "kolme ruotsalaista ja norjalaisten laivat", ["norjalaisten": "NO"]),
    ] as [(String, String, [String: String])])
  func `peoples have the ref of their country`(language: String, text: String, peoples: [String: String]) throws {
    let found = try Self.found(text, language)
    for (name, code) in peoples { #expect(found.contains(Found(name, "MISC", "iso3166:\(code)")), "\(found)") }
  }

  @Test func `a country is no people where only a capital tells them apart`() throws {
    #expect(try Self.found("Granice Turske i Grčke", "hr").filter { $0.type == "MISC" } == [])
    #expect(try Self.found("È nato in Argentina", "it").map(\.type) == ["LOC"])
  }

  @Test(
    arguments: [
      ("en", "the IMF told Reuters", ["IMF": "wikidata:Q7804", "Reuters": "wikidata:Q130879"]),
      ("uk", "в МАГАТЕ та НАТО", ["МАГАТЕ": "wikidata:Q41984", "НАТО": "wikidata:Q7184"]),
      ("zh", "新华社和世界银行", ["新华社": "assay:org/xinhua", "世界银行": "wikidata:Q7164"]),
      ("pl", "szef Międzynarodowego Funduszu Walutowego", ["Międzynarodowego Funduszu Walutowego": "wikidata:Q7804"]),
    ] as [(String, String, [String: String])])
  func `organizations have one id in all languages`(language: String, text: String, names: [String: String]) throws {
    let found = try Self.found(text, language)
    for (name, ref) in names { #expect(found.contains(Found(name, "ORG", ref)), "\(found)") }
  }

  @Test func `lists can be left out`() throws {
    let text = "Reuters in Hamburg, Germany"
    #expect(try Self.found(text, "en", builtIn: "countries").map(\.text) == ["Germany"])
    #expect(try Self.found(text, "en", builtIn: "none") == [])
  }

  @Test(arguments: LanguagePack.codes)
  func `every table of peoples is understood`(code: String) throws {
    guard let bytes = LanguagePack.named(code)?.bytes(of: "demonyms.tsv") else { return }
    var count = 0
    try DemonymTable.read(bytes, path: code) { record in
      count += 1
      #expect(record.ref.starts(with: "iso3166:".utf8) && record.type == "MISC")
    }
    #expect(count > 40)
  }

  @Test func `a class of endings that is not there is named with its line`() throws {
    #expect(throws: StageSetupError.self) {
      try DemonymTable.read(Array("ref\tnames\niso3166:UA\tukrain~z\n".utf8), path: "x.tsv") { _ in }
    }
  }
}
