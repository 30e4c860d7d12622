import PackFormat
import Pipeline
import Testing

@testable import Stages

struct RomanRankTests {
  private func values(_ text: String, _ language: String) -> [ExactDecimal?] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
        NumberRecognizer(
          NumberText(bytes: bytes, words: words), .vocabulary(for: Language(language)),
          .marks(for: Language(language)), dates: [], region: nil
        ).figures().filter { $0.reason == nil }.map(\.value)
      }
    }
  }

  @Test(arguments: [
    ("en", "Delegates of the XX Congress met.", 20), ("ru", "Её приняли на XVII съезде.", 17),
    ("fr", "Voir le chapitre IV.", 4), ("uk", "Верховна Рада IX скликання", 9), ("pl", "Sejm X kadencji", 10),
    ("es", "los XXV Juegos", 25),
  ])
  func `a Roman number beside a word that is ranked is an ordinal`(_ language: String, _ text: String, _ rank: Int) {
    #expect(values(text, language) == [ExactDecimal(rank)])
  }

  @Test(arguments: [
    ("en", "Louis XIV met Pope John Paul II before World War II."), ("en", "a MIX of CD and DVD, Mr. XIIV"),
    ("ru", "Екатерина II и Николай I"), ("en", "the xx congress"),
  ])
  func `names, words and other letters are none`(_ language: String, _ text: String) {
    #expect(values(text, language).isEmpty)
  }

  @Test func `every number below 100 is read from its letters and from no others`() {
    for value in 1...RomanNumber.largest { #expect(RomanNumber.value(Array(RomanNumber.letters(value).utf8)) == value) }
    for word in ["IIII", "VX", "IC", "XXXXX", "", "ABC", "LL"] { #expect(RomanNumber.value(Array(word.utf8)) == nil) }
  }
}
