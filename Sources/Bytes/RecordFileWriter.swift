/// Appends records to a record file, through a buffer.
///
/// Call `sync()` to have everything on disk and `close()` at the end; what is still in the buffer when the writer is
/// dropped is lost, as in a crash. After an error the end of the file is unknown: every further call fails with the
/// same error, and the file is to be reopened at a position known to be good.
public final class RecordFileWriter {
  public let path: FilePath

  /// Where the next record will begin, in bytes from the beginning of the file.
  public private(set) var position: Int64

  private let file: File
  private var buffer: [UInt8] = []
  private let bufferSize: Int
  private var failure: (any Error)?

  /// Creates a file, or empties the one that is there.
  public init(
    creating path: FilePath, kind: RecordFile.Kind, in fileSystem: any FileSystem, bufferSize: Int = 1 << 18
  ) throws {
    self.path = path
    self.bufferSize = bufferSize
    file = try fileSystem.open(path, for: .writing)
    buffer = kind.header
    position = RecordFile.headerSize
  }

  /// Goes on with a file at `position`, where a record ended before, and cuts off what follows.
  ///
  /// Throws when the file is of another kind or version, or too short for the position. Whether a record ends there is
  /// for the caller to know.
  public init(
    reopening path: FilePath, at position: Int64, kind: RecordFile.Kind, in fileSystem: any FileSystem,
    bufferSize: Int = 1 << 18
  ) throws {
    self.path = path
    self.position = position
    self.bufferSize = bufferSize
    // Opening for updating would create a file that is missing, and hide that it is.
    _ = try fileSystem.open(path, for: .reading)
    file = try fileSystem.open(path, for: .updating)
    let version = try kind.readHeader(of: file)
    if version != kind.version {
      throw RecordFileError(path: path, position: 8, problem: .olderVersion(found: version, written: kind.version))
    }
    let size = try file.size()
    if position < RecordFile.headerSize || position > size {
      throw RecordFileError(path: path, position: position, problem: .positionOutside(size: size))
    }
    try file.truncate(to: position)
    try file.seek(to: position)
  }

  /// Appends a record and returns the position where it begins.
  ///
  /// - Precondition: the payload has at most `RecordFile.maximumPayload` bytes.
  @discardableResult
  public func append(_ payload: UnsafeRawBufferPointer) throws -> Int64 {
    precondition(payload.count <= RecordFile.maximumPayload, "the payload of a record is too large")
    if let failure { throw failure }
    let start = position
    RecordFile.appendHeader(of: payload, to: &buffer)
    if payload.count >= bufferSize {
      try flush()
      try attempt { try file.write(payload) }
    } else {
      buffer.append(contentsOf: payload)
      if buffer.count >= bufferSize { try flush() }
    }
    position += Int64(RecordFile.frameHeaderSize + payload.count)
    return start
  }

  /// Appends a record and returns the position where it begins.
  @discardableResult
  public func append(_ payload: [UInt8]) throws -> Int64 {
    try payload.withUnsafeBytes { try append($0) }
  }

  /// Gives the buffer to the operating system: other readers of the file see it, a power cut may still lose it.
  public func flush() throws {
    if let failure { throw failure }
    if buffer.isEmpty { return }
    try attempt { try file.write(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Returns when all records are on disk.
  public func sync() throws {
    try flush()
    try attempt { try file.sync() }
  }

  /// Writes what is left in the buffer and closes the file.
  public func close() throws {
    try flush()
    try attempt { try file.close() }
  }

  private func attempt(_ body: () throws -> Void) throws {
    do { try body() } catch {
      failure = error
      throw error
    }
  }
}
