import Pipeline

/// The bytes of a text with the phrases to look for: what the rules about lines ask.
struct LineText {
  let bytes: UnsafeBufferPointer<UInt8>
  let trie: PhraseTrie
  /// The bit of the document's language; all bits where it is unknown.
  let language: UInt64

  @inline(__always)
  func roles(at start: Int, to end: Int) -> PhraseRoles {
    trie.roles(at: start, to: end, in: bytes, language: language)
  }

  func end(of roles: PhraseRoles, at start: Int, to end: Int) -> Int? {
    trie.end(of: roles, at: start, to: end, in: bytes, language: language)
  }

  // MARK: Blanks and words

  /// `range` without white space at its ends.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, let length = blankLength(start, end) { start += length }
    while end > start {
      let byte = bytes[end - 1]
      if byte == 0x20 || byte == 0x09 {
        end -= 1
      } else if byte < 0x80 {
        break
      } else {
        let last = bytes.scalarStart(before: end, from: start)
        guard PhraseScalars.compared(bytes.scalar(at: last).value) == 0x20 else { break }
        end = last
      }
    }
    return start..<end
  }

  /// The bytes of the blank at `position`, where one is.
  @inline(__always)
  private func blankLength(_ position: Int, _ end: Int) -> Int? {
    let byte = bytes[position]
    if byte == 0x20 || byte == 0x09 { return 1 }
    if byte < 0x80 { return nil }
    let (scalar, length) = bytes.scalar(at: position)
    let compared = PhraseScalars.compared(scalar)
    return compared == 0x20 || scalar == 0xFEFF || scalar == 0x200B ? length : nil
  }

  func skipBlanks(_ position: Int, _ end: Int) -> Int {
    var position = position
    while position < end, let length = blankLength(position, end) { position += length }
    return position
  }

  func lastScalar(_ range: Range<Int>) -> UInt32 {
    range.isEmpty ? 0 : bytes.scalar(at: bytes.scalarStart(before: range.upperBound, from: range.lowerBound)).value
  }

  /// Whether no letter and no digit stands in `range`.
  func hasNoWord(_ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = bytes.scalar(at: position)
      if isWord(scalar) { return false }
      position += length
    }
    return true
  }

  func isWord(_ scalar: UInt32) -> Bool {
    switch UnicodeTable.shared.entry(scalar).wordClass {
    case .letter, .digit, .unspaced, .number: true
    case .other, .mark, .format, .apostrophe: false
    }
  }

  // MARK: Length

  /// About how long a line looks: scalars, those of Han, kana and Hangul twice. Stops behind `limit`.
  func isWider(_ range: Range<Int>, than limit: Int) -> Bool {
    if range.count <= limit { return false }
    if range.count > limit * 4 { return true }
    var width = 0
    for position in range {
      let byte = bytes[position]
      if byte & 0xC0 != 0x80 { width += byte >= 0xE3 && byte < 0xF0 ? 2 : 1 }
    }
    return width > limit
  }

  // MARK: Punctuation

  /// The position behind a colon or equals sign that comes next, blanks aside.
  func behindColon(_ position: Int, _ end: Int) -> Int? {
    let at = skipBlanks(position, end)
    guard at < end else { return nil }
    let (scalar, length) = bytes.scalar(at: at)
    return [0x3A, 0x3D, 0xFF1A, 0xFF1D, 0xFE30, 0x2236].contains(scalar) ? at + length : nil
  }

  /// The position behind a dash between blanks, or behind a bar, that comes next.
  func behindDash(_ position: Int, _ end: Int) -> Int? {
    let at = skipBlanks(position, end)
    guard at < end else { return nil }
    let (scalar, length) = bytes.scalar(at: at)
    if scalar == 0x7C || scalar == 0xFF5C { return at + length }
    guard at > position, at + length < end, PhraseScalars.compared(scalar) == 0x2D else { return nil }
    return skipBlanks(at + length, end) > at + length ? at + length : nil
  }

  /// The position behind a slash that comes next.
  func behindSlash(_ position: Int, _ end: Int) -> Int? {
    let at = skipBlanks(position, end)
    guard at < end else { return nil }
    let (scalar, length) = bytes.scalar(at: at)
    return scalar == 0x2F || scalar == 0xFF0F ? at + length : nil
  }

  static func closing(of opening: UInt32) -> UInt32? {
    switch opening {
    case 0x28: 0x29
    case 0x5B: 0x5D
    case 0x3C: 0x3E
    case 0xFF08: 0xFF09
    case 0xFF3B: 0xFF3D
    case 0x3008, 0x300A, 0x3010, 0x3014: opening + 1
    default: nil
    }
  }

  static func opening(of closing: UInt32) -> UInt32? {
    switch closing {
    case 0x29: 0x28
    case 0x5D: 0x5B
    case 0x3E: 0x3C
    case 0xFF09: 0xFF08
    case 0xFF3D: 0xFF3B
    case 0x3009, 0x300B, 0x3011, 0x3015: closing - 1
    default: nil
    }
  }

  /// Where a sentence ends: a stop, and quotes or brackets behind it.
  func endsSentence(_ range: Range<Int>, orAsks: Bool = true) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound {
      let start = bytes.scalarStart(before: end, from: range.lowerBound)
      switch bytes.scalar(at: start).value {
      case 0x22, 0x27, 0xBB, 0x2019, 0x201D, 0x201C, 0x203A, 0x29, 0x5D, 0x300D, 0x300F, 0xFF09, 0x20: end = start
      case 0x2E, 0x3002, 0xFF0E, 0x964, 0x6D4, 0x589, 0x1362: return true
      case 0x21, 0x3F, 0x2026, 0xFF01, 0xFF1F, 0x61F, 0x203C: return orAsks
      default: return false
      }
    }
    return false
  }
}
