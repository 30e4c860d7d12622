/// Marks the items below the headings of link lists. A list ends at the first paragraph.
struct LinkLists {
  let text: LineText

  private static let longestList = 15
  private static let itemLimit = 180
  private static let bulletedLimit = 260

  func mark(_ lines: inout [TextLine]) {
    guard lines.contains(where: { $0.isHeading }) else { return }
    // Where blank lines stand between paragraphs, one also ends a list whose items have none between them.
    let hasBlanks = lines.contains { $0.isBlank }
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      guard lines[index].isHeading, lines[index].kind == .link else { continue }
      var at = index + 1
      let isTight = hasBlanks && at < lines.count && !lines[at].isBlank
      var items = 0
      while at < lines.count, items < Self.longestList {
        defer { at += 1 }
        if lines[at].isBlank {
          if isTight { break }
          continue
        }
        if lines[at].isMarkedWhole {
          if lines[at].isHeading { break }
          continue
        }
        guard isItem(lines[at]) else { break }
        // A short line before a paragraph is its heading, unless it is all there is below ours.
        if !isTight, items > 0, !lines[at].isBulleted, isParagraph(behind: at, lines) { break }
        lines[at].kind = .link
        lines[at].markStart = lines[at].start
        items += 1
      }
    }
  }

  private func isItem(_ line: TextLine) -> Bool {
    guard !line.isTitle else { return false }
    let limit = line.isBulleted ? Self.bulletedLimit : Self.itemLimit
    if text.isWider(line.range, than: limit) || text.endsSentence(line.range, orAsks: false) { return false }
    let last = text.lastScalar(line.range)
    return last != 0x3A && last != 0xFF1A && last != 0x2C
  }

  private func isParagraph(behind index: Int, _ lines: [TextLine]) -> Bool {
    guard let next = lines[(index + 1)...].first(where: { !$0.isBlank }) else { return false }
    return !next.isMarkedWhole && !isItem(next)
  }
}
