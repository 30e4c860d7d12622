import Foundation
import ICU
import Pipeline
import Testing

@testable import Formats

/// What the readers make of bytes that are not plain UTF-8.
struct DecodingTests {
  private func parser(_ format: String, _ options: Options = Options()) throws -> any RecordParser {
    let definition = try #require(builtInInputFormats.first { $0.spec.name == format })
    return try definition.make(options, StageContext(id: "read")).makeParser()
  }

  private func record(_ bytes: UnsafeBufferPointer<UInt8>, charset: String? = nil) -> RawRecord {
    RawRecord(bytes: bytes, source: Source(path: "a", charset: charset), defaultID: "a", relativePath: "a")
  }

  private func parse(
    _ bytes: [UInt8], format: String = "text", _ options: Options = Options(["title": .string("none")])
  ) throws
    -> Document
  {
    let parser = try parser(format, options)
    return try bytes.withUnsafeBufferPointer { try parser.parse(record($0)) }
  }

  private func error(_ bytes: [UInt8], _ options: Options = Options()) -> DocumentError? {
    do {
      _ = try parse(bytes, options)
      return nil
    } catch {
      return error as? DocumentError
    }
  }

  private func encode(_ text: String, _ charset: String) throws -> [UInt8] {
    try #require(CharsetFixture.encode(text, charset), "\(text) can't be written in \(charset)")
  }

  // MARK: Charsets

  @Test(arguments: CharsetFixture.texts)
  func textsInTheirCharsetsAreReadWithoutBeingTold(_ fixture: CharsetFixture) throws {
    let document = try parse(encode(fixture.text, fixture.charset))
    #expect(document.original.string == fixture.text, "read as \(document.source.charset ?? "UTF-8")")
    #expect(document.source.charset != nil)
    #expect(document.source.replacedBytes == 0)
  }

  @Test(arguments: CharsetFixture.texts)
  func textsInTheirCharsetsAreReadWhereTheOptionNamesThem(_ fixture: CharsetFixture) throws {
    let options = Options(["charset": .string(fixture.charset), "title": .string("none")])
    #expect(try parse(encode(fixture.text, fixture.charset), options).original.string == fixture.text)
    // Short texts are no evidence, but the option is.
    let short = String(fixture.text.prefix(12))
    #expect(try parse(encode(short, fixture.charset), options).original.string == short)
  }

  @Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
  func byteOrderMarksDecide(charset: String) throws {
    let text = "Заголовок\n\nТекст, 文章. 😀"
    let bytes = try encode("\u{FEFF}" + text, charset)
    let document = try parse(bytes, Options(["charset": .string("windows-1251"), "title": .string("first-line")]))
    #expect(document.original.string == text)
    #expect(document.source.charset == (charset == "UTF-8" ? nil : charset))
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
  func wideTextNeedsNoMark(charset: String) throws {
    for text in [
      "Plain text, in lines.\nAnd another line.\n", "Чистий текст, два рядки.\nІ ще один.\n", "中文的文章，有標點。再一句話，也有。\n",
    ] {
      let document = try parse(encode(text, charset))
      #expect(document.original.string == text, "\(charset)")
    }
  }

  @Test func escapesOfISO2022AreRead() throws {
    let text = "日本語の記事です。港の橋が開通した。\n"
    #expect(try parse(encode(text, "ISO-2022-JP")).original.string == text)
  }

  @Test(arguments: [
    "<html><head><meta charset=\"%\"></head><p>",
    "<!doctype html>\n<META http-equiv=Content-Type content='text/html; charset=%'>",
    "<?xml version=\"1.0\" encoding='%'?><article>", "<meta name=x content=y><meta charset = % >",
  ])
  func aDeclarationInTheHeadCounts(markup: String) throws {
    // Too little text for a guess, and the same bytes are letters in every one of these.
    for (charset, word) in [("windows-1251", "Це"), ("koi8-u", "Це"), ("iso-8859-7", "Ως"), ("windows-1257", "ļū")] {
      let text = markup.replacing("%", with: charset) + word
      let document = try parse(encode(text, charset))
      #expect(document.original.string == text)
    }
  }

  @Test func aWrongDeclarationGivesWay() throws {
    let body = CharsetFixture.russian
    for (declared, actual) in [
      ("utf-8", "windows-1251"), ("iso-8859-1", "windows-1251"), ("windows-1251", "KOI8-R"),
      ("no-such", "windows-1251"),
      ("utf-16", "windows-1251"), ("euc-jp", "windows-1251"), ("windows-1251", "UTF-8"),
    ] {
      let text = "<meta charset=\(declared)>\n" + body
      let document = try parse(encode(text, actual))
      #expect(
        document.original.string == text,
        "declared \(declared), is \(actual), read as \(document.source.charset ?? "UTF-8")")
    }
  }

  @Test func aNameThatNobodyKnowsIsRefused() {
    #expect(throws: StageSetupError.self) { try parser("text", Options(["charset": .string("cp-12510")])) }
  }

  // MARK: Damage

  @Test(
    arguments: [
      ("overlong", [0xC0, 0xAF]), ("overlong in three", [0xE0, 0x80, 0xAF]), ("a surrogate", [0xED, 0xA0, 0x80]),
      ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80]), ("a continuation", [0x80]), ("never used", [0xFF]),
    ] as [(String, [UInt8])])
  func invalidUTF8IsReplacedAndCounted(name: String, bad: [UInt8]) throws {
    let text = String(repeating: "Текст пошкоджено. ", count: 30)
    let document = try parse(Array(text.utf8) + bad + Array("Далі.".utf8))
    let string = document.original.string
    #expect(string.hasPrefix(text + "\u{FFFD}") && string.hasSuffix("\u{FFFD}Далі."))
    #expect(document.source.charset == nil)
    #expect(document.source.replacedBytes == UInt64(bad.count))
  }

  @Test func aCharacterCutAtTheEndIsReplaced() throws {
    let text = String(repeating: "港の橋が開通した。", count: 30)
    for cut in 1...2 {
      let document = try parse(Array(text.utf8) + Array("橋".utf8.prefix(cut)))
      #expect(document.original.string == text + "\u{FFFD}")
      #expect(document.source.replacedBytes == UInt64(cut))
    }
    let wide = try parse([0xFF, 0xFE] + encode(text, "UTF-16LE") + [0x41])
    #expect(wide.original.string == text + "\u{FFFD}")
  }

  @Test func loneSurrogatesAreReplaced() throws {
    let text = String(repeating: "Plain text. ", count: 30)
    let bytes = try [0xFE, 0xFF] + encode(text, "UTF-16BE") + [0xD8, 0x00] + encode("on", "UTF-16BE")
    let document = try parse(bytes)
    #expect(document.original.string == text + "\u{FFFD}on")
    #expect(document.source.replacedBytes == 2)
  }

  @Test func moreDamageThanTheLimitFails() throws {
    let bytes = Array(String(repeating: "Текст. ", count: 20).utf8) + [0xFF, 0xFF, 0xFF]
    #expect(error(bytes)?.kind == "invalid UTF-8")
    #expect(error(bytes)?.message.contains("0xFF at offset 240") == true, "\(String(describing: error(bytes)))")
    #expect(error(bytes, Options(["max-replaced": .decimal(0.05)])) == nil)
    #expect(error([0x63, 0x61, 0x66, 0xC3], Options(["charset": .string("utf-8")]))?.kind == "invalid UTF-8")
    #expect(error([0x61, 0x00, 0x62])?.kind == "NUL byte")
  }

  @Test func randomBytesNeverCrash() throws {
    var generator = SystemRandomNumberGenerator()
    for length in 0..<300 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if let document = try? parse(bytes, Options(["max-replaced": .decimal(1)])) {
        #expect(document.original.string.utf8.elementsEqual(document.original.bytes))
      }
    }
  }

  // MARK: JSON Lines

  @Test func aRecordsFieldNamesItsCharset() throws {
    for (charset, word) in [("windows-1251", "Це"), ("koi8-u", "Це"), ("big5", "橋"), ("shift_jis", "橋")] {
      let json = #"{"id":"1","charset":"\#(charset)","text":"\#(word) \n 5"}"#
      let document = try parse(encode(json, charset), format: "jsonl", Options())
      #expect(document.original.string == "\(word) \n 5")
      #expect(document.metadata["charset"] == .string(charset))
    }
  }

  @Test func recordsAreGuessedOneByOne() throws {
    let json = #"{"id":"1","text":"\#(CharsetFixture.russian)"}"#
    for charset in ["windows-1251", "KOI8-R", "UTF-8"] {
      let document = try parse(encode(json, charset), format: "jsonl", Options())
      #expect(document.original.string == CharsetFixture.russian)
      #expect(document.source.charset == (charset == "UTF-8" ? nil : charset))
    }
  }

  // MARK: The way back

  @Test(arguments: CharsetFixture.texts.map(\.charset) + ["UTF-16LE", "UTF-32BE"], ["text", "jsonl"])
  func aRangeOfTheTextLeadsBackToTheBytesOfTheFile(charset: String, format: String) throws {
    if format == "jsonl", charset.hasPrefix("UTF-") { return }
    let text = CharsetFixture.texts.first { $0.charset == charset }?.text ?? CharsetFixture.russian
    let word = try #require(text.split(separator: " ").max { $0.utf8.count < $1.utf8.count }).description
    let bytes = try encode(format == "text" ? text : #"{"title":"A \"title\"","text":"\#(text)"}"#, charset)
    // As `why` does: the record says its charset, the options are not known.
    let options = Options(["charset": .string(charset), "title": .string("none")])
    let found = try bytes.withUnsafeBufferPointer { buffer in
      let document = try parser(format, options).parse(record(buffer))
      let parser = try parser(format)
      let raw = record(buffer, charset: document.source.charset ?? "UTF-8")
      let whole = try parser.parse(raw).original.string
      #expect(whole == document.original.string)
      let at = try #require(whole.range(of: word))
      let start = whole.utf8.distance(from: whole.startIndex, to: at.lowerBound)
      return try parser.locate(ByteRange(start, start + word.utf8.count), in: raw)
    }
    #expect(found.map { Array(bytes[$0.indices]) } == [try encode(word, charset)])
  }

  @Test func damageDoesNotShiftTheWayBack() throws {
    let text = String(repeating: "Текст. ", count: 100)
    let bytes = Array(text.utf8) + [0xFF, 0xE4, 0xB8] + Array("слово".utf8)
    let options = Options(["title": .string("none")])
    try bytes.withUnsafeBufferPointer { buffer in
      let parser = try parser("text", options)
      let document = try parser.parse(record(buffer))
      let end = document.original.count
      let found = try parser.locate(ByteRange(end - 10, end), in: record(buffer, charset: "UTF-8"))
      #expect(found == [ByteRange(bytes.count - 10, bytes.count)])
      let mark = try parser.locate(ByteRange(end - 16, end - 13), in: record(buffer))
      #expect(mark == [ByteRange(bytes.count - 13, bytes.count - 12)])
    }
  }
}
