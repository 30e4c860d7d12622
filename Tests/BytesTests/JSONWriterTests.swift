import Testing

@testable import Bytes

@Suite struct JSONWriterTests {
  func json(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func commasComeByThemselves() {
    let text = json {
      $0.beginObject()
      $0.key("a")
      $0.beginArray()
      $0.int(1)
      $0.beginObject()
      $0.endObject()
      $0.beginArray()
      $0.endArray()
      $0.null()
      $0.endArray()
      $0.key("b")
      $0.bool(true)
      $0.key("c")
      $0.raw(Array("[1,2]".utf8))
      $0.key("d")
      $0.string("x")
      $0.endObject()
      $0.endLine()
      $0.bool(false)
    }
    #expect(text == #"{"a":[1,{},[],null],"b":true,"c":[1,2],"d":"x"}"# + "\nfalse")
  }

  @Test func keysAreEscapedLikeStrings() {
    let name = "a\"b"
    let text = json {
      $0.beginObject()
      $0.key(name)
      $0.int(1)
      $0.key(lossy: [0x61, 0xFF])
      $0.int(2)
      $0.endObject()
    }
    #expect(text == "{\"a\\\"b\":1,\"a\u{FFFD}\":2}")
  }

  @Test func integersOfAllSizesAreWritten() {
    let text = json {
      $0.beginArray()
      $0.int(0)
      $0.int(Int64.min)
      $0.int(UInt64.max)
      $0.int(Int8(-128))
      $0.int(UInt16(65535))
      $0.endArray()
    }
    #expect(text == "[0,-9223372036854775808,18446744073709551615,-128,65535]")
  }

  @Test func doublesReadBackAsTheyWereAndNaNIsNull() {
    let special: [Double] = [
      0, -0.0, 1, 0.1, -2.5, 1e16, 1e-7, 5e-324, .greatestFiniteMagnitude, .leastNormalMagnitude, .pi,
    ]
    var generator = Generator(state: 4)
    let generated = (0..<2000).map { _ in Double(bitPattern: generator.next()) }
    for value in special + generated where value.isFinite {
      let text = json { $0.double(value) }
      #expect(Double(text)?.bitPattern == value.bitPattern)
      #expect(text.utf8.allSatisfy { "0123456789+-.e".utf8.contains($0) })
    }
    #expect(json { $0.double(.nan) } == "null")
    #expect(json { $0.double(.infinity) } == "null")
    #expect(json { $0.double(-.infinity) } == "null")
  }

  /// The slow obvious escaping.
  func escaped(_ text: [UInt8]) -> [UInt8] {
    let short: [UInt8: String] = [
      0x22: #"\""#, 0x5C: #"\\"#, 0x08: #"\b"#, 0x09: #"\t"#, 0x0A: #"\n"#, 0x0C: #"\f"#, 0x0D: #"\r"#,
    ]
    var result: [UInt8] = [0x22]
    for byte in text {
      if let escape = short[byte] {
        result += Array(escape.utf8)
      } else if byte < 0x20 {
        result += Array(("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
      } else {
        result.append(byte)
      }
    }
    return result + [0x22]
  }

  @Test func everyByteAtEveryPlaceOfAWordIsEscapedRight() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<18 {
        var text = [UInt8](repeating: 0x61, count: 18)
        text[place] = byte
        var writer = JSONWriter()
        writer.string(lossy: text)
        let expected = escaped(Array(String(decoding: text, as: UTF8.self).utf8))
        if writer.bytes != expected { Issue.record("byte \(byte) at \(place)") }
      }
    }
  }

  @Test func generatedTextsAreEscapedLikeTheSlowWay() {
    let characters = Array("aé語😀\"\\\n\u{1}\u{7F}\u{2028}\u{2029}!#")
    var generator = Generator(state: 5)
    for _ in 0..<3000 {
      let text = String((0..<Int(generator.next() % 40)).map { _ in characters.randomElement(using: &generator)! })
      let bytes = Array(text.utf8)
      var writers = [JSONWriter(), JSONWriter(), JSONWriter()]
      writers[0].string(text)
      writers[1].string(validated: bytes)
      writers[2].string(lossy: bytes)
      for writer in writers { #expect(writer.bytes == escaped(bytes)) }
    }
  }

  @Test func illFormedBytesNeverReachTheOutput() {
    var generator = Generator(state: 6)
    for _ in 0..<3000 {
      let bytes = generator.bytes(Int(generator.next() % 40))
      var writer = JSONWriter()
      writer.string(lossy: bytes)
      #expect(UTF8Validity.isValid(writer.bytes))
      #expect(writer.bytes == escaped(Array(String(decoding: bytes, as: UTF8.self).utf8)))
    }
  }

  @Test func lineSeparatorsStayAsTheyAre() {
    #expect(json { $0.string("a\u{2028}b\u{2029}") } == "\"a\u{2028}b\u{2029}\"")
  }
}
