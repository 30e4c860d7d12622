import Pipeline
import Testing

@Suite struct ByteStringTests {
  @Test func `identity and order are those of bytes`() {
    #expect(ByteString("é") != ByteString("e\u{301}"))
    #expect(ByteString("a") < ByteString("b"))
    #expect(ByteString("a") < ByteString("aa"))
    #expect(ByteString([0x7F]) < ByteString([0x80]))
    #expect(ByteString("Z") < ByteString("a"))
    #expect(Set([ByteString("é"), ByteString("e\u{301}"), ByteString("é")]).count == 2)
  }

  @Test(arguments: [
    ("plain", Array("plain".utf8)), ("Пʼять/글", Array("Пʼять/글".utf8)), ("a%FFb", [0x61, 0xFF, 0x62]),
    ("%E2%82", [0xE2, 0x82]), ("line%0Aend%7F", Array("line\nend\u{7F}".utf8)), ("%C2%9B", [0xC2, 0x9B]),
    ("\u{A0}", [0xC2, 0xA0]), ("%ED%A0%80", [0xED, 0xA0, 0x80]), ("", []), ("%C0%80", [0xC0, 0x80]),
    ("😀%F0%9F", Array("😀".utf8) + [0xF0, 0x9F]),
  ])
  func `people see UTF-8 as it is and all else by its bytes`(shown: String, bytes: [UInt8]) {
    #expect(Array(ByteString(bytes).display.utf8) == Array(shown.utf8))
  }

  @Test func `what is shown is never a control character`() {
    var generator = Generator(5)
    for _ in 0..<500 {
      let bytes = (0..<20).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      for scalar in ByteString(bytes).display.unicodeScalars {
        #expect(scalar.properties.generalCategory != .control)
      }
    }
  }
}

@Suite struct ByteRangeTests {
  @Test func `order is start, then longest first`() {
    let sorted = [ByteRange(0, 9), ByteRange(0, 3), ByteRange(0, 0), ByteRange(1, 9), ByteRange(4, 5)]
    #expect(sorted.shuffled().sorted() == sorted)
  }

  @Test func `overlap and containment agree with sets of bytes`() {
    for a in 0..<5 {
      for b in a..<5 {
        for c in 0..<5 {
          for d in c..<5 {
            let (x, y) = (ByteRange(a, b), ByteRange(c, d))
            if !x.isEmpty, !y.isEmpty {
              #expect(x.overlaps(y) == !Set(a..<b).isDisjoint(with: c..<d))
              #expect(x.contains(y) == Set(a..<b).isSuperset(of: c..<d))
            }
          }
        }
      }
    }
  }
}

@Suite struct LanguageTests {
  @Test func `a language matches its prefixes by whole parts, in any case`() {
    #expect(Language("en-GB").matches("en"))
    #expect(Language("en").matches("en"))
    #expect(Language("ZH-hant-TW").matches("zh-Hant"))
    #expect(!Language("eng").matches("en"))
    #expect(!Language("en").matches("en-GB"))
    #expect(!Language("und").matches("en"))
  }

  @Test func `the primary part names the pack`() {
    #expect(Language("zh-Hant").primary == "zh")
    #expect(Language("uk").primary == "uk")
    #expect(Language.undetermined.primary == "und")
  }
}
