import Pipeline
import Testing

@testable import Stages

@Suite struct NameListTests {
  func rows(_ text: String) throws -> [NameListReader.Row] { try rows(Array(text.utf8)) }
  func rows(_ bytes: [UInt8]) throws -> [NameListReader.Row] {
    var rows: [NameListReader.Row] = []
    try NameListReader(path: "list.tsv").read(bytes) { rows.append($0) }
    return rows
  }
  func message(_ bytes: [UInt8]) -> String? {
    do {
      _ = try rows(bytes)
      return nil
    } catch { return "\(error)" }
  }

  @Test func `columns come in any order, with a mark, CRLF, comments and odd spaces`() throws {
    let text =
      "\u{FEFF}# people\r\n\r\ntype\tNAME\tid\taliases\r\nPER\t\u{A0}Anna Bo \tQ1|Q2\tA. Bo | Annie\r\n  \r\nORG\tX1\r\n"
    let found = try rows(text)
    #expect(found.map { String(decoding: $0.record.name, as: UTF8.self) } == ["Anna Bo", "X1"])
    #expect(found.map(\.record.type) == ["PER", "ORG"])
    #expect(found[0].record.ref == Array("Q1".utf8))
    #expect(found[0].otherRefs == [Array("Q2".utf8)])
    #expect(found[0].aliases == [Array("A. Bo".utf8), Array("Annie".utf8)])
  }

  @Test func `without a header the first column is the name`() throws {
    #expect(try rows("Anna\textra\nBo").map { String(decoding: $0.record.name, as: UTF8.self) } == ["Anna", "Bo"])
  }

  @Test(arguments: [
    (
      "name\tkind\nA\tB",
      "list.tsv:1: unknown column 'kind'; columns are name, type, id, language, aliases, forms, case, canonical"
    ),
    (
      "type\tid\nA\tB",
      "list.tsv:1: the header has no column 'name'; columns are name, type, id, language, aliases, forms, case, canonical"
    ),
    ("name\tname\nA\tB", "list.tsv:1: column 'name' is there twice"),
    ("name\tcase\nA\tloud", "list.tsv:2: case 'loud' is none of exact, title, inside, any, off"),
    ("name\ttype\n\tPER", "list.tsv:2: no name"), ("name\ttype\nA\tB\tC", "list.tsv:2: 3 fields, but the header has 2"),
    ("ok\n!!!", "list.tsv:2: '!!!' has no letter or digit to be found by"),
    ("name\taliases\nA\tB|?", "list.tsv:2: '?' has no letter or digit to be found by"),
  ]) func `what is not understood is said with its line`(text: String, expected: String) {
    #expect(message(Array(text.utf8)) == expected)
  }

  @Test func `bytes that are not UTF-8 are an error`() {
    #expect(message([0x41, 0x0A, 0xFF, 0x42]) == "list.tsv:2: not UTF-8; lists must be saved as UTF-8")
  }

  @Test func `a list that can't be read names its path`() {
    #expect(throws: StageSetupError.self) { try annotated("x", "en", order: [.path("missing.tsv")]) }
  }

  @Test func `any bytes give rows or an error`() {
    var random = SplitMix(3)
    let parts: [[UInt8]] =
      ["name\t", "\n", "\t", "A|", "#", "case", "\r\n", "title", "é"].map { Array($0.utf8) } + [[0xFF], [0xC2]]
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...30, using: &random)).flatMap { _ in parts.randomElement(using: &random)! }
      _ = message(bytes)
    }
  }
}
