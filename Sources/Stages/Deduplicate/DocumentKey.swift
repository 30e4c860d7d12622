/// The key record of a document: what decides which documents are compared at all. 288 bytes, little endian.
struct DocumentKey {
  static let bandCount = 32
  static let size = 32 + bandCount * 8

  /// 128-bit hash of the folded words of the whole text; (0, 0) where there are none.
  var content: (UInt64, UInt64) = (0, 0)
  /// Hash of the whole shingle set; 0 where it is empty.
  var set: UInt64 = 0
  /// Distinct shingles.
  var shingles: UInt32 = 0
  /// Bytes of the compared words: the length by which the longest is kept.
  var length: UInt32 = 0
  /// Empty where the document is too short to be sketched.
  var bands: [UInt64] = []

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(content.0)
    bytes.appendLittleEndian(content.1)
    bytes.appendLittleEndian(set)
    bytes.appendLittleEndian(shingles)
    bytes.appendLittleEndian(length)
    for index in 0..<Self.bandCount { bytes.appendLittleEndian(index < bands.count ? bands[index] : 0) }
  }
}

/// The key records of all documents, read in place.
struct DocumentKeys {
  let bytes: UnsafeRawBufferPointer

  /// In bounds for every position below the store's count; records are 8-byte multiples but the mapping need not be
  /// aligned, hence the unaligned loads.
  private func word(_ position: Int, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position * DocumentKey.size + offset, as: UInt64.self))
  }

  func content(_ position: Int) -> (UInt64, UInt64) { (word(position, 0), word(position, 8)) }
  func isEmpty(_ position: Int) -> Bool { content(position) == (0, 0) }
  func set(_ position: Int) -> UInt64 { word(position, 16) }
  func shingles(_ position: Int) -> UInt32 { UInt32(truncatingIfNeeded: word(position, 24)) }
  func length(_ position: Int) -> UInt32 { UInt32(truncatingIfNeeded: word(position, 24) >> 32) }
  func band(_ position: Int, _ band: Int) -> UInt64 { word(position, 32 + band * 8) }
}

extension [UInt8] {
  mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
