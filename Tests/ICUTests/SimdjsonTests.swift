import CSimdjson
import Testing

/// A parser that lives as long as a test.
final class RecordParser {
  struct Field: Equatable {
    var kind: assay_json_kind
    var text: String
    var raw: String
    var isDuplicate: Bool
  }
  struct Outcome {
    var status: assay_json_status
    var offset: Int
    var fields: [Field] = []
    var others: [(key: [UInt8], raw: [UInt8], kind: assay_json_kind, isPartlyWanted: Bool)] = []
    var duplicates = 0
  }

  private let parser = assay_json_parser_create()!
  deinit { assay_json_parser_destroy(parser) }

  func parse(_ record: String, _ names: [String] = []) -> Outcome { parse(Array(record.utf8), names) }

  func parse(_ bytes: [UInt8], _ names: [String] = []) -> Outcome {
    var fields = [assay_json_field](repeating: assay_json_field(), count: names.count)
    let terminated = names.map { Array($0.utf8CString) }
    let flat = terminated.flatMap { $0 }
    return flat.withUnsafeBufferPointer { flat in
      var start = 0
      let pointers: [UnsafePointer<CChar>?] = terminated.map { name in
        defer { start += name.count }
        return flat.baseAddress.map { $0 + start }
      }
      return bytes.withUnsafeBufferPointer { record in
        let result = assay_json_parse(parser, record.baseAddress, record.count, pointers, names.count, &fields)
        var outcome = Outcome(status: result.status, offset: result.offset, duplicates: result.duplicate_count)
        outcome.fields = fields.map { field in
          Field(
            kind: field.kind, text: string(UnsafeBufferPointer(start: field.bytes, count: field.length)),
            raw: string(bytes[field.raw_offset..<field.raw_offset + field.raw_length]),
            isDuplicate: field.is_duplicate == 1)
        }
        outcome.others = UnsafeBufferPointer(start: result.others, count: result.other_count).map { member in
          let raw = Array(UnsafeBufferPointer(start: member.raw, count: member.raw_length))
          #expect(raw == Array(bytes[member.raw_offset..<member.raw_offset + member.raw_length]))
          let key = Array(UnsafeBufferPointer(start: member.key, count: member.key_length))
          return (key, raw, member.kind, member.is_partly_wanted == 1)
        }
        return outcome
      }
    }
  }
}

@Suite struct SimdjsonTests {
  private let parser = RecordParser()

  private static let sample = #"""
    { "id" : "a-1", "title":"Тиша\n\u0456 \ud83d\ude00 \"кіт\" \\ \/", "n":-12.50e+3 ,"big":123456789012345678901234567890,
      "meta": {"url":"https://x.test/?a=1","deep":{"k":[1,{"z":null}]}}, "ok":true,"no":false,"nil":null,"tags":["а","б"],
      "":{}, "пусто":[ ] }
    """#

  @Test func wantedFieldsCarryTextKindAndRawToken() {
    let outcome = parser.parse(Self.sample, ["title", "meta.url", "n", "big", "missing", "meta.deep.k", "nil", "ok"])
    #expect(outcome.status == ASSAY_JSON_OK)
    #expect(outcome.fields[0].text == "Тиша\nі 😀 \"кіт\" \\ /" && outcome.fields[0].kind == ASSAY_JSON_STRING)
    #expect(outcome.fields[0].raw.hasPrefix("\"Тиша\\n") && outcome.fields[0].raw.hasSuffix("\\/\""))
    #expect(outcome.fields[1].text == "https://x.test/?a=1")
    #expect(outcome.fields[2].text == "-12.50e+3" && outcome.fields[2].kind == ASSAY_JSON_NUMBER)
    #expect(outcome.fields[3].text == "123456789012345678901234567890")
    #expect(outcome.fields[4].kind == ASSAY_JSON_MISSING)
    #expect(outcome.fields[5].text == "[1,{\"z\":null}]" && outcome.fields[5].kind == ASSAY_JSON_ARRAY)
    #expect(outcome.fields[6].kind == ASSAY_JSON_NULL && outcome.fields[7].kind == ASSAY_JSON_TRUE)
    #expect(outcome.others.map { string($0.key) } == ["id", "meta", "no", "tags", "", "пусто"])
    #expect(outcome.others.map(\.isPartlyWanted) == [false, true, false, false, false, false])
    #expect(string(outcome.others[5].raw) == "[ ]")
  }

  @Test func everyProperStartIsTruncatedOrCutUtf8() {
    let bytes = Array(Self.sample.utf8)
    let end = bytes.lastIndex(of: UInt8(ascii: "}"))!
    for length in 1...end {
      let cut = Array(bytes.prefix(length))
      let outcome = parser.parse(cut, ["title", "meta.url"])
      if String(validating: cut, as: UTF8.self) == nil {
        #expect(outcome.status == ASSAY_JSON_INVALID_UTF8, "\(length)")
      } else {
        #expect(outcome.status == ASSAY_JSON_TRUNCATED && outcome.offset == length, "\(length)")
      }
      #expect(outcome.fields.allSatisfy { $0.kind == ASSAY_JSON_MISSING } && outcome.others.isEmpty)
    }
  }

  @Test func mutatedRecordsAreJudgedAsByTheSlowReader() {
    var generator = SeededGenerator(seed: 21)
    let alphabet = Array(#"{}[]:,"\ u0dDeE+-.1tfn/"#.utf8) + [0, 9, 10, 12, 0x1A, 0x7F, 0x80, 0xD0, 0xFF]
    let seeds = [Self.sample, #"{"a":"x","b":[1,2,{"c":"\ud83d\ude00"}],"d":-0.1e5,"a":true}"#, #"{"a":{"b":"\\"}}"#]
    var accepted = 0
    for round in 0..<30_000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = alphabet.randomElement(using: &generator)!
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[at] = byte
        case 1: bytes.insert(byte, at: at)
        default: bytes.remove(at: at)
        }
      }
      let outcome = parser.parse(bytes)
      let expected = SlowJSON.members(of: bytes)
      #expect((outcome.status == ASSAY_JSON_OK) == (expected != nil), "\(string(bytes)) \(outcome.status)")
      guard outcome.status == ASSAY_JSON_OK, let expected else { continue }
      accepted += 1
      var seen: Set<[UInt8]> = []
      let first = expected.filter { seen.insert($0.key).inserted }
      #expect(outcome.others.map(\.key) == first.map(\.key))
      #expect(outcome.others.map(\.raw) == first.map(\.raw))
      #expect(outcome.duplicates == expected.count - first.count)
    }
    #expect(accepted > 1_000)
  }

  @Test(arguments: [
    ("", ASSAY_JSON_EMPTY, 0), ("  \n", ASSAY_JSON_EMPTY, 3), ("[1]", ASSAY_JSON_NOT_OBJECT, 0),
    (" \"abc", ASSAY_JSON_NOT_OBJECT, 1), ("nope", ASSAY_JSON_NOT_OBJECT, 0), ("{} x", ASSAY_JSON_TRAILING, 3),
    ("{}{}", ASSAY_JSON_TRAILING, 2), (#"{"a":1,}"#, ASSAY_JSON_MALFORMED, 7), (#"{"a" 1}"#, ASSAY_JSON_MALFORMED, 5),
    (#"{"a":01}"#, ASSAY_JSON_MALFORMED, 6), (#"{"a":tru}"#, ASSAY_JSON_MALFORMED, 8),
    (#"{"a":"\x"}"#, ASSAY_JSON_MALFORMED, 6), (#"{"a":"\ud83d"}"#, ASSAY_JSON_LONE_SURROGATE, 6),
    (#"{"a":"\ude00x"}"#, ASSAY_JSON_LONE_SURROGATE, 6), (#"{a":1}"#, ASSAY_JSON_MALFORMED, 1),
    ("{\"a\":\"x\ty\"}", ASSAY_JSON_MALFORMED, 7), ("{\"a\":\0}", ASSAY_JSON_MALFORMED, 5),
    (#"{"a":"x"\"}"#, ASSAY_JSON_MALFORMED, 8), (#"{"a":[1}"#, ASSAY_JSON_MALFORMED, 7),
    ("{,}", ASSAY_JSON_MALFORMED, 1),
    (#"{"a":"x"#, ASSAY_JSON_TRUNCATED, 7), (#"{"a":"x\"#, ASSAY_JSON_TRUNCATED, 8),
    (#"{"a":-"#, ASSAY_JSON_TRUNCATED, 6),
    (#"{"a":1"b"}"#, ASSAY_JSON_MALFORMED, 6), (#"{"a":true"b"}"#, ASSAY_JSON_MALFORMED, 9),
    (#"{"a" "b"#, ASSAY_JSON_MALFORMED, 5), (#"{"a":NaN}"#, ASSAY_JSON_MALFORMED, 5),
  ])
  func errorsHaveTheirKindAndPlace(record: String, status: assay_json_status, offset: Int) {
    let outcome = parser.parse(record, ["a"])
    if record == #"{"a":"x"\"}"# {
      #expect(outcome.status != ASSAY_JSON_OK)
    } else {
      #expect(outcome.status == status && outcome.offset == offset)
    }
  }

  @Test func nulInStringsIsKeptWhenEscaped() {
    #expect(parser.parse(#"{"a\u0000b":"x\u0000y","z":1}"#, ["z"]).others[0].key == [0x61, 0, 0x62])
    #expect(parser.parse(#"{"a":"x\u0000y"}"#, ["a"]).fields[0].text.utf8.elementsEqual([0x78, 0, 0x79]))
  }

  @Test func depthIsBounded() {
    func nested(_ depth: Int) -> String {
      #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(parser.parse(nested(1023)).status == ASSAY_JSON_OK)
    #expect(parser.parse(nested(1024)).status == ASSAY_JSON_TOO_DEEP)
    #expect(parser.parse(#"{"a":"# + String(repeating: "[", count: 100_000)).status == ASSAY_JSON_TOO_DEEP)
    #expect(parser.parse(String(repeating: #"{"a":"#, count: 100_000)).status == ASSAY_JSON_TOO_DEEP)
    #expect(parser.parse(#"{"a":1}"#).status == ASSAY_JSON_OK)
  }

  @Test func hugeNumbersAreNumbers() {
    let digits = String(repeating: "9", count: 100_000)
    for number in [digits, "-" + digits, "1e999999", "0." + digits, "1E-400"] {
      let outcome = parser.parse("{\"a\":\(number) }", ["a"])
      #expect(outcome.status == ASSAY_JSON_OK && outcome.fields[0].text == number)
    }
  }

  @Test func theFirstOfRepeatedKeysStands() {
    let outcome = parser.parse(
      #"{"a":1,"b":1,"a":2,"meta":{"url":"x","url":"y"},"meta":{"url":"z"},"\u0062":3}"#, ["a", "meta.url", "c"])
    #expect(outcome.fields.map(\.text) == ["1", "x", ""])
    #expect(outcome.fields.map(\.isDuplicate) == [true, true, false])
    #expect(outcome.others.map { string($0.key) } == ["b", "meta"] && string(outcome.others[0].raw) == "1")
    #expect(outcome.duplicates == 4)
  }

  @Test func dottedNamesReachObjectsOrAreKeysThemselves() {
    let flat = parser.parse(#"{"meta.url":"flat","meta":"text"}"#, ["meta.url", "meta"])
    #expect(flat.fields.map(\.text) == ["flat", "text"] && flat.duplicates == 0)
    let both = parser.parse(#"{"meta":{"url":"deep","id":7},"meta.url":"flat"}"#, ["meta.url", "meta", "meta.id"])
    #expect(both.fields.map(\.text) == ["deep", #"{"url":"deep","id":7}"#, "7"])
    #expect(both.fields[0].isDuplicate && both.others.isEmpty)
    #expect(parser.parse(#"{"meta":[{"url":1}]}"#, ["meta.url"]).fields[0].kind == ASSAY_JSON_MISSING)
    #expect(parser.parse(#"{"x":{"meta":{"url":1}}}"#, ["meta.url"]).fields[0].kind == ASSAY_JSON_MISSING)
  }

  @Test func badNamesAreRefused() {
    for names in [[""], ["a..b"], [".a"], ["a."], (0...64).map { "n\($0)" }] {
      #expect(parser.parse("{}", names).status == ASSAY_JSON_BAD_NAMES)
    }
  }

  @Test func manyKeysAndGrowingRecordsAreRead() {
    for count in [10, 20_000, 3] {
      let record = "{" + (0..<count).map { "\"k\($0)\":\"\\u0430\($0)\"" }.joined(separator: ",") + "}"
      let outcome = parser.parse(record, ["k2"])
      #expect(outcome.others.count == count - 1 && outcome.fields[0].text == "а2" && outcome.duplicates == 0)
    }
  }

  @Test(arguments: malformedSequences) func invalidUtf8TellsItsFirstByte(bad: [UInt8]) {
    for padding in [0, 1, 31, 63, 64, 200] {
      let before = Array(String(repeating: "є", count: padding).utf8)
      let bytes = before + bad + Array("x".utf8)
      #expect(bytes.withUnsafeBufferPointer { assay_validate_utf8($0.baseAddress, $0.count) } == Int64(before.count))
      let outcome = parser.parse(Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8))
      #expect(outcome.status == ASSAY_JSON_INVALID_UTF8 && outcome.offset == before.count + 6)
    }
  }

  @Test func scalarsAreCounted() {
    var generator = SeededGenerator(seed: 2)
    for length in 0..<200 {
      let bytes = interactingText(length: length, using: &generator)
      #expect(bytes.withUnsafeBufferPointer { assay_count_scalars($0.baseAddress, $0.count) } == length)
      #expect(bytes.withUnsafeBufferPointer { assay_validate_utf8($0.baseAddress, $0.count) } == -1)
    }
  }
}
