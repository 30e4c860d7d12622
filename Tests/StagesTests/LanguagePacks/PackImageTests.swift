import PackFormat
import Pipeline
import Testing

@Suite struct PackImageTests {
  @Test(arguments: [0, 1, 2, 3, 4, 7, 100])
  func numbersComeBackFromText(count: Int) {
    var generator = SystemRandomNumberGenerator()
    let words = (0..<count).map { $0 % 5 == 4 ? UInt64.max : generator.next() }
    let text = Array(PackImage.text(words).utf8)
    #expect(text.allSatisfy { (0x30...0x6F).contains($0) })
    let decoded = [UInt64](unsafeUninitializedCapacity: PackImage.count(ofText: text.count)) { buffer, filled in
      text.withUnsafeBufferPointer { PackImage.decode($0, into: buffer.baseAddress!) }
      filled = PackImage.count(ofText: text.count)
    }
    #expect(Array(decoded.prefix(count)) == words)
    #expect(decoded.dropFirst(count).allSatisfy { $0 == 0 })
  }
}
