import Testing

@testable import Stages

@Suite struct LineScannerTests {
  private func lines(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      var scanner = LineScanner(buffer)
      var lines: [String] = []
      while let range = scanner.next() { lines.append(String(decoding: buffer[range], as: UTF8.self)) }
      return lines
    }
  }

  /// Scalar by scalar.
  private func slowLines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar.value {
      case 0x0D:
        if rest.first?.value == 0x0A { rest.removeFirst() }
        fallthrough
      case 0x0A...0x0C, 0x85, 0x2028, 0x2029:
        lines.append(line)
        line = ""
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  @Test func `lines end at every line end, and CRLF is one`() {
    #expect(lines("a\nb\r\nc\rd\u{85}e\u{2028}f\u{2029}g") == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(lines("\n\r\n") == ["", ""])
    #expect(lines("") == [])
    #expect(lines("no end") == ["no end"])
  }

  @Test func `generated texts are cut as scalar by scalar`() {
    let pieces = [
      "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{0B}", "\t", "a", "é", "Â", "“", "…", "字", "х", "𝒳",
      "word ",
    ]
    var random = SplitMix(11)
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      #expect(lines(text).map { Array($0.utf8) } == slowLines(text).map { Array($0.utf8) })
    }
  }
}
