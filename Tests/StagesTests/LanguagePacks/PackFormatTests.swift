import PackFormat
import Pipeline
import Testing

@Suite struct PackFormatTests {
  private func problems(_ text: String, name: String = "numerals.tsv", folder: String = "xx") -> [String] {
    PackValidation.problems(in: Array(text.utf8), file: "xx/\(name)", name: name, folder: folder).map(\.description)
  }

  @Test func aSoundFileHasNoProblems() {
    #expect(problems("# words\nvalue\trole\tforms\n\n1\tunit\tone|a one\n1e3\tscale\tthousand\n").isEmpty)
  }

  @Test func columnsMayStandInAnyOrder() {
    #expect(problems("role\tforms\tvalue\nunit\tone\t1\n").isEmpty)
  }

  @Test func aWrongCellIsReportedWithLineColumnAndWhatWasExpected() {
    let found = problems("value\trole\tforms\none\tunit\tone\n")
    #expect(found == ["xx/numerals.tsv:2:1: error: 'value': expected a number such as 12, 0.5 or 1e6, found 'one'"])
  }

  @Test func anEmptyPhraseIsReported() {
    #expect(
      problems("value\trole\tforms\n1\tunit\tone||two\n").first?.hasPrefix("xx/numerals.tsv:2:8: error: 'forms'")
        == true)
  }

  @Test func columnsCountScalars() {
    let found = problems("forms\tvalue\trole\nдва\ttwo\tunit\n")
    #expect(found.first?.hasPrefix("xx/numerals.tsv:2:5:") == true)
  }

  @Test func missingAndSurplusCellsAreReported() {
    #expect(problems("value\trole\tforms\n1\tunit\n").first?.contains("expected a value for 'forms'") == true)
    #expect(problems("value\trole\tforms\n1\tunit\tone\tmore\n").first?.hasPrefix("xx/numerals.tsv:2:12:") == true)
  }

  @Test func wrongHeadersAreReported() {
    #expect(problems("value\trolle\tforms\n").contains { $0.contains("no column is named 'rolle'") })
    #expect(problems("value\trole\n").contains { $0.contains("the column 'forms' is missing") })
    #expect(problems("").contains { $0.contains("expected a header line") })
  }

  @Test func aFormThatStandsTwiceInOneRoleIsReported() {
    let found = problems("role\tforms\nup\trose\nup\tgrew|rose\n", name: "change.tsv")
    #expect(found.count == 1 && found[0].contains("'up' 'rose' stands in line 2 already"), "\(found)")
    // One word may be several numbers: its neighbours decide.
    #expect(problems("value\trole\tforms\n1\tunit\tone\n2\tunit\ttwo|one\n").isEmpty)
    #expect(problems("value\trole\tforms\n1\tunit\tone\n1\tordinal\tone\n").isEmpty)
  }

  @Test func unknownKindsAndMisplacedFilesAreReported() {
    #expect(problems("a\n", name: "words.tsv").first?.contains("no kind of pack file is named 'words.tsv'") == true)
    #expect(problems("language\tdecimal\tgrouping\n", name: "locales.tsv").first?.contains("'root'") == true)
    #expect(problems("value\trole\tforms\n", folder: "root").first?.contains("folder of a language") == true)
  }

  @Test func bytesThatAreNotUTF8AreReportedWhereTheyStand() {
    let bytes = Array("value\trole\tforms\n1\tu".utf8) + [0xFF, 0x0A]
    let found = PackValidation.problems(in: bytes, file: "f", name: "numerals.tsv", folder: "en")
    #expect(found.map(\.description) == ["f:2:4: error: the bytes from here are not UTF-8"])
  }

  @Test func characterCellsReadCodePoints() {
    #expect(PackScalars.parse(". U+202F ’") == [".", "\u{202F}", "’"])
    #expect(PackScalars.parse("ab") == nil)
    #expect(PackScalars.parse("U+D800") == nil)
  }

  @Test func generatedSourceKeepsRowsAndEscapes() {
    let source = PackSource.swift(
      folder: "uk",
      [.init(folder: "uk", name: "grammar.tsv", text: "role\tforms\n# no\nand\tі \\ \" \u{00AD}| та\n\n")], root: [])
    #expect(source.contains(#"text: "role\tforms\nand\tі \\ \" \u{ad}| та\n""#))
    #expect(!source.contains("# no"))
  }

  @Test func aTableAnswersByColumnName() {
    let table = PackTable("# c\nvalue\trole\tforms\r\n1.5\tmixed\t a b | c\r\n2\tunit\n")
    #expect(table.columns == ["value", "role", "forms"])
    #expect(table.rows.count == 2)
    #expect(table.rows[0].phrases("forms") == ["a b", "c"])
    #expect(table.rows[0].decimal("value") == ExactDecimal("1.5"))
    #expect(table.rows[1]["forms"].isEmpty)
    #expect(table.rows[1]["nothing"].isEmpty)
  }
}
