import ICU
import Testing

@testable import Pipeline
@testable import generate_unicode_table

/// ICU gives the properties of one version of Unicode; the table is of 15.0.
private let isSameVersion = ICUVersion.current.unicode == "15.0"

@Suite struct UnicodeTableTests {
  @Test(.enabled(if: isSameVersion)) func `the committed table is what the generator prints`() {
    let lines = unicodeTableFile().split(separator: "\n")
    #expect(lines[2] == "let unicodeScriptNames: StaticString = \"\(unicodeScriptNames)\"")
    // Compared before the expectation, which would print both texts.
    let isEqual = lines[3] == "let unicodeTableData: StaticString = \"\(unicodeTableData)\""
    #expect(isEqual)
  }

  @Test func `every scalar has the class, script, case, fold and digit that ICU says`() {
    let tables = UnicodeData.allCodePoints()
    let unspaced: Set = ["Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"]
    var shortNames: [UInt16: String] = [:]
    for code in Set(tables.scripts) { shortNames[code] = ScriptCode(rawValue: code).shortName }
    var wrong: [UInt32] = []
    for value in UInt32(0)..<0x110000 where !(0xD800..<0xE000).contains(value) {
      let entry = UnicodeTable.shared.entry(value)
      let category = tables.generalCategories[Int(value)]
      // A later version of Unicode has assigned more scalars; they are unassigned here.
      if !isSameVersion, entry == UnicodeTable.shared.entry(0x0378) { continue }
      let script = shortNames[tables.scripts[Int(value)]]!
      let expected: UnicodeTable.WordClass
      switch (value, category) {
      case (0x27, _), (0x2019, _), (0x02BC, _): expected = .apostrophe
      case (0x30FC, _), (0xFF70, _): expected = .unspaced
      case (_, 9): expected = .digit
      case (_, 6...8): expected = .mark
      case (_, 16): expected = .format
      case (_, 10) where script == "Hani", (_, 1...5): expected = unspaced.contains(script) ? .unspaced : .letter
      case (_, 10), (_, 11): expected = .number
      default: expected = .other
      }
      let hasScript = ![.other, .format, .apostrophe].contains(expected)
      let isRight =
        entry.wordClass == expected && (!hasScript || UnicodeTable.Script.names[Int(entry.script)] == script)
        && entry.isUpper == (category == 1 || category == 3) && entry.isLower == (category == 2)
        && entry.folded(value) == tables.simpleFolds[Int(value)]
        && (category != 9 || Double(entry.digitValue(value)) == tables.numericValues[Int(value)])
      if !isRight { wrong.append(value) }
    }
    #expect(wrong.isEmpty, "\(wrong.count) scalars, the first: \(wrong.prefix(5).map { String($0, radix: 16) })")
  }

  @Test func `the look-up without bounds checks gives the same entries`() {
    let table = UnicodeTable.shared
    let isEqual = table.withLookup { lookup in
      (UInt32(0)..<0x110000).allSatisfy { lookup.entry($0) == table.entry($0) }
    }
    #expect(isEqual)
  }

  @Test func `scripts are found by their code`() {
    #expect(UnicodeTable.shared.entry(0x416).script == UnicodeTable.Script.cyrillic)
    #expect(UnicodeTable.Script.index("Latn") == UnicodeTable.Script.latin)
    #expect(UnicodeTable.Script.index("Qaaa") == 255)
  }

  @Test func `packed text with runs across blocks unpacks scalar by scalar`() {
    let table = UnicodeTable(packed: "0.0.0.0.0 1.2.1.0.-5 3.0.0.7.0|0 1*126 0*300 2*128 1*127 0*1113430")
    func wordClass(_ scalar: UInt32) -> UnicodeTable.WordClass { table.entry(scalar).wordClass }
    #expect(wordClass(0) == .other)
    #expect((1...126).allSatisfy { wordClass($0) == .letter && table.folded($0) == $0 &- 5 })
    #expect((127...426).allSatisfy { wordClass($0) == .other })
    #expect((427...554).allSatisfy { wordClass($0) == .digit && table.entry($0).digitValue($0) == 7 })
    #expect((555...681).allSatisfy { wordClass($0) == .letter })
    #expect((682..<0x110000).allSatisfy { wordClass($0) == .other })
  }
}
