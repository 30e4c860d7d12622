/// The form of Assay's own files: spools, indexes, models, journals.
///
/// A header of 16 bytes (magic of 8, version, CRC-32C of these twelve), then records: length, CRC-32C of length and
/// payload, payload. Numbers are 32 bits, little-endian. The checksum covers the length, so that a stretch of zero
/// bytes, which a power cut may leave at the end of a file, is not a row of empty records.
public enum RecordFile {
  /// The size of the header: the position of the first record.
  public static let headerSize: Int64 = 16

  /// The size of what stands before every payload.
  public static let frameHeaderSize = 8

  /// The largest payload, in bytes: 64 MB.
  public static let maximumPayload = 64 << 20

  /// What a file must be, to be read or continued.
  public struct Kind: Hashable, Sendable {
    /// Eight bytes that name the kind of file, such as "ASSAYspl".
    public let magic: [UInt8]
    /// The version that is written; this one and all before it can be read.
    public let version: UInt32

    /// - Precondition: `magic` has eight bytes.
    public init(magic: StaticString, version: UInt32) {
      precondition(magic.utf8CodeUnitCount == 8, "the magic of a record file has eight bytes")
      self.magic = magic.withUTF8Buffer { Array($0) }
      self.version = version
    }

    var header: [UInt8] {
      var header = magic
      RecordFile.append(version, to: &header)
      RecordFile.append(CRC32C.checksum(header), to: &header)
      return header
    }

    /// Reads the header of `file` and returns its version.
    func readHeader(of file: File) throws -> UInt32 {
      var header = [UInt8](repeating: 0, count: Int(RecordFile.headerSize))
      let count = try header.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }
      let found = Array(header[..<min(8, count)])
      guard found == magic else {
        throw RecordFileError(path: file.path, position: 0, problem: .foreign(expected: magic, found: found))
      }
      let version = RecordFile.word(header, at: 8)
      guard count == header.count, CRC32C.checksum(Array(header[..<12])) == RecordFile.word(header, at: 12) else {
        throw RecordFileError(path: file.path, position: 8, problem: .damagedHeader)
      }
      guard version <= self.version else {
        throw RecordFileError(
          path: file.path, position: 8, problem: .newerVersion(found: version, known: self.version))
      }
      return version
    }
  }

  /// The checksum of a record.
  static func checksum(_ payload: UnsafeRawBufferPointer) -> UInt32 {
    let length = UInt32(payload.count).littleEndian
    return CRC32C.checksum(payload, continuing: withUnsafeBytes(of: length) { CRC32C.checksum($0) })
  }

  /// A record as it stands in a file: length, checksum, payload. For one that takes the place of another of its length.
  public static func frame(_ payload: [UInt8]) -> [UInt8] {
    var frame: [UInt8] = []
    payload.withUnsafeBytes { appendHeader(of: $0, to: &frame) }
    return frame + payload
  }

  /// What stands before a payload: its length and checksum.
  static func appendHeader(of payload: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    append(UInt32(payload.count), to: &bytes)
    append(checksum(payload), to: &bytes)
  }

  static func append(_ word: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes.withUnsafeBytes { Hash.word32($0, offset) }
  }
}

/// A record file that is not what it should be.
public struct RecordFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    case foreign(expected: [UInt8], found: [UInt8])
    case newerVersion(found: UInt32, known: UInt32)
    /// The file can be read, but not continued in this version.
    case olderVersion(found: UInt32, written: UInt32)
    /// The magic is right and the rest of the header cut short or changed.
    case damagedHeader
    /// The file ends inside the record at the position.
    case tornTail
    /// The record at the position is complete, and not what was written.
    case checksumMismatch
    /// No record can begin or end at the position.
    case positionOutside(size: Int64)
  }

  public let path: FilePath
  /// In bytes from the beginning of the file.
  public let position: Int64
  public let problem: Problem

  public var description: String {
    let file = path.display
    return switch problem {
    case .foreign(let expected, let found):
      "\(file) is not the file expected here: it should begin with \"\(FilePath(bytes: expected).display)\" "
        + "and begins with \"\(FilePath(bytes: found).display)\""
    case .newerVersion(let found, let known):
      "\(file) was written by a newer Assay: its format is version \(found), this one reads up to \(known)"
    case .olderVersion(let found, let written):
      "\(file) was written by an older Assay: its format is version \(found), this one writes \(written)"
    case .damagedHeader: "\(file) is damaged: its header is cut short or changed"
    case .tornTail: "\(file) ends in the middle of the record at byte \(position)"
    case .checksumMismatch: "\(file) is damaged: the record at byte \(position) has the wrong checksum"
    case .positionOutside(let size): "\(file) has \(size) bytes; no record can begin at byte \(position)"
    }
  }
}
