import Pipeline

/// Short lines that end with a word for their writer, or with an address: "홍길동 기자 gildong@example.com".
struct SignatureRules {
  let text: LineText

  func finding(_ line: Range<Int>) -> LineFinding? {
    guard line.count <= 160, !text.isWider(line, than: 70) else { return nil }
    var end = line.upperBound
    var hasAddress = false
    while let start = addressStart(line.lowerBound..<end) {
      hasAddress = true
      end = text.trimmed(line.lowerBound..<start).upperBound
    }
    if hasAddress, !text.isWider(line.lowerBound..<end, than: 40), !text.endsSentence(line.lowerBound..<end) {
      return LineFinding(kind: .byline, range: line)
    }
    guard end > line.lowerBound, text.bytes[end - 1] >= 0x80, !text.isWider(line.lowerBound..<end, than: 40) else {
      return nil
    }
    var at = end
    let limit = max(line.lowerBound, end - 24)
    while at > limit {
      at = text.bytes.scalarStart(before: at, from: line.lowerBound)
      if at == line.lowerBound { break }
      guard text.roles(at: at, to: end).contains(.bylineEnd) else { continue }
      guard text.end(of: .bylineEnd, at: at, to: end) == end else { continue }
      return LineFinding(kind: .byline, range: line, needsEdge: !hasAddress)
    }
    return nil
  }

  /// Where the e-mail address begins that ends `range`, brackets included.
  private func addressStart(_ range: Range<Int>) -> Int? {
    var start = range.upperBound
    var sign: Int?
    var dots = 0
    while start > range.lowerBound, text.bytes[start - 1] > 0x20 && text.bytes[start - 1] < 0x80 {
      start -= 1
      if text.bytes[start] == UInt8(ascii: "@") { sign = start }
      if sign == nil, text.bytes[start] == UInt8(ascii: ".") { dots += 1 }
    }
    guard let sign, sign > start, dots > 0 else { return nil }
    return start
  }
}
