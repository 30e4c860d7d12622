import Pipeline

/// Months and days as parts of a form.
extension DateFormMatcher {
  func takeMonth(_ cursor: inout Cursor) -> Bool {
    let word = cursor.word
    if let found = text.phrase(.month, at: word) {
      // Seasons and quarters are no names.
      guard found.entry.value > 12 || isNameLike(word) else { return false }
      guard setMonth(found.entry, &cursor) else { return false }
      cursor.take(next: found.next, end: found.end, position: text.words[found.next - 1].end)
      cursor.mustEnd = found.entry.particleBytes > 0 && !found.entry.opensRange
      cursor.rangeIsOpen = found.entry.opensRange
      if found.entry.mayOpenRange { cursor.mayBeRange = true }
      if text.has(.weakMonth, at: word) { cursor.weakMonths += 1 }
      takeFromSuffix(&cursor)
      return true
    }
    guard isNameLike(word) else { return false }
    if cursor.current.day != nil, let found = text.phrase(.romanMonth, at: word),
      text.gap(from: found.end, toWord: found.next) == .blank, text.number(at: found.next)?.count == 4
    {
      guard setMonth(found.entry, &cursor) else { return false }
      cursor.take(next: found.next, end: found.end, position: found.end)
      return true
    }
    if let found = text.phrase(.shortMonth, at: word) {
      guard setMonth(found.entry, &cursor) else { return false }
      cursor.take(next: found.next, end: found.end, position: positionBehindStop(found.end))
      cursor.hasShortMonth = true
      return true
    }
    guard let found = text.phrase(.dottedMonth, at: word), text.byte(found.end) == UInt8(ascii: "."),
      setMonth(found.entry, &cursor)
    else { return false }
    cursor.take(next: found.next, end: found.end, position: found.end + 1)
    cursor.hasShortMonth = true
    cursor.hasDottedMonth = true
    return true
  }

  /// A month that stands there already must be the same one: "مايو/أيار".
  func setMonth(_ entry: DateVocabulary.Entry, _ cursor: inout Cursor) -> Bool {
    if let month = cursor.current.month, month != entry.value { return false }
    cursor.current.month = entry.value
    cursor.current.calendar = entry.calendar
    return true
  }

  /// "Mayıs'tan": the suffix is no part of the date, but may make a range of it.
  private func takeFromSuffix(_ cursor: inout Cursor) {
    guard !cursor.isRange, let suffix = suffix(.fromSuffix, behind: cursor.word - 1) else { return }
    let end = cursor.end
    cursor.take(next: suffix.next, end: end, position: suffix.end)
    cursor.mayBeRange = true
  }

  func takeDay(_ cursor: inout Cursor) -> Bool {
    if let word = text.phrase(.dayWord, at: cursor.word) {
      cursor.current.day = word.entry.value
      cursor.hasOrdinal = true
      cursor.take(next: word.next, end: word.end, position: word.end)
      return true
    }
    guard let number = text.number(at: cursor.word), number.count <= 2, (1...31).contains(number.value) else {
      return false
    }
    let end = text.words[cursor.word].end
    var next = cursor.word + 1
    var position = end
    if vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: "."), stopEndsDay(end, next) {
      cursor.current.day = number.value
      cursor.hasDayStop = true
      cursor.take(next: next, end: end, position: end + 1)
      return true
    }
    if !cursor.isRange, let suffix = suffix(.fromSuffix, behind: cursor.word) {
      next = suffix.next
      position = suffix.end
      cursor.hasOrdinal = true
      cursor.mayBeRange = true
    } else if let suffix = suffix(.ordinalSuffix, behind: cursor.word) {
      next = suffix.next
      position = suffix.end
      cursor.hasOrdinal = true
    } else if text.gap(from: end, toWord: next) == .none {
      return false
    } else if text.dash(at: end) == nil, !text.isClosed(at: end) {
      return false
    }
    cursor.current.day = number.value
    cursor.take(next: next, end: position, position: position)
    return true
  }

  /// Whether a full stop behind a day is followed by a blank or a dash, not by the next number of a code.
  func stopEndsDay(_ stop: UInt32, _ next: Int) -> Bool {
    text.gap(from: stop + 1, toWord: next) == .blank || text.dash(at: stop + 1) != nil
  }

  /// A suffix that touches a word or hangs on it by a hyphen: 14th, 14-го.
  func suffix(_ role: DateRole, behind index: Int) -> (next: Int, end: UInt32)? {
    guard index < text.words.count else { return nil }
    let end = text.words[index].end
    var position = end
    if text.byte(end) == UInt8(ascii: "-") || text.byte(end) == UInt8(ascii: "'") {
      position += 1
    } else if text.byte(end) == 0xE2, text.byte(end + 1) == 0x80, text.byte(end + 2) == 0x99 {
      position += 3
    }
    guard text.gap(from: position, toWord: index + 1) == .none, let found = text.phrase(role, at: index + 1) else {
      return nil
    }
    return (found.next, found.end)
  }
}
