import Bytes
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
      "list.tsv:1: unknown column 'kind'; columns are name, type, id, language, aliases, forms, case, canonical, lat, lon"
    ),
    (
      "type\tid\nA\tB",
      "list.tsv:1: the header has no column 'name'; columns are name, type, id, language, aliases, forms, case, canonical, lat, lon"
    ),
    ("name\tname\nA\tB", "list.tsv:1: column 'name' is there twice"),
    ("name\tcase\nA\tloud", "list.tsv:2: case 'loud' is none of exact, title, inside, any, off"),
    ("name\ttype\n\tPER", "list.tsv:2: no name"), ("name\ttype\nA\tB\tC", "list.tsv:2: 3 fields, but the header has 2"),
    ("ok\n!!!", "list.tsv:2: '!!!' has no letter or digit to be found by"),
    ("name\taliases\nA\tB|?", "list.tsv:2: '?' has no letter or digit to be found by"),
  ]) func `what is not understood is said with its line`(text: String, expected: String) {
    #expect(message(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      (
        [0x41, 0x0A, 0x42, 0xFF, 0x42],
        "list.tsv:2: byte 1: 0xFF is not UTF-8; save the list as UTF-8, for example by iconv -f WINDOWS-1252 -t UTF-8 or what it is in"
      ),
      (
        [0xFF, 0xFE, 0x41, 0x00],
        "list.tsv:1: byte 0: UTF-16; save the list as UTF-8, for example by iconv -f UTF-16 -t UTF-8"
      ),
      (
        [0x41, 0x00, 0x42, 0x00],
        "list.tsv:1: byte 1: a zero byte, as in UTF-16, which no name has; save the list as UTF-8, for example by iconv"
      ),
      (
        [0x41, 0x42, 0x00, 0x42],
        "list.tsv:1: byte 2: a zero byte, which no name has; save the list as UTF-8, for example by iconv"
      ),
    ] as [([UInt8], String)])
  func `other encodings are an error that says where and what to do`(bytes: [UInt8], expected: String) {
    #expect(message(bytes) == expected)
  }

  @Test func `a list of JSON Lines has the same fields`() throws {
    let text = """
      {"name": "Anna Bo", "type": "PER", "id": ["Q1", "Q2"], "aliases": ["A. Bo", " Annie "], "case": "exact"}

      {"lon": "2.35", "lat": 48.85, "name": "Pari\\u0073", "id": 7, "language": "fr", "forms": [], "type": null}\r
      """
    let found = try rows(text)
    #expect(found.map { String(decoding: $0.record.name, as: UTF8.self) } == ["Anna Bo", "Paris"])
    #expect(found[0].record.ref == Array("Q1".utf8))
    #expect(found[0].otherRefs == [Array("Q2".utf8)])
    #expect(found[0].aliases == [Array("A. Bo".utf8), Array("Annie".utf8)])
    #expect(found[0].record.rule == .exact)
    #expect(found[1].record.place == Place(latitude: 48_850_000, longitude: 2_350_000))
    #expect(found[1].record.ref == Array("7".utf8))
    #expect(found[1].record.language == "fr")
    #expect(found[1].record.type == "MISC")
    #expect(found[1].hasForms)
  }

  @Test(arguments: [
    (
      "{\"name\": \"A\"}\n{\"name\": \"B\",}",
      "list.tsv:2: byte 13: a string expected; an object such as {\"name\": \"Kyiv\"} a line"
    ),
    ("{\"name\": \"A\"}\nB", "list.tsv:2: byte 0: an object expected; an object such as {\"name\": \"Kyiv\"} a line"),
    (
      "{\"name\": \"A\", \"kind\": 1}",
      "list.tsv:1: unknown key 'kind'; keys are name, type, id, language, aliases, forms, case, canonical, lat, lon"
    ),
    ("{\"name\": \"A\", \"name\": \"B\"}", "list.tsv:1: 'name' is there twice"),
    ("{\"name\": \" \"}", "list.tsv:1: no name"),
    ("{\"name\": [\"A\"]}", "list.tsv:1: byte 9: a string expected; an object such as {\"name\": \"Kyiv\"} a line"),
    ("name\tlat\tlon\nA\t91\t0", "list.tsv:2: lat '91' is no number from -90 to 90"),
    ("name\tlat\tlon\nA\t1\t", "list.tsv:2: lat and lon only go together"),
    ("name\tlanguage\nA\tEnglish (US)", "list.tsv:2: 'English (US)' is no language tag such as en, zh-Hant or sr-Latn"),
  ]) func `what is wrong in an object or a field is said`(text: String, expected: String) {
    #expect(message(Array(text.utf8)) == expected)
  }

  @Test func `a name of a megabyte is an error that shows its beginning`() {
    let long = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(
      message(Array("ok\n".utf8) + long)
        == "list.tsv:2: a name of 1048576 bytes ('\(String(repeating: "x", count: 40))…'); 4096 are the most")
    let words = String(repeating: "中", count: 300)
    #expect(
      message(Array(words.utf8))
        == "list.tsv:1: a name of 300 words ('\(String(repeating: "中", count: 40))…'); 256 are the most")
  }

  @Test func `packed lists are read, and damaged ones refused`() throws {
    let plain = Array("name\ttype\nAnna Bo\tPER\n".utf8)
    for compression in [Compression.gzip, .zstd] {
      var packed: [UInt8] = []
      Compressor(compression).frame(plain, into: &packed)
      #expect(try rows(packed).map(\.record.type) == ["PER"])
      #expect(message(Array(packed.dropLast(3)))?.hasPrefix("list.tsv: can't unpack the list: ") == true)
    }
  }

  @Test func `a name many times over is one, and a name of many things keeps the first`() throws {
    var builder = GazetteerBuilder()
    for _ in 0..<20_000 {
      builder.add(NameRecord(name: Array("Kyiv".utf8), canonical: Array("Kyiv".utf8), type: "LOC"))
    }
    #expect(builder.count == 1)
    for index in 0..<2_000 {
      builder.add(
        NameRecord(name: Array("Kyiv".utf8), canonical: Array("Kyiv".utf8), type: "LOC", ref: Array("q:\(index)".utf8)))
    }
    #expect(builder.count == GazetteerBuilder.maximumEntries)
  }

  @Test func `one name with two types is ambiguous, one id keeps the type it had first`() throws {
    let found = try annotated(
      "Washington", "en",
      lists: ["l": "name\ttype\tid\nWashington\tLOC\tq:1\nWashington\tPER\tq:2\nWashington\tORG\tq:1\n"],
      countries: "off")
    let layer = found.layer(.entities)!
    #expect(layer.count == 1)
    #expect(layer.value("type", at: 0)?.string == "LOC")
    #expect(layer.value("candidates", at: 0)?.list?.compactMap(\.string) == ["q:2"])
  }

  @Test func `too many types are an error`() {
    let lines = (0...GazetteerBuilder.maximumTerms).map { "N\tT\($0)" }
    let list = "name\ttype\n" + lines.joined(separator: "\n")
    #expect {
      _ = try GazetteerBuilder.gazetteer(
        of: [(Array(list.utf8), NameListReader(path: "l"))], suffixes: NameSuffixes(), cache: nil)
    } throws: { "\($0)" == "l:65538: more than 65536 different types; is the column the right one?" }
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
