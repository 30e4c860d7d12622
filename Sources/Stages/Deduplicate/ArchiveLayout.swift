import Bytes
import Pipeline

/// Where things are in an archive index.
///
/// A record file: how its documents were sketched, two commit records, then segments, one for each run that recorded. A
/// segment is a record that begins it, one for each document, and one that ends it.
///
/// To append, a segment is written behind the committed end and brought to disk; then a commit record with the new end
/// takes the place of the older of the two. So a reader sees the state before or the one after, and a file that is
/// shorter than its commit says was cut.
enum ArchiveLayout {
  static let kind = RecordFile.Kind(magic: "ASSAYddx", version: 2)
  static let headerMark: UInt8 = 0
  static let entryMark: UInt8 = 1
  static let endMark: UInt8 = 2
  static let commitMark: UInt8 = 3
  static let beginMark: UInt8 = 4

  static let headerPosition = RecordFile.headerSize
  private static let headerSize = Int64(RecordFile.frameHeaderSize + 17)
  private static let commitSize = Int64(RecordFile.frameHeaderSize + 17)
  static let commitPositions = [headerPosition + headerSize, headerPosition + headerSize + commitSize]
  static let firstSegment = headerPosition + headerSize + 2 * commitSize

  static func header(_ sketching: Sketching) -> [UInt8] { [headerMark] + sketching.bytes }

  static func begin(_ run: Hash128) -> [UInt8] { [beginMark] + bytes(run) }

  static func end(_ count: UInt64, _ digest: Hash128) -> [UInt8] {
    var bytes = [endMark]
    bytes.appendLittleEndian(count)
    return bytes + self.bytes(digest)
  }

  private static func bytes(_ hash: Hash128) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(hash.high)
    bytes.appendLittleEndian(hash.low)
    return bytes
  }

  static func hash(_ payload: [UInt8], at offset: Int) -> Hash128 {
    payload.withUnsafeBytes { Hash128(high: $0.word64(offset), low: $0.word64(offset + 8)) }
  }

  /// Which state of the file counts.
  struct Commit: Hashable {
    /// Counts commits; the larger of two is the later.
    var generation: UInt64
    var end: Int64

    init(generation: UInt64, end: Int64) {
      self.generation = generation
      self.end = end
    }

    init?(_ payload: [UInt8]) {
      guard payload.count == 17, payload[0] == commitMark else { return nil }
      (generation, end) = payload.withUnsafeBytes { ($0.word64(1), Int64(truncatingIfNeeded: $0.word64(9))) }
    }

    var bytes: [UInt8] {
      var bytes = [commitMark]
      bytes.appendLittleEndian(generation)
      bytes.appendLittleEndian(end)
      return bytes
    }
  }
}
