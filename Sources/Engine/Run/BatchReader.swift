import Bytes
import Pipeline

/// A place in the input to go on from: the number of the file, the offset in its decompressed bytes.
struct InputPosition: Codable, Equatable, Sendable {
  var file = 0
  /// Where the file's line in the list of inputs begins.
  var listOffset: Int64 = RecordFile.headerSize
  var offset: UInt64 = 0
  /// Records before this place.
  var record = 0
  /// Size on disk of the files that are done; for the progress bar.
  var finishedBytes: Int64 = 0
}

/// Records that are worked on together: cut at 256 kB or 64 records, whatever the number of workers.
struct Batch: Sendable {
  struct Record: Sendable {
    var source: Source
    var sourceIndex: Int
    var formatIndex: Int
    var defaultID: ByteString
    var relativePath: ByteString
    /// The record's bytes in `bytes`; empty where it was too large to hold.
    var range: Range<Int>
    /// Why the record can't be parsed, where the reader knows already.
    var error: DocumentError?
  }

  var bytes: [UInt8] = []
  var records: [Record] = []
  /// Where the input goes on behind this batch.
  var end = InputPosition()
  /// Bytes on disk read so far, for the progress bar.
  var bytesOnDisk: Int64 = 0

  static let byteLimit = 256 << 10
  static let recordLimit = 64
  var isFull: Bool { bytes.count >= Self.byteLimit || records.count >= Self.recordLimit }
}

/// Reads the files of a list one after another and cuts them into batches of records.
///
/// Holds one chunk and at most one record of `maxDocument` bytes. A longer record is streamed to a file in `spillFolder`
/// and becomes a failed record.
final class BatchReader {
  private let fileSystem: any FileSystem
  private let sources: [ReadSource]
  private let list: RecordFileReader
  private let maxDocument: Int
  private let spillFolder: FilePath
  private let limit: Int?
  private let sample: Double?
  private(set) var position: InputPosition
  /// The kind of failure of a record that was streamed to quarantine.
  static let tooLarge = "too large"
  private var stream: RecordStream?
  private var file: InputFile?

  /// `start` is a place where an earlier reader ended a batch.
  init(
    fileSystem: any FileSystem, sources: [ReadSource], list: RecordFileReader, start: InputPosition,
    maxDocument: Int, spillFolder: FilePath, limit: Int?, sample: Double?
  ) {
    self.fileSystem = fileSystem
    self.sources = sources
    self.list = list
    self.maxDocument = maxDocument
    self.spillFolder = spillFolder
    self.limit = limit
    self.sample = sample
    position = start
    list.seek(to: start.listOffset)
  }

  /// The next batch, or nil at the end of the input.
  func next() throws -> Batch? {
    var batch = Batch()
    while !batch.isFull {
      if let limit, position.record >= limit { break }
      if stream == nil, try !openNext(&batch) { break }
      guard let stream, let file else { continue }
      try read(stream, file, &batch)
    }
    if batch.records.isEmpty { return nil }
    batch.end = position
    batch.bytesOnDisk = position.finishedBytes + (stream?.bytesOnDisk ?? 0)
    return batch
  }

  /// Opens the next file of the list; false at its end. A file that can't be opened becomes a failed record.
  private func openNext(_ batch: inout Batch) throws -> Bool {
    guard let line = try list.next() else { return false }
    let file = try InputFile(decoding: line)
    self.file = file
    if let problem = file.problem {
      fail(file, DocumentError("unreadable", problem), &batch)
      endFile()
      return true
    }
    do {
      stream = try RecordStream(fileSystem, file, skipping: position.offset)
    } catch {
      fail(file, DocumentError("unreadable", "\(error)"), &batch)
      endFile()
    }
    return true
  }

  private func endFile() {
    position.finishedBytes += file?.size ?? 0
    stream = nil
    file = nil
    position.file += 1
    position.listOffset = list.position
    position.offset = 0
  }

  private func fail(
    _ file: InputFile, _ error: DocumentError, _ batch: inout Batch, offset: UInt64 = 0, length: UInt64 = 0
  ) {
    let format = sources[file.source].formats[file.format]
    let id = offset > 0 ? ByteString(file.relativePath.bytes + Array("#\(offset)".utf8)) : file.relativePath
    batch.records.append(
      Batch.Record(
        source: Source(path: file.path, offset: offset, length: length, format: format.name), sourceIndex: file.source,
        formatIndex: file.format, defaultID: id, relativePath: file.relativePath,
        range: batch.bytes.count..<batch.bytes.count, error: error))
    position.record += 1
  }

  /// Reads records of the open file until the batch is full or the file ends.
  private func read(_ stream: RecordStream, _ file: InputFile, _ batch: inout Batch) throws {
    let format = sources[file.source].formats[file.format]
    let framing = format.format.framing
    while !batch.isFull {
      if let limit, position.record >= limit { return }
      let start = batch.bytes.count
      let piece: RecordStream.Piece
      do {
        piece =
          try framing == .whole
          ? stream.whole(limit: maxDocument, into: &batch.bytes) : stream.line(limit: maxDocument, into: &batch.bytes)
      } catch {
        // What came before has been read; the rest of this file can't be.
        batch.bytes.removeSubrange(start...)
        fail(file, DocumentError("unreadable", "\(error)"), &batch, offset: position.offset)
        endFile()
        return
      }
      switch piece {
      case .end:
        endFile()
        return
      case .record(let offset, let length):
        position.offset = stream.offset
        if isSampledOut(file, offset) {
          batch.bytes.removeSubrange(start...)
          continue
        }
        let id =
          framing == .whole
          ? file.relativePath : ByteString(file.relativePath.bytes + Array("#\(offset)".utf8))
        batch.records.append(
          Batch.Record(
            source: Source(path: file.path, offset: offset, length: UInt64(length), format: format.name),
            sourceIndex: file.source, formatIndex: file.format, defaultID: id, relativePath: file.relativePath,
            range: start..<start + length, error: nil))
        position.record += 1
      case .tooLong(let offset):
        let name = "\(position.record).raw"
        let (length, damage) = try spill(stream, from: Array(batch.bytes[start...]), framing, name)
        batch.bytes.removeSubrange(start...)
        position.offset = stream.offset
        let rest = damage.map { "; what follows can't be read: \($0)" } ?? ""
        fail(
          file,
          DocumentError(
            Self.tooLarge,
            "the record has \(length) bytes, more than max-document (\(maxDocument)); its bytes are in quarantine/\(name)"
              + rest),
          &batch, offset: offset, length: length)
        if damage != nil {
          endFile()
          return
        }
      }
      if framing == .whole {
        endFile()
        return
      }
    }
  }

  /// Streams the rest of a record that is too long to hold into a file of its own.
  ///
  /// Gives the length of what was read of the record, and the error at which the input broke off. Throws where the file
  /// can't be written.
  private func spill(
    _ stream: RecordStream, from head: [UInt8], _ framing: Framing, _ name: String
  ) throws -> (length: UInt64, damage: (any Error)?) {
    try fileSystem.createDirectories(spillFolder)
    let out = try fileSystem.open(spillFolder / name, for: .writing)
    var length = UInt64(head.count)
    try out.write(head)
    var damage: (any Error)?
    while true {
      let chunk: [UInt8]
      do {
        guard let next = try stream.rest(of: framing) else { break }
        chunk = next
      } catch {
        damage = error
        break
      }
      length += UInt64(chunk.count)
      try out.write(chunk)
    }
    try out.sync()
    try out.close()
    try fileSystem.syncDirectory(spillFolder)
    return (length, damage)
  }

  /// A sample is chosen by the place of a record, so it is the same in every run.
  private func isSampledOut(_ file: InputFile, _ offset: UInt64) -> Bool {
    guard let sample else { return false }
    let hash = Hash.hash64(file.path.bytes, seed: offset)
    return Double(hash >> 11) / Double(1 << 53) >= sample
  }
}
