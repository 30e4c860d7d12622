import Foundation
import Pipeline
import Testing

@testable import Stages

/// What is no quantity, why, and what a figure is of; sentences were written for these tests.
struct SilenceTests {
  private func layer(_ text: String, _ language: String, keepsRejected: Bool) throws -> (Document, Layer) {
    var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
    document.language = Language(language)
    NumbersStage(keepsRejected: keepsRejected, position: 0).annotate(&document)
    return (document, try #require(document.layer(.quantities)))
  }

  private func reasons(_ text: String, _ language: String) throws -> [String] {
    let (_, layer) = try layer(text, language, keepsRejected: true)
    return (0..<layer.count).compactMap { layer.value("reason", at: $0)?.string }
  }

  private func values(_ text: String, _ language: String) throws -> [String] {
    let (document, layer) = try layer(text, language, keepsRejected: false)
    return (0..<layer.count).map {
      "\(document.text.string(layer.spans[$0])) = \(layer.value("value", at: $0)?.decimal?.canonical.digits ?? "-")"
    }
  }

  @Test(arguments: [
    ("en", "The logs name 172.20.14.7 as the source."), ("uk", "Запити йшли з адреси 172.20.14.7 усю ніч."),
  ])
  func addressesOfMachinesAreNoVersions(language: String, text: String) throws {
    #expect(try reasons(text, language) == ["ip"])
  }

  @Test(arguments: [
    ("en", "Protesters gathered outside 14 Harbour Road."), ("en", "The gallery moved to 7th Avenue."),
    ("uk", "Музей переїхав на вул. Садова, 31."), ("ru", "Музей открыли на улице Мира, 31."),
    ("pl", "Muzeum otwarto przy ul. Ogrodowej 31."), ("de", "Das Museum liegt in der Gartenstraße 31."),
    ("fr", "Le musée est au 31 rue des Jardins."), ("es", "El museo está en la calle Mayor, 31."),
  ])
  func houseNumbersAreAddresses(language: String, text: String) throws {
    #expect(try reasons(text, language) == ["address"])
  }

  @Test func countedThingsBehindStreetsStayFigures() throws {
    #expect(try values("На улице Мира 40 человек ждали автобуса.", "ru") == ["40 = 40"])
    #expect(try values("The city closed 14 street markets.", "en") == ["14 = 14"])
  }

  @Test(arguments: [("en", "Under § 9 the lease ends."), ("de", "Nach § 9 endet der Vertrag.")])
  func aSectionSignNumbers(language: String, text: String) throws {
    #expect(try reasons(text, language) == ["section"])
  }

  @Test func capitalizedNumeralsInsideSentencesAreNames() throws {
    #expect(try values("She works for BBC Three in Cardiff.", "en").isEmpty)
    #expect(try values("They won the Six Nations again.", "en").isEmpty)
    #expect(try values("Three firms merged.", "en") == ["Three = 3"])
  }

  @Test(arguments: [("zh", "主队以4比2获胜。"), ("ja", "主将の活躍で4対2で勝った。"), ("ko", "홈팀이 4대 2로 이겼다.")])
  func scoresMayHaveAWordBetween(language: String, text: String) throws {
    #expect(try values(text, language).isEmpty)
  }

  @Test(arguments: [
    ("en", "It was 12 degrees Celsius below zero.", "-12"), ("ru", "Ночью было 12 градусов мороза.", "-12"),
    ("es", "Hubo 12 grados Celsius bajo cero.", "-12"),
    ("sl", "Pot je trajala dve uri in pol.", "2.5"), ("es", "El viaje duró dos horas y media.", "2.5"),
  ])
  func whatStandsBehindAUnitCounts(language: String, text: String, value: String) throws {
    let found = try values(text, language)
    #expect(found.count == 1 && found[0].hasSuffix(" = \(value)"), "\(found)")
  }

  @Test(arguments: [
    ("uk", "Чверть мешканців виїхала.", "0.25"), ("cs", "Čtvrtina domů je prázdná.", "0.25"),
    ("hu", "A lakók kétharmada elment.", "0.666666666666667"), ("pl", "Trzy czwarte domów jest puste.", "0.75"),
  ])
  func sharesOfBareNounsAreFractions(language: String, text: String, value: String) throws {
    let found = try values(text, language)
    #expect(found.count == 1 && found[0].hasSuffix(" = \(value)"), "\(found)")
  }

  @Test func oneOfTwoHalvesIsNoShare() throws {
    #expect(try values("У другій половині дня пішов дощ.", "uk").isEmpty)
  }

  @Test(arguments: [
    ("Rents rose by 6% in spring.", "Rents"), ("The harbor paid a fee of $3 million.", "fee"),
    ("They bought a ship worth $90 million.", "ship"), ("The fund holds $7 billion in bonds.", "bonds"),
    ("She signed a two-year lease.", "lease"),
  ])
  func moneyAndMeasuresAreOfSomething(text: String, thing: String) throws {
    let (document, layer) = try layer(text, "en", keepsRejected: false)
    #expect(layer.count == 1)
    let of = try #require(layer.value("of", at: 0)?.span)
    #expect(document.text.string(of) == thing)
  }

  @Test(arguments: [
    ("fi", "Tapauksia oli 30 tapausta 1 000 asukasta kohden."), ("zh", "每1000居民中有30例。"),
    ("en", "There were 30 cases per 1,000 residents."),
  ])
  func ratesMayNameTheirBaseFirst(language: String, text: String) throws {
    let (_, layer) = try layer(text, language, keepsRejected: false)
    #expect(layer.count == 1)
    #expect(layer.value("per", at: 0)?.string == "1000")
  }
}
