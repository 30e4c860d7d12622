import Glibc

/// An open file. It belongs to one thread at a time and is closed when the last reference goes.
///
/// Made by a `FileSystem`. A write error that the system reports late is only seen by `sync()` and `close()`.
public class File: ByteSource {
  public let path: FilePath

  /// The descriptor, or -1 after closing.
  final private(set) var descriptor: Int32

  private final var isLocked = false

  init(adopting descriptor: Int32, path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if descriptor >= 0 {
      unlock()
      _ = Glibc.close(descriptor)
    }
  }

  /// Hands the descriptor to a new owner.
  final func surrender() -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }

  // One attempt at one system call each; a test double overrides them. The result is that of the call: -1 with `errno`.

  func systemRead(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64?) -> Int {
    if let offset { return Glibc.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
    return Glibc.read(descriptor, buffer.baseAddress, buffer.count)
  }

  func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
  }

  func systemSync() -> Int32 { Glibc.fsync(descriptor) }

  func systemTruncate(_ size: Int64) -> Int32 { Glibc.ftruncate(descriptor, off_t(size)) }

  func systemLock(_ operation: Int32) -> Int32 { flock(descriptor, operation) }

  func systemClose() -> Int32 { Glibc.close(descriptor) }

  /// Reads up to the size of `buffer` from the current position; 0 means the end of the file.
  public final func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    try retrying(.read) { systemRead(buffer, at: nil) }
  }

  /// Reads up to the size of `buffer` from `offset` without moving; fewer bytes than asked for mean the end of the file.
  public final func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(FileError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = try retrying(.read) { systemRead(rest, at: offset + Int64(done)) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Writes all of `bytes` at the current position. After an error some of them may have been written.
  public final func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = try retrying(.write) { systemWrite(rest) }
      // POSIX allows 0 for no good reason; trying for ever would be a hang.
      if count == 0 { throw FileError(.write, path, Errno(EIO)) }
      done += count
    }
  }

  /// Writes all of `bytes` at the current position. After an error some of them may have been written.
  public final func write(_ bytes: [UInt8]) throws(FileError) {
    let failure: FileError? = bytes.withUnsafeBytes { bytes in
      do throws(FileError) {
        try write(bytes)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Returns when the content is on disk and not only in the system's memory.
  public final func sync() throws(FileError) {
    _ = try retrying(.sync) { Int(systemSync()) }
  }

  /// Cuts or extends (with zero bytes) the file to `size` bytes. The position stays.
  public final func truncate(to size: Int64) throws(FileError) {
    _ = try retrying(.truncate) { Int(systemTruncate(size)) }
  }

  /// The number of bytes in the file now.
  public final func size() throws(FileError) -> Int64 {
    var status = stat()
    _ = try retrying(.status) { Int(fstat(descriptor, &status)) }
    return Int64(status.st_size)
  }

  /// The offset where the next read or write begins, in bytes.
  public final func position() throws(FileError) -> Int64 {
    Int64(try retrying(.seek) { Int(lseek(descriptor, 0, SEEK_CUR)) })
  }

  /// Moves to `offset` bytes from the beginning.
  public final func seek(to offset: Int64) throws(FileError) {
    _ = try retrying(.seek) { Int(lseek(descriptor, off_t(offset), SEEK_SET)) }
  }

  /// Takes the lock of this file for the life of this handle; false when another process or handle has it.
  ///
  /// The system lets go of it when the process ends, however it ends.
  public final func tryLock() throws(FileError) -> Bool {
    do throws(FileError) {
      _ = try retrying(.lock) { Int(systemLock(LOCK_EX | LOCK_NB)) }
      isLocked = true
      return true
    } catch {
      if error.errno.code == EWOULDBLOCK { return false }
      throw error
    }
  }

  /// Lets go of the lock now: a child that another thread is just starting holds a copy of the descriptor until it
  /// becomes its program, and closing ours alone would leave the lock with it for that long.
  private final func unlock() {
    if isLocked { _ = flock(descriptor, LOCK_UN) }
    isLocked = false
  }

  /// Closes the file and reports an error that only shows now. A second call does nothing.
  public final func close() throws(FileError) {
    guard descriptor >= 0 else { return }
    unlock()
    let result = systemClose()
    let error = Errno.current
    // Linux frees the descriptor even when close fails; closing again could hit a file opened since.
    descriptor = -1
    // EINTR says nothing about the data, and the descriptor is gone all the same.
    if result < 0 && error.code != EINTR { throw FileError(.close, path, error) }
  }

  /// Makes a system call until no signal interrupts it.
  @inline(__always)
  private final func retrying(_ operation: FileOperation, _ call: () -> Int) throws(FileError) -> Int {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = Errno.current
      if error.code != EINTR { throw FileError(operation, path, error) }
    }
  }
}
