import Pipeline

/// The words of one document with what lies between them, as the date rules look at it.
struct DateText {
  let bytes: UnsafeBufferPointer<UInt8>
  let words: UnsafeBufferPointer<Lexicon.Word>
  let vocabulary: DateVocabulary
  private var table: UnicodeTable { UnicodeTable.shared }

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

  /// What stands between two words, as phrases see it: 0 nothing, 1 a blank, an apostrophe, a hyphen or a full stop (with
  /// or without a blank behind it) as themselves, else 255.
  static func gapSign(_ bytes: UnsafeBufferPointer<UInt8>, from position: UInt32, to start: UInt32) -> UInt8 {
    let (from, to) = (Int(position), Int(start))
    guard to > from else { return 0 }
    switch bytes[from] {
    case 0x20, 0x09: return to == from + 1 ? 1 : 255
    case 0x27, 0x2D: return to == from + 1 ? bytes[from] : 255
    case 0x2E: return to == from + 1 || (to == from + 2 && bytes[from + 1] == 0x20) ? 0x2E : 255
    case 0xC2: return to == from + 2 && bytes[from + 1] == 0xA0 ? 1 : 255
    case 0xE2:
      guard to == from + 3, bytes[from + 1] == 0x80 else { return 255 }
      switch bytes[from + 2] {
      case 0x98, 0x99: return 0x27
      case 0x90, 0x91: return 0x2D
      case 0x89, 0xAF: return 1
      // U+200C, a joiner inside words of Persian.
      case 0x8C: return 1
      default: return 255
      }
    default: return 255
    }
  }

  /// A phrase of `role` that starts at a word: its entry, the word behind it, and where the date part of it ends.
  func phrase(_ role: DateRole, at index: Int) -> DatePhrase? {
    guard index >= 0, index < words.count else { return nil }
    entries: for position in vocabulary.entries(role, startingWith: words[index].hash) {
      let entry = vocabulary.entry(position)
      guard entry.role == role, index + entry.restCount < words.count else { continue }
      for offset in 0..<entry.restCount {
        let at = index + 1 + offset
        let next = vocabulary.rest[entry.restStart + offset]
        guard words[at].hash == next.hash,
          Self.gapSign(bytes, from: words[at - 1].end, to: words[at].start) == next.gap
        else { continue entries }
      }
      let last = index + entry.restCount
      return DatePhrase(entry: entry, next: last + 1, end: words[last].end - entry.particleBytes)
    }
    return nil
  }

  func has(_ role: DateRole, at index: Int) -> Bool { phrase(role, at: index) != nil }

  /// The phrase of `role` of at most four words that ends right before `index`: where it starts, and its entry.
  func ending(_ role: DateRole, before index: Int) -> (start: Int, entry: DateVocabulary.Entry)? {
    // Words of unspaced scripts are single letters here.
    let most = index > 0 && words[index - 1].kind == .ideograph ? 8 : 4
    var start = max(0, index - most)
    while start < index {
      if let found = phrase(role, at: start), found.next == index { return (start, found.entry) }
      start += 1
    }
    return nil
  }

  func hasEnding(_ role: DateRole, before index: Int) -> Bool { ending(role, before: index) != nil }

  /// The value and number of digits of a digit word; nil for other words and for more than four digits.
  func number(at index: Int) -> (value: Int, count: Int)? {
    guard index < words.count, words[index].kind == .digits else { return nil }
    let word = words[index]
    if word.end - word.start > 12 { return nil }
    var value = 0
    var count = 0
    var position = Int(word.start)
    if bytes[position] < 0x80 {
      guard word.end - word.start <= 4 else { return nil }
      while position < Int(word.end) {
        value = value * 10 + Int(bytes[position] &- 0x30)
        position += 1
      }
      return (value, Int(word.end - word.start))
    }
    while position < Int(word.end) {
      let (scalar, length) = bytes.scalar(at: position)
      value = value * 10 + Int(table.entry(scalar).digitValue(scalar))
      count += 1
      position += length
      if count > 4 { return nil }
    }
    return (value, count)
  }

  /// Whether a word is a Han digit that may start a date: the one before it is none.
  func startsHanNumber(_ index: Int) -> Bool {
    guard hanDigit(index) != nil,
      index == 0 || words[index - 1].end != words[index].start || hanDigit(index - 1) == nil,
      let number = hanNumber(at: index), number.next < words.count
    else { return false }
    return !vocabulary.roles(startingWith: words[number.next].hash).isDisjoint(with: .hanSigns)
  }

  /// A number in Han digits: 二〇二四, 十二. `count` is the number of digits where they stand one by one.
  func hanNumber(at index: Int) -> (value: Int, count: Int, next: Int)? {
    var at = index
    var digits: [Int] = []
    var total = 0
    var hasTens = false
    while at < words.count, at < index + 5, at == index || words[at].start == words[at - 1].end,
      let digit = hanDigit(at)
    {
      if digit == 10 {
        guard !hasTens, digits.count <= 1 else { return nil }
        total = (digits.first ?? 1) * 10
        digits = []
        hasTens = true
      } else {
        digits.append(digit)
      }
      at += 1
    }
    guard at > index else { return nil }
    if hasTens { return digits.count <= 1 ? (total + (digits.first ?? 0), 2, at) : nil }
    return (digits.reduce(0) { $0 * 10 + $1 }, digits.count, at)
  }

  /// The value of a Han digit, 十 as 10; 元 is the first year of an era.
  @inline(__always)
  private func hanDigit(_ index: Int) -> Int? {
    let start = Int(words[index].start)
    guard words[index].end - words[index].start == 3, bytes[start] >= 0xE3 else { return nil }
    switch bytes.scalar(at: start).value {
    case 0x3007, 0x96F6: return 0
    case 0x4E00, 0x5143: return 1
    case 0x4E8C: return 2
    case 0x4E09: return 3
    case 0x56DB: return 4
    case 0x4E94: return 5
    case 0x516D: return 6
    case 0x4E03: return 7
    case 0x516B: return 8
    case 0x4E5D: return 9
    case 0x5341: return 10
    default: return nil
    }
  }

  private func isAlphanumeric(_ position: Int) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
    let entry = table.entry(bytes.scalar(at: position).value)
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
      let scalar = bytes.scalar(at: start).value
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
      let scalar = bytes.scalar(at: at).value
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
    let (scalar, length) = bytes.scalar(at: Int(start))
    switch scalar {
    case 0x2D, 0x7E, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x301C, 0x30FC, 0xFF0D, 0xFF5E:
      let end = start + UInt32(length)
      let behind = skipBlanks(end)
      return (behind, start == position && behind == end)
    default: return nil
    }
  }
}

/// A phrase found in a text.
struct DatePhrase {
  let entry: DateVocabulary.Entry
  /// The word behind it.
  let next: Int
  /// Where it ends, without a particle.
  let end: UInt32
}
