/// Reads the records of a record file, one after another or at known positions. Every checksum is verified.
public final class RecordFileReader {
  /// What the end of a file may look like.
  public enum Tail: Hashable, Sendable {
    /// The file ends with a complete record.
    case complete
    /// The last record may be cut short or damaged, as a crash leaves it; reading ends before it. For journals.
    case mayBeTorn
  }

  public let path: FilePath
  /// The version of the file's format: that of the kind or an older one.
  public let version: UInt32

  /// Where the next record begins, in bytes from the beginning of the file.
  public private(set) var position: Int64 = RecordFile.headerSize

  /// Whether reading ended before a torn record; `position` is where to cut.
  public private(set) var foundTornTail = false

  private let file: File
  private let tail: Tail
  private let buffer: UnsafeMutableRawBufferPointer
  /// The part of `buffer` that is read from the file and not yet taken.
  private var pending = 0..<0
  /// Where in the file the content after `buffer` begins.
  private var readOffset: Int64 = RecordFile.headerSize

  /// Opens a file and reads its header; throws when the file is of another kind or a newer version.
  public init(
    _ path: FilePath, kind: RecordFile.Kind, in fileSystem: any FileSystem, tail: Tail = .complete,
    bufferSize: Int = 1 << 18
  ) throws {
    precondition(bufferSize > 0)
    let file = try fileSystem.open(path, for: .reading)
    self.path = path
    self.file = file
    self.tail = tail
    version = try kind.readHeader(of: file)
    buffer = .allocate(byteCount: bufferSize, alignment: 16)
  }

  deinit {
    buffer.deallocate()
  }

  /// Goes to a position where a record begins.
  public func seek(to position: Int64) {
    self.position = position
    readOffset = position
    pending = 0..<0
    foundTornTail = false
  }

  /// Puts the payload of the next record into `payload` (whose memory is reused); false at the end.
  ///
  /// After an error the reader still stands before the record; trying again gives the same error.
  public func next(into payload: inout [UInt8]) throws -> Bool {
    do {
      return try readNext(into: &payload)
    } catch {
      seek(to: position)
      throw error
    }
  }

  private func readNext(into payload: inout [UInt8]) throws -> Bool {
    payload.removeAll(keepingCapacity: true)
    if foundTornTail { return false }
    // The array of the caller takes the header first, so that a record costs no allocation.
    try take(RecordFile.frameHeaderSize, into: &payload)
    if payload.isEmpty { return false }
    guard payload.count == RecordFile.frameHeaderSize else {
      payload.removeAll(keepingCapacity: true)
      return try endTorn(.tornTail)
    }
    let length = Int(RecordFile.word(payload, at: 0))
    let checksum = RecordFile.word(payload, at: 4)
    payload.removeAll(keepingCapacity: true)
    // A length that was never written; no memory for it.
    guard length <= RecordFile.maximumPayload else { return try endDamaged(length: length) }
    try take(length, into: &payload)
    guard payload.count == length else {
      payload.removeAll(keepingCapacity: true)
      return try endTorn(.tornTail)
    }
    guard payload.withUnsafeBytes({ RecordFile.checksum($0) }) == checksum else {
      payload.removeAll(keepingCapacity: true)
      return try endDamaged(length: length)
    }
    position += Int64(RecordFile.frameHeaderSize + length)
    return true
  }

  /// The payload of the next record, or nil at the end.
  public func next() throws -> [UInt8]? {
    var payload: [UInt8] = []
    return try next(into: &payload) ? payload : nil
  }

  /// The payload of the record that begins at `position`; sequential reading is not disturbed.
  public func read(at position: Int64) throws -> [UInt8] {
    var header = [UInt8](repeating: 0, count: RecordFile.frameHeaderSize)
    let size = try file.size()
    guard position >= RecordFile.headerSize, position < size else {
      throw RecordFileError(path: path, position: position, problem: .positionOutside(size: size))
    }
    let headerCount = try header.withUnsafeMutableBytes { try file.read(into: $0, at: position) }
    guard headerCount == header.count else { throw error(.tornTail, at: position) }
    let length = Int(RecordFile.word(header, at: 0))
    guard length <= RecordFile.maximumPayload else { throw error(.checksumMismatch, at: position) }
    let payloadStart = position + Int64(header.count)
    // Looked at before memory is taken for it, since a damaged length can be large.
    guard payloadStart + Int64(length) <= size else { throw error(.tornTail, at: position) }
    var payload = [UInt8](repeating: 0, count: length)
    let count = try payload.withUnsafeMutableBytes { try file.read(into: $0, at: payloadStart) }
    guard count == length else { throw error(.tornTail, at: position) }
    guard payload.withUnsafeBytes({ RecordFile.checksum($0) }) == RecordFile.word(header, at: 4) else {
      throw error(.checksumMismatch, at: position)
    }
    return payload
  }

  /// Appends the next `count` bytes, or as many as there are.
  private func take(_ count: Int, into bytes: inout [UInt8]) throws {
    while bytes.count < count {
      if pending.isEmpty {
        pending = 0..<(try file.read(into: buffer, at: readOffset))
        readOffset += Int64(pending.count)
        if pending.isEmpty { return }
      }
      let some = pending.prefix(count - bytes.count)
      bytes.append(contentsOf: buffer[some])
      pending = some.upperBound..<pending.upperBound
    }
  }

  /// A record with a wrong checksum or length is torn when nothing was written after it, else damage.
  private func endDamaged(length: Int) throws -> Bool {
    let end = position + Int64(RecordFile.frameHeaderSize + length)
    if tail == .mayBeTorn, try end == file.size() || isZero(from: position) { return try endTorn(.checksumMismatch) }
    throw error(.checksumMismatch, at: position)
  }

  private func endTorn(_ problem: RecordFileError.Problem) throws -> Bool {
    if tail == .complete { throw error(problem, at: position) }
    foundTornTail = true
    return false
  }

  /// Whether the file holds only zero bytes from `start` to its end.
  private func isZero(from start: Int64) throws -> Bool {
    var offset = start
    pending = 0..<0
    while true {
      let count = try file.read(into: buffer, at: offset)
      if count == 0 { return true }
      if buffer[..<count].contains(where: { $0 != 0 }) { return false }
      offset += Int64(count)
    }
  }

  private func error(_ problem: RecordFileError.Problem, at position: Int64) -> RecordFileError {
    RecordFileError(path: path, position: position, problem: problem)
  }
}
