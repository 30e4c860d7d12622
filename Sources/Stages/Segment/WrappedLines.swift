/// The lines from a position to the next blank line, and whether they are one paragraph that was wrapped at a width.
///
/// Lines were wrapped where each of them is as full as it could be: the first word of the next one had no room.
struct WrappedLines {
  /// Behind the last line.
  private(set) var end: Int
  private(set) var isWrapped = false

  /// A paragraph of prose is at least this wide, and mail and wires wrap at this at most.
  private static let widths = 40...100
  private static let fewestLines = 3

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var position = start
    var lines = 0
    var widest = 0
    // The narrowest width that every wrapped line but the last would have passed with one word more.
    var narrowest = Int.max
    end = start
    var width = 0
    while true {
      var wordWidth: Int?
      let before = width
      width = 0
      let lineStart = position
      while position < bytes.count, bytes[position] != 0x0A {
        if bytes[position] & 0xC0 != 0x80 { width += 1 }
        if wordWidth == nil, bytes[position] == 0x20, width > 1 { wordWidth = width - 1 }
        position += 1
        // A line this long is a paragraph itself; what follows it is looked at by itself.
        if width > Self.widths.upperBound {
          end = position
          return
        }
      }
      if position > lineStart, bytes[position - 1] == 0x0D { width -= 1 }
      guard width > 0 else { break }
      if lines > 0 { narrowest = min(narrowest, before + 1 + (wordWidth ?? width)) }
      lines += 1
      widest = max(widest, width)
      end = position
      guard position < bytes.count else { break }
      position += 1
    }
    isWrapped = lines >= Self.fewestLines && widest >= Self.widths.lowerBound && narrowest > widest
    if end == start { end = min(start + 1, bytes.count) }
  }
}
