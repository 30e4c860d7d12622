import Pipeline

/// The words of one document with what lies between them, as the date rules look at it.
struct DateText {
  let bytes: UnsafeBufferPointer<UInt8>
  let words: [Lexicon.Word]
  let vocabulary: DateVocabulary
  private let table = UnicodeTable.shared

  init(bytes: UnsafeBufferPointer<UInt8>, words: [Lexicon.Word], vocabulary: DateVocabulary) {
    self.bytes = bytes
    self.words = words
    self.vocabulary = vocabulary
  }

  /// What lies between two words.
  enum Gap { case none, blank, other }

  func byte(_ position: UInt32) -> UInt8? { Int(position) < bytes.count ? bytes[Int(position)] : nil }

  /// The length of the blank at `position`: a space, a tab, or one of the no-break and thin spaces; 0 where none is.
  private func blankLength(_ position: Int, _ end: Int) -> Int {
    guard position < end else { return 0 }
    switch bytes[position] {
    case 0x20, 0x09: return 1
    case 0xC2: return position + 1 < end && bytes[position + 1] == 0xA0 ? 2 : 0
    case 0xE2:
      // U+2009 thin space, U+202F narrow no-break space.
      guard position + 2 < end, bytes[position + 1] == 0x80 else { return 0 }
      return bytes[position + 2] == 0x89 || bytes[position + 2] == 0xAF ? 3 : 0
    case 0xE3: return position + 2 < end && bytes[position + 1] == 0x80 && bytes[position + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// The position behind at most two blanks.
  func skipBlanks(_ position: UInt32) -> UInt32 {
    var at = Int(position)
    for _ in 0..<2 {
      let length = blankLength(at, bytes.count)
      if length == 0 { break }
      at += length
    }
    return UInt32(at)
  }

  func gap(from position: UInt32, toWord index: Int) -> Gap {
    guard index < words.count else { return .other }
    let start = words[index].start
    if start == position { return .none }
    return start > position && skipBlanks(position) == start ? .blank : .other
  }

  func gap(before index: Int) -> Gap { index > 0 ? gap(from: words[index - 1].end, toWord: index) : .other }

  /// A phrase of `role` that starts at a word: its entry, the word behind it, and where the date part of it ends.
  func phrase(_ role: DateVocabulary.Role, at index: Int) -> (entry: DateVocabulary.Entry, next: Int, end: UInt32)? {
    guard index < words.count else { return nil }
    entries: for entry in vocabulary.entries(startingWith: words[index].hash) where entry.role == role {
      guard index + entry.rest.count < words.count else { continue }
      for (offset, hash) in entry.rest.enumerated() {
        let at = index + 1 + offset
        guard words[at].hash == hash, gap(before: at) != .other else { continue entries }
      }
      let last = index + entry.rest.count
      return (entry, last + 1, words[last].end - entry.particleBytes)
    }
    return nil
  }

  func has(_ role: DateVocabulary.Role, at index: Int) -> Bool { phrase(role, at: index) != nil }

  /// Whether the words that end right before `index` are a phrase of `role` (of at most two words).
  func hasEnding(_ role: DateVocabulary.Role, before index: Int) -> Bool {
    for start in [index - 2, index - 1] where start >= 0 {
      if let found = phrase(role, at: start), found.next == index { return true }
    }
    return false
  }

  /// The value and number of digits of a digit word; nil for other words and for more than four digits.
  func number(at index: Int) -> (value: Int, count: Int)? {
    guard index < words.count, words[index].kind == .digits else { return nil }
    let word = words[index]
    var value = 0
    var count = 0
    var position = Int(word.start)
    while position < Int(word.end) {
      let (scalar, length) = decode(position)
      value = value * 10 + Int(table.entry(scalar).digitValue(scalar))
      count += 1
      position += length
      if count > 4 { return nil }
    }
    return (value, count)
  }

  /// Decodes the scalar at `index`. Sound only at the start of a scalar of valid UTF-8, which the text is.
  private func decode(_ index: Int) -> (scalar: UInt32, length: Int) {
    let b0 = UInt32(bytes[index])
    if b0 < 0x80 { return (b0, 1) }
    if b0 < 0xE0 { return ((b0 & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2) }
    if b0 < 0xF0 {
      return ((b0 & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F), 3)
    }
    return (
      (b0 & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12 | UInt32(bytes[index + 2] & 0x3F) << 6
        | UInt32(bytes[index + 3] & 0x3F), 4
    )
  }

  private func isAlphanumeric(_ position: Int) -> Bool {
    guard position < bytes.count else { return false }
    let entry = table.entry(decode(position).scalar)
    return entry.wordClass == .letter || entry.wordClass == .digit
  }

  private func isDigit(_ position: Int) -> Bool {
    guard position >= 0, position < bytes.count else { return false }
    return bytes[position] >= 0x30 && bytes[position] <= 0x39
  }

  /// Whether a date may start here: not inside a longer number, code, path or address.
  func isOpen(before position: UInt32) -> Bool {
    guard position > 0 else { return true }
    let at = Int(position) - 1
    switch bytes[at] {
    case UInt8(ascii: "-"):
      // After a dash between blanks, or a word ("mid-2024"); not after a digit or in a longer code.
      guard at > 0 else { return true }
      return bytes[at - 1] == 0x20 || (bytes[at - 1] | 0x20 >= 0x61 && bytes[at - 1] | 0x20 <= 0x7A)
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "'"):
      return !isDigit(at - 1) && bytes[at] != 0x2E
    case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"),
      UInt8(ascii: "+"),
      UInt8(ascii: "\\"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "~"),
      UInt8(ascii: "^"), UInt8(ascii: "*"):
      return false
    case 0x80...:
      var start = at
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      let scalar = decode(start).scalar
      // № € £ ¥ ₴ ₩ and their like make it a number or a price.
      if scalar == 0x2116 || scalar == 0xA3 || scalar == 0xA5 || (0x20A0...0x20CF).contains(scalar) { return false }
      let entry = table.entry(scalar)
      return entry.wordClass != .digit && entry.wordClass != .letter && entry.wordClass != .mark
    default: return !isAlphanumeric(at)
    }
  }

  /// Whether a date may end here: what follows makes it no longer number, code, path or address.
  func isClosed(at position: UInt32) -> Bool {
    let at = Int(position)
    guard at < bytes.count else { return true }
    switch bytes[at] {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "\\"),
      UInt8(ascii: "="):
      return !isAlphanumeric(at + 1)
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","): return !isDigit(at + 1)
    case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "&"): return false
    default:
      let scalar = decode(at).scalar
      if scalar == 0xB0 || (0x20A0...0x20CF).contains(scalar) { return false }
      // U+2013 between digits goes on with a range.
      if scalar == 0x2013 || scalar == 0x2212 { return !isDigit(at + 3) }
      return true
    }
  }

  /// The position behind a dash with its blanks; nil where none is. `isTight`: no blanks around it.
  func dash(at position: UInt32) -> (end: UInt32, isTight: Bool)? {
    let start = skipBlanks(position)
    guard Int(start) < bytes.count else { return nil }
    let (scalar, length) = decode(Int(start))
    switch scalar {
    case 0x2D, 0x7E, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x301C, 0x30FC, 0xFF0D, 0xFF5E:
      let end = start + UInt32(length)
      let behind = skipBlanks(end)
      return (behind, start == position && behind == end)
    default: return nil
    }
  }
}
