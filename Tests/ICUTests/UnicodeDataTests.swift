import ICU
import Testing

@Suite struct UnicodeDataTests {
  @Test func propertiesOfKnownScalars() throws {
    let letter = UnicodeData.properties(of: "Ї")
    #expect(letter.generalCategory == "Lu" && letter.script.shortName == "Cyrl" && letter.isAlphabetic)
    #expect(letter.simpleLowercase == 0x457 && letter.simpleFold == 0x457)
    #expect(UnicodeData.properties(of: "ї").simpleUppercase == 0x407)
    #expect(UnicodeData.properties(of: "½").numericValue == 0.5)
    #expect(UnicodeData.properties(of: "七").numericValue == 7)
    #expect(UnicodeData.properties(of: "x").numericValue == nil)
    #expect(UnicodeData.properties(of: "\u{301}").combiningClass == 230)
    #expect(UnicodeData.properties(of: ".").wordBreak == "MidNumLet")
    #expect(UnicodeData.properties(of: "語").flags.isSuperset(of: [.unifiedIdeograph, .ideographic, .alphabetic]))
    #expect(UnicodeData.properties(of: "語").eastAsianWidth == 5)
    #expect(UnicodeData.properties(of: "\u{200B}").flags.contains(.defaultIgnorable))
    #expect(UnicodeData.properties(of: "\u{10FFFF}").flags.contains(.noncharacter))
  }

  @Test func flagsStandInTheShimsOrder() {
    #expect(UnicodeData.properties(of: "—").flags.isSuperset(of: [.dash]))
    #expect(UnicodeData.properties(of: "«").flags.contains(.quotationMark))
    #expect(UnicodeData.properties(of: "。").flags.isSuperset(of: [.terminalPunctuation, .sentenceTerminal]))
    #expect(UnicodeData.properties(of: "😀").flags.isSuperset(of: [.emoji, .emojiPresentation, .extendedPictographic]))
    #expect(
      UnicodeData.properties(of: "A").flags == [
        .alphabetic, .uppercase, .identifierStart, .identifierContinue, .hexDigit, .cased,
      ])
    #expect(UnicodeData.properties(of: "\u{FE0F}").flags.isSuperset(of: [.variationSelector, .graphemeExtend]))
    #expect(UnicodeData.properties(of: "\u{200F}").flags.contains(.bidiControl))
    #expect(UnicodeData.properties(of: " ").flags == .whiteSpace)
    #expect(UnicodeData.properties(of: "+").flags == .math)
  }

  @Test func scriptsHaveNamesBothWays() throws {
    #expect(ScriptCode(name: "Cyrl")?.longName == "Cyrillic")
    #expect(ScriptCode(name: "Han") == ScriptCode(name: "Hani"))
    #expect(ScriptCode(name: "Nonsense") == nil)
    let names = try UnicodeData.scriptExtensions(of: "ー").map(\.shortName)
    #expect(Set(names) == ["Hira", "Kana"])
    #expect(try UnicodeData.scriptExtensions(of: "z").map(\.shortName) == ["Latn"])
  }

  @Test func tablesAgreeWithSingleCalls() {
    let tables = UnicodeData.allCodePoints()
    for value in stride(from: UInt32(0), to: 0x110000, by: 37) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let single = UnicodeData.properties(of: scalar)
      let index = Int(value)
      #expect(tables.generalCategories[index] == single.generalCategoryCode)
      #expect(tables.scripts[index] == single.script.rawValue)
      #expect(tables.simpleFolds[index] == single.simpleFold)
      #expect(tables.simpleLowercases[index] == single.simpleLowercase)
      #expect(tables.flags[index] == single.flags.rawValue)
      #expect(tables.numericValues[index].isNaN == (single.numericValue == nil))
    }
  }

  @Test func decompositionsAreFull() throws {
    #expect(try UnicodeData.decomposition(of: "ế") == ["e", "\u{302}", "\u{301}"])
    #expect(try UnicodeData.decomposition(of: "ﬁ") == nil)
    #expect(try UnicodeData.decomposition(of: "ﬁ", compatibility: true) == ["f", "i"])
  }

  @Test func versionsAreNumbers() {
    let version = ICUVersion.current
    for text in [version.icu, version.cldr, version.unicode] {
      #expect(text.split(separator: ".").allSatisfy { Int($0) != nil } && !text.isEmpty)
    }
  }
}
