import Glibc

/// An operation on a file that the operating system refused.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let operation: FileOperation
  public let path: FilePath
  public let errno: Errno

  public init(_ operation: FileOperation, _ path: FilePath, _ errno: Errno) {
    self.operation = operation
    self.path = path
    self.errno = errno
  }

  /// Whether there was no room for what was to be written: the disk, a quota or a limit of the process.
  public var isDiskFull: Bool {
    errno.code == ENOSPC || errno.code == EDQUOT || (errno.code == EFBIG && operation == .write)
  }

  /// For example "cannot open corpus/a.txt for reading: Permission denied (EACCES)".
  public var description: String {
    let file = path.bytes.isEmpty ? "\"\"" : path.display
    let what =
      switch operation {
      case .openForReading: "open \(file) for reading"
      case .openForWriting: "open \(file) for writing"
      case .read: "read \(file)"
      case .write: "write to \(file)"
      case .sync: "bring \(file) safely to disk"
      case .truncate: "cut \(file) to length"
      case .seek: "move in \(file)"
      case .close: "close \(file)"
      case .lock: "lock \(file)"
      case .map: "map \(file) into memory"
      case .rename(let target): "rename \(file) to \(target.display)"
      case .remove: "remove \(file)"
      case .createDirectory: "create the folder \(file)"
      case .status: "look up \(file)"
      case .list: "list the folder \(file)"
      }
    return "cannot \(what): \(errno)"
  }
}

/// What was asked of the operating system.
public enum FileOperation: Hashable, Sendable {
  case openForReading, openForWriting, read, write, sync, truncate, seek, close, lock, map
  case rename(to: FilePath)
  case remove, createDirectory, status, list
}
