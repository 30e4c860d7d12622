import Testing

@testable import Stages

@Suite struct DateListTests {
  private func check(_ test: DateCase) throws {
    let document = try DatesStageTests.annotated(test.text, test.language, published: test.published)
    let layer = try #require(document.layer(.dates))
    let found = layer.spans.indices.map {
      "\(document.text.string(layer.spans[$0]))=\(layer.value(0, at: $0)?.string ?? "")"
    }
    #expect(found == test.dates)
  }

  @Test(
    "The days of a list take the month and year that one of them names",
    arguments: [
      DateCase("en", "on 4 and 6 July 2023", "4=2023-07-04", "6 July 2023=2023-07-06"),
      DateCase(
        "en", "on 4, 6 and 9 July 2023", "4=2023-07-04", "6=2023-07-06", "9 July 2023=2023-07-09"),
      DateCase("en", "July 4 and 6, 2023", "July 4=2023-07-04", "6, 2023=2023-07-06"),
      DateCase("en", "On July 4 and 6 men were seen", "July 4=XXXX-07-04"),
      DateCase(
        "en", "in April, May and June 2022", "April=2022-04", "May=2022-05", "June 2022=2022-06"),
      DateCase("fr", "les 4 et 6 juillet 2023", "4=2023-07-04", "6 juillet 2023=2023-07-06"),
      DateCase("uk", "4-го та 6-го липня 2023 року", "4-го=2023-07-04", "6-го липня 2023 року=2023-07-06"),
      DateCase("ja", "2023年7月4日と6日", "2023年7月4日=2023-07-04", "6日=2023-07-06"),
      DateCase("ko", "2023년 7월 4일과 6일", "2023년 7월 4일=2023-07-04", "6일=2023-07-06"),
      DateCase("en", "between 4 and 6 July 2023", "4 and 6 July 2023=2023-07-04/2023-07-06"),
    ])
  func lists(_ test: DateCase) throws { try check(test) }

  @Test(
    "Ranges need no dash: endings, nights and months without a year make them",
    arguments: [
      DateCase("fi", "huhtikuusta kesäkuuhun 2022", "huhtikuusta kesäkuuhun 2022=2022-04/2022-06"),
      DateCase("hu", "áprilistól júniusig", "áprilistól júniusig=XXXX-04/XXXX-06"),
      DateCase("hu", "2011-től 2013-ig", "2011-től 2013-ig=2011/2013"),
      DateCase("de", "in der Nacht vom 4. auf den 5. Juli 2023", "4. auf den 5. Juli 2023=2023-07-04/2023-07-05"),
      DateCase("pl", "w nocy z 4 na 5 lipca 2023", "4 na 5 lipca 2023=2023-07-04/2023-07-05"),
      DateCase("en", "from April to June", "April to June=XXXX-04/XXXX-06"),
      DateCase("ja", "15日〜17日", "15日〜17日=2023-06-15/2023-06-17", published: "2023-07-02"),
    ])
  func ranges(_ test: DateCase) throws { try check(test) }

  @Test(
    "Two digits are a year, and a day with its month needs none, where something says so",
    arguments: [
      DateCase("en", "In July '23, as in '98", "July '23=2023-07", "'98=1998"),
      DateCase("uk", "лист від 04.07.23", "04.07.23=2023-07-04"),
      DateCase("de", "am 4.7. und bis 4.7 Prozent", "4.7.=2023-07-04", published: "2023-06-01"),
      DateCase("es", "el 14/7 y los 3/4 del país", "14/7=2023-07-14", published: "2023-06-01"),
      DateCase("ja", "R5.7.4とR5年", "R5.7.4=2023-07-04", "R5年=2023"),
      DateCase("en", "4.7.23, 10.0.7.23, from 4.3.0 to 4.3.16, 24/7, 11/12/13"),
      DateCase("fi", "luku 4.7. kertoo"),
      DateCase(
        "en", "late last week and early next month", "late last week=2023-06-09/2023-06-11",
        "early next month=2023-07-01/2023-07-10", published: "2023-06-14"),
      DateCase("he", "לפני שבועיים", "לפני שבועיים=2023-05-31~", published: "2023-06-14"),
    ])
  func short(_ test: DateCase) throws { try check(test) }

  @Test("Every beginning and end of a date may be the edge of a text", arguments: ["en", "de", "tr", "ja", "ar", "hu"])
  func edges(_ language: String) throws {
    let text = "on 4, 6 and 9 May '23 – 12.5.–15.5.2024 R6.6.3 Temmuz'a 2014-től 2018-ig 7月5日と7日 ב-5 وفي 5 مايو d5"
    let scalars = Array(text.unicodeScalars)
    for cut in scalars.indices {
      for half in [scalars[..<cut], scalars[cut...]] {
        let part = String(String.UnicodeScalarView(half))
        let document = try DatesStageTests.annotated(part, .init(language))
        let layer = try #require(document.layer(.dates))
        #expect(layer.spans.allSatisfy { $0.end <= part.utf8.count })
      }
    }
  }
}
