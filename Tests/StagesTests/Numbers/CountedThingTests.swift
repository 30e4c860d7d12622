import Foundation
import Pipeline
import Testing

@testable import Stages

struct CountedThingTests {
  /// What the stage finds, as `text thing` with `/unit` and `#name` where they are; a figure without a thing is its text.
  private func things(_ text: String, _ language: String, names: String? = nil) throws -> [String] {
    var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
    document.language = Language(language)
    let list = try names.map { tsv in try ThingNames(paths: ["things.tsv"]) { _ in Array(tsv.utf8) } }
    NumbersStage(keepsRejected: false, things: list, position: 0).annotate(&document)
    let layer = try #require(document.layer(.quantities))
    return (0..<layer.count).map { index in
      var result = document.text.string(layer.spans[index])
      if let of = layer.value("of", at: index)?.span { result += " " + document.text.string(of) }
      if let unit = layer.value("unit", at: index)?.string { result += "/" + unit }
      if let name = layer.value("of.name", at: index)?.string { result += "#" + name }
      return result
    }
  }

  @Test(arguments: [
    ("200 units of long-range artillery", "en", ["200 long-range artillery/units"]),
    ("200 одиниць далекобійної артилерії", "uk", ["200 далекобійної артилерії/одиниць"]),
    ("200 unités d'artillerie", "fr", ["200 artillerie/unités"]),
  ])
  func aWordForUnitsIsTheUnitOfWhatStandsBehindIt(_ text: String, _ language: String, _ expected: [String]) throws {
    #expect(try things(text, language) == expected)
  }

  @Test(arguments: [
    ("A 12-member panel met.", "en", ["12"]), ("It cost 45 and nobody paid.", "en", ["45"]),
    ("He gave 30 to the church.", "en", ["30"]), ("Of these, 40 were sent back.", "en", ["40"]),
    ("Загинули 40, поранено 12.", "uk", ["40", "12"]), ("Sie fuhren mit 120 durch den Ort.", "de", ["120"]),
    ("Somos 40 en la sala.", "es", ["40"]), ("정부는 100명을 고용했다.", "ko", ["100"]),
  ])
  func nothingIsCountedWhereNoNounFollows(_ text: String, _ language: String, _ expected: [String]) throws {
    #expect(try things(text, language) == expected)
  }

  @Test(arguments: [
    ("They killed 12 people and wounded 40.", ["12 people", "40 people"]),
    ("They killed 12 and wounded 40.", ["12", "40"]),
    ("It sold 11,000 cars, compared to 13,000 a year ago.", ["11,000 cars", "13,000 cars"]),
    ("It has 90 tanks. Now 40 in reserve.", ["90 tanks", "40"]),
    ("There were 5,000 workers in May and 7,000 in June.", ["5,000 workers", "7,000 workers"]),
    ("Eight of its 31 tanks were lost.", ["Eight tanks", "31 tanks"]),
    ("Some 60% of voters in 40 towns and 12 in reserve.", ["60% voters", "40 towns", "12 towns"]),
  ])
  func aThingIsSharedInsideASentence(_ text: String, _ expected: [String]) throws {
    #expect(try things(text, "en") == expected)
  }

  @Test(arguments: [
    ("The death toll rose to 45.", "en", ["45 death toll"]), ("Troops numbered 13,000.", "en", ["13,000 Troops"]),
    ("Wounded: 14.", "en", ["14 Wounded"]), ("Score: 14.", "en", ["14"]),
    ("Число погибших выросло до 45.", "ru", ["45 погибших"]),
    ("Die Zahl der Toten stieg auf 45.", "de", ["45 Toten"]), ("死者は45人に増えた。", "ja", ["45 死者"]),
  ])
  func aThingMayStandBeforeItsNumber(_ text: String, _ language: String, _ expected: [String]) throws {
    #expect(try things(text, language) == expected)
  }

  @Test(arguments: [
    ("砲弾を480万発送った。", "ja", ["480万 砲弾"]), ("警察は45人を逮捕した。", "ja", ["45 人"]),
    ("炮弹480万发。", "zh", ["480万 炮弹"]), ("出动1万名来自北方的士兵。", "zh", ["1万 士兵"]),
    ("죄수 30여 명의 혐의", "ko", ["30 죄수"]), ("7개 나라 60명이 왔다.", "ko", ["7 나라", "60"]),
  ])
  func countersPointToTheirNoun(_ text: String, _ language: String, _ expected: [String]) throws {
    #expect(try things(text, language) == expected)
  }

  private static let shells = """
    name\tcanonical\tlanguage\taliases
    shell\tshells\ten\tartillery round
    снаряд\tshells\tuk\tартилерійський снаряд
    Granate\tshells\tde\t
    포탄\tshells\tko\t

    """

  @Test(arguments: [
    ("4 artillery shells and 5 tents", "en", ["4 artillery shells#shells", "5 tents"]),
    ("4 artillery rounds, 5 shellfish", "en", ["4 artillery rounds#shells", "5 shellfish"]),
    ("5000 артилерійських снарядів", "uk", ["5000 артилерійських снарядів#shells"]),
    ("5000 Granaten", "de", ["5000 Granaten#shells"]), ("포탄 480만 발을", "ko", ["480만 포탄#shells"]),
    ("5000 shells", "uk", ["5000 shells"]),
  ])
  func namesOfAListAreFoundInTheCountedPhrase(_ text: String, _ language: String, _ expected: [String]) throws {
    #expect(try things(text, language, names: Self.shells) == expected)
  }

  @Test func aListThatIsNotUnderstoodSaysWhere() {
    #expect {
      try things("4 shells", "en", names: "name\tcolour\nshell\tred\n")
    } throws: { error in
      "\(error)".contains("things.tsv:1") && (error as? StageSetupError)?.option == "things"
    }
  }

  /// Sentences that the rules were not made for: a phrase that is named must be right, and most must be named.
  @Test(arguments: ["de", "en", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "uk", "zh"])
  func thingsOfUnseenSentences(_ language: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Benchmarks/counted/test/\(language).tsv")
    var score = (named: 0, right: 0, gold: 0)
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t").map(String.init)
      var found = try things(cells[0], language)
      for pair in cells[1].components(separatedBy: " | ") {
        let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard let index = found.firstIndex(where: { $0.hasPrefix(parts[0]) }) else { continue }
        let thing = String(found.remove(at: index).dropFirst(parts[0].count + 1).prefix { $0 != "/" })
        score.gold += parts[1].isEmpty ? 0 : 1
        score.named += thing.isEmpty ? 0 : 1
        if !thing.isEmpty, !parts[1].isEmpty, thing.contains(parts[1]) || parts[1].contains(thing) { score.right += 1 }
      }
    }
    #expect(score.gold >= 10)
    #expect(Double(score.right) >= 0.95 * Double(score.named))
    #expect(Double(score.right) >= 0.85 * Double(score.gold))
  }
}
