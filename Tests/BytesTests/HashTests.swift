import Testing

@testable import Bytes

@Suite struct HashTests {
  /// The sanity buffer of xxHash's own tests.
  static let sanityBuffer: [UInt8] = {
    var generator: UInt64 = 2_654_435_761
    return (0..<222).map { _ in
      defer { generator = generator &* 11_400_714_785_074_694_797 }
      return UInt8(truncatingIfNeeded: generator >> 56)
    }
  }()

  // From xxHash, tests/sanity_test and cli/xsum_sanity_check.c.
  @Test(
    "XXH64 gives the published values",
    arguments: [
      (0, 0, 0xEF46_DB37_51D8_E999), (0, 2_654_435_761, 0xAC75_FDA2_929B_17EF),
      (1, 0, 0xE934_A84A_DB05_2768), (1, 2_654_435_761, 0x5014_6076_43A9_B4C3),
      (4, 0, 0x9136_A0DC_A574_57EE), (14, 0, 0x8282_DCC4_994E_35C8), (14, 2_654_435_761, 0xC3BD_6BF6_3DEB_6DF0),
      (222, 0, 0xB641_AE8C_B691_C174), (222, 2_654_435_761, 0x20CB_8AB7_AE10_C14A),
    ] as [(Int, UInt64, UInt64)])
  func xxh64(length: Int, seed: UInt64, expected: UInt64) {
    #expect(Hash.hash64(Array(HashTests.sanityBuffer.prefix(length)), seed: seed) == expected)
  }

  // A zstd frame ends with the low half of the XXH64 of its content: another implementation, for every length.
  @Test func xxh64AgreesWithTheChecksumOfZstdForAllLengths() {
    let compressor = Compressor(.zstd)
    var generator = Generator(state: 1)
    for length in 0...300 {
      let content = generator.bytes(length)
      var frame: [UInt8] = []
      compressor.frame(content, into: &frame)
      let checksum = frame.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      #expect(UInt32(truncatingIfNeeded: Hash.hash64(content)) == checksum)
    }
  }

  // SMHasher's VerificationTest: all lengths below 256 with their own seeds, then the hash of all the hashes.
  @Test func murmur3GivesTheVerificationValueOfSMHasher() {
    var hashes: [UInt8] = []
    for length in 0..<256 {
      let key = (0..<length).map { UInt8($0) }
      let hash = Hash.hash128(key, seed: UInt64(256 - length))
      for word in [hash.high, hash.low] {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { hashes.append(UInt8(truncatingIfNeeded: word >> shift)) }
      }
    }
    #expect(UInt32(truncatingIfNeeded: Hash.hash128(hashes).high) == 0x6384_BA69)
  }

  @Test func murmur3GivesPublishedValues() {
    #expect(Hash.hash128([]) == Hash128(high: 0, low: 0))
    #expect(
      Hash.hash128(Array("The quick brown fox jumps over the lazy dog".utf8)).description
        == "e34bbc7bbc071b6c7a433ca9c49a9347")
  }

  @Test func hashesDoNotDependOnTheAddress() {
    let content = HashTests.sanityBuffer
    for shift in 0..<16 {
      let moved = [UInt8](repeating: 7, count: shift) + content
      moved.withUnsafeBytes { moved in
        let bytes = UnsafeRawBufferPointer(rebasing: moved[shift...])
        #expect(Hash.hash64(bytes) == Hash.hash64(content))
        #expect(Hash.hash128(bytes) == Hash.hash128(content))
        #expect(CRC32C.checksum(bytes) == CRC32C.checksum(content))
      }
    }
  }

  @Test func hash128IsOrderedByItsHighWordFirst() {
    #expect(Hash128(high: 1, low: 9) < Hash128(high: 2, low: 0))
    #expect(Hash128(high: 1, low: 0) < Hash128(high: 1, low: 9))
  }
}

@Suite struct CRC32CTests {
  // RFC 3720, appendix B.4, and the usual check string.
  @Test func givesThePublishedValues() {
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum((0..<32).map { UInt8($0) }) == 0x46DD_794E)
    #expect(CRC32C.checksum((0..<32).reversed().map { UInt8($0) }) == 0x113F_DB5C)
    #expect(CRC32C.checksum([]) == 0)
  }

  @Test func agreesWithTheBitwiseDefinitionAndInPieces() {
    var generator = Generator(state: 2)
    for length in 0..<100 {
      let content = generator.bytes(length)
      var slow: UInt32 = 0xFFFF_FFFF
      for byte in content {
        slow ^= UInt32(byte)
        for _ in 0..<8 { slow = slow & 1 == 1 ? slow >> 1 ^ 0x82F6_3B78 : slow >> 1 }
      }
      #expect(CRC32C.checksum(content) == ~slow)
      #expect(content.withUnsafeBytes { CRC32C.checksumByTables($0) } == ~slow)
      let cut = Int(generator.next() % UInt64(length + 1))
      let first = CRC32C.checksum(Array(content[..<cut]))
      #expect(CRC32C.checksum(Array(content[cut...]), continuing: first) == ~slow)
    }
  }
}

@Suite struct HexadecimalTests {
  @Test func digitsAreLowerCaseAndPadded() {
    #expect(Hexadecimal.string(UInt64(0xAB)) == "00000000000000ab")
    #expect(Hexadecimal.string(UInt64.max) == "ffffffffffffffff")
    #expect(Hexadecimal.string(UInt32(0x0123_4567)) == "01234567")
    #expect(Hexadecimal.string([0, 9, 10, 255] as [UInt8]) == "00090aff")
  }
}
