import Bytes
import Glibc
import Pipeline
import Stages

/// Files of names for `train` and `evaluate`: token, tab, tag; compressed or not.
enum TaggingFiles {
  /// Reads all, in the order given; a problem names file and line. `FILE:N` stands for the first N sentences of a file.
  static func read(_ paths: [String]) throws -> [(name: String, corpus: TaggingCorpus)] {
    try paths.map { path in
      let (file, limit) = try limited(path)
      let bytes = try unpacked(file)
      do {
        var corpus = try TaggingCorpus(tsv: bytes)
        if let limit { corpus.keepFirst(limit) }
        return (file.display, corpus)
      } catch {
        throw CommandFailure(2, "assay: \(file.display): \(error)")
      }
    }
  }

  /// Known words and their classes.
  static func knownWords(_ path: String) throws -> KnownWordList {
    let file = FilePath(path)
    let bytes = try unpacked(file)
    do { return try KnownWordList(tsv: bytes) } catch { throw CommandFailure(2, "assay: \(file.display): \(error)") }
  }

  private static func limited(_ path: String) throws -> (FilePath, Int?) {
    let whole = FilePath(path)
    guard let colon = path.lastIndex(of: ":"), let limit = Int(path[path.index(after: colon)...]), limit > 0,
      try AssayTool.fileSystem.status(of: whole) == nil
    else { return (whole, nil) }
    return (FilePath(String(path[..<colon])), limit)
  }

  private static func unpacked(_ path: FilePath) throws -> [UInt8] {
    let file = try AssayTool.fileSystem.open(path, for: .reading)
    let reader = DecompressingReader(Compression(path: path.bytes)) { try file.read(into: $0) }
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    do {
      while true {
        let count = try reader.read(into: buffer)
        if count == 0 { return bytes }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    } catch let error as CompressionError {
      throw CommandFailure(2, "assay: \(path.display): \(error)")
    }
  }

  /// Processor time of this process in seconds.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
