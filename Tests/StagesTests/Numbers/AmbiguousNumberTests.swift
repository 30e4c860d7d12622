import Pipeline
import Testing

@testable import Stages

/// Forms that may be thousands or decimals, and bounds that do not belong to their range.
struct AmbiguousNumberTests {
  private func figures(_ text: String, _ language: String) -> [Figure] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
        NumberRecognizer(
          NumberText(bytes: bytes, words: words), .vocabulary(for: Language(language)),
          .marks(for: Language(language)), dates: [], region: nil
        ).figures()
      }
    }
  }

  @Test(arguments: [
    ("en", "About 1.234 people came.", "1.234", "1234"),
    ("de", "Rund 1,234 Menschen kamen.", "1.234", "1234"),
    ("und", "1,234 x", "1234", "1.234"),
  ])
  func `both readings are kept where neither text nor language decides`(
    _ language: String, _ text: String, _ value: String, _ other: String
  ) {
    let figure = figures(text, language).first
    #expect(figure?.value == ExactDecimal(value))
    #expect(figure?.alternative == ExactDecimal(other))
  }

  @Test(arguments: [
    ("en", "About 1,234 people came."), ("de", "Rund 1.234 Menschen kamen."),
    ("en", "About 1.234 people walked 1,5 km."), ("en", "It rose by 1.234 percent."), ("en", "1.234 million people"),
    ("en", "0.123 litres"), ("en", "1.23 litres"),
  ])
  func `a form that the language, the text or its unit decides has one reading`(_ language: String, _ text: String) {
    let found = figures(text, language)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.alternative == nil })
  }

  @Test func `bounds that do not belong to a joined range are told`() throws {
    let open = try #require(figures("The fee is more than 10 and less than 20 dollars.", "en").first)
    #expect(open.low == 10 && open.high == 20)
    #expect(open.isLowOpen && open.isHighOpen)
    let half = try #require(figures("The fee is at least 10 and less than 20 dollars.", "en").first)
    #expect(!half.isLowOpen && half.isHighOpen)
    let closed = try #require(figures("The fee is between 10 and 20 dollars.", "en").first)
    #expect(!closed.isLowOpen && !closed.isHighOpen)
  }
}
