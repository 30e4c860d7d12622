import Pipeline

/// Where the title and the body of a plain text lie.
struct TitleSplit: Hashable {
  /// The title without white space at its ends and, in Markdown, without its `#`.
  let title: Range<Int>?
  let body: Range<Int>
}

/// Finds the title line of a plain text.
///
/// The first line that is not blank is the title when it reads like a headline and something follows it. It reads like a
/// headline when it has at most 200 scalars and does not end like a sentence or a clause: with `.`, `。`, `।`, `;`, `:`, `,` and their
/// like in other scripts, closing quotes and brackets looked through. `!`, `?` and `…` end headlines too, so they count
/// against a title only where no blank line follows.
///
/// Where the next line follows directly, it must look like the start of a paragraph of its own, so that the first line
/// of a hard-wrapped text is no title: it does not begin with a small letter, and it is longer than 120 scalars or ends
/// a sentence. A line of Markdown that starts with `# ` is a title whatever it ends with.
enum TitleLine {
  static let longestTitle = 200
  static let shortestParagraph = 120

  static func split(_ text: UnsafeBufferPointer<UInt8>, isMarkdown: Bool) -> TitleSplit {
    let whole = TitleSplit(title: nil, body: 0..<text.count)
    let first = TextScan.skipSpace(text, from: 0)
    guard first < text.count else { return whole }
    let lineEnd = endOfLine(text, first)
    var line = TextScan.trimmed(first..<lineEnd, in: text)
    let body = TextScan.skipSpace(text, from: lineEnd)
    guard body < text.count else { return whole }
    let split = { (title: Range<Int>) in
      TitleSplit(title: title, body: startOfLine(text, body, after: lineEnd)..<text.count)
    }

    if isMarkdown, line.count > 2, text[line.lowerBound] == UInt8(ascii: "#"), text[line.lowerBound + 1] == 0x20 {
      line = TextScan.trimmed(line.lowerBound + 2..<line.upperBound, in: text)
      return line.isEmpty ? whole : split(line)
    }
    guard scalars(in: line, of: text, upTo: longestTitle + 1) <= longestTitle else { return whole }
    let ending = Ending(of: line, in: text)
    if ending == .sentence || ending == .clause { return whole }
    if hasBlankLine(text, from: lineEnd, to: body) { return split(line) }
    if ending != .open || beginsSmall(text, body) { return whole }
    let next = TextScan.trimmed(body..<endOfLine(text, body), in: text)
    let isParagraph =
      scalars(in: next, of: text, upTo: shortestParagraph + 1) > shortestParagraph
      || [.sentence, .exclamation].contains(Ending(of: next, in: text))
    return isParagraph ? split(line) : whole
  }

  // MARK: Lines

  /// The offset of the line feed or carriage return that ends the line of `offset`, or the count.
  private static func endOfLine(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    var offset = offset
    while offset < text.count, text[offset] != 0x0A, text[offset] != 0x0D { offset += 1 }
    return offset
  }

  /// The start of the line that holds `offset`, so that an indented first paragraph keeps its indent.
  private static func startOfLine(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int, after limit: Int) -> Int {
    var offset = offset
    while offset > limit, text[offset - 1] != 0x0A, text[offset - 1] != 0x0D { offset -= 1 }
    return offset
  }

  /// Whether more than one line ends between two lines. CR LF is one end.
  private static func hasBlankLine(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
    var ends = 0
    for offset in start..<end {
      if text[offset] == 0x0A { ends += offset > start && text[offset - 1] == 0x0D ? 0 : 1 }
      if text[offset] == 0x0D { ends += 1 }
    }
    return ends > 1
  }

  /// Scalars in `range`, counted no further than `limit`.
  private static func scalars(in range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, upTo limit: Int) -> Int {
    var count = 0
    for offset in range where text[offset] & 0xC0 != 0x80 {
      count += 1
      if count == limit { break }
    }
    return count
  }

  private static func beginsSmall(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    UnicodeTable.shared.entry(scalar(text, at: offset)).isLower
  }

  /// The scalar that starts at `offset` of valid UTF-8.
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
    let lead = UInt32(text[offset])
    if lead < 0x80 { return lead }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var scalar = lead & (0x7F >> UInt32(length))
    for index in 1..<length { scalar = scalar << 6 | UInt32(text[offset + index] & 0x3F) }
    return scalar
  }

  // MARK: Ends of lines

  /// What the last mark of a line says about it.
  private enum Ending: Hashable {
    case sentence, clause, exclamation, open

    init(of range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) {
      var end = range.upperBound
      while end > range.lowerBound {
        var start = end - 1
        while start > range.lowerBound, text[start] & 0xC0 == 0x80 { start -= 1 }
        let last = TitleLine.scalar(text, at: start)
        switch last {
        case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0xAB, 0x2018...0x201F, 0x203A, 0x300B, 0x300D, 0x300F, 0xFF09:
          end = start  // a closing quote or bracket: what stands before it counts
        case 0x2E, 0x3002, 0xFF0E, 0xFF61, 0x0964, 0x0965, 0x06D4, 0x0589, 0x1362, 0x104B, 0x17D4:
          self = .sentence
          return
        case 0x2C, 0x3A, 0x3B, 0x060C, 0x061B, 0x3001, 0xFF0C, 0xFF1A, 0xFF1B:
          self = .clause
          return
        case 0x21, 0x3F, 0x2026, 0xFF01, 0xFF1F, 0x061F, 0x203C...0x203D, 0x2047...0x2049:
          self = .exclamation
          return
        default:
          self = .open
          return
        }
      }
      self = .open
    }
  }
}
