import Pipeline

/// Marks the line right above or below a caption that begins with the same words: the picture's other text.
struct CaptionTwins {
  let text: LineText

  private static let shortest = 10
  private static let longestRest = 90

  func mark(_ lines: inout [TextLine]) {
    for index in lines.indices where lines[index].kind == .caption && lines[index].captionEnd > lines[index].start {
      for other in [index - 1, index + 1] where lines.indices.contains(other) {
        let line = lines[other]
        guard !line.isBlank, !line.isTitle, line.kind == nil, isTwin(line, of: lines[index]) else { continue }
        lines[other].kind = .caption
      }
    }
  }

  private func isTwin(_ line: TextLine, of caption: TextLine) -> Bool {
    guard !text.endsSentence(line.range) else { return false }
    let own = Int(caption.start)..<Int(caption.captionEnd)
    var common = 0
    while common < own.count, common < line.range.count,
      text.bytes[own.lowerBound + common] == text.bytes[line.range.lowerBound + common]
    {
      common += 1
    }
    // Back to where both have a word's end.
    while common > 0, !isBorder(own.lowerBound + common, own) || !isBorder(line.range.lowerBound + common, line.range) {
      common -= 1
    }
    let rest = line.range.lowerBound + common..<line.range.upperBound
    guard common >= Self.shortest, rest.count <= Self.longestRest else { return false }
    guard common * 2 >= own.count else { return false }
    let last = text.bytes.scalarStart(before: rest.lowerBound, from: line.range.lowerBound)
    return rest.isEmpty || opensRest(last, rest.lowerBound) || opensRest(rest.lowerBound, rest.upperBound)
  }

  /// Whether a word of `range` may end at `position`.
  private func isBorder(_ position: Int, _ range: Range<Int>) -> Bool {
    guard position < range.upperBound else { return true }
    guard text.bytes[position] & 0xC0 != 0x80 else { return false }
    return !text.isWord(text.bytes.scalar(at: position).value)
  }

  private func opensRest(_ position: Int, _ end: Int) -> Bool {
    let at = text.skipBlanks(position, end)
    guard at < end else { return false }
    return [0x2C, 0x2F, 0x7C, 0x28, 0x2E, 0x3A, 0x2013, 0x2014, 0x2D, 0xA9, 0x3001, 0xFF08, 0xFF0C].contains(
      text.bytes.scalar(at: at).value)
  }
}
