import Bytes
import Pipeline

/// Records are `id|text`, or text alone; one that starts with `!` can't be read.
struct ToyInput: InputFormat {
  var framing = Framing.lines

  func makeParser() -> any RecordParser { Parser() }

  private final class Parser: RecordParser {
    func parse(_ record: RawRecord) throws -> Document {
      let bytes = Array(record.bytes)
      guard bytes.first != UInt8(ascii: "!") else { throw DocumentError("shouted", "the record starts with '!'") }
      guard let bar = bytes.firstIndex(of: UInt8(ascii: "|")) else {
        return Document(id: record.defaultID, source: record.source, body: bytes)
      }
      return Document(id: ByteString(bytes[..<bar]), source: record.source, body: Array(bytes[(bar + 1)...]))
    }

    func locate(_ range: ByteRange, in record: RawRecord) -> [ByteRange] { [range] }
  }
}

/// One line a document: everything that stages can have done to it.
struct ToyOutput: OutputFormat {
  let header = Array("#toy\n".utf8)

  func render(_ document: Document, into frame: inout [UInt8]) throws {
    var line = "\(document.id.display) \(document.outcome) \(document.text.string)"
    for (name, value) in document.values { line += " \(name)=\(value)" }
    for layer in document.layers { line += " \(layer.schema.name):\(layer.spans.map { "\($0.start)-\($0.end)" })" }
    if let raw = document.raw { line += " raw=\(String(decoding: raw, as: UTF8.self))" }
    line += " edits=\(document.alignment.edits.count) at \(document.source.offset)+\(document.source.length)\n"
    frame += Array(line.utf8)
  }
}
