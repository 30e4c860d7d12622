import Foundation
import Pipeline
import Testing

@testable import Formats

struct WriterTests {
  private func render(_ document: Document, _ format: String = "jsonl", _ context: OutputContext) throws -> String {
    let definition = try #require(builtInOutputFormats.first { $0.spec.name == format })
    let writer = try definition.make(Options(), context)
    var frame: [UInt8] = []
    try writer.render(document, into: &frame)
    return String(decoding: frame, as: UTF8.self)
  }

  private func json(_ document: Document, _ context: OutputContext) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(render(document, "jsonl", context).utf8)) as? [String: Any])
  }

  /// "Tе  12 café" with an edit before the figure, so that working text and original differ.
  private func sample() -> Document {
    let body = "😀 é\u{200B}  12,5 km, =SUM(1)"
    var document = Document(
      id: "d", source: Source(path: "a.txt", length: 9, format: "text"), title: Array("Т".utf8), body: Array(body.utf8))
    let original = document.original.bytes
    // The zero-width space (three bytes) and one of two blanks go.
    let at = original.count - Array("\u{200B}  12,5 km, =SUM(1)".utf8).count
    var text = original
    text.removeSubrange(at..<at + 4)
    document.replaceText(text, edits: [Edit(source: ByteRange(at, at + 4), target: ByteRange(at, at))])
    let start = at + 1
    document.updateLayer(.quantities) { layer in
      layer.append(
        ByteRange(start, start + 7), stage: 0,
        [.string("measure"), .decimal(ExactDecimal("12.5")!), nil, nil, .string("approx"), .string("kilometer")])
      layer.append(
        ByteRange(start, start + 4), stage: 0, [.string("cardinal"), .decimal(ExactDecimal("12345678901234567890")!)])
    }
    return document
  }

  @Test(arguments: [OffsetUnit.scalars, .utf8, .utf16])
  func offsetsIndexTheOriginalInTheUnitTheRecordNames(_ unit: OffsetUnit) throws {
    let record = try json(sample(), OutputContext(offsets: unit, stageIDs: ["numbers"]))
    let text = try #require(record["text"] as? String)
    let quantity = try #require((record["quantities"] as? [[String: Any]])?.first)
    let start = try #require(quantity["start"] as? Int)
    let end = try #require(quantity["end"] as? Int)
    let slice: String =
      switch unit {
      case .scalars: String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
      case .utf8: String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
      case .utf16: String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
      }
    #expect(slice == "12,5 km")
    #expect(quantity["text"] as? String == "12,5 km")
    #expect(quantity["stage"] as? String == "numbers")
    #expect(record["offsets"] as? String == unit.rawValue)
  }

  @Test func aValueThatADoubleCannotHoldHasItsDigits() throws {
    let text = try render(sample(), "jsonl", OutputContext(stageIDs: ["numbers"]))
    #expect(text.contains("12345678901234567890"))
    #expect(text.contains("\"exact\":\"12345678901234567890\""))
    #expect(text.hasSuffix("}\n") && text.split(separator: "\n").count == 1)
  }

  @Test func cleanTextLeavesMarksOut() throws {
    var document = sample()
    let figure = try #require(document.layer(.quantities)).spans[0]
    document.updateLayer(.marks) { $0.append(figure, stage: 0, [.string("caption")]) }
    let record = try json(document, OutputContext(text: .clean, stageIDs: ["numbers"]))
    #expect(!(try #require(record["text"] as? String)).contains("12,5 km"))
    #expect((record["quantities"] as? [Any] ?? []).isEmpty)
  }

  @Test func failedDocumentsKeepTheirBytes() throws {
    var document = Document(id: "d", source: Source(path: "a"), body: [])
    document.outcome = .failed(stage: "read", error: "invalid UTF-8: …")
    document.raw = [0x61, 0xFF]
    let record = try json(document, OutputContext())
    #expect(record["outcome"] as? String == "failed")
    #expect(record["raw_base64"] as? String == "Yf8=")
  }

  @Test func namesThatAreNotUTF8AreShownAndKept() throws {
    let document = Document(
      id: ByteString([0x61, 0xFF]), source: Source(path: ByteString([0xFE])), body: Array("x".utf8))
    let record = try json(document, OutputContext())
    #expect(record["id"] as? String == "a%FF")
    #expect((record["source"] as? [String: Any])?["path_bytes"] != nil)
  }

  @Test func figuresHaveTheColumnsAndGuardAgainstFormulas() throws {
    let definition = try #require(builtInOutputFormats.first { $0.spec.name == "csv" })
    let writer = try definition.make(Options(), OutputContext(stageIDs: ["numbers"]))
    let header = String(decoding: writer.header, as: UTF8.self)
    #expect(
      header.hasSuffix(
        "key,doc,published,publisher,language,title,sentence,text,value,low,high,modifier,kind,unit,currency,thing,mark,cluster,path,start_at,end_at\r\n"
      ))
    var document = sample()
    document.publisher = "=cmd"
    let rows = try render(document, "csv", OutputContext(stageIDs: ["numbers"])).components(separatedBy: "\r\n")
    #expect(rows.count == 3)
    #expect(rows[0].contains("'=cmd") && rows[0].contains("\"12,5 km\",12.5,"))
    #expect(rows[0].hasPrefix("d#quantities/0,d,"))
  }
}
