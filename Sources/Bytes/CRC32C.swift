import CScan

/// The CRC-32C checksum (Castagnoli polynomial) that guards Assay's own files.
///
/// Source: RFC 3720, appendix B.4, for polynomial and test vectors; the eight-tables-at-once method is M. Kounavis and
/// F. Berry, "A Systematic Approach to Building High Performance Software-Based CRC Generators" (2005).
public enum CRC32C {
  /// The checksum of `bytes`, or of everything so far where `previous` is the checksum of what came before.
  public static func checksum(_ bytes: UnsafeRawBufferPointer, continuing previous: UInt32 = 0) -> UInt32 {
    hasInstruction
      ? ~assay_crc32c(~previous, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
      : checksumByTables(bytes, continuing: previous)
  }

  private static let hasInstruction = assay_has_crc32c() != 0

  /// The same where the processor has no instruction for it.
  static func checksumByTables(_ bytes: UnsafeRawBufferPointer, continuing previous: UInt32 = 0) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var crc = ~previous
      var offset = 0
      let count = bytes.count
      while offset <= count &- 8 {
        let word = Hash.word64(bytes, offset) ^ UInt64(crc)
        // Every index is 256 times at most 7 plus a byte: inside the 2048 entries.
        let a = table[1792 &+ Int(word & 0xFF)] ^ table[1536 &+ Int(word &>> 8 & 0xFF)]
        let b = table[1280 &+ Int(word &>> 16 & 0xFF)] ^ table[1024 &+ Int(word &>> 24 & 0xFF)]
        let c = table[768 &+ Int(word &>> 32 & 0xFF)] ^ table[512 &+ Int(word &>> 40 & 0xFF)]
        let d = table[256 &+ Int(word &>> 48 & 0xFF)] ^ table[Int(word &>> 56)]
        crc = a ^ b ^ c ^ d
        offset &+= 8
      }
      while offset < count {
        crc = crc &>> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
        offset &+= 1
      }
      return ~crc
    }
  }

  /// The checksum of `bytes`, or of everything so far where `previous` is the checksum of what came before.
  public static func checksum(_ bytes: UnsafeBufferPointer<UInt8>, continuing previous: UInt32 = 0) -> UInt32 {
    checksum(UnsafeRawBufferPointer(bytes), continuing: previous)
  }

  /// The checksum of `bytes`, or of everything so far where `previous` is the checksum of what came before.
  public static func checksum(_ bytes: [UInt8], continuing previous: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { checksum($0, continuing: previous) }
  }

  /// Eight tables of 256: table k is the checksum of a byte followed by k zero bytes.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      tables[byte] = crc
    }
    for index in 256..<tables.count {
      let shorter = tables[index - 256]
      tables[index] = shorter >> 8 ^ tables[Int(shorter & 0xFF)]
    }
    return tables
  }()
}
