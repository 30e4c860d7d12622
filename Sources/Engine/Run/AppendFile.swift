import Bytes
import Pipeline

/// A file that only grows, with a position that the journal knows: opened again, it is cut there and goes on.
final class AppendFile {
  let path: FilePath
  private let file: File
  private(set) var position: Int64

  /// Makes the file, or goes on with it at `position` (nil: a new one that starts with `header`).
  init(_ path: FilePath, in fileSystem: any FileSystem, resumingAt position: Int64?, header: [UInt8] = []) throws {
    self.path = path
    if let position {
      file = try fileSystem.open(path, for: .updating)
      let size = try file.size()
      guard size >= position else { throw RunError.damaged(path, "it has \(size) bytes, the journal says \(position)") }
      try file.truncate(to: position)
      try file.seek(to: position)
      self.position = position
    } else {
      file = try fileSystem.open(path, for: .writing)
      self.position = 0
      try append(header)
    }
  }

  func append(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    try file.write(bytes)
    position += Int64(bytes.count)
  }

  func sync() throws { try file.sync() }

  func close() throws { try file.close() }
}

/// The header of own files that are read by position: magic, version, checksum.
enum StoreFile {
  static let headerSize = 16

  static func header(_ magic: StaticString, version: UInt32 = 1) -> [UInt8] {
    var bytes = magic.withUTF8Buffer { Array($0) }
    precondition(bytes.count == 8, "a magic has eight bytes")
    for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: version >> UInt32(shift))) }
    let checksum = CRC32C.checksum(bytes)
    for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt32(shift))) }
    return bytes
  }

  /// Maps a store file and checks its header and, where given, the checksum of all that follows.
  static func map(_ path: FilePath, magic: StaticString, in fileSystem: any FileSystem) throws -> MappedFile {
    let file = try MappedFile(path, in: fileSystem)
    let expected = header(magic)
    guard file.withBytes({ $0.prefix(headerSize).elementsEqual(expected) }) else {
      throw RunError.damaged(path, "it does not start as a file of its kind and version does")
    }
    return file
  }
}

/// Why a run can't start or go on.
package enum RunError: Error, CustomStringConvertible {
  /// The request is wrong (exit code 2).
  case request(String)
  /// A file of the run is not what it should be.
  case damaged(FilePath, String)
  /// Too many documents failed (exit code 1).
  case tooManyFailures(String)
  /// Stopped from outside; can go on (exit code 3).
  case interrupted
  /// Something else has to end first; can go on (exit code 3).
  case postponed(String)
  /// The reader of standard output went away.
  case brokenPipe

  package var description: String {
    switch self {
    case .request(let text), .tooManyFailures(let text), .postponed(let text): text
    case .damaged(let path, let what): "\(path.display) is damaged: \(what); start over with --fresh"
    case .interrupted: "interrupted; the same command goes on from here"
    case .brokenPipe: "standard output was closed"
    }
  }
}
