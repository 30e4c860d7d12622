import Pipeline

/// What lists, earlier stages and figures have found in a document, for patterns that ask for it.
struct PatternSpans {
  struct Flags: OptionSet {
    var rawValue: UInt8
    static let inside = Flags(rawValue: 1)
    static let begins = Flags(rawValue: 2)
    static let ends = Flags(rawValue: 4)
  }

  /// Of each source, in order and without overlaps.
  private var spans: [[ByteRange]]

  init(count: Int) { spans = Array(repeating: [], count: count) }

  /// The longest of overlapping spans is kept, of those that start together.
  mutating func set(_ source: Int, _ found: [ByteRange]) {
    var end: UInt32 = 0
    spans[source] = found.sorted().filter { span in
      guard span.start >= end, !span.isEmpty else { return false }
      end = span.end
      return true
    }
  }

  func isEmpty(_ source: Int) -> Bool { spans[source].isEmpty }
  func starts(_ source: Int) -> [UInt32] { spans[source].map(\.start) }

  /// How the token in `start..<end` lies to the spans of a source, and the end of a span inside the token.
  func flags(_ source: Int, _ start: Int, _ end: Int) -> (flags: Flags, end: Int) {
    let spans = spans[source]
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if Int(spans[middle].end) <= start { low = middle + 1 } else { high = middle }
    }
    guard low < spans.count, Int(spans[low].start) < end else { return ([], end) }
    var flags: Flags = .inside
    if Int(spans[low].start) >= start { flags.insert(.begins) }
    if Int(spans[low].end) <= end { flags.insert(.ends) }
    return (flags, min(end, Int(spans[low].end)))
  }
}
