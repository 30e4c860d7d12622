import Pipeline

/// Finds the places in a text where a sentence may end, and says what UAX #29 makes of each.
///
/// Between such places nothing is looked at but bytes, so a text costs little more than reading it. Every mark is looked
/// at once, and nothing behind it but up to the next letter or mark: time is linear.
struct SentenceScanner {
  /// A final mark, or a line end without one.
  struct Site {
    /// Where the mark starts, and where it ends with what is attached to it. Equal where a line ends without a mark.
    var mark: Int
    var markEnd: Int
    /// Behind closing quotes and brackets.
    var close: Int
    /// Behind blanks and one line end: where the next sentence would start.
    var end: Int
    /// A full stop, which may have other uses; not "?" or "!".
    var isFullStop = false
    /// "…", of which UAX #29 says nothing.
    var isEllipsis = false
    var endsLine = false
    /// Whether UAX #29 has a boundary at `end`.
    var isBoundary = true
  }

  let bytes: UnsafePointer<UInt8>
  let count: Int
  private let table = BreakTable.sentences
  private let triggers: SentenceTriggers
  private(set) var position = 0
  /// Line ends before this position are blanks of wrapped text.
  var wrappedEnd = 0

  /// `text` is valid UTF-8, not empty, and outlives the scanner.
  init(_ text: UnsafeBufferPointer<UInt8>, triggers: SentenceTriggers = .standard) {
    bytes = text.baseAddress!
    count = text.count
    self.triggers = triggers
  }

  /// The class of the scalar at `position`, and where it ends.
  @inline(__always)
  func scalarClass(at position: Int) -> (value: SentenceClass, end: Int) {
    let (value, length) = table.value(at: position, in: bytes)
    var result = SentenceClass(tableValue: value)
    if position < wrappedEnd, result == .lineFeed || result == .carriageReturn { result = .space }
    if result != .terminal, triggers.adds(bytes, position, length) { result = .terminal }
    return (result, position + length)
  }

  /// The class of the last scalar before `position` that is attached to none, and where it starts.
  func scalarClass(before position: Int) -> (value: SentenceClass, start: Int)? {
    var at = position
    while at > 0 {
      let (value, length) = table.value(before: at, in: bytes)
      at -= length
      let found = SentenceClass(tableValue: value)
      if found != .extend, found != .format { return (found, at) }
    }
    return nil
  }

  /// The next place behind the last one.
  mutating func next() -> Site? {
    var at = position
    while at < count {
      guard triggers.isTrigger(bytes[at]) else {
        at += 1
        continue
      }
      let (value, end) = scalarClass(at: at)
      switch value {
      case .carriageReturn, .lineFeed, .separator:
        position = lineEnd(at, value, end)
        return Site(mark: at, markEnd: at, close: at, end: position, endsLine: true)
      case .fullStop, .terminal:
        if let site = site(mark: at, end: end, isFullStop: value == .fullStop) { return site }
        at = position
      default:
        if end - at == 3, bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0xA6 {
          var site = Site(mark: at, markEnd: skip(end, attachedOnly: true), close: 0, end: 0, isEllipsis: true)
          site.close = closeEnd(site.markEnd)
          site.end = blankEnd(site.close)
          site.isBoundary = false
          position = site.end
          return site
        }
        at = end
      }
    }
    position = count
    return nil
  }

  private func lineEnd(_ start: Int, _ value: SentenceClass, _ end: Int) -> Int {
    value == .carriageReturn && end < count && bytes[end] == 0x0A ? end + 1 : end
  }

  /// The site of a mark; nil, with `position` behind the mark, where it stands inside a number or between capitals.
  private mutating func site(mark: Int, end: Int, isFullStop: Bool) -> Site? {
    var site = Site(mark: mark, markEnd: skip(end, attachedOnly: true), close: 0, end: 0, isFullStop: isFullStop)
    position = site.markEnd
    if isFullStop, position < count {
      let next = scalarClass(at: position).value
      if next == .numeric { return nil }
      if next == .upper, let before = scalarClass(before: mark)?.value, before == .upper || before == .lower {
        return nil
      }
    }
    site.close = closeEnd(site.markEnd)
    site.end = blankEnd(site.close)
    position = site.end
    guard site.end < count else { return site }
    let (next, nextEnd) = scalarClass(at: site.end)
    switch next {
    case .carriageReturn, .lineFeed, .separator:
      site.end = lineEnd(site.end, next, nextEnd)
      site.endsLine = true
      position = site.end
    case .continuation, .fullStop, .terminal:
      site.isBoundary = false
    default:
      if isFullStop, isLowerNext(from: site.end) { site.isBoundary = false }
    }
    return site
  }

  /// Behind scalars that are attached to the one before, and behind blanks too where asked for.
  private func skip(_ start: Int, attachedOnly: Bool) -> Int {
    var at = start
    while at < count {
      let (value, end) = scalarClass(at: at)
      guard value == .extend || value == .format || (!attachedOnly && value == .space) else { break }
      at = end
    }
    return at
  }

  private func closeEnd(_ start: Int) -> Int {
    var at = start
    while at < count, case let (value, end) = scalarClass(at: at), value == .close {
      at = skip(end, attachedOnly: true)
    }
    return at
  }

  private func blankEnd(_ start: Int) -> Int {
    guard start < count, scalarClass(at: start).value == .space else { return start }
    return skip(start, attachedOnly: false)
  }

  /// Whether the first letter from `start` on is a small one, with no line end or final mark before it.
  private func isLowerNext(from start: Int) -> Bool {
    var at = start
    while at < count {
      let (value, end) = scalarClass(at: at)
      switch value {
      case .lower: return true
      case .upper, .otherLetter, .separator, .carriageReturn, .lineFeed, .fullStop, .terminal: return false
      default: at = end
      }
    }
    return false
  }
}

extension SentenceScanner {
  /// The sentences of UAX #29 alone, without white space at their ends; none goes over a border.
  static func sentences(
    _ bytes: UnsafeBufferPointer<UInt8>, borders: [UInt32] = [], triggers: SentenceTriggers = .standard
  ) -> [ByteRange] {
    var scanner = SentenceScanner(bytes, triggers: triggers)
    var ends: [Int] = borders.map { Int($0) }
    while let site = scanner.next() { if site.isBoundary { ends.append(site.end) } }
    ends.append(bytes.count)
    var sentences: [ByteRange] = []
    var start = 0
    for end in ends.sorted() where end > start {
      if let range = Blanks.trimmed(start, end, in: bytes) { sentences.append(range) }
      start = end
    }
    return sentences
  }
}
