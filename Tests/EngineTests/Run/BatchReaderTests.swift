import Bytes
import Pipeline
import Testing

@testable import Engine

@Suite struct BatchReaderTests {
  private let folder = TemporaryFolder()

  private struct Found: Equatable {
    var id: String
    var bytes: [UInt8]
    var offset: UInt64
    var length: UInt64
    var error: String?
  }

  /// A reader over files of the folder.
  private func reader(
    _ names: [String], _ framing: Framing, start: InputPosition = InputPosition(), maxDocument: Int = 1 << 20
  ) throws -> BatchReader {
    let list = folder.path / "list"
    let writer = try RecordFileWriter(creating: list, kind: Run.listKind, in: folder.fileSystem)
    for name in names {
      let path = (folder.path / name).bytes
      try writer.append(
        InputFile(source: 0, format: 0, path: ByteString(path), rootLength: folder.path.bytes.count + 1).encode())
    }
    try writer.close()
    return BatchReader(
      fileSystem: folder.fileSystem,
      sources: [
        ReadSource(paths: [], formats: [.init(name: "toy", extensions: [], format: ToyInput(framing: framing))])
      ],
      list: try RecordFileReader(list, kind: Run.listKind, in: folder.fileSystem), start: start,
      maxDocument: maxDocument, spillFolder: folder.path / "spilled", limit: nil, sample: nil)
  }

  private func found(_ batch: Batch) -> [Found] {
    batch.records.map {
      Found(
        id: $0.defaultID.display, bytes: Array(batch.bytes[$0.range]), offset: $0.source.offset,
        length: $0.source.length, error: $0.error?.kind)
    }
  }

  private func all(_ names: [String], _ framing: Framing, maxDocument: Int = 1 << 20) throws -> [Found] {
    let reader = try reader(names, framing, maxDocument: maxDocument)
    var result: [Found] = []
    while let batch = try reader.next() { result += found(batch) }
    return result
  }

  /// Reads on from the end of every batch, and expects the records of one pass.
  private func expectResumable(_ names: [String], _ framing: Framing, maxDocument: Int = 1 << 20) throws {
    let whole = try all(names, framing, maxDocument: maxDocument)
    var ends = [(InputPosition(), 0)]
    let first = try reader(names, framing, maxDocument: maxDocument)
    var count = 0
    while let batch = try first.next() {
      count += batch.records.count
      #expect(batch.end.record == count)
      ends.append((batch.end, count))
    }
    for (end, count) in ends {
      let reader = try reader(names, framing, start: end, maxDocument: maxDocument)
      var rest: [Found] = []
      while let batch = try reader.next() { rest += found(batch) }
      let isEqual = rest == Array(whole[count...])
      #expect(isEqual, "from record \(count)")
    }
  }

  @Test(arguments: ["f", "f.gz", "f.zst"]) func `lines end with LF or CRLF, blank ones are passed over`(name: String)
    throws
  {
    let text = "one\r\n\n  \t\r\ntwo\n\r\nthree \n four\r\r\nlast"
    try folder.write(compressed(Array(text.utf8), Compression(path: Array(name.utf8))), to: FilePath(name))
    let found = try all([name], .lines)
    #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == ["one", "two", "three ", " four\r", "last"])
    #expect(found.map(\.id) == [0, 11, 17, 24, 32].map { "\(name)#\($0)" })
    for record in found {
      #expect(Array(text.utf8)[Int(record.offset)..<Int(record.offset + record.length)] == record.bytes[...])
    }
  }

  @Test func `a file without a line has no records, a whole file always has one`() throws {
    for (name, text) in [("empty", ""), ("newlines", "\n\n\r\n"), ("spaces", "   ")] {
      try folder.write(text, to: name)
      #expect(try all([name], .lines).isEmpty)
      #expect(try all([name], .whole).map(\.bytes) == [Array(text.utf8)])
      #expect(try all([name], .whole).map(\.id) == [name])
    }
  }

  @Test(arguments: [.lines, .whole] as [Framing]) func `going on from every batch end gives the same records`(
    framing: Framing
  ) throws {
    var generator = Generator(1)
    var names: [String] = []
    for number in 0..<30 {
      let name = "file-\(number)" + generator.pick(["", ".gz", ".zst"])
      var text: [UInt8] = []
      for line in 0..<generator.pick([0, 1, 30, 200]) {
        text += Array("line \(line) of \(number)".utf8)
        text += Array(repeating: UInt8(ascii: "x"), count: generator.pick([0, 0, 10, 3000]))
        text += generator.pick([[10], [13, 10], [10, 10]])
      }
      if generator.below(2) == 0 { text += Array("no end".utf8) }
      // Several members or frames, cut anywhere.
      let compression = Compression(path: Array(name.utf8))
      let cut = generator.below(text.count + 1)
      try folder.write(
        compressed(Array(text[..<cut]), compression) + compressed(Array(text[cut...]), compression), to: FilePath(name))
      names.append(name)
    }
    try expectResumable(names, framing)
  }

  @Test func `lines around the size of a chunk are cut where they end`() throws {
    let chunk = 256 << 10
    for end in [[10], [13, 10]] as [[UInt8]] {
      var text: [UInt8] = []
      var expected: [Int] = []
      for length in [chunk - 2, chunk - 1, chunk, chunk + 1, 1, chunk - 3, 2 * chunk, 3] {
        text += Array(repeating: UInt8(ascii: "a"), count: length) + end
        expected.append(length)
      }
      try folder.write(text, to: FilePath("long"))
      #expect(try all(["long"], .lines).map(\.bytes.count) == expected)
      try expectResumable(["long"], .lines)
    }
  }

  @Test func `a batch is full at 64 records or 256 kB`() throws {
    try folder.write(String(repeating: "x\n", count: 150), to: "short")
    let short = try reader(["short"], .lines)
    #expect(
      try [short.next(), short.next(), short.next(), short.next()].map { $0?.records.count } == [64, 64, 22, nil])
    try folder.write(String(repeating: String(repeating: "x", count: 100_000) + "\n", count: 7), to: "long")
    let long = try reader(["long"], .lines)
    #expect(try [long.next(), long.next(), long.next(), long.next()].map { $0?.records.count } == [3, 3, 1, nil])
  }

  @Test(arguments: [9, 10, 11, 12, 100, 300_000, 700_000], ["\n", "\r\n", ""])
  func `a record is too long exactly beyond the limit, and its bytes are kept`(length: Int, end: String) throws {
    let line = String(repeating: "b", count: length)
    for limit in [10, 299_999] {
      for name in ["f", "f.zst"] {
        let text = Array("a\n\(line)\(end)".utf8) + (end.isEmpty ? [] : Array("c\n".utf8))
        try folder.write(compressed(text, Compression(path: Array(name.utf8))), to: FilePath(name))
        let found = try all([name], .lines, maxDocument: limit)
        let isTooLong = length > limit
        #expect(found.map(\.error) == [nil, isTooLong ? "too large" : nil] + (end.isEmpty ? [] : [nil]))
        #expect(found[1].offset == 2)
        if isTooLong {
          // The carriage return before the newline belongs to the raw bytes.
          let raw = Array((line + (end == "\r\n" ? "\r" : "")).utf8)
          let isEqual = try folder.read("spilled/1.raw") == raw
          #expect(isEqual)
          #expect(found[1].length == UInt64(raw.count))
        } else {
          #expect(found[1].length == UInt64(length))
        }
        if !end.isEmpty { #expect(found[2].bytes == Array("c".utf8)) }
        try expectResumable([name], .lines, maxDocument: limit)
        let whole = try all([name, name], .whole, maxDocument: limit)
        #expect(whole.map(\.error) == Array(repeating: text.count > limit ? "too large" : nil, count: 2))
        #expect(whole.map(\.length) == Array(repeating: UInt64(text.count), count: 2))
      }
    }
  }

  @Test(arguments: [1 << 20, 5000]) func `damage in the middle of a packed file costs the rest of the file only`(
    limit: Int
  ) throws {
    var generator = Generator(7)
    let lines = (0..<3000).map { "line \($0) \(generator.next())\n" }.joined()
    var packed = compressed(Array(lines.utf8), .gzip)
    for index in packed.count / 2..<packed.count / 2 + 50 { packed[index] ^= 0x55 }
    try folder.write(packed, to: FilePath("bad.gz"))
    try folder.write("good\n", to: "good")
    let found = try all(["bad.gz", "good"], .lines, maxDocument: limit)
    #expect(found.last?.bytes == Array("good".utf8))
    let failed = found.filter { $0.error != nil }
    #expect(failed.map(\.error) == ["unreadable"])
    #expect(found.count > 100)
    // The failure stands where reading broke off: behind the last good record.
    let before = found[found.count - 3]
    #expect(found[found.count - 2].id == "bad.gz#\(before.offset + before.length + 1)")
    try expectResumable(["bad.gz", "good"], .lines, maxDocument: limit)
    let whole = try all(["bad.gz", "good"], .whole, maxDocument: limit)
    #expect(whole.count == 2)
    #expect(whole[0].error == (limit == 5000 ? "too large" : "unreadable"))
    #expect(whole[0].id == "bad.gz")
    #expect(whole[1].error == nil)
  }

  @Test func `a file that can't be opened or is no packed file is one failed record`() throws {
    try folder.write("not gzip", to: "x.gz")
    try folder.write("", to: "y.zst")
    try folder.write("fine", to: "z")
    let found = try all(["missing", "x.gz", "y.zst", "z"], .lines)
    #expect(found.map(\.error) == ["unreadable", "unreadable", "unreadable", nil])
    #expect(found.map(\.id) == ["missing", "x.gz", "y.zst", "z#0"])
    try expectResumable(["missing", "x.gz", "y.zst", "z"], .lines)
  }

  @Test func `a spilled record that can't be written stops the reading`() throws {
    try folder.write(String(repeating: "b", count: 1000), to: "f")
    let list = folder.path / "list"
    _ = try reader(["f"], .whole)
    let faulty = FaultyFileSystem(folder.fileSystem, plan: try FaultPlan("write:1:ENOSPC"))
    let reader = BatchReader(
      fileSystem: faulty,
      sources: [
        ReadSource(paths: [], formats: [.init(name: "toy", extensions: [], format: ToyInput(framing: .whole))])
      ],
      list: try RecordFileReader(list, kind: Run.listKind, in: faulty), start: InputPosition(), maxDocument: 10,
      spillFolder: folder.path / "spilled", limit: nil, sample: nil)
    #expect(throws: FileError.self) { try reader.next() }
  }
}
