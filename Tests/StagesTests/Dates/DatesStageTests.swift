import Pipeline
import Testing

@testable import Stages

/// A text and the dates it should give, as `words=value`.
struct DateCase: CustomTestStringConvertible, Sendable {
  let language: Language
  var published: String?
  let text: String
  let dates: [String]

  init(_ language: Language, _ text: String, _ dates: String..., published: String? = nil) {
    self.language = language
    self.text = text
    self.dates = dates
    self.published = published
  }

  var testDescription: String { "\(language): \(text)" }
}

@Suite struct DatesStageTests {
  static func annotated(_ text: String, _ language: Language, published: String? = nil) throws -> Document {
    var document = Document(id: "test", source: Source(path: "test"), body: Array(text.utf8))
    document.language = language
    document.published = published
    try DatesStage().annotate(&document)
    return document
  }

  private func check(_ test: DateCase) throws {
    let document = try Self.annotated(test.text, test.language, published: test.published)
    let layer = try #require(document.layer(.dates))
    let found = layer.spans.indices.map {
      "\(document.text.string(layer.spans[$0]))=\(layer.value(0, at: $0)?.string ?? "")"
        + (layer.value(3, at: $0)?.bool == true ? " relative" : "")
    }
    #expect(found == test.dates)
  }

  @Test(
    "English dates are found with their values",
    arguments: [
      DateCase("en", "on 14 June 2024 in Kyiv", "14 June 2024=2024-06-14"),
      DateCase("en", "On June 14, 2024, they met.", "June 14, 2024=2024-06-14"),
      DateCase(
        "en", "June 14th, 2024 and the 2nd of May 2021", "June 14th, 2024=2024-06-14", "2nd of May 2021=2021-05-02"),
      DateCase("en", "Friday, June 14, 2024", "Friday, June 14, 2024=2024-06-14"),
      DateCase("en", "since November 2023 and in Sept. 2022", "November 2023=2023-11", "Sept. 2022=2022-09"),
      DateCase("en", "from June–August 2024 to now", "June–August 2024=2024-06/2024-08"),
      DateCase("en", "December to February 2024", "December to February 2024=2023-12/2024-02"),
      DateCase("en", "held 1–5 May 2024 there", "1–5 May 2024=2024-05-01/2024-05-05"),
      DateCase("en", "June 28–July 5, 2024", "June 28–July 5, 2024=2024-06-28/2024-07-05"),
      DateCase("en", "28 June - 5 July 2024", "28 June - 5 July 2024=2024-06-28/2024-07-05"),
      DateCase("en", "28 December 2023 – 5 January 2024", "28 December 2023 – 5 January 2024=2023-12-28/2024-01-05"),
      DateCase("en", "It fell in July.", "July=XXXX-07"),
      DateCase(
        "en", "In mid-July it rained; in early March too", "mid-July=XXXX-07-11/XXXX-07-20",
        "early March=XXXX-03-01/XXXX-03-10"),
      DateCase("en", "Until 1 March nothing moved", "1 March=XXXX-03-01"),
      DateCase("en", "In MAY 2024 AND ON JUNE 3, 2024", "MAY 2024=2024-05", "JUNE 3, 2024=2024-06-03"),
      DateCase("en", "In 2022 the army left; since 2014, until 2030.", "2022=2022", "2014=2014", "2030=2030"),
      DateCase("en", "The treaty (1994) and the war (1939–1945)", "1994=1994", "1939–1945=1939/1945"),
      DateCase("en", "the 2020 election and the summer of 2023", "2020=2020", "summer of 2023=2023-22"),
      DateCase("en", "the 1990s, the 1800s and the 2000s", "1990s=199X", "1800s=18XX", "2000s=200X"),
      DateCase("en", "a 19th century house", "19th century=18XX"),
      DateCase(
        "en", "a leap day, 29 February 2024, but never 29 February 2023 or 31 June 2024.",
        "29 February 2024=2024-02-29", "February 2023=2023-02", "June 2024=2024-06"),
    ])
  func english(_ test: DateCase) throws { try check(test) }

  @Test(
    "Digits and words that are no dates stay out",
    arguments: [
      DateCase("en", "2,000 people, 2024 tanks and 2000 shells were lost"),
      DateCase("en", "in 2000 villages, of 2024 tanks, in 2024 cases"),
      DateCase("en", "They may march, and March they did. May I? Theresa May in London, by May"),
      DateCase("en", "Up to 20 May Die in Floods"),
      DateCase("en", "In May 20 people died", "May=XXXX-05"),
      DateCase("en", "from June 5 to 12 people", "June 5=XXXX-06-05"),
      DateCase("en", "version 10.11.12, 1.2.2024.7 and v12.4.2019, call 2024-06-1456 or 044-2024-12"),
      DateCase("en", "https://example.org/2024/06/14/story and report_2024-06-14.pdf, 2024-06-14.json"),
      DateCase("en", "won 20-14, AB-2024-06-14, #2024, $2024, €2019, 2024%, №2024, in 2024.5 and in 2,024"),
      DateCase("en", "in 1500 BC, at 2000 hours, Boeing in 2024km"),
      DateCase("en", "the year-2024-06-14x code in 20240614"),
      DateCase("uk", "Написав лист. 5 листів, 2000 снарядів і 2024 танки; до 2000 військових; 1500 років тому"),
      DateCase("uk", "лютий ворог, лютого ворога"),
      DateCase("ko", "3년 동안, 6개월, 2000년 전, 2024명, 5일간, 10일째, 2월간"),
      DateCase("zh", "2000年前的20年和3个月"),
      DateCase("und", "12.5.1 and 32/13/2024, 2024-13-01, 2024-02-30"),
    ])
  func noDates(_ test: DateCase) throws { try check(test) }

  @Test(
    "Ukrainian dates are found in all cases",
    arguments: [
      DateCase("uk", "14 червня 2024 року відбулося", "14 червня 2024 року=2024-06-14"),
      DateCase("uk", "у червні 2024-го та в листопаді 2023 р.", "червні 2024-го=2024-06", "листопаді 2023 р=2023-11"),
      DateCase("uk", "У 2023 році, з 2014 року, 2022-й", "2023 році=2023", "2014 року=2014", "2022-й=2022"),
      DateCase("uk", "у липні почали", "липні=XXXX-07"),
      DateCase(
        "uk", "1–5 травня та з 1 по 5 травня 2024 року", "1–5 травня=XXXX-05-01/XXXX-05-05",
        "1 по 5 травня 2024 року=2024-05-01/2024-05-05"),
      DateCase("uk", "червень–серпень 2024 року", "червень–серпень 2024 року=2024-06/2024-08"),
      DateCase(
        "uk", "14-го червня, п’ятниця, 14 черв. 2024", "14-го червня=XXXX-06-14", "п’ятниця, 14 черв. 2024=2024-06-14"),
      DateCase(
        "uk", "у 1990-х роках, 90-х років, XIX століття", "1990-х роках=199X", "90-х років=199X", "XIX століття=18XX"),
      DateCase("uk", "у 2014–2018 роках", "2014–2018 роках=2014/2018"),
      DateCase("uk", "14.06.2024р.", "14.06.2024р=2024-06-14"),
    ])
  func ukrainian(_ test: DateCase) throws { try check(test) }

  @Test(
    "Korean, Chinese and Japanese dates are found, without their particles",
    arguments: [
      DateCase("ko", "2024년 6월 14일에 열렸다", "2024년 6월 14일=2024-06-14"),
      DateCase("ko", "6월 14일부터 20일까지", "6월 14일부터 20일=XXXX-06-14/XXXX-06-20"),
      DateCase("ko", "2023년 11월과 2022년은 1990년대에 19세기의", "2023년 11월=2023-11", "2022년=2022", "1990년대=199X", "19세기=18XX"),
      DateCase("ko", "2024. 6. 14. 서울", "2024. 6. 14=2024-06-14"),
      DateCase("ko", "2024.06.14에", "2024.06.14=2024-06-14"),
      DateCase(
        "zh", "2024年6月14日，2023年11月，6月底", "2024年6月14日=2024-06-14", "2023年11月=2023-11",
        "6月底=XXXX-06-21/XXXX-06-30"),
      DateCase("ja", "２０２４年６月１４日から20日まで", "２０２４年６月１４日から20日=2024-06-14/2024-06-20"),
      DateCase("ja", "19世紀と1990年代", "19世紀=18XX", "1990年代=199X"),
      DateCase("und", "2024年6月14日", "2024年6月14日=2024-06-14"),
    ])
  func eastAsian(_ test: DateCase) throws { try check(test) }

  @Test(
    "Numeric dates are read in the order of the locale",
    arguments: [
      DateCase(
        "und", "2024-06-14 and 2024-06-14T10:00Z, (2024/6/4)", "2024-06-14=2024-06-14", "2024-06-14=2024-06-14",
        "2024/6/4=2024-06-04"),
      DateCase(
        "de", "14.06.2024, 4.6.2024 und 03/04/2024", "14.06.2024=2024-06-14", "4.6.2024=2024-06-04",
        "03/04/2024=2024-04-03"),
      DateCase("en-US", "03/04/2024 and 14/06/2024", "03/04/2024=2024-03-04", "14/06/2024=2024-06-14"),
      DateCase("en-GB", "03/04/2024 and 14-06-2024.", "03/04/2024=2024-04-03", "14-06-2024=2024-06-14"),
      DateCase(
        "en", "03/04/2024, 06/14/2024, 05/05/2024", "03/04/2024=2024-03-04", "06/14/2024=2024-06-14",
        "05/05/2024=2024-05-05"),
      DateCase("en", "03/04/2024 and 14/06/2024", "03/04/2024=2024-04-03", "14/06/2024=2024-06-14"),
      DateCase(
        "en", "03/04/2024 and 05/05/2024", "03/04/2024=[2024-03-04,2024-04-03]", "05/05/2024=2024-05-05"),
      DateCase(
        "de", "12.5.–15.5.2024, 12.–15.5.2024", "12.5.–15.5.2024=2024-05-12/2024-05-15",
        "12.–15.5.2024=2024-05-12/2024-05-15"),
      DateCase("uk", "01.03.2024–05.03.2024", "01.03.2024–05.03.2024=2024-03-01/2024-03-05"),
    ])
  func numeric(_ test: DateCase) throws { try check(test) }

  @Test(
    "A date without a year is that nearest to the publication date",
    arguments: [
      DateCase("en", "on 28 December", "28 December=2023-12-28 relative", published: "2024-01-03T08:00:00Z"),
      DateCase("en", "since July", "July=2024-07 relative", published: "2024-06-14"),
      DateCase(
        "en", "yesterday, last month, last year's loss", "yesterday=2024-02-29 relative", "last month=2024-02 relative",
        "last year=2023 relative", published: "2024-03-01"),
      DateCase(
        "en", "in June last year and 29 February", "June last year=2022-06 relative", "29 February=2024-02-29 relative",
        published: "2023-03-01"),
      DateCase("en", "on 14 June 2020", "14 June 2020=2020-06-14", published: "2023-03-01"),
      DateCase(
        "uk", "вчора, торік, минулого року, у липні цього року", "вчора=2024-06-13 relative", "торік=2023 relative",
        "минулого року=2023 relative", "липні цього року=2024-07 relative", published: "2024-06-14"),
      DateCase(
        "ko", "지난해 6월, 올해는, 어제", "지난해 6월=2023-06 relative", "올해=2024 relative", "어제=2024-06-13 relative",
        published: "2024-06-14"),
      DateCase(
        "en", "28 December – 3 January", "28 December – 3 January=2023-12-28/2024-01-03 relative",
        published: "2024-01-03"),
      DateCase(
        "en", "yesterday and last year", "yesterday=XXXX-XX-XX relative", "last year=XXXX relative",
        published: "June 2024"),
      DateCase("en", "Today he read USA Today", "Today=2024-06-14 relative", published: "2024-06-14"),
    ])
  func relative(_ test: DateCase) throws { try check(test) }

  @Test(
    "Calendars, eras and digits of other scripts are read",
    arguments: [
      DateCase("ja", "令和6年5月5日、昭和64年1月7日、平成元年", "令和6年5月5日=2024-05-05", "昭和64年1月7日=1989-01-07", "平成元年=1989"),
      DateCase("ja", "二〇二四年五月五日、十九世紀", "二〇二四年五月五日=2024-05-05", "十九世紀=18XX"),
      DateCase("zh", "民國113年5月5日，一九九八年，20世纪90年代", "民國113年5月5日=2024-05-05", "一九九八年=1998", "20世纪90年代=199X"),
      DateCase(
        "th", "5 พฤษภาคม พ.ศ. 2567, ๕ พฤษภาคม ๒๕๖๗, 5 พ.ค. 2567", "5 พฤษภาคม พ.ศ. 2567=2024-05-05",
        "๕ พฤษภาคม ๒๕๖๗=2024-05-05", "5 พ.ค. 2567=2024-05-05"),
      DateCase(
        "ar", "في ٥ مايو ٢٠٢٤ و5 أيار/مايو 2024 و15 شعبان 1445هـ", "٥ مايو ٢٠٢٤=2024-05-05",
        "5 أيار/مايو 2024=2024-05-05", "15 شعبان 1445هـ=2024-02-25"),
      DateCase("fa", "۱۵ اردیبهشت ۱۴۰۳، ۵ مه ۲۰۲۴", "۱۵ اردیبهشت ۱۴۰۳=2024-05-04", "۵ مه ۲۰۲۴=2024-05-05"),
      DateCase("hi", "५ मई २०२४ को", "५ मई २०२४=2024-05-05"),
      DateCase("en", "15 Ramadan 1445", "15 Ramadan 1445=2024-03-25"),
    ])
  func calendars(_ test: DateCase) throws { try check(test) }

  @Test(
    "A language without a pack has the names of ICU",
    arguments: [
      DateCase("sw", "tarehe 5 Mei 2024", "5 Mei 2024=2024-05-05"),
      DateCase("ur", "5 مئی 2024 کو", "5 مئی 2024=2024-05-05"),
      DateCase("gl", "o 5 maio 2024", "5 maio 2024=2024-05-05"),
      DateCase("no", "5. mai 2024", "5. mai 2024=2024-05-05"),
    ])
  func names(_ test: DateCase) throws { try check(test) }

  @Test(
    "Names, verbs, codes and counts are no dates",
    arguments: [
      DateCase("en", "You may march on Sun City. Mar was sat. The Sat phone rang. May I?"),
      DateCase("en", "scores of 5-3, 1/2 of them, version 1.2.2024, section 5.12, May 32, year 0, 0000"),
      DateCase("en", "the best in three years, in the coming weeks, the next day, in one day, for two years"),
      DateCase("en", "Black Friday sales, on the 5th, $2020, Boeing 737 and 1999 euros, in 2,019 cases"),
      DateCase("de", "So war es, Mi casa, 2024 Menschen, in den kommenden Wochen, 1.2.2024.5"),
      DateCase("fr", "mars attaque, la planète Mars, il a été 2024 fois, à ce jour"),
      DateCase("ru", "окружающая среда, марта, Мая Плисецкая, 2024 человека, 10 лет"),
      DateCase("uk", "середа проживання, кілька років тому, лютий мороз, 2019 снарядів"),
      DateCase("ja", "3年間、5日間、1日3回、第1号、1300年ほど前", published: "2024-06-14"),
      DateCase("zh", "3年来，5日内，一日，第3号", published: "2024-06-14"),
      DateCase("ko", "3년 만에, 5일간, 2시간", published: "2024-06-14"),
    ])
  func falseAlarms(_ test: DateCase) throws { try check(test) }

  @Test(
    "Words are counted from the publication date",
    arguments: [
      DateCase(
        "en", "on Tuesday, last Friday, next Monday, this Sunday", "Tuesday=2024-06-11 relative",
        "last Friday=2024-06-07 relative", "next Monday=2024-06-17 relative", "this Sunday=2024-06-16 relative",
        published: "2024-06-14"),
      DateCase(
        "en", "last August, last May, next May, last summer, this week, last weekend", "last August=2023-08 relative",
        "last May=2024-05 relative", "next May=2025-05 relative", "last summer=2023-22 relative",
        "this week=2024-06-10/2024-06-16 relative", "last weekend=2024-06-08/2024-06-09 relative",
        published: "2024-06-14"),
      DateCase(
        "en", "two weeks ago, in three days, 10 years ago, two decades ago", "two weeks ago=2024-05-31~ relative",
        "in three days=2024-06-17 relative", "10 years ago=2014 relative", "two decades ago=2004~ relative",
        published: "2024-06-14"),
      DateCase("en", "on Tuesday, last August", "Tuesday=XXXX-XX-XX relative", "last August=XXXX-08 relative"),
      DateCase(
        "uk", "у п'ятницю минулого тижня, тиждень тому", "п'ятницю минулого тижня=2024-06-07 relative",
        "тиждень тому=2024-06-03/2024-06-09 relative", published: "2024-06-14"),
      DateCase(
        "ja", "先週の金曜日、来月10日、昨年11月、14日に", "先週の金曜日=2024-06-07 relative", "来月10日=2024-07-10 relative",
        "昨年11月=2023-11 relative", "14日=2024-06-14 relative", published: "2024-06-14"),
    ])
  func countedFromPublication(_ test: DateCase) throws { try check(test) }

  @Test("The first and last day are given, and both readings of an ambiguous date")
  func bounds() throws {
    let document = try Self.annotated("03/04/2024, November 2023, in February 2024, 2–5 May 2024, in July", "en")
    let layer = try #require(document.layer(.dates))
    let bounds = layer.spans.indices.map {
      "\(layer.value(1, at: $0)?.string ?? "-") \(layer.value(2, at: $0)?.string ?? "-")"
    }
    #expect(
      bounds == [
        "2024-03-04 2024-04-03", "2023-11-01 2023-11-30", "2024-02-01 2024-02-29", "2024-05-02 2024-05-05", "- -",
      ])
  }

  @Test("Any bytes are survived, and spans do not overlap and lie on scalar borders")
  func anyText() throws {
    var random = SplitMix(seed: 7)
    let pieces = [
      "14", "2024", "June", "-", "–", ".", "/", " ", ",", "May", "in", "on", "1990", "s", "червня", "року", "年", "月",
      "日",
      "6", "월", "일부터", "(", ")", "\u{00A0}", "th", "of", "to", "から", "X", "століття", "last", "year", "\n", "٣",
      "e\u{301}",
    ]
    for round in 0..<3000 {
      var text = ""
      for _ in 0..<Int(random.next() % 14) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
      let language: Language = ["en", "uk", "ko", "ja"][round % 4]
      let document = try Self.annotated(text, language, published: round % 2 == 0 ? "2024-02-29" : nil)
      let layer = try #require(document.layer(.dates))
      var end: UInt32 = 0
      for (index, span) in layer.spans.enumerated() {
        #expect(span.start >= end && !span.isEmpty, "\(text)")
        end = span.end
        #expect(String(validating: Array(document.text[span]), as: UTF8.self) != nil)
        let first = layer.value(1, at: index)?.string
        let last = layer.value(2, at: index)?.string
        #expect((first == nil) == (last == nil))
        if let first, let last { #expect(first <= last, "\(text)") }
      }
    }
  }

  @Test("A long text of digits and separators takes linear time")
  func longJunk() throws {
    for unit in ["1.", "2024-", "1 ", "May ", "2024/"] {
      let document = try Self.annotated(String(repeating: unit, count: 20_000), "en")
      #expect(document.layer(.dates)?.count == 0)
    }
    let document = try Self.annotated(String(repeating: "in June ", count: 20_000), "en")
    #expect(document.layer(.dates)?.count == 20_000)
    let days = try Self.annotated(String(repeating: "5 June ", count: 20_000), "en", published: "2024-06-14")
    #expect(days.layer(.dates)?.count == 20_000)
    for unit in ["last ", "two weeks ", "XX ", "early ", "5. ", "1990-", "ago "] {
      let document = try Self.annotated(String(repeating: unit, count: 20_000), "en", published: "2024-06-14")
      #expect(document.layer(.dates)?.count == 0, "\(unit)")
    }
  }
}
