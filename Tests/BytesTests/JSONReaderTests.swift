import Bytes
import Foundation
import Testing

/// The pull parser against Foundation's, on generated and on broken JSON.
@Suite struct JSONReaderTests {
  /// What the reader reads, written in one way; true is 1.
  private static func written(_ json: inout JSONReader) throws -> String {
    switch json.next() {
    case .object:
      var members: [String] = []
      try json.object { json, key in members.append("\(key.debugDescription):\(try written(&json))") }
      return "{" + members.sorted().joined(separator: ",") + "}"
    case .array:
      var items: [String] = []
      try json.array { json in items.append(try written(&json)) }
      return "[" + items.joined(separator: ",") + "]"
    case .string: return try json.string().debugDescription
    case .number: return "\(Double(try json.number())!)"
    case .bool: return try json.bool() ? "1.0" : "0.0"
    case .null:
      let isNull = json.null()
      #expect(isNull)
      return "null"
    case .nothing:
      try json.skip()
      return ""
    }
  }

  /// What Foundation reads, written in the same way.
  private static func written(_ value: Any) -> String {
    switch value {
    case let object as [String: Any]:
      "{" + object.map { "\($0.key.debugDescription):\(written($0.value))" }.sorted().joined(separator: ",") + "}"
    case let items as [Any]: "[" + items.map { written($0) }.joined(separator: ",") + "]"
    case let text as String: text.debugDescription
    case let number as NSNumber: "\(number.doubleValue)"
    default: "null"
    }
  }

  private static func value(_ depth: Int, _ random: inout some RandomNumberGenerator) -> String {
    let space = [" ", "", "\n", "\t ", ""].randomElement(using: &random)!
    let pieces = [
      "a", "é", "漢", "🙂", "\\n", "\\u00e9", "\\ud83d\\ude42", "\\\"", "\\\\", "\\/", " ", "\u{7F}", "\\b\\f\\r\\t",
    ]
    func string(_ random: inout some RandomNumberGenerator) -> String {
      "\"" + (0..<Int.random(in: 0..<6, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
        + "\""
    }
    switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &random) {
    case 0: return space + ["true", "false", "null"].randomElement(using: &random)! + space
    case 1:
      return space + ["0", "12", "-7.25", "1e3", "2.5E-3", "9007199254740993", "0.1"].randomElement(using: &random)!
    case 2, 3: return string(&random) + space
    case 4:
      let items = (0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth + 1, &random) }
      return "[\(space)" + items.joined(separator: ",") + "]" + space
    default:
      let items = (0..<Int.random(in: 0..<4, using: &random)).map {
        "\(space)\"k\($0)\"\(space):" + value(depth + 1, &random)
      }
      return "{" + items.joined(separator: ",") + "\(space)}"
    }
  }

  @Test func generatedValuesReadAsFoundationReadsThem() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let text = Self.value(0, &random)
      let expected = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      var json = JSONReader(Array(text.utf8))
      let found = try Self.written(&json)
      try json.end()
      #expect(found == Self.written(expected), "\(text)")
      var skipping = JSONReader(Array(text.utf8))
      try skipping.skip()
      try skipping.end()
    }
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "01",
    "-", "1.",
    ".5", "1e", "+1", "tru", "True", "nul", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"",
    "\"\\ud800\\u0041\"", "\"\u{1}\"", "\"a\nb\"", "1 2", "[1] []", "NaN", "Infinity", "// x\n1", "\u{FEFF}1",
  ])
  func brokenJSONIsRefused(_ text: String) {
    #expect(throws: JSONReader.SyntaxError.self, "\(text)") {
      var json = JSONReader(Array(text.utf8))
      try json.skip()
      try json.end()
    }
  }

  @Test func deepNestingIsRefusedAndNotFollowed() {
    #expect(throws: JSONReader.SyntaxError.self) {
      var json = JSONReader(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
      try json.skip()
    }
    #expect(throws: Never.self) {
      var json = JSONReader(Array((String(repeating: "[", count: 500) + String(repeating: "]", count: 500)).utf8))
      try json.skip()
      try json.end()
    }
  }

  @Test func wholeNumbersAreThoseThat64BitsHold() throws {
    for value in [Int.max, Int.min, 0, -1, 42] {
      var json = JSONReader(Array("\(value)".utf8))
      let found = try json.int()
      #expect(found == value)
    }
    for text in ["9223372036854775808", "-9223372036854775809", "1.0", "1e2", "\"1\"", "-"] {
      #expect(throws: JSONReader.SyntaxError.self, "\(text)") {
        var json = JSONReader(Array(text.utf8))
        _ = try json.int()
      }
    }
  }
}
