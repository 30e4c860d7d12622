import ICU

/// Cuts text into the word segments of UAX #29 as ICU tailors them, over bytes, and hands what needs a dictionary to ICU.
///
/// A segment starts afresh at every boundary, and no rule looks behind one. So a stretch between two boundaries gives the
/// same segments alone as in its text, and ICU sees only the stretches that hold Han, kana or South-East Asian letters.
struct WordBreaker {
  /// What ends a segment: the position, what the segment is, or that only a dictionary can say.
  struct Segment {
    var end: Int
    var kind: WordKind
    var needsDictionary = false
  }

  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private let table = BreakTable.words
  /// Whether a colon joins letters as an apostrophe does: Swedish "EU:s".
  private let colonJoins: Bool
  private let joins = JoinTable.shared

  /// `text` is valid UTF-8 and outlives the breaker.
  init(_ text: UnsafeBufferPointer<UInt8>, colonJoins: Bool = false) {
    bytes = text.baseAddress ?? UnsafePointer(Self.nothing)
    count = text.count
    self.colonJoins = colonJoins
  }

  private nonisolated(unsafe) static let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  /// Calls `body` with start, end and kind of every segment, in order; they cover the text without gaps. `dictionary`
  /// segments a stretch of the text.
  @inline(__always)
  func forEachSegment(
    dictionary: (UnsafeBufferPointer<UInt8>) throws(ICUError) -> WordSegments, _ body: (Int, Int, WordKind) -> Void
  ) throws(ICUError) {
    var start = 0
    while start < count {
      if let end = plainWordEnd(from: start) {
        body(start, end, .letter)
        start = end
        guard start + 1 < count, bytes[start] == 0x20, bytes[start + 1] > 0x20, bytes[start + 1] < 0x80 else {
          continue
        }
        body(start, start + 1, .none)
        start += 1
        continue
      }
      let segment = self.segment(from: start)
      if !segment.needsDictionary {
        body(start, segment.end, segment.kind)
        start = segment.end
        continue
      }
      if let end = ideographRunEnd(from: start) {
        var word = start
        let run = UnsafeBufferPointer(start: bytes + start, count: end - start)
        let isCut: Void? = TextBoundaries.forEachIdeographWord(run) { wordEnd in
          body(word, start + wordEnd, .ideograph)
          word = start + wordEnd
        }
        if isCut != nil {
          start = end
          continue
        }
      }
      let end = dictionaryStretchEnd(from: start)
      let segments = try dictionary(UnsafeBufferPointer(start: bytes + start, count: end - start))
      for index in 0..<segments.count {
        body(start + Int(segments.offsets[index]), start + Int(segments.offsets[index + 1]), segments.kinds[index])
      }
      start = end
    }
  }

  // MARK: One segment

  /// Where a word of ASCII letters ends that a blank, a line end or a comma and blank follow; nil for any other segment.
  @inline(__always)
  private func plainWordEnd(from start: Int) -> Int? {
    var end = start
    while end < count, (bytes[end] | 0x20) &- 0x61 < 26 { end += 1 }
    guard end > start, end < count else { return nil }
    if bytes[end] == 0x20 || bytes[end] == 0x0A { return end }
    guard bytes[end] == 0x2C || bytes[end] == 0x2E, end + 1 < count, bytes[end + 1] == 0x20 else { return nil }
    return end
  }

  /// The segment that starts at `start`, a boundary.
  @inline(__always)
  func segment(from start: Int) -> Segment {
    var (value, length) = table.value(at: start, in: bytes)
    var last = WordClass(tableValue: value)
    var end = start + length
    if last == .letter { return run(after: end, last, isDirect: true) }
    // A blank between words, which is nearly every other segment.
    if last == .space, end < count, bytes[end] > 0x20, bytes[end] < 0x80 { return Segment(end: end, kind: .none) }
    switch last {
    case .carriageReturn:
      if end < count, bytes[end] == 0x0A { end += 1 }
      return Segment(end: end, kind: .none)
    case .lineFeed, .newline:
      return Segment(end: end, kind: .none)
    case .dictionary:
      return Segment(end: end, kind: .none, needsDictionary: true)
    case .extend, .format, .zeroWidthJoiner:
      // At the start of a segment they stand alone, but for an emoji behind a joiner.
      while end < count {
        (value, length) = table.value(at: end, in: bytes)
        let next = WordClass(tableValue: value)
        if !next.isAttached {
          guard last == .zeroWidthJoiner, value & WordClass.pictographic != 0 else { break }
          return run(after: end + length, next, isDirect: true)
        }
        last = next
        end += length
      }
      return Segment(end: end, kind: .none)
    default:
      return run(after: end, last, isDirect: true, isPair: last == .regionalIndicator)
    }
  }

  /// The rest of a segment behind its first scalar, which is of the class `first`. `isPair`: one more regional indicator
  /// makes a flag.
  private func run(after start: Int, _ first: WordClass, isDirect: Bool, isPair: Bool = false) -> Segment {
    var end = start
    var last = first
    var kind = first.kind
    var isDirect = isDirect
    var isPair = isPair
    var isJoined = false
    while end < count {
      if last == .letter {
        let before = end
        while end < count, table.value(at: end, in: bytes).value == WordClass.letter.rawValue {
          end += bytes[end] < 0x80 ? 1 : bytes[end] < 0xE0 ? 2 : bytes[end] < 0xF0 ? 3 : 4
        }
        if end > before { (isDirect, isJoined, kind) = (true, false, .letter) }
        if end == count { break }
        // A blank or comma ends nearly every word.
        if bytes[end] <= 0x20 || bytes[end] == 0x2C { return Segment(end: end, kind: kind) }
      }
      let (value, length) = table.value(at: end, in: bytes)
      let next = WordClass(tableValue: value)
      if next.isAttached {
        isJoined = next == .zeroWidthJoiner
        if last == .singleQuote { kind = .none }
        isDirect = false
        end += length
        continue
      }
      if next == .dictionary {
        // Plain Han and kana join nothing but their like and an underscore.
        if last != .extendNumLet, isIdeographOrKana(end) { return Segment(end: end, kind: kind) }
        return Segment(end: end, kind: .none, needsDictionary: true)
      }
      if isJoined, value & WordClass.pictographic != 0 {
        (last, kind) = (next, next.kind)
      } else {
        switch joins[last, next] {
        case .never:
          return Segment(end: end, kind: kind)
        case .always:
          kind = last == next && next == .extendNumLet ? .letter : next.kind(behind: kind)
          last = next
        case .whereDirect:
          guard isDirect else { return Segment(end: end, kind: kind) }
          last = next
        case .inPairs:
          guard isPair else { return Segment(end: end, kind: kind) }
          (last, isPair) = (next, false)
        case .beforeLike:
          if next == .colon, !colonJoins { return Segment(end: end, kind: kind) }
          guard let (behind, place) = base(from: end + length) else {
            return closed(last, next, end + length, end, kind)
          }
          if behind == .dictionary, !isIdeographOrKana(place - 3) {
            return Segment(end: end, kind: .none, needsDictionary: true)
          }
          guard joins(last, across: next, behind) else {
            return closed(last, next, end + length, end, kind)
          }
          // The pair is taken whole: what stands behind `place` comes next.
          end = place
          (last, kind, isDirect, isJoined, isPair) = (behind, behind.kind, true, false, false)
          continue
        }
      }
      isDirect = true
      isJoined = false
      isPair = false
      end += length
    }
    return Segment(end: end, kind: kind)
  }

  /// Whether a sign in the middle joins what stands before and behind it.
  private func joins(_ last: WordClass, across sign: WordClass, _ behind: WordClass) -> Bool {
    if last == .numeric { return behind == .numeric }
    if sign == .doubleQuote { return last == .hebrew && behind == .hebrew }
    return behind == .letter || behind == .hebrew
  }

  /// A segment that ends before a sign of its middle; a Hebrew letter keeps a geresh even so.
  private func closed(_ last: WordClass, _ sign: WordClass, _ behind: Int, _ end: Int, _ kind: WordKind) -> Segment {
    guard last == .hebrew, sign == .singleQuote else { return Segment(end: end, kind: kind) }
    var close = behind
    while close < count, case let (value, length) = table.value(at: close, in: bytes),
      WordClass(tableValue: value).isAttached
    {
      close += length
    }
    return Segment(end: close, kind: close == behind ? .letter : .none)
  }

  /// The class of the next scalar that is not attached to the one before, and where that scalar ends.
  private func base(from start: Int) -> (WordClass, Int)? {
    var position = start
    while position < count {
      let (value, length) = table.value(at: position, in: bytes)
      position += length
      let next = WordClass(tableValue: value)
      if !next.isAttached { return (next, position) }
    }
    return nil
  }

  // MARK: Dictionaries

  /// Whether the scalar at `position` is a Han character or kana that needs no normalization and stands in three bytes.
  @inline(__always)
  private func isIdeographOrKana(_ position: Int) -> Bool {
    guard position >= 0, position + 2 < count, bytes[position] >= 0xE3, bytes[position] <= 0xE9 else { return false }
    let high = UInt32(bytes[position] & 0x0F) << 12 | UInt32(bytes[position + 1] & 0x3F) << 6
    switch high | UInt32(bytes[position + 2] & 0x3F) {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x3400...0x4DBF, 0x4E00...0x9FFF: return true
    default: return false
    }
  }

  /// Where a run of plain Han and kana ends that starts at `start`; nil where what follows may belong to it.
  private func ideographRunEnd(from start: Int) -> Int? {
    var end = start
    while isIdeographOrKana(end) || (end > start && isIterationMark(end)) { end += 3 }
    guard end > start else { return nil }
    guard end < count else { return end }
    let next = WordClass(tableValue: table.value(at: end, in: bytes).value)
    return next.isAttached || next == .extendNumLet || next == .dictionary ? nil : end
  }

  /// 々, which is no word by itself.
  private func isIterationMark(_ position: Int) -> Bool {
    position + 2 < count && bytes[position] == 0xE3 && bytes[position + 1] == 0x80 && bytes[position + 2] == 0x85
  }

  /// Where a stretch for ICU ends: at a boundary of plain letters behind a blank or line end, with no dictionary letter
  /// near, so that Latin words between Chinese ones don't cost a call each.
  private func dictionaryStretchEnd(from start: Int) -> Int {
    var position = start
    var last = start
    var end: Int?
    while position < count {
      let (value, length) = table.value(at: position, in: bytes)
      if value == WordClass.dictionary.rawValue {
        (last, end) = (position, nil)
      } else if end == nil, value == WordClass.letter.rawValue,
        bytes[position - 1] == 0x20 || bytes[position - 1] == 0x0A
      {
        end = position
      }
      if let end, position - last > 64 { return end }
      position += length
    }
    return end ?? count
  }
}
