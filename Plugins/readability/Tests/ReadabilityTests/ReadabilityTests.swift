import Pipeline
import Testing

@testable import Readability

@Suite struct ReadabilityTests {
  @Test("Short words in short sentences read easily: nine words, nine syllables, two sentences")
  func easy() throws {
    let article = Article("The cat sat on the mat.", "It was fat.", language: "en")
    // 206.835 - 1.015 × 9/2 - 84.6 × 9/9
    #expect(try article.value("readability") == "117.7")
    #expect(try article.value("lix") == "4.5")
    #expect(try article.value("sentence-length") == "4.5")
    // 25 letters in nine words.
    #expect(try article.value("word-length") == "2.78")
  }

  @Test("Long words read hard, below zero: three words, seventeen syllables")
  func hard() throws {
    let article = Article("Intergovernmental organizations institutionalize.", language: "en")
    // 206.835 - 1.015 × 3 - 84.6 × 17/3: in-ter-go-vern-men-tal or-ga-ni-za-tions in-sti-tu-tion-al-ize
    #expect(try article.value("readability") == "-275.6")
    // Three words, and 100 of 100 are long.
    #expect(try article.value("lix") == "103.0")
  }

  @Test(
    "Every language has its own formula",
    arguments: [
      // 180 - 4 - 58.5 × 6/4
      ("de", "Der Hafen bleibt offen.", "88.3"),
      // 206.835 - 4 - 62.3 × 7/4
      ("es", "El barco llegó ayer.", "93.8"),
      // 207 - 1.015 × 4 - 73.6 × 4/4
      ("fr", "Le port est plein.", "129.3"),
      // 217 - 1.3 × 4 - 60 × 6/4
      ("it", "Il porto è pieno.", "121.8"),
      // 206.835 - 1.3 × 3 - 60.1 × 5/3
      ("ru", "Порт снова открыт.", "102.8"),
    ])
  func formulas(language: String, text: String, expected: String) throws {
    #expect(try Article(text, language: Language(language)).value("readability") == expected)
  }

  @Test("A variety of a language has the language's formula; an unknown language has none, but a LIX")
  func languages() throws {
    #expect(try Article("It was fat.", language: "en-GB").value("readability") == "119.2")
    let polish = Article("Statek wpłynął do portu.", language: "pl")
    #expect(try polish.value("readability") == nil)
    // Four words, "wpłynął" has seven letters.
    #expect(try polish.value("lix") == "29.0")
    #expect(try Article("It was fat.", language: nil).value("lix") == "3.0")
  }

  @Test("Scripts where a letter is more or less than a sound have lengths, but no LIX")
  func scripts() throws {
    for (text, language) in [("다리가 화요일에 열렸다.", "ko"), ("पुल मंगलवार को खुला।", "hi"), ("فتح الجسر الثلاثاء.", "ar")] {
      let article = Article(text, language: Language(language))
      #expect(try article.value("lix") == nil)
      #expect(try article.value("sentence-length") != nil)
    }
    #expect(try Article("Η γέφυρα άνοιξε.", language: "el").value("lix") != nil)
  }

  @Test("Texts without words, or without spaces between them, get no values and no layer")
  func nothingToCount() throws {
    for (text, language) in [("", "en"), ("12 345 … 6", "en"), ("桥梁于周二开放。", "zh"), ("橋は火曜日に開通した。", "ja")] {
      let document = try Article(text, language: Language(language)).annotated()
      #expect(document.values.isEmpty, "\(text)")
      #expect(document.layer("long-sentences") == nil, "\(text)")
    }
  }

  @Test("A few foreign signs do not silence a text with spaces")
  func foreignSigns() throws {
    #expect(try Article("The name of the bridge is 海松 today.", language: "en").value("sentence-length") == "7.0")
  }

  @Test("Digits are no words")
  func digits() throws {
    #expect(try Article("It cost 12,400 in 2024.", language: "en").value("sentence-length") == "3.0")
  }

  @Test(
    "Contractions and hyphens join words",
    arguments: [
      ("Don't ask.", "2.0"), ("Don’t ask.", "2.0"), ("My mother-in-law came.", "3.0"), ("Ask - or go.", "3.0"),
    ])
  func joinedWords(text: String, words: String) throws {
    #expect(try Article(text, language: "en").value("sentence-length") == words)
  }

  @Test("Sentences inside a mark are left out")
  func marks() throws {
    let article = Article("The cat sat.", "Photographs accompanying the aforementioned investigation.", language: "en")
    #expect(try article.marking(1).value("lix") == "3.0")
    #expect(try article.value("lix") != "3.0")
  }

  @Test("A sentence of more words than the limit is annotated with how many it has")
  func longSentences() throws {
    let article = Article("One two three four.", "One two three four five.", language: "en")
    let layer = try #require(try article.annotated(longSentence: 4).layer("long-sentences"))
    #expect(layer.spans == [ByteRange(20, 44)])
    #expect(layer.value("words", at: 0) == .int(5))
    #expect(try article.annotated(longSentence: 5).layer("long-sentences")?.isEmpty == true)
  }

  @Test("The limit is the stage's option, and annotations carry its position")
  func option() throws {
    let stage = try Readability.definition.make(
      Options(["long-sentence": .int(1)]), StageContext(id: "readability", position: 3))
    var document = try Article("Two words.", language: "en").annotated()
    try #require(stage as? any AnnotatingStage).annotate(&document)
    #expect(document.layer("long-sentences")?.stages == [3])
  }
}
