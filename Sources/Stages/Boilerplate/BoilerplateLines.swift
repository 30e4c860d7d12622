import Bytes
import Pipeline

/// Finds the lines of one document that are not the article: each by itself first, then by its neighbours.
struct BoilerplateLines {
  let text: LineText
  let kinds: Set<BoilerplateKind>

  /// The marked ranges, ascending and apart.
  func marks(title: ByteRange?) -> [(range: Range<Int>, kind: BoilerplateKind)] {
    var lines = read(title: title)
    if kinds.contains(.byline) { keepBylinesAtEdges(&lines) }
    if kinds.contains(.link) { LinkLists(text: text).mark(&lines) }
    if kinds.contains(.caption) { CaptionTwins(text: text).mark(&lines) }
    if kinds.contains(.repeated) { RepeatedLines(text: text).mark(&lines) }
    var marks: [(range: Range<Int>, kind: BoilerplateKind)] = []
    for line in lines {
      guard let kind = line.kind, kinds.contains(kind) else { continue }
      marks.append((Int(line.markStart)..<Int(line.end), kind))
    }
    return marks
  }

  private func read(title: ByteRange?) -> [TextLine] {
    let rules = LineRules(text)
    var lines: [TextLine] = []
    lines.reserveCapacity(min(text.bytes.count / 64 + 8, 4096))
    var scanner = LineScanner(text.bytes)
    while let range = scanner.next() {
      var line = TextLine(text.trimmed(range))
      if !line.isBlank {
        if let title, line.start < title.end, title.start < line.end {
          line.isTitle = true
        } else if let finding = rules.finding(line.range, isBulleted: &line.isBulleted) {
          line.take(finding)
        }
      }
      lines.append(line)
    }
    return lines
  }

  /// Names behind "By" are bylines among the first or last lines of the article only. Lines that are marked don't count,
  /// so that a text without them gives the same answer.
  private func keepBylinesAtEdges(_ lines: inout [TextLine]) {
    var pending: [Int] = []
    var before = 0
    var after: [Int] = []
    for index in lines.indices where !lines[index].isBlank && !lines[index].isTitle {
      if lines[index].needsEdge {
        if before >= Self.linesAbove { pending.append(index) }
      } else if lines[index].kind == nil {
        before += 1
        after.append(index)
      }
    }
    // Behind the third last line of the article, a name stands at its end.
    let border = after.count > Self.linesBelow ? after[after.count - 1 - Self.linesBelow] : -1
    for index in pending where index < border { lines[index].kind = nil }
  }

  private static let linesAbove = 4
  private static let linesBelow = 2
}
