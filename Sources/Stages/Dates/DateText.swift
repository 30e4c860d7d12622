import Pipeline

/// The words of one document with what lies between them, as the date rules look at it.
struct DateText {
  let bytes: UnsafeBufferPointer<UInt8>
  let words: UnsafeBufferPointer<Lexicon.Word>
  let vocabulary: DateVocabulary
  var table: UnicodeTable { UnicodeTable.shared }

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
}

/// A phrase found in a text.
struct DatePhrase {
  let entry: DateVocabulary.Entry
  /// The word behind it.
  let next: Int
  /// Where it ends, without a particle.
  let end: UInt32
}
