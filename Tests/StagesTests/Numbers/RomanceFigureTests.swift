import Testing

/// Bounds, ages, temperatures, fractions and money of the Romance languages and Turkish.
struct RomanceFigureTests {
  @Test(arguments: [
    ("es", "La represa guarda no menos de 40 lagos.", ["cardinal 40 atLeast"]),
    ("pt", "O poço tem uma nota maior ou igual a 12.", ["cardinal 12 atLeast"]),
    ("it", "Una quota non superiore a 75 barche.", ["cardinal 75 atMost"]),
    ("es", "Guarda 300 o mayor de 250", ["cardinal 300", "cardinal 250 moreThan"]),
    ("en", "The sum x>3 and y<8 holds.", ["cardinal 3 moreThan", "cardinal 8 lessThan"]),
  ])
  func boundsInWordsKeepTheirMeaning(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }

  @Test(arguments: [
    ("es", "Mi vecina tenía doce años cuando llegó.", ["age 12 year"]),
    ("es", "Mi vecina tiene doce años de experiencia.", ["duration 12 year"]),
    ("fr", "Il y a 12 ans, le pont fut bâti.", ["duration 12 year"]),
  ])
  func havingYearsIsAnAgeUnlessTheyAreOfSomething(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }

  @Test(arguments: [
    ("it", "La temperatura è di 31 gradi.", ["measure 31 generic"]),
    ("it", "La ruota gira di 31 gradi.", ["measure 31 degree"]),
    ("fr", "Un four chaud de 210 degrés f.", ["measure 210 fahrenheit"]),
    ("tr", "Yol 17 milden uzun sürdü.", ["measure 17 mile"]),
  ])
  func unitsAreToldFromWhatStandsAround(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }

  @Test(arguments: [
    ("pt", "Sobraram três vinte e um avos.", ["fraction 0.142857142857143"]),
    ("es", "Quedaron siete octavos.", ["fraction 0.875"]),
  ])
  func partsInWordsAreFractions(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }

  @Test func centsBelongToTheirSum() throws {
    #expect(try figureLines("It was 8 dollars and 25 cents.", "en-US") == ["currency 8.25 USD"])
    #expect(try figureLines("Pagó 30 MEUR.", "es") == ["currency 30000000 EUR"])
  }
}
