import Pipeline
import Testing

@testable import Stages

/// Work grows with the length of a text and no faster, whatever the text: counted in looks at words and bytes, not in time.
@Suite struct LinearWorkTests {
  #if DEBUG
    private func looks(_ piece: String, _ language: Language, bytes count: Int) -> Int {
      let text = String(repeating: piece, count: count / piece.utf8.count)
      var looks = 0
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
          withUnsafeMutablePointer(to: &looks) { looks in
            let text = NumberText(bytes: bytes, words: words, looks: looks)
            _ = NumberRecognizer(text, .vocabulary(for: language), .marks(for: language), dates: [], region: nil)
              .figures()
          }
        }
      }
      return looks
    }

    @Test(arguments: [
      ("en", "7"), ("en", "seven "), ("en", "million "), ("en", "million thousand "), ("en", "hundred and "),
      ("en", "1,"), ("en", "1,1"), ("en", "1."), ("en", "1-"), ("en", "1/"), ("en", "1:"), ("en", ":"), ("fr", "1 "),
      ("en", "1'"), ("en", "$"), ("en", "$1 "), ("en", "5$"), ("en", "1 to "), ("en", "between 1 and "),
      ("en", "of dollars "), ("en", "of "), ("en", "about "), ("en", "at least 5 at most "), ("en", "5 ("),
      ("en", "1e999999 "), ("en", "1 x 10^"), ("en", "half a "), ("en", "two thirds "), ("en", "five point "),
      ("en", "killed 5, wounded "), ("en", "number of people to "), ("en", "compared to 5 "), ("en", "5 per "),
      ("en", "tens of thousands of "), ("en", "minus "), ("en", "+1 "), ("en", "5\n"), ("en", "5a"), ("en", "½"),
      ("de", "zehn"), ("de", "hundertein "), ("de", "drei Viertel "), ("fi", "sata"), ("it", "cento"),
      ("ru", "двести тысяч "), ("ar", "مئة و"), ("hi", "सवा लाख "), ("th", "หนึ่ง"), ("tr", "yirmi "),
      ("zh", "一"), ("zh", "十"), ("zh", "万亿"), ("zh", "三分之"), ("zh", "3分之"), ("zh", "三又二分之一"), ("zh", "三点"),
      ("ja", "3万"), ("ja", "分の"), ("ko", "1만 "), ("ko", "이백"), ("ko", "3분의 "), ("ko", "스물두 "),
    ])
    func twiceTheTextIsTwiceTheWork(_ language: String, _ piece: String) {
      let once = looks(piece, Language(language), bytes: 6000)
      let twice = looks(piece, Language(language), bytes: 12_000)
      #expect(twice <= once * 9 / 4 + 100, "\(once) looks, then \(twice)")
    }
  #endif

  @Test func veryLongNumbersHaveAValueOrAreRejected() throws {
    #expect(try figureLines(String(repeating: "9", count: 400), "en", rejected: true) == ["rejected code"])
    #expect(try figureLines("1e999999 1e-999999", "en", rejected: true) == ["rejected 1 code", "rejected 1 code"])
    #expect(
      try figureLines("1" + String(repeating: ",000", count: 11), "en") == [
        "cardinal 1" + String(repeating: "0", count: 33)
      ])
    #expect(try figureLines("1" + String(repeating: ",000", count: 40), "en", rejected: true) == ["rejected code"])
  }
}
