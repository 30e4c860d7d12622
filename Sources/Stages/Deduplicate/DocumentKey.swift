/// The key record of a document: what decides which documents are compared at all. 104 bytes, little endian.
struct DocumentKey {
  static let signatureSize = 64
  static let size = 40 + signatureSize

  /// 128-bit hash of the folded words of the whole text; (0, 0) where there are none.
  var content: (UInt64, UInt64) = (0, 0)
  /// Hash of the whole shingle set; 0 where it is empty.
  var set: UInt64 = 0
  /// Distinct shingles.
  var shingles: UInt32 = 0
  /// Bytes of the compared words: the length by which the longest is kept.
  var length: UInt32 = 0
  /// Distinct shingles that the containment channel samples.
  var samples: UInt32 = 0
  /// Position of the publisher among those preferred.
  var preference: UInt16 = .max
  /// The language, where there is something by which translations are found.
  var language = LanguageCode.none
  /// The lowest byte of 64 bins of the sketch, which tells most unlike texts apart without reading them.
  var signature: [UInt8] = []

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(content.0)
    bytes.appendLittleEndian(content.1)
    bytes.appendLittleEndian(set)
    bytes.appendLittleEndian(shingles)
    bytes.appendLittleEndian(length)
    bytes.appendLittleEndian(samples)
    bytes.appendLittleEndian(preference)
    bytes.appendLittleEndian(language.number)
    bytes.append(contentsOf: signature)
    bytes.append(contentsOf: repeatElement(0, count: Self.signatureSize - signature.count))
  }
}

/// The key records of all documents, read in place: those of an archive first, then those of the run.
struct DocumentKeys {
  private let archive: UnsafeRawBufferPointer
  private let bytes: UnsafeRawBufferPointer
  /// How many documents are the archive's; they have the first positions.
  let archived: Int

  init(bytes: UnsafeRawBufferPointer, archive: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)) {
    self.bytes = bytes
    self.archive = archive
    archived = archive.count / DocumentKey.size
  }

  func isArchived(_ position: Int) -> Bool { position < archived }

  /// In bounds for every position below the store's count; records are 8-byte multiples but the mapping need not be
  /// aligned, hence the unaligned loads.
  @inline(__always)
  private func word(_ position: Int, _ offset: Int) -> UInt64 {
    position < archived
      ? archive.word64(position * DocumentKey.size + offset)
      : bytes.word64((position - archived) * DocumentKey.size + offset)
  }

  /// The bytes of a record.
  func record(_ position: Int) -> [UInt8] {
    let (buffer, index) = position < archived ? (archive, position) : (bytes, position - archived)
    return Array(buffer[index * DocumentKey.size..<(index + 1) * DocumentKey.size])
  }

  func content(_ position: Int) -> (UInt64, UInt64) { (word(position, 0), word(position, 8)) }
  func isEmpty(_ position: Int) -> Bool { content(position) == (0, 0) }
  func set(_ position: Int) -> UInt64 { word(position, 16) }
  func shingles(_ position: Int) -> UInt32 { UInt32(truncatingIfNeeded: word(position, 24)) }
  func length(_ position: Int) -> UInt32 { UInt32(truncatingIfNeeded: word(position, 24) >> 32) }
  /// Position of the publisher among those preferred; that of no other counts as less.
  func preference(_ position: Int) -> UInt16 {
    // What the archive has was judged by the lists of other pipelines.
    isArchived(position) ? .max : UInt16(truncatingIfNeeded: word(position, 32) >> 32)
  }
  func language(_ position: Int) -> LanguageCode {
    LanguageCode(number: UInt16(truncatingIfNeeded: word(position, 32) >> 48))
  }
  func samples(_ position: Int) -> Int { Int(UInt32(truncatingIfNeeded: word(position, 32))) }
  /// Eight bytes of the signature, of the eight groups that it has.
  @inline(__always)
  private func signature(_ position: Int, _ group: Int) -> UInt64 { word(position, 40 + group * 8) }
  /// Four bytes of the signature, for splitting a bucket that is too large.
  func rows(_ position: Int, _ group: Int) -> UInt32 { UInt32(truncatingIfNeeded: signature(position, group & 7)) }

  /// In how many of their 64 bytes two signatures agree; about 64 times the Jaccard similarity.
  func agreement(_ a: Int, _ b: Int) -> Int {
    var equal = 0
    for group in 0..<8 {
      // A byte of `different` is zero where the two agree; adding 0x7F to its lower bits sets the top bit of any other.
      let different = signature(a, group) ^ signature(b, group)
      let lower = different & 0x7F7F_7F7F_7F7F_7F7F
      let isNonzero = ((lower &+ 0x7F7F_7F7F_7F7F_7F7F) | different) & 0x8080_8080_8080_8080
      equal += 8 - isNonzero.nonzeroBitCount
    }
    return equal
  }
}

extension [UInt8] {
  mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}

extension UnsafeRawBufferPointer {
  @inline(__always)
  func word32(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
  @inline(__always)
  func word64(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
