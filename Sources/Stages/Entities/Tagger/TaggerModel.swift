import Bytes

/// The weights of the tagger, read where they lie: in the program, or in a mapped file.
///
/// File, little-endian: header of 64 bytes (`magic`, version, bits of the bucket number, rows, length, CRC-32C of all that
/// follows), transitions (`EntityTag.count` rows of as many Int16, then one row for the start, padded to 8 bytes), the first
/// row of every bucket and the end as UInt32, one check byte a row, padded to 8 bytes, and the rows: one Int8 for every tag
/// but `outside`, whose score is 0. A feature's high bits are its bucket and its low byte the check.
package struct TaggerModel: Sendable {
  package static let magic: [UInt8] = Array("ASSAYNER".utf8)
  package static let version: UInt32 = 1
  static let headerSize = 64
  static let transitionCount = (EntityTag.count + 1) * EntityTag.count
  static let transitionBytes = (transitionCount * 2 + 7) & ~7

  /// Keeps the bytes alive; nil for those of the program.
  private let owner: (any AnyObject & Sendable)?
  // Sound to share: the bytes are constant, and live as long as `owner`, or for ever.
  let transitions: [Int16]
  package let rowCount: Int
  private let bucketShift: UInt64
  private nonisolated(unsafe) let buckets: UnsafePointer<UInt32>
  private nonisolated(unsafe) let checks: UnsafeRawPointer
  private nonisolated(unsafe) let rows: UnsafeRawPointer

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
    let (bits, rowCount) = (Int(number(12)), Int(number(16)))
    let length = Int(number(20))
    guard file.count == length else { throw .length(file.count, expected: length) }
    guard bits >= 1, bits <= 24, rowCount < 1 << 28, length == Self.length(bits: bits, rows: rowCount) else {
      throw .content
    }
    if verifies {
      let body = UnsafeRawBufferPointer(rebasing: file[Self.headerSize...])
      guard CRC32C.checksum(body) == number(24) else { throw .checksum }
    }
    self.owner = owner
    self.rowCount = rowCount
    bucketShift = UInt64(64 - bits)
    transitions = (0..<Self.transitionCount).map { index in
      Int16(littleEndian: file.loadUnaligned(fromByteOffset: Self.headerSize + 2 * index, as: Int16.self))
    }
    let bucketStart = Self.headerSize + Self.transitionBytes
    let checkStart = bucketStart + ((1 << bits) + 1) * 4
    buckets = (base + bucketStart).assumingMemoryBound(to: UInt32.self)
    checks = base + checkStart
    rows = base + Self.rowStart(bits: bits, rows: rowCount)
    if verifies {
      // A look-up relies on this; the checksum speaks for whoever wrote the file, not for what.
      var last: UInt32 = 0
      for index in 0...(1 << bits) {
        guard buckets[index] >= last else { throw .content }
        last = buckets[index]
      }
      guard buckets[0] == 0, Int(last) == rowCount else { throw .content }
    }
  }

  private static func rowStart(bits: Int, rows: Int) -> Int {
    (headerSize + transitionBytes + ((1 << bits) + 1) * 4 + rows + 7) & ~7
  }

  static func length(bits: Int, rows: Int) -> Int { rowStart(bits: bits, rows: rows) + rows * EntityTag.lanes }

  /// The weights of a feature, a byte a tag; zero where it has none.
  @inline(__always)
  func row(_ feature: UInt64) -> UInt64 {
    let bucket = Int(feature >> bucketShift)
    var row = Int(buckets[bucket])
    let end = Int(buckets[bucket + 1])
    let wanted = (feature & 0xFF) &* 0x0101_0101_0101_0101
    while row < end {
      // Eight check bytes at once: the lowest byte that becomes zero is the first that agrees. Reading beyond the last
      // check is sound, since rows follow.
      let differing = UInt64(littleEndian: checks.loadUnaligned(fromByteOffset: row, as: UInt64.self)) ^ wanted
      let agreeing = (differing &- 0x0101_0101_0101_0101) & ~differing & 0x8080_8080_8080_8080
      let match = row + agreeing.trailingZeroBitCount / 8
      if match < min(end, row + 8) {
        return UInt64(littleEndian: rows.loadUnaligned(fromByteOffset: match * EntityTag.lanes, as: UInt64.self))
      }
      row += 8
    }
    return 0
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
