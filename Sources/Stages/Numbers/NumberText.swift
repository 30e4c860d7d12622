import Pipeline

/// A text with its words, as the number stage looks at it: bytes between words, what touches what.
struct NumberText {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var words: Words

  /// The words of a text; like an array, but a copy counts no references, of which readers would make many.
  struct Words {
    private let start: UnsafePointer<Lexicon.Word>?
    let count: Int
    #if DEBUG
      /// Counts how often words and single bytes are looked at, for tests of how work grows with a text.
      fileprivate var looks: UnsafeMutablePointer<Int>?
    #endif

    fileprivate init(_ words: UnsafeBufferPointer<Lexicon.Word>) {
      start = words.baseAddress.map { UnsafePointer($0) }
      count = words.count
    }

    @inline(__always)
    subscript(index: Int) -> Lexicon.Word {
      precondition(index >= 0 && index < count, "no such word")
      #if DEBUG
        looks?.pointee += 1
      #endif
      return start.unsafelyUnwrapped[index]
    }

    /// The first word from `index` on that is a run of digits; `count` where there is none.
    func digits(from index: Int) -> Int {
      guard let start else { return count }
      var index = max(0, index)
      while index < count, start[index].kind != .digits { index += 1 }
      return index
    }
  }

  /// Both must outlive what looks at them through this.
  init(bytes: UnsafeBufferPointer<UInt8>, words: UnsafeBufferPointer<Lexicon.Word>) {
    self.bytes = bytes
    self.words = Words(words)
  }

  #if DEBUG
    /// A text that counts in `looks` how often its words and single bytes are looked at.
    init(
      bytes: UnsafeBufferPointer<UInt8>, words: UnsafeBufferPointer<Lexicon.Word>, looks: UnsafeMutablePointer<Int>
    ) {
      self.init(bytes: bytes, words: words)
      self.words.looks = looks
    }
  #endif

  /// How many blanks, of any kind but line breaks, stand at `offset`; in bytes.
  func blank(at offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    switch bytes[offset] {
    case 0x20, 0x09: return 1
    case 0xC2: return offset + 1 < bytes.count && bytes[offset + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      guard offset + 2 < bytes.count, bytes[offset + 1] == 0x80 else { return 0 }
      return bytes[offset + 2] == 0xAF || (0x80...0x8B).contains(bytes[offset + 2]) ? 3 : 0
    default: return 0
    }
  }

  /// How many bytes a blank that ends at `offset` has.
  func blank(endingAt offset: Int) -> Int {
    if offset >= 1, bytes[offset - 1] == 0x20 || bytes[offset - 1] == 0x09 { return 1 }
    if offset >= 2, blank(at: offset - 2) == 2 { return 2 }
    if offset >= 3, blank(at: offset - 3) == 3 { return 3 }
    return 0
  }

  /// How many bytes a hyphen or dash at `offset` has: - ‐ ‑ ‒ – —.
  func dash(at offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    if bytes[offset] == 0x2D { return 1 }
    guard offset + 2 < bytes.count else { return 0 }
    // The fullwidth hyphen-minus.
    if bytes[offset] == 0xEF { return bytes[offset + 1] == 0xBC && bytes[offset + 2] == 0x8D ? 3 : 0 }
    guard bytes[offset] == 0xE2 else { return 0 }
    if bytes[offset + 1] == 0x80, (0x90...0x94).contains(bytes[offset + 2]) { return 3 }
    return bytes[offset + 1] == 0x88 && bytes[offset + 2] == 0x92 ? 3 : 0
  }

  func dash(endingAt offset: Int) -> Int {
    if offset >= 1, bytes[offset - 1] == 0x2D { return 1 }
    return offset >= 3 && dash(at: offset - 3) == 3 ? 3 : 0
  }

  /// Whether nothing but one blank, hyphen, apostrophe or dot (or two of them) stands between word `index` and the next.
  func isJoined(_ index: Int) -> Bool {
    guard index >= 0, index + 1 < words.count else { return false }
    var offset = Int(words[index].end)
    let end = Int(words[index + 1].start)
    var count = 0
    while offset < end {
      let length = max(blank(at: offset), dash(at: offset))
      if length > 0 {
        offset += length
      } else if bytes[offset] == 0x2E || bytes[offset] == 0x27 {
        offset += 1
      } else if bytes[offset] == 0xE2, offset + 2 < end, bytes[offset + 1] == 0x80, bytes[offset + 2] == 0x99 {
        offset += 3
      } else if bytes[offset] == 0xE3, offset + 2 < end, bytes[offset + 1] == 0x83, bytes[offset + 2] == 0xBB {
        // The middle dot of Katakana: スイス・フラン.
        offset += 3
      } else {
        return false
      }
      count += 1
      if count > 3 { return false }
    }
    return offset == end
  }

  /// How many bytes an apostrophe before a letter has at `offset`; 0: there is none.
  func apostrophe(at offset: Int) -> Int {
    if self[offset] == 0x27 { return isWord(at: offset + 1) ? 1 : 0 }
    guard self[offset] == 0xE2, self[offset + 1] == 0x80, self[offset + 2] == 0x99 else { return 0 }
    return isWord(at: offset + 3) ? 3 : 0
  }

  /// Whether a mark that ends a sentence or clause stands between two places.
  func hasStop(_ start: Int, _ end: Int) -> Bool {
    (start..<max(start, end)).contains {
      [0x0A, 0x21, 0x3B, 0x3F].contains(self[$0]) || ([0x2C, 0x2E].contains(self[$0]) && blank(at: $0 + 1) > 0)
    }
  }

  /// Whether only blanks (at least one, no line break) stand between word `index` and the next.
  func isSpaced(_ index: Int) -> Bool {
    guard index >= 0, index + 1 < words.count else { return false }
    var offset = Int(words[index].end)
    let end = Int(words[index + 1].start)
    guard offset < end else { return false }
    while offset < end {
      let length = blank(at: offset)
      if length == 0 { return false }
      offset += length
    }
    return true
  }

  /// The byte at an offset, or 0 outside.
  subscript(offset: Int) -> UInt8 {
    #if DEBUG
      words.looks?.pointee += 1
    #endif
    return offset >= 0 && offset < bytes.count ? bytes[offset] : 0
  }

  /// The value of the digit that starts at `offset`, and its length; nil where there is none.
  func digit(at offset: Int) -> (value: UInt8, count: Int)? {
    guard offset < bytes.count else { return nil }
    let b0 = bytes[offset]
    if b0 < 0x80 { return b0 >= 0x30 && b0 <= 0x39 ? (b0 - 0x30, 1) : nil }
    let (scalar, count) = bytes.scalar(at: offset)
    let entry = UnicodeTable.shared.entry(scalar)
    return entry.wordClass == .digit ? (entry.digitValue(scalar), count) : nil
  }

  /// Whether a letter or digit stands at `offset`.
  func isWord(at offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    switch UnicodeTable.shared.entry(bytes.scalar(at: offset).value).wordClass {
    case .letter, .digit, .unspaced, .number, .mark: return true
    case .other, .format, .apostrophe: return false
    }
  }

  /// Whether the word ends with one of these lower-case endings and has more before it.
  @inline(__always)
  func hasEnding(_ index: Int, _ endings: EndingTable) -> Bool {
    endings.match(endingAt: Int(words[index].end), length: words[index].range.count, bytes)
  }

  /// Bounds of the line that `offset` stands in, looked for at most 400 bytes away on either side.
  func line(around offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, offset - start < 400 { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, end - offset < 400 { end += 1 }
    return start..<end
  }
}
