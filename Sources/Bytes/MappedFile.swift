import Glibc

/// A whole file as bytes in memory, read by the system when they are touched.
///
/// For files of this run or of the installation, which nobody shortens: touching a page beyond a new end would stop the
/// process (SIGBUS). Files of users are read with `File`.
public final class MappedFile: Sendable {
  // Sound to share: the pages are read-only and stay mapped until the last reference goes.
  private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  public init(_ path: FilePath, in fileSystem: any FileSystem) throws(FileError) {
    let file = try fileSystem.open(path, for: .reading)
    let size = Int(try file.size())
    if size == 0 {
      // The system refuses to map nothing.
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let pages = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
    if pages == MAP_FAILED { throw FileError(.map, path, Errno.current) }
    // The pages outlive the descriptor, which closes here.
    bytes = UnsafeRawBufferPointer(start: pages, count: size)
  }

  deinit {
    if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
  }

  /// The size of the file in bytes.
  public var count: Int { bytes.count }

  /// Gives the bytes to `body`; they must not be kept.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The file must stay mapped until the body is done, whatever becomes of other references.
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }
}
