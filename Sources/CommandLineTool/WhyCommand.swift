import ArgumentParser
import Bytes
import Engine
import Pipeline

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Lead a result back to the file, line and bytes it came from.",
    discussion: """
      KEY is ID#LAYER/INDEX as every table prints it, such as  en/2025-10-14_herald_trains.txt#quantities/0 . The record is \
      looked up in a JSON Lines output of the run, and its source is read again. ID#duplicate shows a document and the one \
      that stays for it side by side, with what they share.
      """)

  @Argument(help: "The key of a figure, name or date, or ID#duplicate.")
  var key: String

  @Option(name: .shortAndLong, help: "The output folder of the run.")
  var output = "out"

  func run() throws {
    if key.hasSuffix("#duplicate") { return try showDuplicate(String(key.dropLast("#duplicate".count))) }
    guard let slash = key.lastIndex(of: "/"), let hash = key[..<slash].lastIndex(of: "#"),
      let index = Int(key[key.index(after: slash)...])
    else {
      throw CommandFailure(2, "assay: '\(key)' is no key; one looks like  articles/a.txt#quantities/0")
    }
    let id = String(key[..<hash])
    let layer = String(key[key.index(after: hash)..<slash])
    let record = try RunRecords(FilePath(output)).find(id)
    guard let annotations = record[layer]?.array else {
      throw CommandFailure(2, "assay: the record '\(id)' has no layer '\(layer)'")
    }
    guard annotations.indices.contains(index) else {
      throw CommandFailure(
        2, "assay: the record '\(id)' has \(annotations.count) \(layer), counted from 0; there is no \(index)")
    }
    try show(record, annotations[index], id: id, layer: layer)
  }

  private func showDuplicate(_ id: String) throws {
    let records = try RunRecords(FilePath(output))
    guard records.looksForDuplicates else {
      throw CommandFailure(
        2, "assay: the run in '\(output)' did not look for duplicates; its pipeline has no 'deduplicate'")
    }
    let record = try records.find(id)
    guard let duplicate = record["duplicate"] else {
      // A good answer, and no failure.
      let isFailed = record["outcome"]?.string == "failed"
      return Terminal.print(
        isFailed
          ? "\(id) failed before it could be compared; see quarantine.jsonl"
          : "\(id) is in no cluster: no other document that it was compared with is like it")
    }
    let kept = duplicate["kept"]?.string
    let keptRecord = kept.flatMap { $0 == id ? nil : try? records.find($0) }
    let members =
      try kept == id ? duplicate["cluster"]?.string.map { try records.members(of: $0, without: id) } : nil
    for line in DuplicatePage(record, kept: keptRecord, members: members).lines(colours: Terminal.outputColours) {
      Terminal.print(line)
    }
  }

  // MARK: Showing

  private func show(_ record: JSONValue, _ annotation: JSONValue, id: String, layer: String) throws {
    let colours = Terminal.outputColours
    let scalars = Array((record["text"]?.string ?? "").unicodeScalars)
    let start = annotation["start"]?.int ?? 0
    let end = annotation["end"]?.int ?? 0
    let text = annotation["text"]?.string ?? ""
    Terminal.print(Terminal.paint(text, .bold, on: colours) + "  " + TryCommand.summary(annotation))
    Terminal.print("  found by   \(annotation["stage"]?.string ?? "?")")
    let about = [record["publisher"]?.string, record["published"]?.string, record["language"]?.string].compactMap { $0 }
    Terminal.print("  document   \(id)" + (about.isEmpty ? "" : "  (\(about.joined(separator: ", ")))"))
    if !scalars.isEmpty, end <= scalars.count, record["offsets"]?.string ?? "scalars" == "scalars" {
      let before = Self.line(scalars[..<start].suffix(60).drop { _ in false }, atEnd: true)
      let after = Self.line(scalars[end...].prefix(60), atEnd: false)
      Terminal.print("  text       …\(before)\(Terminal.paint(text, .yellow, .bold, on: colours))\(after)…")
    }
    try showSource(record, start: start, end: end)
  }

  /// The part of a stretch of text that is on the same line as the annotation.
  private static func line(_ scalars: ArraySlice<Unicode.Scalar>, atEnd: Bool) -> String {
    let view = String.UnicodeScalarView(scalars)
    let lines = String(view).split(separator: "\n", omittingEmptySubsequences: false)
    return String((atEnd ? lines.last : lines.first) ?? "")
  }

  /// Reads the record again and shows the bytes of the annotation in the file.
  private func showSource(_ record: JSONValue, start: Int, end: Int) throws {
    guard let source = record["source"],
      let path = source["path_bytes"]?.string.flatMap(Self.bytes) ?? source["path"]?.string.map({ Array($0.utf8) })
    else { return }
    let offset = UInt64(source["offset"]?.int ?? 0)
    let file = FilePath(bytes: path)
    guard try AssayTool.fileSystem.status(of: file) != nil else {
      Terminal.print(
        "  source     \(file.display), byte \(offset) — not there any more (paths are as the run was given them)")
      return
    }
    let (bytes, linesBefore) = try read(file, offset: offset, length: source["length"]?.int)
    guard let definition = AssayTool.registry.inputFormat(source["format"]?.string ?? "") else { return }
    let format = try definition.make(
      PipelinePlan.Read.all(AssayTool.registry).formats.first { $0.definition.spec.name == definition.spec.name }?
        .options ?? Options(), StageContext(id: "why"))
    let parser = try format.makeParser()
    try bytes.withUnsafeBufferPointer { buffer in
      let raw = RawRecord(
        bytes: buffer,
        source: Source(path: ByteString(path), offset: offset, charset: source["charset"]?.string ?? "UTF-8"),
        defaultID: "",
        relativePath: ByteString(path))
      let document = try parser.parse(raw)
      guard let range = Self.byteRange(document.original, start, end, unit: record["offsets"]?.string ?? "scalars")
      else { return }
      for place in try parser.locate(range, in: raw) {
        let line = linesBefore + buffer[..<Int(place.start)].count { $0 == 0x0A } + 1
        let first = offset + UInt64(place.start)
        Terminal.print(
          "  source     \(file.display), line \(line), bytes \(first)..<\(first + UInt64(place.count))\(Compression(path: path) == .none ? "" : " of the unpacked file")"
        )
        if let charset = document.source.charset { Terminal.print("  charset    \(charset)") }
        let shown = buffer[place.indices].prefix(48).map { byte in
          let hex = String(byte, radix: 16)
          return hex.count == 1 ? "0" + hex : hex
        }
        Terminal.print("  bytes      \(shown.joined(separator: " "))\(place.count > 48 ? " …" : "")")
      }
    }
  }

  /// The bytes of a record, and how many lines stand before it in its file.
  private func read(_ path: FilePath, offset: UInt64, length: Int?) throws -> ([UInt8], Int) {
    let file = try AssayTool.fileSystem.open(path, for: .reading)
    let source = DecompressingReader(Compression(path: path.bytes), over: file)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var position: UInt64 = 0
    var lines = 0
    var record: [UInt8] = []
    let end = length.map { offset + UInt64($0) } ?? .max
    while position < end {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      let before = Int(min(UInt64(count), offset > position ? offset - position : 0))
      lines += chunk[..<before].count { $0 == 0x0A }
      let behind = Int(min(UInt64(count), end - position))
      if before < behind { record += chunk[before..<behind] }
      position += UInt64(count)
    }
    return (record, lines)
  }

  /// Byte offsets in `text` of offsets in another unit.
  private static func byteRange(_ text: Text, _ start: Int, _ end: Int, unit: String) -> ByteRange? {
    if unit == "utf8" { return start <= end && end <= text.count ? ByteRange(start, end) : nil }
    var units = 0
    var first: Int?
    for index in 0...text.count {
      if index == text.count || text.bytes[index] & 0xC0 != 0x80 {
        if units == start, first == nil { first = index }
        if units == end, let first { return ByteRange(first, index) }
        units += index < text.count && unit == "utf16" && text.bytes[index] >= 0xF0 ? 2 : 1
      }
    }
    return nil
  }

  private static func bytes(_ hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
    }
  }
}
