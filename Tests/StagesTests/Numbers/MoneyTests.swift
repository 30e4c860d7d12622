import Testing

/// Money in every shape: signs and codes before and behind, names before the number, units with subunits.
struct MoneyTests {
  @Test(arguments: [
    (
      "en", "The mill cost c $ 4.5 million, the dam us $ 90 million.",
      ["currency 4500000 CAD", "currency 90000000 USD"]
    ),
    ("en", "The flood cost us $5 million.", ["currency 5000000"]),
    ("en", "They owe CAD$ 15, NZ$40 and HK $ 12.", ["currency 15 CAD", "currency 40 NZD", "currency 12 HKD"]),
    (
      "en", "Losses above 12 MUSD and about MEUR 7.", ["currency 12000000 moreThan USD", "currency 7000000 approx EUR"]
    ),
    ("en", "A grant of 80 USD million and 5 kEUR.", ["currency 80000000 USD", "currency 5000 EUR"]),
    ("en", "Entries: $ 20.50 $ 37.10", ["currency 20.5", "currency 37.1"]),
    ("en", "He sold rupees 5 million in gold.", ["currency 5000000"]),
    ("en", "Lunch is 7 dollars and 40 cents, dinner fifteen dollars twenty.", ["currency 7.4", "currency 15.2"]),
    ("en", "We hold 3 bitcoins and 0.5 BTC.", ["currency 3 BTC", "currency 0.5 BTC"]),
    ("fr", "Le pain vaut 90 cents, le tout 8 euros 20.", ["currency 0.9", "currency 8.2 EUR"]),
    ("de", "Das Boot kostet 3 Millionen kanadischen Dollar.", ["currency 3000000 CAD"]),
    ("sv", "Bron kostar 40 mkr.", ["currency 40000000 SEK"]),
    ("it", "Servono dollari 800 per il viaggio.", ["currency 800 USD"]),
    ("nl", "Het brood kost drie euro en vijfenzeventig cent.", ["currency 3.75 EUR"]),
    ("hi", "पुल पर $ 40 मिलियन और टिकट पर सात डॉलर बीस सेंट लगे।", ["currency 40000000 USD", "currency 7.2 USD"]),
    ("hi", "किसान को Rs. 2,500 और 12,50,000 रुपये मिले।", ["currency 2500 INR", "currency 1250000 INR"]),
    ("ar", "بيع القارب بـ20 دولارا والبيت بثلاثة ملايين يورو.", ["currency 20 USD", "currency 3000000 EUR"]),
  ])
  func sumsHaveTheirCurrency(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }

  /// Words that are names of currencies, too, and numbers that belong to something else.
  @Test(arguments: [
    ("en", "She won 121 matches and 1.2 million votes.", ["cardinal 121", "cardinal 1200000"]),
    ("en", "The car meets Euro 6.", []),
    ("en", "She has 5 dollars and 20 friends.", ["currency 5", "cardinal 20"]),
    ("en", "TOP 10 songs for ALL 5 of us", ["cardinal 10"]),
    ("ja", "人気の記事TOP5を読む", []),
  ])
  func whatIsNoMoney(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }
}
