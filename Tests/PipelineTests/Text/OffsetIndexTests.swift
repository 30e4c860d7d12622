import Pipeline
import Testing

@Suite struct OffsetIndexTests {
  private func check(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      for unit in OffsetUnit.allCases {
        let index = OffsetIndex(buffer, unit: unit)
        var scalars = 0
        var units = 0
        var position = 0
        func expected() -> Int {
          switch unit {
          case .scalars: scalars
          case .utf8: position
          case .utf16: units
          }
        }
        for scalar in text.unicodeScalars {
          #expect(index.offset(of: UInt32(position), in: buffer) == expected())
          scalars += 1
          units += scalar.value >= 0x10000 ? 2 : 1
          position += UTF8.width(scalar)
        }
        #expect(index.offset(of: UInt32(position), in: buffer) == expected())
      }
    }
  }

  @Test func `the empty text has one offset`() { check("") }

  @Test func `ASCII counts bytes`() { check(String(repeating: "plain text ", count: 100)) }

  @Test func `scalars of two, three and four bytes are counted`() {
    check("é")
    check(String(repeating: "Пʼять 단어 😀a", count: 60))
  }

  @Test(arguments: 250..<262) func `lengths around a checkpoint`(count: Int) {
    check(String(repeating: "a", count: count - 1) + "é")
    check("é" + String(repeating: "a", count: count - 2))
    check(String(repeating: "a", count: count) + "😀")
    check("é" + String(repeating: "😀", count: 3 * count / 4))
  }

  @Test(arguments: 0..<10) func `random text`(seed: Int) {
    var generator = Generator(seed)
    check(generator.text(scalars: generator.below(1500)))
  }
}
