import Pipeline
import Testing

@testable import Engine

/// Offsets that plugins give, against a count character by character.
@Suite struct OffsetReaderTests {
  /// The byte behind every unit of the text; nil inside a character.
  private static func slow(_ text: String, _ unit: OffsetUnit) -> [UInt32?] {
    var result: [UInt32?] = [0]
    var bytes: UInt32 = 0
    for scalar in text.unicodeScalars {
      let size = UInt32(UTF8.encode(scalar)!.count)
      bytes += size
      let units =
        switch unit {
        case .utf8: Int(size)
        case .utf16: UTF16.width(scalar)
        case .scalars: 1
        }
      result += Array(repeating: nil, count: units - 1) + [bytes]
    }
    return result
  }

  @Test(arguments: OffsetUnit.allCases) func everyOffsetIsThatOfTheSlowPath(_ unit: OffsetUnit) {
    var random = Generator(7)
    let pieces = ["a", "b ", "é", "漢字", "🙂", "e\u{301}", "пʼять", String(repeating: "x", count: 900)]
    for round in 0..<60 {
      let text = (0..<random.below(round + 1)).map { _ in random.pick(pieces) }.joined()
      let expected = Self.slow(text, unit)
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        var forward = OffsetReader(bytes, unit: unit)
        for offset in expected.indices { #expect(forward.byteOffset(of: offset, in: bytes) == expected[offset]) }
        // In any order, and outside.
        var anyhow = OffsetReader(bytes, unit: unit)
        for _ in 0..<200 {
          let offset = random.below(expected.count + 20) - 10
          let wanted = expected.indices.contains(offset) ? expected[offset] : nil
          #expect(anyhow.byteOffset(of: offset, in: bytes) == wanted, "\(offset) of \(expected.count) in \(unit)")
        }
        #expect(anyhow.byteOffset(of: .max, in: bytes) == nil)
        #expect(anyhow.byteOffset(of: .min, in: bytes) == nil)
      }
    }
  }
}
