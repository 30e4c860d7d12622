import Pipeline
import Testing

@testable import Stages

/// What a mention is, for comparing: its text and its ref or name.
struct FoundEntity: Equatable, CustomStringConvertible {
  var text: String
  var name: String
  init(_ text: String, _ name: String) {
    self.text = text
    self.name = name
  }
  var description: String { "\(text)=\(name)" }
}

func annotated(
  _ text: String, _ language: Language?, lists: [String: String] = [:], order: [OptionValue]? = nil,
  countries: String = "title", before: (inout Document) -> Void = { _ in }
) throws -> Document {
  let context = StageContext(
    id: "entities",
    readFile: { path in
      guard let list = lists[path.display] else { throw StageSetupError("no such file") }
      return Array(list.utf8)
    })
  let options = Options([
    "lists": .list(order ?? lists.keys.sorted().map { .path(ByteString($0)) }), "countries": .string(countries),
  ])
  let stage = try EntitiesStage.definition(CountryFixture.sources).make(options, context) as! EntitiesStage
  var document = Document(id: "d", source: Source(path: "test"), body: Array(text.utf8))
  document.language = language
  before(&document)
  try stage.annotate(&document)
  return document
}

func entities(
  _ text: String, _ language: Language?, lists: [String: String] = [:], order: [OptionValue]? = nil,
  countries: String = "title"
) throws -> [FoundEntity] {
  let document = try annotated(text, language, lists: lists, order: order, countries: countries)
  let layer = document.layer(.entities)!
  return (0..<layer.count).map { index in
    let ref = layer.value("ref", at: index)?.string.map { $0.hasPrefix("iso3166:") ? String($0.dropFirst(8)) : $0 }
    return FoundEntity(document.text.string(layer.spans[index]), ref ?? layer.value("name", at: index)!.string!)
  }
}

@Suite struct EntitiesStageTests {
  @Test(arguments: [
    ("The U.S. and the US warned North\u{A0}Korea, not us.", ["U.S.=US", "US=US", "North\u{A0}Korea=KP"]),
    ("It is in the U.S.", ["U.S.=US"]),
    ("US$5 a US2 @Russia russia RUSSIA's Russia", ["russia=RU", "RUSSIA=RU", "Russia=RU"]),
    ("Guinea-Bissau, Papua New Guinea and Guinea", ["Guinea-Bissau=GW", "Papua New Guinea=PG", "Guinea=GN"]),
    ("Guinea\u{2011}Bissau and Guinea, Bissau", ["Guinea\u{2011}Bissau=GW", "Guinea=GN"]),
    ("North\nKorea", ["Korea=KR"]),
    ("New Mexico and Mexico; a turkey in Turkey", ["Mexico=MX", "Turkey=TR"]),
    ("Cote d'Ivoire, Côte d’Ivoire, Côte d'Ivoire", ["Cote d'Ivoire=CI", "Côte d’Ivoire=CI", "Côte d'Ivoire=CI"]),
    ("Isle Of Man, Isle of Man, isle of man", ["Isle Of Man=IM", "Isle of Man=IM"]),
    ("Burma, Myanmar, Bosnia and Herzegovina", ["Burma=MM", "Myanmar=MM", "Bosnia and Herzegovina=BA"]),
    ("The world of the Eurozone", []),
    ("U.S.-backed, non-US, Russia-Ukraine", ["U.S.=US", "US=US", "Russia=RU", "Ukraine=UA"]),
  ]) func `English countries`(text: String, expected: [String]) throws {
    #expect(try entities(text, "en").map(\.description) == expected)
  }

  @Test(
    arguments: [
      (
        "uk", "Росії, Росією й Україні; у Києві та з Києва",
        ["Росії=RU", "Росією=RU", "Україні=UA", "Києві=geonames:703448", "Києва=geonames:703448"]
      ),
      (
        "uk", "США, Північною Кореєю, Німеччини, РОСІЇ, росії",
        ["США=US", "Північною Кореєю=KP", "Німеччини=DE", "РОСІЇ=RU"]
      ),
      ("uk", "Вони мали. Мали й інші. У Малі того. Того дня", ["Малі=ML"]),
      ("uk", "Кот-д'Івуару", ["Кот-д'Івуару=CI"]),
      (
        "ru", "Того же в Того. Польшей и Северной Кореи, КНДР",
        ["Того=TG", "Польшей=PL", "Северной Кореи=KP", "КНДР=KP"]
      ),
      ("pl", "Rosji, Polsce i Ukrainą", ["Rosji=RU", "Polsce=PL", "Ukrainą=UA"]),
      (
        "de", "Deutschlands Russland; der Isle of Man",
        ["Deutschlands".dropLast() + "=DE", "Russland=RU", "Isle of Man=IM"]
      ),
      ("de", "Turkey, Jordan und Georgia, us, Jersey", []),
      ("tr", "Rusya'nın Mali işleri", ["Rusya=RU"]),
      ("ko", "북한이 러시아에서는 미국의 수단은 한국산 한국에서", ["북한=KP", "러시아=RU", "미국=US", "한국=KR"]),
      ("ko", "UAE는 미국,북한", ["UAE=AE", "미국=US", "북한=KP"]),
      ("ja", "マリアはインドネシアとインド洋とマリ、英のロシア。英語", ["インドネシア=ID", "マリ=ML", "英=GB", "ロシア=RU"]),
      ("zh", "美国和印度尼西亚、印度洋、马里兰、北韓", ["美国=US", "印度尼西亚=ID", "北韓=KP"]),
      ("ar", "روسيا وأوكرانيا", ["روسيا=RU", "وأوكرانيا=UA"]),
      ("hi", "रूस और भारत", ["रूस=RU", "भारत=IN"]),
      ("und", "Russia, Росії, 북한은, 美国", ["Russia=RU", "Росії=RU", "북한=KP", "美国=US"]),
      ("xx", "Ukraine, Turkey", ["Ukraine=UA"]),
    ] as [(String, String, [String])]) func `countries in their languages`(
      language: String, text: String, expected: [String]
    ) throws
  {
    #expect(try entities(text, Language(language)).map(\.description) == expected)
  }

  @Test func `nobody's language is as an unknown one`() throws {
    #expect(try entities("Russia, Росії", nil).map(\.description) == ["Russia=RU", "Росії=RU"])
  }

  @Test func `countries can be found in any case or not at all`() throws {
    #expect(try entities("russia and us", "en", countries: "any").map(\.description) == ["russia=RU"])
    #expect(try entities("Russia", "en", countries: "off") == [])
  }

  @Test func `names with several refs have candidates`() throws {
    let layer = try annotated("Korea", "en").layer(.entities)!
    #expect(layer.value("ref", at: 0)?.string == "iso3166:KR")
    #expect(layer.value("candidates", at: 0) == .list([.string("iso3166:KP")]))
  }

  @Test func `mentions of one thing share a number`() throws {
    let layer = try annotated("US, Russia, United States, U.S., Russia", "en").layer(.entities)!
    #expect((0..<layer.count).map { layer.value("same", at: $0)?.int } == [0, 1, 0, 0, 1])
    #expect(layer.value("via", at: 0)?.string == "list")
    #expect(layer.value("type", at: 0)?.string == "LOC")
    #expect(layer.value("name", at: 3)?.string == "United States")
  }

  @Test func `the user's lists win, the earlier over the later, the longer over both`() throws {
    let lists = ["a.tsv": "name\ttype\nRussia\tA\n", "b.tsv": "name\ttype\nRussia\tB\nRussia Today\tB\nMoscow\tB\n"]
    let layer = try annotated("Russia, Russia Today, Moscow, Ukraine", "en", lists: lists).layer(.entities)!
    #expect((0..<layer.count).map { layer.value("type", at: $0)?.string } == ["A", "B", "B", "LOC"])
  }

  @Test func `entries bound to a language count in it and where nobody knows the language`() throws {
    let lists = ["l.tsv": "name\tlanguage\nJohnson\ten\n"]
    #expect(try entities("Johnson", "en-GB", lists: lists).count == 1)
    #expect(try entities("Johnson", "uk", lists: lists).count == 0)
    #expect(try entities("Johnson", nil, lists: lists).count == 1)
  }

  @Test func `a list as a record has type, case and language`() throws {
    let record = OptionValue.record(
      Options(["path": .path("p.tsv"), "type": .string("PER"), "case": .string("any"), "language": .language("en")]))
    let document = try annotated("putin", "en", lists: ["p.tsv": "Putin"], order: [record])
    #expect(document.layer(.entities)!.value("type", at: 0)?.string == "PER")
    #expect(try entities("putin", "ru", lists: ["p.tsv": "Putin"], order: [record]) == [])
    #expect(try entities("putin", "en", lists: ["p.tsv": "Putin"]) == [])
  }

  @Test func `a list names counted things`() throws {
    let list = [
      "w.tsv": "name\ttype\taliases\nartillery shells\tWEAPON\tснарядів|포탄|shells\nshells and rockets\tWEAPON\n"
    ]
    for (text, phrase, name) in [
      ("4 artillery shells", "artillery shells", "artillery shells"),
      ("4 new shells", "new shells", "artillery shells"),
      ("5 снарядів", "снарядів", "artillery shells"), ("500만 발의 포탄을", "포탄", "artillery shells"),
      ("4 shells and rockets", "shells", "shells and rockets"), ("4 shells of wood", "shells of wood", nil),
    ] as [(String, String, String?)] {
      let document = try annotated(text, "en", lists: list) { document in
        let bytes = Array(text.utf8)
        let wanted = Array(phrase.utf8)
        let start = (0...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }!
        document.updateLayer(.quantities) { layer in
          var values = [FieldValue?](repeating: nil, count: layer.schema.fields.count)
          values[layer.schema.index(of: "of")!] = .span(ByteRange(start, start + wanted.count))
          layer.append(ByteRange(0, 1), stage: 0, values)
        }
      }
      #expect(document.layer(.quantities)!.value("of.name", at: 0)?.string == name, "\(text)")
    }
  }

  @Test func `every pack can be read to its end`() throws {
    for language in ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh"] {
      var reader = NameListReader(path: language)
      reader.knowsScope = true
      var rows = 0
      let places = try #require(CountryFixture.sources.packFile(language, "places.tsv"))
      try reader.read(places) { _ in rows += 1 }
      #expect(rows > 20)
      if let endings = CountryFixture.sources.packFile(language, "endings.tsv") { _ = try NameInflection(tsv: endings) }
    }
  }
}
