import Bytes
import CScan

/// The weights of the tagger, read where they lie: in the program, or in a mapped file.
///
/// File, little-endian: header of 64 bytes (`magic`, version, buckets, rows, length, CRC-32C of all but itself, slots),
/// transitions (`EntityTag.count` rows of as many Int16, then one row for the start, and `doubt`, padded to 64 bytes), and the buckets. A
/// bucket is a line of the processor's cache, so that a look-up costs one: the checks of seven features, a byte whose bits
/// are a ninth bit of each check, and seven rows of one Int8 for every tag but `outside`, whose score is 0. A feature's high
/// bits say its bucket, its low bits are the check. Behind them are the slots of `KnownWords`.
package struct TaggerModel: Sendable {
  package static let magic: [UInt8] = Array("ASSAYNER".utf8)
  package static let version: UInt32 = 2
  static let headerSize = 64
  static let transitionCount = (EntityTag.count + 1) * EntityTag.count
  static let transitionBytes = (transitionCount * 2 + 63) & ~63
  static let bucketBytes = 64
  static let bucketRows = 7

  /// Keeps the bytes alive; nil for those of the program.
  private let owner: (any AnyObject & Sendable)?
  // Sound to share: the bytes are constant, and live as long as `owner`, or for ever.
  let transitions: [Int16]
  /// Tokens that by words alone score less than this, as do those beside them, are no names.
  let doubt: Int16
  package let rowCount: Int
  private let bucketCount: UInt64
  private nonisolated(unsafe) let buckets: UnsafeRawPointer
  nonisolated(unsafe) let knownWords: KnownWords

  package enum Damage: Error, Hashable, CustomStringConvertible {
    case foreign
    case version(UInt32)
    case length(Int, expected: Int)
    case checksum
    case content

    package var description: String {
      switch self {
      case .foreign: "not a model of names by 'assay train'"
      case .version(let found):
        "a model of names of version \(found), but this program reads version \(TaggerModel.version); train it again"
      case .length(let found, let expected): "damaged: \(found) bytes, but its header says \(expected)"
      case .checksum: "damaged: the checksum is wrong"
      case .content: "damaged: its tables do not fit together"
      }
    }
  }

  /// A model in memory that outlives it; `verifies` also reads every byte for the checksum.
  package init(_ file: UnsafeRawBufferPointer, owner: (any AnyObject & Sendable)? = nil, verifies: Bool = true)
    throws(Damage)
  {
    guard file.count >= Self.headerSize, file.prefix(8).elementsEqual(Self.magic), let base = file.baseAddress else {
      throw .foreign
    }
    func number(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    guard number(8) == Self.version else { throw .version(number(8)) }
    let (bucketCount, rowCount) = (Int(number(12)), Int(number(16)))
    let (length, slots) = (Int(number(20)), Int(number(28)))
    guard file.count == length else { throw .length(file.count, expected: length) }
    guard bucketCount >= 1, rowCount <= bucketCount * Self.bucketRows,
      length == Self.length(buckets: bucketCount, slots: slots)
    else { throw .content }
    if verifies, Self.checksum(file) != number(24) { throw .checksum }
    self.owner = owner
    self.rowCount = rowCount
    self.bucketCount = UInt64(bucketCount)
    transitions = (0..<Self.transitionCount).map { index in
      Int16(littleEndian: file.loadUnaligned(fromByteOffset: Self.headerSize + 2 * index, as: Int16.self))
    }
    doubt = Int16(
      littleEndian: file.loadUnaligned(fromByteOffset: Self.headerSize + 2 * Self.transitionCount, as: Int16.self))
    buckets = base + Self.bucketStart
    let table = (base + Self.bucketStart + bucketCount * Self.bucketBytes).assumingMemoryBound(to: UInt32.self)
    knownWords = KnownWords(UnsafeBufferPointer(start: table, count: slots))
  }

  /// Of all bytes but the checksum itself.
  static func checksum(_ file: UnsafeRawBufferPointer) -> UInt32 {
    let start = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: file[..<24]))
    return CRC32C.checksum(UnsafeRawBufferPointer(rebasing: file[28...]), continuing: start)
  }

  private static let bucketStart = headerSize + transitionBytes

  static func length(buckets: Int, slots: Int) -> Int { bucketStart + buckets * bucketBytes + slots * 4 }

  /// The bucket of a feature among `count`.
  @inline(__always)
  static func bucket(of feature: UInt64, count: UInt64) -> UInt64 { ((feature >> 32) &* count) >> 32 }

  /// Begins to bring the bucket of a feature into the cache: look-ups wait for memory more than for anything else.
  @inline(__always)
  func prefetch(_ feature: UInt64) {
    assay_prefetch(buckets + Int(Self.bucket(of: feature, count: bucketCount)) * Self.bucketBytes)
  }

  /// The weights of a feature, a byte a tag; zero where it has none.
  ///
  /// Without branches, since whether a feature is known can't be foretold.
  @inline(__always)
  func row(_ feature: UInt64) -> UInt64 {
    let bucket = buckets + Int(Self.bucket(of: feature, count: bucketCount)) * Self.bucketBytes
    let checks = UInt64(littleEndian: bucket.loadUnaligned(as: UInt64.self))
    let differing = checks ^ (feature & 0xFF) &* 0x0001_0101_0101_0101
    // The lowest byte that became zero is the one that agrees; the highest byte is no check.
    let agreeing = (differing &- 0x0001_0101_0101_0101) & ~differing & 0x0080_8080_8080_8080
    let place = UInt64((agreeing | 1 << 63).trailingZeroBitCount) >> 3
    let row = UInt64(littleEndian: bucket.loadUnaligned(fromByteOffset: Int((place &+ 1) & 7) &* 8, as: UInt64.self))
    let ninth = ~(checks >> (56 + place) ^ feature >> 8) & 1
    let isKnown = agreeing == 0 ? 0 : ninth
    return row & (0 &- isKnown)
  }

  /// A model in a mapped file, of which only the pages that are looked at come into memory.
  package init(mapping file: MappedFile) throws(Damage) {
    // The bytes stay where they are as long as the model has the file.
    let bytes = file.withBytes { UncheckedBytes(bytes: $0) }
    try self.init(bytes.bytes, owner: file)
  }

  private struct UncheckedBytes: @unchecked Sendable { let bytes: UnsafeRawBufferPointer }

  /// A model in bytes that it keeps.
  package init(copying bytes: [UInt8]) throws(Damage) {
    let owner = ModelBytes(bytes)
    try self.init(owner.bytes, owner: owner)
  }

  /// Bytes at an address of their own for as long as a model needs them.
  private final class ModelBytes: Sendable {
    // Sound to share: never written after init.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    init(_ content: [UInt8]) {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 64)
      copy.copyBytes(from: content)
      bytes = UnsafeRawBufferPointer(copy)
    }

    deinit { bytes.deallocate() }
  }
}
