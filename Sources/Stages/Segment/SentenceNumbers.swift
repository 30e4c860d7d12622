import Pipeline

/// Full stops that belong to initials and numbers.
extension SentenceRules {
  /// One capital letter with a stop, as before a family name: "J. Smith", "В. Стус". "I." is the pronoun or a number.
  func isInitial(_ site: SentenceScanner.Site) -> Bool {
    guard let letter = scanner.scalarClass(before: site.mark), letter.value == .upper, site.close == site.markEnd else {
      return false
    }
    if abbreviations.isWord(bytes[letter.start..<site.mark]), letter.start < 2 || bytes[letter.start - 2] != 0x2E {
      return false
    }
    // Before it a blank, an opening bracket, a hyphen, or the stop of another initial.
    guard letter.start > start else { return true }
    switch bytes[letter.start - 1] {
    case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "-"), UInt8(ascii: "\""): return true
    default: return Blanks.length(before: letter.start, in: bytes) != nil
    }
  }

  /// A number with a stop: "21st" as German and others write it, a king's, or that of a list's entry.
  func isOrdinal(_ site: SentenceScanner.Site, _ next: Follower) -> Bool {
    guard site.close == site.markEnd, next.isUpper || next.isDigit else { return false }
    var begin = site.mark
    while begin > start, site.mark - begin <= 4, bytes[begin - 1] &- 0x30 < 10 { begin -= 1 }
    let isRoman = begin == site.mark
    if isRoman {
      while begin > start, site.mark - begin <= 5, Self.isRomanDigit(bytes[begin - 1]) { begin -= 1 }
    }
    let count = site.mark - begin
    guard count > 0 else { return false }
    if Blanks.trimmed(start, site.mark, in: bytes)?.start == UInt32(begin) { return count <= 3 }
    // "21. 4."
    if next.isDigit { return !isRoman && count <= 2 && (isDay(next.position) || followsDay(begin)) }
    guard abbreviations.ordinalDigits > 0, isRoman ? count > 1 : count <= abbreviations.ordinalDigits else {
      return false
    }
    guard begin > start, bytes[begin - 1] == UInt8(ascii: "(") || Blanks.length(before: begin, in: bytes) != nil else {
      return false
    }
    // "Josip II. Then" against "the II. World War".
    if isRoman, followsName(begin) { return false }
    guard let word = word(at: next.position) else { return false }
    return abbreviations.followsOrdinal(word.hash) || !startsSentence(next.position)
  }

  /// Whether digits, a stop and a blank stand before `position`.
  func followsDay(_ position: Int) -> Bool {
    position > start + 2 && bytes[position - 1] == 0x20 && bytes[position - 2] == UInt8(ascii: ".")
      && bytes[position - 3] &- 0x30 < 10
  }

  /// Whether the word before a full stop follows a number: "2019 г."
  func followsNumber(_ mark: Int) -> Bool {
    var at = mark
    while let letter = scanner.scalarClass(before: at), letter.value == .lower || letter.value == .upper {
      at = letter.start
      guard at > start, mark - at < 32 else { return false }
    }
    while at > start, let length = Blanks.length(before: at, in: bytes) { at -= length }
    return at > start && scanner.scalarClass(before: at)?.value == .numeric
  }

  /// One or two digits with a stop.
  func isDay(_ position: Int) -> Bool {
    var at = position
    while at < bytes.count, at - position < 3, bytes[at] &- 0x30 < 10 { at += 1 }
    return at - position <= 2 && at < bytes.count && bytes[at] == UInt8(ascii: ".")
  }

  /// Whether the word before `position` begins with a capital.
  func followsName(_ position: Int) -> Bool {
    var at = position
    while at > start, let length = Blanks.length(before: at, in: bytes) { at -= length }
    var first: SentenceClass?
    while let letter = scanner.scalarClass(before: at), letter.value == .lower || letter.value == .upper {
      first = letter.value
      at = letter.start
      guard at > start, position - at < 64 else { break }
    }
    return first == .upper
  }

  static func isRomanDigit(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "I") || byte == UInt8(ascii: "V") || byte == UInt8(ascii: "X")
  }
}
