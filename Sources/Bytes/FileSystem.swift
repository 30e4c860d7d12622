import Glibc

/// The one way to files and the clock: everything that reads, writes, syncs, renames or asks the time goes through it.
///
/// Tests put a `FaultyFileSystem` in its place. All errors are `FileError`s that name operation and path.
public protocol FileSystem: Sendable {
  /// Opens a file. `/dev/stdin` and `/dev/stdout` are those of the process, as they stand.
  func open(_ path: FilePath, for access: FileAccess) throws(FileError) -> File

  /// Gives a file a new name; a file that has the name already is replaced atomically.
  func rename(_ path: FilePath, to target: FilePath) throws(FileError)

  /// Removes the name of a file, or an empty folder.
  func remove(_ path: FilePath) throws(FileError)

  /// Creates one folder; it is no error when the folder exists.
  func createDirectory(_ path: FilePath) throws(FileError)

  /// What lies at `path`, with symbolic links followed; nil when nothing does.
  func status(of path: FilePath) throws(FileError) -> FileStatus?

  /// The entries of a folder in the order of their bytes, without "." and "..".
  func list(_ path: FilePath) throws(FileError) -> [DirectoryEntry]

  /// Brings the names in a folder to disk, so that files created or renamed in it survive a power cut.
  func syncDirectory(_ path: FilePath) throws(FileError)

  /// How many bytes can still be written below a folder; nil where nobody can tell.
  func availableSpace(at path: FilePath) -> Int64?

  /// The time of day in nanoseconds since 1970-01-01 UTC.
  func now() -> Int64

  /// Nanoseconds since some fixed moment; never goes back.
  func monotonicNow() -> UInt64
}

/// What a file is opened for.
public enum FileAccess: Hashable, Sendable {
  /// The file must exist.
  case reading
  /// Creates the file or empties it.
  case writing
  /// Creates the file; EEXIST when there is one.
  case creating
  /// Creates the file or keeps its content; reads and writes, from the beginning.
  case updating
}

/// What the operating system knows about a file.
public struct FileStatus: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case file, directory, other }

  public let kind: Kind
  /// In bytes.
  public let size: Int64
  /// When the content changed last, in nanoseconds since 1970-01-01 UTC.
  public let modified: Int64
  /// Names the file itself, whatever path leads to it; a walk that meets it again goes in a circle.
  public let identity: FileIdentity

  public init(kind: Kind, size: Int64, modified: Int64, identity: FileIdentity) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.identity = identity
  }
}

/// Device and inode: equal for two paths exactly when they lead to the same file.
public struct FileIdentity: Hashable, Sendable {
  public let device: UInt64
  public let inode: UInt64

  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

/// One name in a folder.
public struct DirectoryEntry: Hashable, Sendable {
  public let name: [UInt8]
  /// With symbolic links followed; nil when nothing can be learned about it, as for a link that leads nowhere. Ask
  /// `FileSystem.status(of:)` for the reason.
  public let status: FileStatus?

  public init(name: [UInt8], status: FileStatus?) {
    self.name = name
    self.status = status
  }
}

extension FileSystem {
  /// Creates a folder with all the folders above it that are missing.
  public func createDirectories(_ path: FilePath) throws(FileError) {
    if try status(of: path)?.kind == .directory { return }
    let parent = path.parent
    if parent != path { try createDirectories(parent) }
    try createDirectory(path)
  }

  /// All bytes of a file; EFBIG when there are more than `limit`.
  public func contents(of path: FilePath, limit: Int = .max) throws(FileError) -> [UInt8] {
    let file = try open(path, for: .reading)
    var bytes: [UInt8] = []
    // The size is only a hint: pipes and files under /proc have none.
    bytes.reserveCapacity(Int(clamping: min(try file.size(), 1 << 30)) + 1)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try file.read(into: buffer)
      if count == 0 { return bytes }
      if count > limit - bytes.count { throw FileError(.read, path, Errno(EFBIG)) }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Replaces a file so that a reader, or a run after a power cut, finds the old content or the new one, never a mix.
  ///
  /// The bytes go to `path` with ".new" appended first, are synced, and renamed.
  public func replace(_ path: FilePath, with bytes: [UInt8]) throws(FileError) {
    let temporary = FilePath(bytes: path.bytes + Array(".new".utf8))
    let file = try open(temporary, for: .writing)
    try file.write(bytes)
    try file.sync()
    try file.close()
    try rename(temporary, to: path)
    try syncDirectory(path.parent)
  }
}
