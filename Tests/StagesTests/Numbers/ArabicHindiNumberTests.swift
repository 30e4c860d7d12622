import Testing

/// Numbers of Arabic and Hindi: spellings, scales, fractions, words glued to a number, ordinals behind nouns.
struct ArabicHindiNumberTests {
  @Test(arguments: [
    ("सवा सौ पेड़, सवा लाख पौधे और डेढ़ सौ नावें", ["cardinal 125", "cardinal 125000", "cardinal 150"]),
    ("पौने दो लाख, ढाई हजार", ["cardinal 175000", "cardinal 2500"]),
    ("3 मिलियन टन और सात बिलियन लीटर", ["measure 3000000 tonne", "measure 7000000000 liter"]),
    ("2 करोड़ 30 लाख 5 हजार बीज", ["cardinal 23005000"]),
    ("अठ्ठाइस नावें, इकत्तीस मछुआरे, पंचानवे घर", ["cardinal 28", "cardinal 31", "cardinal 95"]),
    ("गांव में तीन सौ इकत्तीस घर हैं", ["cardinal 331"]),
    ("पांच बटा आठ और दो का पांचवां हिस्सा", ["fraction 0.625", "fraction 0.4"]),
    ("वह चौबीसवें स्थान पर और नाव सोलहवीं थी", ["ordinal 24", "ordinal 16"]),
    ("दीवार 500 साल से ज़्यादा पुरानी है", ["age 500 moreThan year"]),
    ("कुएं में 20 डिग्री से. पानी है", ["measure 20 celsius"]),
    ("4.2 से 3.9 मिलियन टन", ["measure 3900000..4200000 tonne"]),
  ])
  func hindi(_ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, "hi") == expected)
  }

  @Test(arguments: [
    ("زرعوا عشرين نخلة وأربعين زيتونة", ["cardinal 20", "cardinal 40"]),
    ("وصلت السفينة بخمسة ركاب لثلاث سنوات", ["cardinal 5", "duration 3 year"]),
    ("مَعَهُ مِئَةُ خروف", ["cardinal 100"]),
    ("باعوا أكثر من ربع المحصول. وزرعوا أقل من نصف الحقل", ["fraction 0.25 moreThan", "fraction 0.5 lessThan"]),
    ("حصدوا خمسة وربع طن", ["measure 5.25 tonne"]),
    ("ثلاثة على خمسة", ["fraction 0.6"]),
    (
      "فاز ثلث المزارعين ونصف العمال وانتظروا ربع ساعة",
      ["fraction 0.333333333333333", "fraction 0.5", "duration 0.25 hour"]
    ),
    ("العدد أقل من أو يساوي 30", ["cardinal 30 atMost"]),
    ("كسبوا أقل من أو تساوي 12 نقطة", ["cardinal 12 atMost"]),
    ("السؤال الثاني صعب والسؤال الثالث سهل", ["ordinal 2", "ordinal 3"]),
    ("المنزل الخامس والعشرون", ["ordinal 25"]),
    ("الوزن 12،220,13 كيلوغراما", ["measure 12220.13 kilogram"]),
  ])
  func arabic(_ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, "ar") == expected)
  }

  /// "I am not" looks like "for six", the day before yesterday like a rank.
  @Test(arguments: [("ar", "لست متعبا"), ("ar", "زارنا أمس الأول"), ("hi", "पहले बारिश हुई"), ("hi", "दूसरे लोग आए")])
  func silent(_ language: String, _ text: String) throws {
    #expect(try figureLines(text, language) == [])
  }
}
