import PackFormat
import Pipeline
import Testing

@testable import Stages

@Suite struct PhraseTableTests {
  /// Looks at `text` with the tables that `build` fills.
  private func look<Result>(
    _ text: String, _ build: (inout PhraseImageBuilder) -> Void, _ body: (CompiledPhrases, NumberText) -> Result
  ) -> Result {
    var builder = PhraseImageBuilder()
    build(&builder)
    return builder.words().withUnsafeBufferPointer { words in
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        Lexicon(scanning: bytes).words.withUnsafeBufferPointer {
          body(CompiledPhrases(words.baseAddress!), NumberText(bytes: bytes, words: $0))
        }
      }
    }
  }

  private func phrases(_ builder: inout PhraseImageBuilder) {
    for (number, phrase) in ["square mile", "mile", "Square  mile per hour", "mile", "%"].enumerated() {
      builder.add(.units, phrase, value: builder.value(["unit\(number)", "measure"]))
    }
    for phrase in ["more than", "than", "no more than"] { builder.add(.modifiersBefore, phrase, value: 4) }
  }

  @Test func theLongestPhraseWinsAndOfEqualOnesTheFirst() {
    look("a square mile, square mile-per hour, mile", phrases) { tables, text in
      let units = PhraseTable<NumberVocabulary.Unit>(tables, .units)
      let found = (-1...text.words.count).map { units.match($0, text).map { "\($0.value.id)x\($0.count)" } ?? "" }
      #expect(found == ["", "", "unit0x2", "unit1x1", "unit2x4", "unit1x1", "", "", "unit1x1", ""])
    }
  }

  @Test func reversedTablesMatchWhatEndsAtAWord() {
    look("no more than than", phrases) { tables, text in
      let modifiers = PhraseTable<NumberVocabulary.Modifier>(tables, .modifiersBefore)
      #expect((0..<4).map { modifiers.match($0, text)?.count } == [nil, nil, 3, 1])
      #expect(modifiers.match(2, text)?.value.meaning == .moreThan)
    }
  }

  @Test func aPhraseDoesNotReachAcrossASentence() {
    look("no more. Later than", phrases) { tables, text in
      #expect(PhraseTable<NumberVocabulary.Modifier>(tables, .modifiersBefore).match(3, text)?.count == 1)
    }
  }

  @Test func formsOfNumeralsKeepAllTheirRoles() {
    look(
      "fünf",
      {
        $0.add("fünf", Numeral(role: .unit, value: 5)); $0.add("Fünf", Numeral(role: .ordinal, value: 5))
      }
    ) {
      let numeral = NumeralLexicon($0).match(0, $1)?.value
      #expect(numeral?.role == .unit && numeral?.is(.ordinal) == true && numeral?.is(.ten) == false)
      #expect(numeral?.value == 5)
    }
  }

  @Test func numeralsKeepLargeAndFractionalValues() {
    let values = ["1e63", "1.5", "0", "100000000000000000000000000000000000000", "-3"].compactMap { ExactDecimal($0) }
    look(
      "a b c d e",
      { for (form, value) in zip("abcde", values) { $0.add("\(form)", Numeral(role: .unit, value: value)) } }
    ) {
      for (index, value) in values.enumerated() { #expect(NumeralLexicon($0).match(index, $1)?.value.value == value) }
    }
  }

  /// Signs at every place of texts made of a few characters, against a search through the list.
  @Test func signsAreFoundAtEveryPlaceAsByTryingAll() {
    let signs = ["$", "US$", "S$", "км", "к", "км²", "時", "時間", "間", "%", "x%x", "🜁", "é", "e"]
    let characters = ["$", "U", "S", "к", "м", "²", "時", "間", "%", "x", "🜁", "é", "e", " "]
    var state = UInt64(7)
    for _ in 0..<200 {
      let text = (0..<12).map { _ -> String in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return characters[Int(state >> 40) % characters.count]
      }.joined()
      look(text, { for sign in signs { $0.add(.nouns, sign) } }) { tables, text in
        let table = StringTable(tables, .nouns)
        for offset in 0...text.bytes.count {
          let from = signs.filter { text.bytes[offset...].starts(with: $0.utf8) }.map(\.utf8.count).max() ?? 0
          #expect(table.match(from: offset, text.bytes) == from)
          let ending = signs.filter { text.bytes[..<offset].reversed().starts(with: $0.utf8.reversed()) }
          #expect(table.match(endingAt: offset, text.bytes) == ending.map(\.utf8.count).max() ?? 0)
        }
      }
    }
  }

  @Test func aSignThatIsAddedAgainGetsTheNewValue() {
    look(
      "kr",
      {
        $0.add(.moneySigns, "kr", value: $0.value(["SEK", "NOK"])); $0.add(.moneySigns, "kr", value: $0.value(["DKK"]))
      }
    ) {
      #expect(SignTable<[String]>($0, .moneySigns).match(from: 0, $1.bytes)?.value == ["DKK"])
    }
  }

  @Test func endingsNeedMoreBeforeThem() {
    look("ness kindness", { $0.add(.pluralEndings, "ness") }) { tables, text in
      let endings = EndingTable(tables, .pluralEndings)
      #expect(!text.hasEnding(0, endings) && text.hasEnding(1, endings))
      #expect(EndingTable(tables, .verbEndings).isEmpty)
    }
  }

  @Test func rolesTellWhetherAPackHasThem() {
    look("one", { $0.has(NumberRole.percent.id) }) { tables, _ in
      #expect(NumberVocabulary(tables).has(.percent) && !NumberVocabulary(tables).has(.of))
    }
  }
}
