import Pipeline

/// What one line is by itself.
struct LineRules {
  let text: LineText
  private let opening: OpeningRules
  private let closing: ClosingRules

  init(_ text: LineText) {
    self.text = text
    opening = OpeningRules(text: text)
    closing = ClosingRules(text: text, opening: opening)
  }

  /// What the trimmed line is; nil where nothing is known against it. `isItem` says whether a bullet opens it.
  @inline(__always)
  func finding(_ line: Range<Int>, isBulleted: inout Bool) -> LineFinding? {
    let first = text.bytes[line.lowerBound]
    // A capital or small letter of ASCII: most lines that are Latin.
    if (first | 0x20) &- 0x61 < 26 {
      let roles = text.roles(at: line.lowerBound, to: line.upperBound)
      if !roles.isEmpty, let finding = opening.finding(line, roles: roles, of: line, isBracketed: false) {
        return finding
      }
      if first | 0x20 == UInt8(ascii: "h"), isAddress(line) { return LineFinding(kind: .link, range: line) }
      return closing.finding(line)
    }
    return decorated(line, &isBulleted) ?? closing.finding(line)
  }

  /// A line that may begin with bullets, arrows, pictures or a bracket.
  private func decorated(_ line: Range<Int>, _ isBulleted: inout Bool) -> LineFinding? {
    var position = line.lowerBound
    for _ in 0..<8 {
      guard position < line.upperBound else { return nil }
      let roles = text.roles(at: position, to: line.upperBound)
      if !roles.isEmpty,
        let finding = opening.finding(position..<line.upperBound, roles: roles, of: line, isBracketed: false)
      {
        return finding
      }
      let (scalar, length) = text.bytes.scalar(at: position)
      if text.isWord(scalar) { return nil }
      if let closer = LineText.closing(of: scalar) { return bracketed(line, position + length, closer) }
      guard isBullet(scalar) else { return nil }
      isBulleted = true
      position = text.skipBlanks(position + length, line.upperBound)
    }
    return nil
  }

  /// Signs that may stand before the words of a line; quotes and the copyright sign say something themselves.
  private func isBullet(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0xA9, 0xAB, 0x2018...0x201F, 0x24D2, 0x300C...0x300F, 0x40, 0x24, 0x25, 0xA3, 0xA5, 0x20AC, 0xBF,
      0xA1:
      false
    default: true
    }
  }

  /// A line that begins with an opening bracket, the words in it from `start` on.
  private func bracketed(_ line: Range<Int>, _ start: Int, _ closer: UInt32) -> LineFinding? {
    var at = start
    let limit = min(line.upperBound, start + 1200)
    while at < limit {
      let (scalar, length) = text.bytes.scalar(at: at)
      if scalar == closer { break }
      at += length
    }
    guard at < limit else { return nil }
    let inner = text.trimmed(start..<at)
    guard !inner.isEmpty else { return nil }
    let rest = at + text.bytes.scalar(at: at).length..<line.upperBound
    let roles = text.roles(at: inner.lowerBound, to: inner.upperBound)
    guard !roles.isEmpty else { return nil }
    if text.hasNoWord(rest) {
      guard var finding = opening.finding(inner, roles: roles, of: line, isBracketed: true) else { return nil }
      if finding.needsEdge { finding.needsEdge = false }
      return finding
    }
    // "[Related] Title" and "[사진=…] words": the bracket is the label of what follows.
    let finding = opening.finding(inner, roles: roles, of: line, isBracketed: true)
    switch finding?.kind {
    case .link where finding?.isHeading == true: return LineFinding(kind: .link, range: line)
    case .note where text.end(of: .note, at: inner.lowerBound, to: inner.upperBound) == inner.upperBound: return finding
    case .caption where !text.isWider(line, than: 300): return finding
    default: return nil
    }
  }

  /// Whether the line is an address on the web and nothing else.
  private func isAddress(_ line: Range<Int>) -> Bool {
    let bytes = text.bytes[line]
    guard bytes.starts(with: "http://".utf8) || bytes.starts(with: "https://".utf8) else { return false }
    return !bytes.contains(0x20)
  }
}
