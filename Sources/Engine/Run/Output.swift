import Bytes
import Pipeline

/// One entry of `write`, ready to use.
package struct Output: Sendable {
  package enum Selection: String, Sendable, CaseIterable {
    case kept, dropped, failed, all

    func includes(_ outcome: Outcome) -> Bool {
      switch (self, outcome) {
      case (.all, _), (.kept, .kept), (.dropped, .dropped), (.failed, .failed): true
      default: false
      }
    }
  }

  /// Relative to the output folder; `-` is standard output.
  package let path: ByteString
  package let format: any OutputFormat
  package let selection: Selection
  package let compression: Compression
  /// Written only where there is something to write: dropped.jsonl, quarantine.jsonl.
  package let isImplicit: Bool

  package init(path: ByteString, format: any OutputFormat, selection: Selection = .kept, isImplicit: Bool = false) {
    self.path = path
    self.format = format
    self.selection = selection
    self.isImplicit = isImplicit
    compression = Compression(path: path.bytes)
  }

  package var isStandardOutput: Bool { path == "-" }
}

/// An output while it is written, on the thread that appends in order.
final class OutputSink {
  enum Target {
    case file(AppendFile)
    case database(any DatabaseSink)
    case standardOutput(File)
  }

  let output: Output
  private let target: Target
  /// Where the file lies until the run is finished.
  let temporaryPath: FilePath
  private(set) var documents = 0

  /// `position` is what `position` said at the checkpoint to go on from; nil starts anew.
  init(_ output: Output, in folder: FilePath, _ fileSystem: any FileSystem, resumingAt position: Int64?) throws {
    self.output = output
    temporaryPath = folder / FilePath(bytes: output.path.bytes)
    if output.isStandardOutput {
      target = .standardOutput(try fileSystem.open(FilePath("/dev/stdout"), for: .updating))
      if !output.format.header.isEmpty { try writeToStandardOutput(compressed(output.format.header)) }
      return
    }
    try fileSystem.createDirectories(temporaryPath.parent)
    if let database = output.format as? any DatabaseFormat {
      if position == nil {
        for suffix in ["", "-journal", "-wal", "-shm"] {
          let path = FilePath(bytes: temporaryPath.bytes + Array(suffix.utf8))
          if try fileSystem.status(of: path) != nil { try fileSystem.remove(path) }
        }
      }
      target = .database(try database.open(at: ByteString(temporaryPath.bytes)))
      return
    }
    let header = output.format.header
    var frame: [UInt8] = []
    if !header.isEmpty { Compressor(output.compression).frame(header, into: &frame) }
    target = .file(try AppendFile(temporaryPath, in: fileSystem, resumingAt: position, header: frame))
  }

  private func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var frame: [UInt8] = []
    Compressor(output.compression).frame(bytes, into: &frame)
    return frame
  }

  private func writeToStandardOutput(_ bytes: [UInt8]) throws {
    guard case .standardOutput(let file) = target else { return }
    do {
      try file.write(bytes)
    } catch {
      if error.errno.code == 32 { throw RunError.brokenPipe }  // EPIPE
      throw error
    }
  }

  func append(_ frame: [UInt8], sequence: Int) throws {
    switch target {
    case .file(let file): try file.append(frame)
    case .database(let sink): try sink.insert(frame, sequence: sequence)
    case .standardOutput: try writeToStandardOutput(frame)
    }
  }

  /// Makes everything appended so far durable.
  func sync() throws {
    switch target {
    case .file(let file): try file.sync()
    case .database(let sink): try sink.commit()
    case .standardOutput: break
    }
  }

  /// What the journal keeps; a database knows its own place.
  var position: Int64 {
    if case .file(let file) = target { file.position } else { 0 }
  }

  func finish() throws {
    switch target {
    case .file(let file):
      try file.sync()
      try file.close()
    case .database(let sink):
      try sink.commit()
      try sink.finish()
    case .standardOutput: break
    }
  }
}
