import Pipeline
import Testing

@testable import Readability

@Suite struct SyllableTests {
  private func syllables(_ word: String, _ language: Language) throws -> Int {
    var counter = SyllableCounter(try #require(ReadingEase.of(language)).syllables)
    for scalar in word.unicodeScalars { counter.add(scalar.value) }
    return counter.count
  }

  private func expect(
    _ language: Language, _ words: KeyValuePairs<String, Int>, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (word, count) in words {
      #expect(try syllables(word, language) == count, "\(word)", sourceLocation: sourceLocation)
    }
  }

  @Test("English: a last e is silent, except behind a consonant and l, or where it is the only vowel")
  func english() throws {
    try expect("en", ["the": 1, "tree": 1, "make": 1, "makes": 1, "table": 2, "tables": 2, "people": 2, "rules": 1])
    try expect("en", ["jumped": 1, "wanted": 2, "ended": 2, "houses": 2, "boxes": 2, "shipment": 2, "café": 2])
    try expect("en", ["yes": 1, "measles": 2, "vaccination": 4, "rhythm": 1, "hmm": 0])
  }

  @Test("French: e and es at the end are silent")
  func french() throws {
    try expect("fr", ["le": 1, "les": 1, "ville": 1, "villes": 1, "eau": 1, "rougeole": 2, "théâtre": 2, "été": 2])
  }

  @Test("Spanish and Italian: two strong vowels are two syllables, a weak one joins its neighbour")
  func strongVowels() throws {
    try expect("es", ["leer": 2, "aéreo": 4, "puente": 2, "bien": 1, "país": 2, "ciudad": 2, "sarampión": 3])
    try expect("it", ["porto": 2, "paese": 3, "uomo": 2, "città": 2, "aereo": 4])
  }

  @Test("German: vowels side by side are one syllable")
  func german() throws {
    try expect("de", ["weizen": 2, "see": 1, "mühle": 2, "dammbruch": 2, "läuft": 1])
  }

  @Test("Russian: as many syllables as vowels")
  func russian() throws {
    try expect("ru", ["мост": 1, "плотина": 3, "заявление": 5, "в": 0])
  }
}
