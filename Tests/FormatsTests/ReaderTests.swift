import Foundation
import Pipeline
import Testing

@testable import Formats

/// What the readers make of one record.
struct ReaderTests {
  private func parse(
    _ format: String, _ bytes: [UInt8], path: String = "a.txt", options: Options = Options()
  ) throws -> Document {
    let definition = try #require(builtInInputFormats.first { $0.spec.name == format })
    let parser = try definition.make(options, StageContext(id: "read")).makeParser()
    return try bytes.withUnsafeBufferPointer { buffer in
      try parser.parse(
        RawRecord(
          bytes: buffer, source: Source(path: ByteString(path), format: format), defaultID: ByteString(path),
          relativePath: ByteString(path)))
    }
  }

  private func error(_ format: String, _ bytes: [UInt8]) -> String {
    do {
      _ = try parse(format, bytes)
      return "no error"
    } catch let error as DocumentError {
      return error.kind
    } catch {
      return "another error: \(error)"
    }
  }

  private func title(_ document: Document) -> String? {
    document.parts.first { $0.name == "title" }.map { document.original.string($0.range) }
  }

  @Test func aFirstLineIsTheTitleWhereItLooksLikeOne() throws {
    #expect(title(try parse("text", Array("A short title\n\nThe body begins here.\n".utf8))) == "A short title")
    #expect(
      title(try parse("text", Array("A title in capitals\nThe body begins. It goes on.\n".utf8)))
        == "A title in capitals")
    #expect(
      title(try parse("text", Array("This first line is a sentence. And another one.\nMore text.\n".utf8))) == nil)
  }

  @Test func byteOrderMarksAreRead() throws {
    let text = "Заголовок\n\nТекст."
    #expect(try parse("text", [0xEF, 0xBB, 0xBF] + Array(text.utf8)).original.string == text)
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    #expect(try parse("text", little).original.string == text)
    #expect(try parse("text", big).original.string == text)
    #expect(try parse("text", big).source.charset != nil)
  }

  @Test func badTextIsNamed() {
    #expect(error("text", []) == "empty text")
    #expect(error("text", Array("  \n\t\n".utf8)) == "empty text")
    #expect(error("text", [0x61, 0x00, 0x62]) == "NUL byte")
    #expect(error("text", [0x63, 0x61, 0x66, 0xE9]) == "invalid UTF-8")
  }

  @Test func thePathSaysWhatThePatternNames() throws {
    let options = Options(["pattern": .string("{language}/{published}_{publisher}_*.txt")])
    let document = try parse(
      "text", Array("Title\n\nText here.".utf8), path: "uk/2025-10-14_prystan_train.txt", options: options)
    #expect(document.published == "2025-10-14")
    #expect(document.publisher == "prystan")
    #expect(document.language == "uk")
  }

  @Test func knownFieldsAreTakenAndOthersKept() throws {
    let json =
      #"{"id":"7","headline":"T","body":"Text \u00e9\n","lang":"en_US","date":"2024/06/14","x":{"a":[1, 2]},"y":"z"}"#
    let document = try parse("jsonl", Array(json.utf8))
    #expect(document.id == "7")
    #expect(document.original.string == "T\n\nText é\n")
    #expect(document.language == "en-US")
    #expect(document.published == "2024-06-14")
    #expect(document.metadata["x"] == .json(Array(#"{"a":[1, 2]}"#.utf8)))
    #expect(document.metadata["y"] == .string("z"))
  }

  @Test func idsAreBytes() throws {
    let composed = try parse("jsonl", Array("{\"id\":\"caf\u{E9}\",\"text\":\"a\"}".utf8)).id
    let decomposed = try parse("jsonl", Array("{\"id\":\"cafe\u{301}\",\"text\":\"a\"}".utf8)).id
    #expect(composed != decomposed)
  }

  @Test func everyCutOfARecordIsAnErrorOfTheDocument() {
    let json = Array(#"{"id":"1","title":"T","text":"a \ud83d\ude00 b","n":[1,{"k":null}],"date":"2024-06-14"}"#.utf8)
    for length in 0..<json.count {
      let kind = error("jsonl", Array(json[..<length]))
      #expect(kind != "no error" && !kind.hasPrefix("another"), "\(length): \(kind)")
    }
    #expect(error("jsonl", json) == "no error")
  }

  @Test(arguments: [
    #"[1]"#, #"{"id":"1"}"#, #"{"text":5}"#, #"{"text":""}"#, #"{"text":"a\u0000b"}"#, #"{"text":"\ud800"}"#,
    #"{"text":"a"} x"#,
  ])
  func badRecordsAreErrorsOfTheDocument(_ json: String) {
    let kind = error("jsonl", Array(json.utf8))
    #expect(kind != "no error" && !kind.hasPrefix("another"), "\(json): \(kind)")
  }

  @Test func aRangeOfTheTextLeadsBackThroughEscapes() throws {
    let json = Array(#"{"title":"T","text":"a\n\u00e9 12"}"#.utf8)
    let definition = try #require(builtInInputFormats.first { $0.spec.name == "jsonl" })
    let parser = try definition.make(Options(), StageContext(id: "read")).makeParser()
    try json.withUnsafeBufferPointer { buffer in
      let raw = RawRecord(bytes: buffer, source: Source(path: "a"), defaultID: "a", relativePath: "a")
      let document = try parser.parse(raw)
      let text = document.original.string
      let at = try #require(text.range(of: "é 12"))
      let start = text.utf8.distance(from: text.startIndex, to: at.lowerBound)
      let found = try parser.locate(ByteRange(start, start + 5), in: raw)
      #expect(found.map { String(decoding: json[$0.indices], as: UTF8.self) } == [#"\u00e9 12"#])
    }
  }
}
