import Foundation
import Pipeline
import Testing

@testable import Stages

struct NumbersStageTests {
  /// What the stage finds, as `text kind value modifier unit/currency (of)`; absent parts are left out.
  private func figures(_ text: String, _ language: String, rejected: Bool = false, dates: Bool = false) throws
    -> [String]
  {
    var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
    document.language = Language(language)
    if dates {
      let stage = try #require(
        try DatesStage.definition.make(Options(), StageContext(id: "dates")) as? any AnnotatingStage)
      try stage.annotate(&document)
    }
    NumbersStage(keepsRejected: rejected, position: 0).annotate(&document)
    let layer = try #require(document.layer(.quantities))
    return (0..<layer.count).map { index in
      func string(_ field: String) -> String? { layer.value(field, at: index)?.string }
      func decimal(_ field: String) -> String? { layer.value(field, at: index)?.decimal?.canonical.digits }
      var parts = [document.text.string(layer.spans[index]), string("kind") ?? "?"]
      if let value = decimal("value") { parts.append(value) }
      if let low = decimal("low") { parts.append(low + ".." + (decimal("high") ?? "")) }
      parts += [string("modifier"), string("unit"), string("currency"), string("reason")].compactMap { $0 }
      if let per = string("per") { parts.append("per " + per) }
      if let of = layer.value("of", at: index)?.span { parts.append("(" + document.text.string(of) + ")") }
      return parts.joined(separator: " ")
    }
  }

  @Test(arguments: [
    (
      "They sent up to 4.8 million artillery shells to the front.",
      ["4.8 million cardinal 4800000 atMost (artillery shells)"]
    ),
    (
      "At least 24 ballistic missiles, and dozens of drones.",
      ["24 cardinal 24 atLeast (ballistic missiles)", "dozens cardinal 24.. fuzzy (drones)"]
    ),
    ("About half of them did not work.", ["half fraction 0.5 approx"]),
    (
      "A missile strikes at 900 km; a 152mm gun.",
      ["900 km measure 900 kilometer", "152mm measure 152 millimeter (gun)"]
    ),
    ("Up to 75% of microcircuits.", ["75% percent 75 atMost (microcircuits)"]),
    (
      "It cost $4.5 million or USD34.6 million.",
      ["$4.5 million currency 4500000", "USD34.6 million currency 34600000 USD"]
    ),
    (
      "twenty-five thousand people and one hundred and five tents",
      ["twenty-five thousand cardinal 25000 (people)", "one hundred and five cardinal 105 (tents)"]
    ),
    ("between 15 and 20 dollars", ["15 and 20 dollars currency 15..20"]),
    ("15-20 tonnes from 5 to 10 percent", ["15-20 tonnes measure 15..20 tonne", "5 to 10 percent percent 5..10"]),
    (
      "A 63-year-old man, aged 41 at the time, waited 3 days.",
      ["63-year-old age 63 year (man)", "41 age 41 year", "3 days duration 3 day"]
    ),
    (
      "two thirds of voters, a quarter of the town, 3/4 of it, ½",
      [
        "two thirds fraction 0.666666666666667 (voters)", "a quarter fraction 0.25 (town)", "3/4 fraction 0.75",
        "½ fraction 0.5",
      ]
    ),
    ("more than 13,000 North Korean troops", ["13,000 cardinal 13000 moreThan (North Korean troops)"]),
    ("Region Sends 7,000 Containers Full of Goods", ["7,000 cardinal 7000 (Containers)"]),
    ("the 17th package", ["17th ordinal 17"]),
  ])
  func englishFigures(_ text: String, _ expected: [String]) throws { #expect(try figures(text, "en") == expected) }

  @Test(arguments: [
    ("Прибуло понад двадцять п’ять тисяч біженців.", ["двадцять п’ять тисяч cardinal 25000 moreThan (біженців)"]),
    ("близько 13 000 солдатів", ["13 000 cardinal 13000 approx (солдатів)"]),
    ("2,5 млн доларів США", ["2,5 млн доларів США currency 2500000 USD"]),
    ("від 1900 до 2100 контейнерів", ["1900 до 2100 cardinal 1900..2100 (контейнерів)"]),
    ("не менше 40 відсотків", ["40 відсотків percent 40 atLeast"]),
    ("до двохсот п'ятдесяти осіб", ["двохсот п'ятдесяти cardinal 250 atMost (осіб)"]),
  ])
  func ukrainianFigures(_ text: String, _ expected: [String]) throws { #expect(try figures(text, "uk") == expected) }

  @Test(arguments: [
    ("최소 1만 2천 명이 대피했다.", ["1만 2천 cardinal 12000 atLeast"]),
    ("군인 약 3만4000명", ["3만4000 cardinal 34000 approx (군인)"]),
    ("포탄 이십오만 발", ["이십오만 cardinal 250000 (포탄)"]),
    ("비용은 3억 달러다", ["3억 달러 currency 300000000 USD"]),
    ("1억 2천만 원 이상", ["1억 2천만 원 currency 120000000 atLeast KRW"]),
  ])
  func koreanFigures(_ text: String, _ expected: [String]) throws { #expect(try figures(text, "ko") == expected) }

  @Test(arguments: [
    ("de", "1.234,56 Euro und 2,5 Mio. Menschen", ["1234.56", "2500000"]),
    ("fr", "1\u{202F}234,5 et 12 millions", ["1234.5", "12000000"]),
    ("hi", "12,34,567 लोग और ३ लाख", ["1234567", "300000"]), ("ar", "٤٬٨٠٠ و ٧٫٥", ["4800", "7.5"]),
    ("de-CH", "1’234.50", ["1234.5"]),
    ("ja", "350万人と3万4000", ["3500000", "34000"]), ("zh", "二百万 和 １２００", ["2000000", "1200"]),
    ("es", "1.234.567 y 3,5 millones", ["1234567", "3500000"]),
    ("und", "1,234 and 5%", ["1234", "5"]), ("en", "1.234.567 and then 1.234", ["1234567", "1234"]),
  ])
  func digitsAreReadByTheMarksOfTheLanguage(_ language: String, _ text: String, _ expected: [String]) throws {
    var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
    document.language = Language(language)
    NumbersStage(keepsRejected: false, position: 0).annotate(&document)
    let layer = try #require(document.layer(.quantities))
    #expect((0..<layer.count).map { layer.value("value", at: $0)?.decimal?.canonical.digits ?? "-" } == expected)
  }

  @Test(arguments: [
    ("The KN-23 and Hwasong-17 flew.", ["designator", "designator"]),
    ("The analysts of 38 North said so.", ["designator"]),
    ("Take Route 17 to Section 4.", ["designator", "section"]), ("Order 24703L202 now.", ["code", "code"]),
    ("Call +44 20 7946 0958 today.", ["phone"]),
    ("They won 3:1 at 14:30.", ["score", "time"]), ("Version 2.1.3 is out.", ["version"]),
    ("See https://a.example/12/34 there.", ["url", "url"]),
    ("It began in 2019.", ["year"]), ("the 2012-13 season", ["year"]), ("in the 1990s", ["year"]),
    ("at 5 p.m. sharp", ["time"]),
    ("Flight KX-214 landed.", ["designator"]), ("As shown [12].", ["reference"]),
  ])
  func digitsThatAreNoQuantityAreRejectedWithTheReason(_ text: String, _ reasons: [String]) throws {
    #expect(try figures(text, "en") == [])
    let rejected = try figures(text, "en", rejected: true)
    #expect(rejected.count == reasons.count, "\(rejected)")
    for (found, reason) in zip(rejected, reasons) {
      #expect(found.contains("rejected") && found.contains(reason), "\(found)")
    }
  }

  @Test func digitsInsideADateAreNoFigures() throws {
    #expect(try figures("On 14 June 2024 they counted 300 boats.", "en", dates: true) == ["300 cardinal 300 (boats)"])
    #expect(try figures("14 червня 2024 року прибуло 300 осіб", "uk", dates: true) == ["300 cardinal 300 (осіб)"])
  }

  // MARK: Spelled-out integers

  private static let englishOnes =
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(separator: " ").map(String.init)
  private static let englishTens = "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ").map(
    String.init)

  private static func english(_ value: Int) -> String {
    for (scale, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")]
    where value >= scale {
      let rest = value % scale
      return english(value / scale) + " " + name + (rest > 0 ? " " + english(rest) : "")
    }
    if value < 20 { return englishOnes[value] }
    return englishTens[value / 10 - 2] + (value % 10 > 0 ? "-" + englishOnes[value % 10] : "")
  }

  @Test func spelledOutEnglishIntegersAreReadBack() throws {
    var random = SplitMix(11)
    for _ in 0..<2000 {
      let value =
        Int(random.next() % [100, 10_000, 1_000_000, 1_000_000_000, 900_000_000_000].randomElement(using: &random)!) + 2
      let found = try figures(Self.english(value) + " people", "en")
      #expect(found == ["\(Self.english(value)) cardinal \(ExactDecimal(value).canonical.digits) (people)"], "\(value)")
    }
  }

  private static func korean(_ value: Int) -> String {
    let digits = Array("영일이삼사오육칠팔구").map(String.init)
    func group(_ value: Int) -> String {
      var text = ""
      for (scale, name) in [(1000, "천"), (100, "백"), (10, "십")] where value / scale % 10 > 0 {
        text += (value / scale % 10 == 1 ? "" : digits[value / scale % 10]) + name
      }
      return text + (value % 10 > 0 ? digits[value % 10] : "")
    }
    var text = ""
    for (scale, name) in [(1_000_000_000_000, "조"), (100_000_000, "억"), (10_000, "만")] where value / scale % 10_000 > 0
    {
      text += group(value / scale % 10_000) + name
    }
    return text + group(value % 10_000)
  }

  @Test func spelledOutKoreanIntegersAreReadBack() throws {
    var random = SplitMix(12)
    for _ in 0..<1000 {
      let value = Int(random.next() % 90_000_000_000) + 20
      let found = try figures(Self.korean(value) + " 명", "ko")
      #expect(found == ["\(Self.korean(value)) cardinal \(ExactDecimal(value).canonical.digits)"], "\(value)")
    }
  }

  // MARK: Hostile input

  @Test func anyTextIsSurvivedAndSpansLieInside() throws {
    var random = SplitMix(13)
    let pieces = [
      "1", "23", ",", ".", " ", "\u{A0}", "-", "–", "/", ":", "$", "€", "%", "KN", "million", "тис", "만", "천", "명",
      "half", "a", "of", "between", "and", "to", "½", "３", "٣", "(", "\n", "é", "日", "万", "up", "no",
    ]
    for round in 0..<1500 {
      let text = (0..<Int(random.next() % 30)).map { _ in pieces.randomElement(using: &random)! }.joined()
      var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
      document.language = Language(["en", "uk", "ko", "zh", "und", "de"][round % 6])
      NumbersStage(keepsRejected: true, position: 0).annotate(&document)
      let spans = try #require(document.layer(.quantities)).spans
      for span in spans {
        #expect(span.end <= text.utf8.count && !span.isEmpty)
        #expect(String(validating: Array(text.utf8)[span.indices], as: UTF8.self) != nil, "\(text)")
      }
    }
  }

  @Test(arguments: ["1,", "one ", "1-", "between ", "12:", "1 ", "a million ", "만", "1만 ", "$"])
  func longRepetitionsEnd(_ piece: String) throws {
    // Quadratic work would take minutes on these; the test has no clock, it only has to end.
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    for language in ["en", "ko"] { _ = try figures(text, language, rejected: true) }
  }

  @Test func fieldsStandInTheOrderOfTheSchema() {
    var figure = Figure(start: 0, end: 1, firstWord: 0, endWord: 1)
    (figure.value, figure.low, figure.high, figure.scale) = (1, 2, 3, 4)
    (figure.modifier, figure.change, figure.reason) = (.approx, .up, .code)
    (figure.unit, figure.currency, figure.candidates, figure.per) = ("day", "EUR", ["USD"], "hour")
    (figure.of, figure.ofName) = (ByteRange(2, 3), "shells")
    (figure.alternative, figure.isLowOpen, figure.isHighOpen) = (5, true, true)
    let fields = LayerSchema.quantities.fields.map(\.name)
    let expected: [String: FieldValue] = [
      "kind": .string("rejected"), "value": .decimal(1), "low": .decimal(2), "high": .decimal(3),
      "modifier": .string("approx"), "unit": .string("day"), "currency": .string("EUR"),
      "candidates": .list([.string("USD")]), "per": .string("hour"), "change": .string("up"),
      "of": .span(ByteRange(2, 3)), "of.name": .string("shells"), "reason": .string("code"),
      "alternative": .decimal(5), "low_open": .bool(true), "high_open": .bool(true),
    ]
    #expect(Set(fields) == Set(expected.keys))
    for (position, field) in fields.enumerated() { #expect(figure.value(ofField: position) == expected[field]) }
  }

  @Test func copiesOfAFigureDoNotShareWhatIsSetLater() {
    var figure = Figure(start: 0, end: 1, firstWord: 0, endWord: 1)
    figure.unit = "day"
    var copy = figure
    copy.unit = nil
    copy.currency = "EUR"
    #expect(figure.unit == "day" && figure.currency == nil)
    #expect(copy.unit == nil && copy.currency == "EUR")
  }
}
