import Pipeline

/// Judges whether words that match a form are a date, and what it means.
extension DateFormMatcher {
  func accept(_ form: DateForm, _ cursor: Cursor) -> DateMatch? {
    guard text.isClosed(at: cursor.end) || cursor.mustEnd else { return nil }
    if form.isBareMonth, !acceptBareMonth(cursor) { return nil }
    if form.hasMonthDigits, !cursor.hasDayStop, form.parts[0].part == .day { return nil }
    if let month = cursor.first.month, month > 12, cursor.first.year == nil, !cursor.hasRelativeYear { return nil }
    if cursor.first.part != nil, cursor.first.month == nil, cursor.first.day != nil {
      return nil
    }
    if cursor.isNight, cursor.first.day == nil || cursor.first.month != nil { return nil }
    if cursor.hasBetween, !hasBetween(before: cursor.firstWord), !text.has(.between, at: cursor.word) { return nil }
    if form.isBareDay { return bareDay(cursor) }
    if cursor.isRange, cursor.lastPart == .signedDay, cursor.first.month == nil, cursor.second.month == nil {
      return bareDays(cursor)
    }
    if form.isBareYear, !cursor.isRelative, isNoYear(cursor.word, from: cursor.position) { return nil }
    if cursor.first.year == nil, cursor.second.year == nil, !cursor.hasRelativeYear, !acceptWithoutYear(cursor) {
      return nil
    }
    if cursor.hasDottedMonth, cursor.first.day == nil { return nil }
    // "June 5 – 12 dead": days that share a month stand on both sides of a dash without blanks.
    if cursor.isRange, !cursor.dashIsTight, cursor.first.day != nil,
      cursor.first.month == nil || cursor.second.month == nil
    {
      return nil
    }
    let value =
      cursor.isRange
      ? DateValue(from: cursor.first, to: cursor.second, published: published, isRelative: cursor.isRelative)
      : DateValue(cursor.first, published: published, isRelative: cursor.isRelative)
    guard let value else { return nil }
    return DateMatch(
      range: ByteRange(text.words[cursor.firstWord].start, cursor.end), value: value, next: cursor.word,
      written: cursor.isRange || cursor.isRelative ? nil : WrittenDate(cursor, in: form))
  }

  /// "between 3 and 9 June", "zwischen dem 3. und dem 9. Juni".
  private func hasBetween(before index: Int) -> Bool {
    if text.hasEnding(.between, before: index) { return true }
    guard let of = text.ending(.of, before: index) else { return false }
    return text.hasEnding(.between, before: of.start)
  }

  /// 15日〜17日: the last ones up to the publication date, as a day alone is.
  private func bareDays(_ cursor: Cursor) -> DateMatch? {
    guard let first = cursor.first.day, let second = cursor.second.day, first < second, !cursor.hasJoinedSign,
      !isNoYear(cursor.word, from: cursor.position), text.isOpen(before: text.words[cursor.firstWord].start)
    else { return nil }
    var value = DateValue(edtf: "XXXX-XX-\(padded(first, 2))/XXXX-XX-\(padded(second, 2))", earliest: nil, latest: nil)
    if let published {
      let months = published.year * 12 + published.month - 1 - (first > published.day ? 1 : 0)
      var start = PartialDate(year: months / 12, month: months % 12 + 1, day: first)
      var end = start
      end.day = second
      if !end.isPossible { (start.month, end.month) = (published.month, published.month) }
      guard let found = DateValue(from: start, to: end, published: nil, isRelative: true) else { return nil }
      value = found
    }
    return DateMatch(
      range: ByteRange(text.words[cursor.firstWord].start, cursor.end), value: value, next: cursor.word)
  }

  /// "14日" is the last day of that number up to the publication date.
  func bareDay(_ cursor: Cursor) -> DateMatch? {
    guard let day = cursor.first.day, !isNoYear(cursor.word, from: cursor.position), !cursor.hasJoinedSign,
      text.words[cursor.firstWord].kind == .digits,
      // "1日3回": a day each.
      text.gap(from: cursor.position, toWord: cursor.word) != .none || text.words[cursor.word].kind != .digits,
      cursor.firstWord == 0 || text.dash(at: text.words[cursor.firstWord - 1].end) == nil
    else { return nil }
    var value = DateValue(edtf: "XXXX-XX-\(padded(day, 2))", earliest: nil, latest: nil)
    if let published {
      var months = published.year * 12 + published.month - 1 - (day > published.day ? 1 : 0)
      if CivilDay(year: months / 12, month: months % 12 + 1, day: day) == nil { months -= 1 }
      guard let found = CivilDay(year: months / 12, month: months % 12 + 1, day: day) else { return nil }
      value = DateValue(edtf: found.description, earliest: found, latest: found, isRelative: true)
    }
    return DateMatch(
      range: ByteRange(text.words[cursor.firstWord].start, cursor.end), value: value, next: cursor.word)
  }

  func isNoYear(_ word: Int, from position: UInt32) -> Bool {
    text.gap(from: position, toWord: word) != .other && text.has(.notYear, at: word)
  }

  /// A month's name alone is a date only behind a cue, and never an abbreviation.
  func acceptBareMonth(_ cursor: Cursor) -> Bool {
    guard !cursor.hasShortMonth, cursor.firstWord > 0 || vocabulary.hasBareMonths, cursor.first.month ?? 13 <= 12,
      cursor.first.calendar == .gregorian
    else {
      return false
    }
    if vocabulary.hasBareMonths, !cursor.hasWeakMonth { return true }
    let before = cursor.firstWord
    guard before > 0 else { return false }
    let isNear =
      text.gap(before: before) == .blank || text.dash(at: text.words[before - 1].end)?.isTight == true
    guard isNear else { return false }
    if text.hasEnding(.inCue, before: before) || text.hasEnding(.cue, before: before) { return true }
    return !cursor.hasWeakMonth && text.hasEnding(.weakCue, before: before)
  }

  /// "from May to July", "June–August": months that are other words too need a cue.
  func acceptMonths(_ cursor: Cursor) -> Bool {
    guard !cursor.hasShortMonth || cursor.dashIsTight else { return false }
    if cursor.weakMonths < 2, !cursor.hasShortMonth { return true }
    let before = cursor.firstWord
    guard before > 0, text.gap(before: before) == .blank else { return false }
    return text.hasEnding(.inCue, before: before) || text.hasEnding(.cue, before: before)
      || text.hasEnding(.dayCue, before: before) || text.hasEnding(.weakCue, before: before)
      || text.hasEnding(.between, before: before)
  }

  func acceptWithoutYear(_ cursor: Cursor) -> Bool {
    let before = cursor.firstWord
    let isSigned = cursor.lastPart == .signedDay || cursor.lastPart == .signedMonth
    if isSigned { return !isNoYear(cursor.word, from: cursor.position) }
    guard cursor.lastPart == .day || cursor.lastPart == .month, cursor.first.day != nil || cursor.isRange else {
      return true
    }
    if cursor.isRange, cursor.first.day == nil { return acceptMonths(cursor) }
    if cursor.hasWeekday || cursor.hasOrdinal { return true }
    let hasCue = before > 0 && text.gap(before: before) == .blank && text.hasEnding(.dayCue, before: before)
    if cursor.lastPart == .day {
      // "In May 20 people", "from June 5 to 12 people".
      if before > 0, text.gap(before: before) == .blank, text.hasEnding(.inCue, before: before) { return false }
      if cursor.isRange || !hasCue { return !isNoYear(cursor.word, from: cursor.position) }
      return true
    }
    guard cursor.hasWeakMonth, !hasCue, vocabulary.isTitleCased else { return true }
    // "Up to 20 May Die in Floods": nothing but punctuation may follow.
    return text.gap(from: cursor.position, toWord: cursor.word) == .other
  }
}
