import ICU
import Testing

@Suite struct CharsetConverterTests {
  private func convert(_ bytes: [UInt8], _ charset: String) throws -> String {
    string(try withBytes(bytes) { try CharsetConverter(charset: charset).convert($0) })
  }

  @Test func namedCharsetsConvert() throws {
    #expect(try convert([0xCA, 0xE8, 0xBF, 0xE2], "windows-1251") == "Київ")
    #expect(try convert([0x93, 0xFA, 0x96, 0x7B], "Shift_JIS") == "日本")
    #expect(try convert([0xD6, 0xD0, 0xB9, 0xFA], "gb18030") == "中国")
    #expect(try convert([0xB0, 0xA1], "euc-kr") == "가")
    #expect(try convert([0x00, 0xD8, 0x00, 0xDC, 0x41, 0x00], "utf-16le") == "\u{10000}A")
    #expect(try CharsetConverter(charset: "cp1251").charset == "windows-1251")
  }

  @Test(arguments: ["", "no-such-charset", "utf-8,swaplfnl", "utf-8\0x", String(repeating: "x", count: 500)])
  func unknownCharsetsAreRefused(name: String) {
    #expect(throws: CharsetError.unknownCharset(name)) { try CharsetConverter(charset: name) }
  }

  @Test func malformedInputTellsItsOffset() throws {
    #expect(throws: CharsetError.malformed(charset: "UTF-8", offset: 3)) {
      try convert(Array("abc".utf8) + [0xFF] + Array("d".utf8), "utf-8")
    }
    #expect(throws: CharsetError.malformed(charset: "EUC-JP", offset: 1)) { try convert([0x41, 0xFF, 0x41], "euc-jp") }
    #expect(throws: CharsetError.malformed(charset: "Shift_JIS", offset: 1)) { try convert([0x41, 0x93], "Shift_JIS") }
    #expect(throws: CharsetError.malformed(charset: "UTF-16LE", offset: 2)) {
      try convert([0x41, 0x00, 0x00, 0xD8, 0x41, 0x00], "utf-16le")
    }
  }

  @Test func replacementIsCounted() throws {
    let converter = try CharsetConverter(charset: "utf-8")
    let damaged = try withBytes([0x61, 0xFF, 0x62, 0xE2, 0x82]) { try converter.convertReplacing($0) }
    #expect(string(damaged.text) == "a\u{FFFD}b\u{FFFD}" && damaged.replacements == 2 && damaged.replacedBytes == 3)
    let clean = try withBytes("добре 😀") { try converter.convertReplacing($0) }
    #expect(string(clean.text) == "добре 😀" && clean.replacements == 0)
    #expect(try withBytes([]) { try converter.convertReplacing($0) }.text.isEmpty)
  }

  @Test func longInputCrossesChunksUnharmed() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let text = string(interactingText(length: 9_000, using: &generator))
      let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      #expect(try convert(little, "utf-16le").utf8.elementsEqual(text.utf8))
    }
  }

  @Test(arguments: ["utf-8", "utf-16", "utf-7", "Shift_JIS", "iso-2022-jp", "gb18030", "big5", "euc-kr", "hz-gb-2312"])
  func randomBytesNeverCrashAndGiveValidUtf8(charset: String) throws {
    var generator = SeededGenerator(seed: 9)
    let converter = try CharsetConverter(charset: charset)
    for round in 0..<200 {
      let bytes = (0..<(round * 7)).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let converted = try withBytes(bytes) { try converter.convertReplacing($0) }
      #expect(string(converted.text).utf8.elementsEqual(converted.text))
      let strict = try? withBytes(bytes) { try converter.convert($0) }
      #expect((strict == nil) == (converted.replacements > 0))
      #expect((converted.replacedBytes > 0) == (converted.replacements > 0))
    }
  }

  @Test(arguments: [
    "utf-8", "utf-16le", "utf-32be", "windows-1251", "Shift_JIS", "gb18030", "big5", "euc-kr", "euc-jp",
  ])
  func aRangeOfTheTextLeadsBackToItsBytes(charset: String) throws {
    var generator = SeededGenerator(seed: 11)
    let converter = try CharsetConverter(charset: charset)
    for round in 1..<60 {
      let bytes = (0..<(round * 3)).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try withBytes(bytes) { buffer in
        let text = try converter.convertReplacing(buffer).text
        #expect(try converter.source(of: 0..<text.count, in: buffer) == 0..<bytes.count)
        // Character by character the spans touch and cover the input.
        var position = 0
        var end = 0
        for scalar in string(text).unicodeScalars {
          let next = position + String(scalar).utf8.count
          let span = try converter.source(of: position..<next, in: buffer)
          #expect(span.lowerBound <= end && span.upperBound >= end)
          end = span.upperBound
          position = next
        }
        #expect(end == bytes.count)
      }
    }
  }

  @Test func anEdgeInsideACharacterMovesOutward() throws {
    let converter = try CharsetConverter(charset: "windows-1251")
    func source(_ range: Range<Int>) throws -> Range<Int> {
      try withBytes([0x61, 0xCA, 0xE8, 0x62]) { try converter.source(of: range, in: $0) }
    }
    #expect(try source(2..<4) == 1..<3)
    #expect(try source(3..<5) == 2..<3)
    #expect(try source(1..<1) == 1..<1)
    #expect(try source(6..<6) == 4..<4)
  }
}
