import Bytes
import Pipeline

extension Assembly {
  /// Reads one record: the one that begins at byte `offset` of the (decompressed) file. Throws `DocumentError` where it can't
  /// be parsed, `RunError` where no format of the pipeline reads such files.
  package func document(at path: FilePath, offset: UInt64) throws -> Document {
    let (name, format) = try inputFormat(for: path)
    let file = try fileSystem.open(path, for: .reading)
    let source = DecompressingReader(Compression(path: path.bytes), over: file)
    var record: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var position: UInt64 = 0
    reading: while true {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      let skipped = Int(min(UInt64(count), offset > position ? offset - position : 0))
      position += UInt64(count)
      for byte in chunk[skipped..<count] {
        if byte == 0x0A, format.framing == .lines {
          if !record.isEmpty { break reading }
        } else {
          record.append(byte)
        }
      }
      guard record.count <= plan.maxDocument else {
        throw DocumentError("too long", "the record is longer than max-document (\(plan.maxDocument) bytes)")
      }
    }
    guard position >= offset, !record.isEmpty || format.framing == .whole else {
      throw RunError.request("'\(path.display)' has no record at byte \(offset)")
    }
    return try record.withUnsafeBufferPointer { bytes in
      let id = path.display + (format.framing == .lines ? "#\(offset)" : "")
      return try format.makeParser().parse(
        RawRecord(
          bytes: bytes,
          source: Source(path: ByteString(path.bytes), offset: offset, length: UInt64(bytes.count), format: name),
          defaultID: ByteString(id), relativePath: ByteString(path.lastComponent)))
    }
  }

  private func inputFormat(for path: FilePath) throws -> (String, any InputFormat) {
    let context = StageContext(id: "read", readFile: { try fileSystem.contents(of: FilePath(bytes: $0.bytes)) })
    for read in plan.reads + [.all(registry)] {
      let formats = try read.formats.map { format in
        ReadSource.Format(
          name: format.definition.spec.name, extensions: format.definition.spec.extensions,
          format: try format.definition.make(format.options, context))
      }
      guard let index = ReadSource(paths: [], formats: formats).formatIndex(for: path) else { continue }
      return (formats[index].name, formats[index].format)
    }
    throw RunError.request("no read format has the ending of '\(path.display)'")
  }
}
