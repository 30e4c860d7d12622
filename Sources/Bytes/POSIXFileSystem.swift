import Glibc

/// The file system and clock of the machine.
public struct POSIXFileSystem: FileSystem {
  public init() {}

  public func open(_ path: FilePath, for access: FileAccess) throws(FileError) -> File {
    let flags =
      switch access {
      case .reading: O_RDONLY
      case .writing: O_WRONLY | O_CREAT | O_TRUNC
      case .creating: O_WRONLY | O_CREAT | O_EXCL
      case .updating: O_RDWR | O_CREAT
      }
    let operation: FileOperation = access == .reading ? .openForReading : .openForWriting
    // Opening these anew would start at the beginning of a file, cut off what others wrote to it, fail for a socket, and
    // open a pipe for reading as well, so that writing to it would never end with EPIPE but wait for ever.
    for (name, number) in [("/dev/stdin", STDIN_FILENO), ("/dev/stdout", STDOUT_FILENO)] where path == FilePath(name) {
      let descriptor = try call(operation, path) { _ in fcntl(number, F_DUPFD_CLOEXEC, 0) }
      return File(adopting: descriptor, path: path)
    }
    // Child processes must not inherit files; the user's umask narrows the permissions.
    let descriptor = try call(operation, path) { Glibc.open($0, flags | O_CLOEXEC, 0o666) }
    return File(adopting: descriptor, path: path)
  }

  public func rename(_ path: FilePath, to target: FilePath) throws(FileError) {
    guard !target.bytes.contains(0) else { throw FileError(.rename(to: target), path, Errno(EINVAL)) }
    _ = try call(.rename(to: target), path) { source in withCPath(target) { Glibc.rename(source, $0) } }
  }

  public func remove(_ path: FilePath) throws(FileError) {
    _ = try call(.remove, path) { Glibc.remove($0) }
  }

  public func createDirectory(_ path: FilePath) throws(FileError) {
    do throws(FileError) {
      _ = try call(.createDirectory, path) { mkdir($0, 0o777) }
    } catch {
      if error.errno.code == EEXIST, try status(of: path)?.kind == .directory { return }
      throw error
    }
  }

  public func status(of path: FilePath) throws(FileError) -> FileStatus? {
    var status = stat()
    do throws(FileError) {
      _ = try call(.status, path) { fstatat(AT_FDCWD, $0, &status, 0) }
      return FileStatus(status)
    } catch {
      if error.errno.code == ENOENT || error.errno.code == ENOTDIR { return nil }
      throw error
    }
  }

  public func availableSpace(at path: FilePath) -> Int64? {
    var space = statvfs()
    guard (try? call(.status, path) { statvfs($0, &space) }) != nil else { return nil }
    return Int64(clamping: UInt64(space.f_bavail).multipliedReportingOverflow(by: UInt64(space.f_frsize)).partialValue)
  }

  public func list(_ path: FilePath) throws(FileError) -> [DirectoryEntry] {
    let descriptor = try call(.list, path) { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let directory = fdopendir(descriptor) else {
      let error = Errno.current
      _ = Glibc.close(descriptor)
      throw FileError(.list, path, error)
    }
    defer { closedir(directory) }
    var entries: [DirectoryEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 { throw FileError(.list, path, Errno.current) }
        break
      }
      // The name ends with a zero byte inside the entry, which stays valid until the next call of readdir.
      let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name)!)
      let characters = name.assumingMemoryBound(to: CChar.self)
      let bytes = Array(UnsafeRawBufferPointer(start: name, count: strlen(characters)))
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      var status = stat()
      let isKnown = fstatat(descriptor, characters, &status, 0) == 0
      entries.append(DirectoryEntry(name: bytes, status: isKnown ? FileStatus(status) : nil))
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  public func syncDirectory(_ path: FilePath) throws(FileError) {
    let descriptor = try call(.sync, path) { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    let folder = File(adopting: descriptor, path: path)
    try folder.sync()
  }

  public func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  public func monotonicNow() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Makes a system call with the path as a C string until no signal interrupts it.
  private func call(
    _ operation: FileOperation, _ path: FilePath, _ body: (UnsafePointer<CChar>) -> Int32
  ) throws(FileError) -> Int32 {
    // A zero byte would end the path early and name another file.
    guard !path.bytes.contains(0) else { throw FileError(operation, path, Errno(EINVAL)) }
    while true {
      var error = Errno(0)
      let result = withCPath(path) { pointer in
        let result = body(pointer)
        error = Errno.current
        return result
      }
      if result >= 0 { return result }
      if error.code != EINTR { throw FileError(operation, path, error) }
    }
  }

  private func withCPath(_ path: FilePath, _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    let characters = path.bytes.map { CChar(bitPattern: $0) } + [0]
    return characters.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}

extension FileStatus {
  init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      default: .other
      }
    self.init(
      kind: kind, size: Int64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
      identity: FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)))
  }
}
