import Bytes
import Foundation
import Pipeline

/// A place from which a run can go on: everything before it is on disk.
struct Checkpoint: Codable, Equatable {
  /// Which pass over the documents: 0 reads the input, later ones the spool of the one before.
  var pass = 0
  /// Batches of this pass that are done.
  var batches = 0
  var input = InputPosition()
  /// Positions of all files that grow in this pass, by name.
  var files: [String: Int64] = [:]
  /// Documents that reached each corpus stage, by store number.
  var stored: [Int] = []
  /// How many corpus stages have decided.
  var decided = 0
  var counts = RunCounts()
  /// Everything is written; only renaming is left.
  var isComplete = false
}

/// The journal of a run: one checkpoint a record, each written after what it speaks of has been synced.
///
/// The last complete record counts. A torn one at the end is what a crash leaves and is cut off.
final class Journal {
  static let kind = RecordFile.Kind(magic: "ASSAYjnl", version: 1)
  private let writer: RecordFileWriter
  private(set) var last: Checkpoint?

  /// Opens the journal at `path`, or makes one.
  init(_ path: FilePath, in fileSystem: any FileSystem) throws {
    if let status = try fileSystem.status(of: path), status.size >= RecordFile.headerSize {
      let reader = try RecordFileReader(path, kind: Self.kind, in: fileSystem, tail: .mayBeTorn)
      while let record = try reader.next() {
        last = try JSONDecoder().decode(Checkpoint.self, from: Data(record))
      }
      writer = try RecordFileWriter(reopening: path, at: reader.position, kind: Self.kind, in: fileSystem)
    } else {
      writer = try RecordFileWriter(creating: path, kind: Self.kind, in: fileSystem)
      try writer.sync()
      try fileSystem.syncDirectory(path.parent)
    }
  }

  func append(_ checkpoint: Checkpoint) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try writer.append([UInt8](encoder.encode(checkpoint)))
    try writer.sync()
    last = checkpoint
  }

  func close() throws { try writer.close() }
}
