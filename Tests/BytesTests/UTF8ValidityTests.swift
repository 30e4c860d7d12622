import Testing

@testable import Bytes

@Suite struct UTF8ValidityTests {
  /// Replaces every maximal ill-formed part, as `String(decoding:)` does it.
  func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while let invalid = UTF8Validity.firstInvalid(in: bytes, from: offset) {
        result += bytes[offset..<invalid.lowerBound]
        result += [0xEF, 0xBF, 0xBD]
        offset = invalid.upperBound
      }
      result += bytes[offset...]
    }
    return result
  }

  @Test func agreesWithTheStandardLibraryOnAllPairsOfBytes() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [first, second]
        let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
        if repaired(bytes) != expected { Issue.record("\(bytes)") }
      }
    }
  }

  @Test func agreesWithTheStandardLibraryOnGeneratedBytes() {
    // Bytes at the borders of table 3-7, so that long sequences and near misses are frequent.
    let borders: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
      0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    var generator = Generator(state: 3)
    for _ in 0..<20_000 {
      let bytes = (0..<Int(generator.next() % 24)).map { _ in borders.randomElement(using: &generator)! }
      let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
      if repaired(bytes) != expected { Issue.record("\(bytes)") }
      #expect(UTF8Validity.isValid(bytes) == (bytes == expected))
    }
  }

  @Test func findsOneBadByteAnywhereInAText() {
    let text = Array("plain text, дві мови, 三, 😀 and plain text again to leap over".utf8)
    #expect(UTF8Validity.isValid(text))
    for offset in text.indices {
      var broken = text
      broken.insert(0xFF, at: offset)
      #expect(!UTF8Validity.isValid(broken))
    }
  }
}
