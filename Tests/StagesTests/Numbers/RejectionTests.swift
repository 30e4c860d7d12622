import Testing

/// Digits that are no quantity, in many languages: nothing is found, and the reasons are kept on request.
struct RejectionTests {
  @Test(arguments: [
    (
      "en", "The KN-23, the B-52 and Hwasong-17 stood beside 38 North.",
      ["designator", "designator", "designator", "designator"]
    ),
    (
      "en", "Covid-19 closed the G7 hall; F-16 pilots met on page 12, Article 5, Section 3.",
      ["designator", "code", "designator", "section", "section", "section"]
    ),
    (
      "en", "Call 0800 555 112 or +44 20 7946 0958; version 2.0.1 runs at 192.168.0.1.",
      ["phone", "phone", "version", "ip"]
    ),
    (
      "en", "They lost 1-3 in the final at 5 p.m., after a 3-1 win at 14:30.",
      ["score", "time", "score", "time"]
    ),
    (
      "en", "One of the boats sank; no one was hurt. See https://a.example/7/9.",
      ["url", "url"]
    ),
    (
      "en", "Flight KX-214 left gate 7 on Route 17 in 2019, the 2012-13 season, from 1939 to 1945.",
      ["designator", "designator", "designator", "year", "year", "year"]
    ),
    (
      "uk", "Рейс 214 сів о 14 годині, траса М-06, стаття 5, сторінка 12.",
      ["designator", "time", "code", "section", "section"]
    ),
    (
      "uk", "Один із човнів затонув у 2019 році.",
      ["year"]
    ),
    (
      "ru", "Статья 5, страница 12, рейс 214, шоссе 7, в 2019 г.",
      ["section", "section", "designator", "designator", "year"]
    ),
    (
      "ru", "Одна из лодок вернулась, один за другим.",
      []
    ),
    (
      "de", "Artikel 5, Seite 12, Gleis 7, im Jahr 2019, um 14 Uhr.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "de", "Einer der Fischer und eine der Lotsinnen kamen zurück.",
      []
    ),
    (
      "fr", "L’article 5, page 12, vol 214, en 2019, à 14h30.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "fr", "L’un des pêcheurs a appelé le 0 800 555 030.",
      ["phone"]
    ),
    (
      "es", "El artículo 5, página 12, vuelo 214, en 2019, a las 14:30.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "it", "L’articolo 5, pagina 12, binario 7, nel 2019, alle 14.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "pt", "O artigo 5, página 12, voo 214, em 2019, às 14:30.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "pl", "Artykuł 5, strona 12, peron 7, w 2019 roku, o godz. 14.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "cs", "Článek 5, strana 12, linka 7, v roce 2019.",
      ["section", "section", "designator", "year"]
    ),
    (
      "sv", "Artikel 5, sidan 12, spår 7, år 2019, klockan 14.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "nl", "Artikel 5, pagina 12, spoor 7, in 2019, om 14.30 uur.",
      ["section", "section", "designator", "year", "time"]
    ),
    (
      "fi", "Sivu 12, raide 7, vuonna 2019, kello 14.",
      ["section", "designator", "year", "time"]
    ),
    (
      "tr", "Madde 5, sayfa 12, 558 numaralı yol, saat 14:30, 2019 yılında.",
      ["section", "section", "designator", "time", "year"]
    ),
    (
      "ja", "第5条、国道17号、14時30分、2019年。",
      ["section", "designator", "time", "time", "year"]
    ),
    (
      "ko", "제5조, 국도 17호선, 14시 30분, 2019년.",
      ["section", "designator", "time", "time", "year"]
    ),
    (
      "zh", "第5条，国道17号，14时30分，2019年。",
      ["section", "designator", "time", "time", "year"]
    ),
    (
      "ar", "المادة 5، الصفحة 12، رحلة 214، عام 2019.",
      ["section", "section", "designator", "year"]
    ),
    (
      "hi", "धारा 5, पृष्ठ 12, वर्ष 2019 में, 14 बजे।",
      ["section", "section", "year", "time"]
    ),
    (
      "vi", "Điều 5, trang 12, chuyến bay 214, năm 2019.",
      ["section", "section", "designator", "year"]
    ),
    (
      "id", "Pasal 5, halaman 12, jalan 17, tahun 2019, pukul 14.",
      ["section", "section", "designator", "year", "time"]
    ),
  ])
  func digitsThatAreNoQuantityAreSilent(_ language: String, _ text: String, _ reasons: [String]) throws {
    #expect(try figureLines(text, language) == [])
    let found = try figureLines(text, language, rejected: true)
    #expect(found.map { $0.split(separator: " ").last.map(String.init) ?? "" } == reasons, "\(found)")
  }

  @Test(arguments: [
    "≥ ", "up by ", "по ", "at least ", "1 to ", "%1 ", "0 1 ", "5 per 100 ", "more than 1 less than 2 ",
  ])
  func longRepetitionsOfHedgesEnd(_ piece: String) throws {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    for language in ["en", "uk", "de"] { _ = try figureLines(text, language, rejected: true) }
  }
}
