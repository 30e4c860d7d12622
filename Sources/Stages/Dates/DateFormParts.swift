import Pipeline

/// Takes the parts of a form from the words of a text.
extension DateFormMatcher {
  func take(_ part: DateForm.Part, _ cursor: Cursor) -> Cursor? {
    if cursor.mustEnd { return nil }
    if cursor.rangeIsOpen, part != .dash { return nil }
    var cursor = cursor
    switch part {
    case .comma, .stop, .slash:
      let sign: UInt8 = part == .comma ? 0x2C : part == .stop ? 0x2E : 0x2F
      guard cursor.word > cursor.firstWord else { return nil }
      if text.byte(cursor.position) == sign {
        cursor.position += 1
      } else if part == .comma, text.byte(cursor.position) == 0xD8, text.byte(cursor.position + 1) == 0x8C {
        // U+060C, the Arabic comma.
        cursor.position += 2
      } else {
        return nil
      }
      cursor.isJoined = true
    case .dash:
      guard takeDash(&cursor) else { return nil }
    default:
      switch text.gap(from: cursor.position, toWord: cursor.word) {
      case .other:
        // "mid-September", "el-5 mayo".
        guard cursor.lastPart == .period || cursor.lastPart == .of,
          text.byte(cursor.position) == UInt8(ascii: "-"),
          text.gap(from: cursor.position + 1, toWord: cursor.word) == .none
        else { return nil }
      case .none
      where !cursor.isJoined && text.words[cursor.word].kind != .ideograph
        && (cursor.word == 0 || text.words[cursor.word - 1].kind != .ideograph):
        return nil
      default: break
      }
      guard takeWord(part, &cursor) else { return nil }
    }
    cursor.lastPart = part
    return cursor
  }

  func takeDash(_ cursor: inout Cursor) -> Bool {
    guard !cursor.isRange else { return false }
    if cursor.rangeIsOpen {
      cursor.rangeIsOpen = false
    } else if let dash = text.dash(at: cursor.position) {
      cursor.dashIsTight = dash.isTight
      cursor.position = dash.end
    } else if text.gap(from: cursor.position, toWord: cursor.word) != .other,
      let word = text.phrase(.range, at: cursor.word) ?? text.phrase(.betweenRange, at: cursor.word)
    {
      if word.entry.role == .betweenRange { cursor.hasBetween = true }
      let end = cursor.end
      cursor.take(next: word.next, end: end, position: text.words[word.next - 1].end)
    } else {
      return false
    }
    cursor.isRange = true
    cursor.isJoined = true
    return true
  }

  func takeWord(_ part: DateForm.Part, _ cursor: inout Cursor) -> Bool {
    switch part {
    case .weekday:
      guard isNameLike(cursor.word),
        let found = text.phrase(.weekday, at: cursor.word) ?? text.phrase(.weakWeekday, at: cursor.word)
          ?? text.phrase(.shortWeekday, at: cursor.word)
      else { return false }
      cursor.take(
        next: found.next, end: found.end,
        position: found.entry.particleBytes > 0 ? text.words[found.next - 1].end : positionBehindStop(found.end))
      cursor.hasWeekday = true
    case .of:
      guard let found = text.phrase(.of, at: cursor.word) ?? text.phrase(.yearPrefix, at: cursor.word) else {
        return false
      }
      let end = cursor.end
      cursor.take(next: found.next, end: end, position: found.end)
    case .period:
      if let found = text.phrase(.part, at: cursor.word) {
        cursor.current.part = PeriodPart(rawValue: found.entry.value)
        cursor.take(next: found.next, end: found.end, position: found.end)
        return true
      }
      // "the first half" of a year is a month to EDTF, that of a month is a part.
      guard let found = text.phrase(.month, at: cursor.word), found.entry.value >= 40 else { return false }
      cursor.current.part = found.entry.value == 40 ? .firstHalf : .secondHalf
      cursor.take(next: found.next, end: found.end, position: found.end)
    case .periodBehind:
      guard let found = text.phrase(.partBehind, at: cursor.word), cursor.current.day == nil else { return false }
      cursor.current.part = PeriodPart(rawValue: found.entry.value)
      cursor.take(next: found.next, end: found.end, position: text.words[found.next - 1].end)
      cursor.mustEnd = found.entry.particleBytes > 0
    case .month: return takeMonth(&cursor)
    case .day: return takeDay(&cursor)
    case .year: return takeYear(&cursor)
    case .monthDigits:
      guard let number = text.number(at: cursor.word), number.count <= 2, (1...12).contains(number.value) else {
        return false
      }
      cursor.current.month = number.value
      let end = text.words[cursor.word].end
      cursor.take(next: cursor.word + 1, end: end, position: end)
    case .signedYear:
      return takeEraYear(&cursor) || takeSigned(&cursor, .yearSign, digits: 4...4, values: 1000...2199, \.year)
        || takeRelativeYear(&cursor)
    case .signedMonth:
      return takeSigned(&cursor, .monthSign, digits: 1...2, values: 1...12, \.month) || takeRelativeMonth(&cursor)
    case .signedDay: return takeSigned(&cursor, .daySign, digits: 1...2, values: 1...31, \.day)
    case .comma, .stop, .slash, .dash: return false
    }
    return true
  }

  func isNameLike(_ word: Int) -> Bool {
    guard vocabulary.isTitleCased else { return true }
    return word < text.words.count
      && (text.words[word].letterCase == .title || text.words[word].letterCase == .upper)
  }

  func positionBehindStop(_ end: UInt32) -> UInt32 { text.byte(end) == UInt8(ascii: ".") ? end + 1 : end }

  func takeMonth(_ cursor: inout Cursor) -> Bool {
    let word = cursor.word
    if let found = text.phrase(.month, at: word) {
      // Seasons and quarters are no names.
      guard found.entry.value > 12 || isNameLike(word) else { return false }
      guard setMonth(found.entry, &cursor) else { return false }
      cursor.take(next: found.next, end: found.end, position: text.words[found.next - 1].end)
      cursor.mustEnd = found.entry.particleBytes > 0 && !found.entry.opensRange
      cursor.rangeIsOpen = found.entry.opensRange
      if text.has(.weakMonth, at: word) { cursor.hasWeakMonth = true }
      return true
    }
    guard isNameLike(word) else { return false }
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

  func takeDay(_ cursor: inout Cursor) -> Bool {
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
    if let suffix = suffix(.ordinalSuffix, behind: cursor.word) {
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

  func takeYear(_ cursor: inout Cursor) -> Bool {
    if takeRelativeYear(&cursor) { return true }
    if takeEraYear(&cursor) { return true }
    guard let year = plainYear(at: cursor.word, calendar: cursor.current.calendar) else { return false }
    var (next, end) = (year.next, year.end)
    var value = year.value
    if text.gap(from: year.end, toWord: year.next) == .blank || text.gap(from: year.end, toWord: year.next) == .none {
      if let era = text.phrase(.eraBehind, at: year.next) {
        (next, end) = (era.next, era.end)
        if era.entry.calendar == .gregorian {
          value += era.entry.value
        } else {
          cursor.current.calendar = era.entry.calendar
        }
      } else if text.has(.era, at: year.next) {
        return false
      } else if !year.hasWord, text.has(.notYear, at: year.next) {
        return false
      }
    }
    if value == year.value, let era = vocabulary.implicitEras.first(where: { $0.years.contains(value) }),
      cursor.current.calendar == .gregorian
    {
      value += era.offset
      if era.calendar != .gregorian { cursor.current.calendar = era.calendar }
    }
    cursor.current.year = value
    cursor.take(next: next, end: end, position: end)
    return true
  }

  /// A year behind the name of an era: 令和6年, พ.ศ. 2567, 民國113年.
  func takeEraYear(_ cursor: inout Cursor) -> Bool {
    guard let era = text.phrase(.eraBefore, at: cursor.word) else { return false }
    let position = positionBehindStop(era.end)
    guard text.gap(from: position, toWord: era.next) != .other else { return false }
    let value: Int
    var next: Int
    if let number = text.number(at: era.next) {
      (value, next) = (number.value, era.next + 1)
    } else if let number = text.hanNumber(at: era.next) {
      (value, next) = (number.value, number.next)
    } else {
      return false
    }
    guard value > 0, (1000...2199).contains(value + era.entry.value) else { return false }
    var end = text.words[next - 1].end
    if let sign = text.phrase(.yearSign, at: next), text.gap(from: end, toWord: next) != .other {
      (next, end) = (sign.next, sign.end)
      cursor.mustEnd = sign.entry.particleBytes > 0
    }
    cursor.current.year = value + era.entry.value
    cursor.take(next: next, end: end, position: text.words[next - 1].end)
    cursor.isJoined = true
    return true
  }

  /// Four digits from 1000 to 2199 with a suffix and a word for "year" where they stand behind.
  func plainYear(
    at index: Int, calendar: DateCalendar = .gregorian
  ) -> (value: Int, next: Int, end: UInt32, hasWord: Bool, hasSuffix: Bool)? {
    guard let number = text.number(at: index), number.count == 4,
      (1000...2199).contains(number.value)
        || vocabulary.implicitEras.contains(where: { $0.years.contains(number.value) })
    else { return nil }
    var end = text.words[index].end
    var next = index + 1
    var hasSuffix = false
    if let suffix = suffix(.yearSuffix, behind: index) {
      hasSuffix = true
      end = suffix.end
      next = suffix.next
    }
    // "2019. godine": the stop of the ordinal.
    if vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: "."), text.gap(from: end + 1, toWord: next) == .blank,
      let word = text.phrase(.yearWord, at: next)
    {
      return (number.value, word.next, word.end, true, hasSuffix)
    }
    if text.gap(from: end, toWord: next) != .other, let word = text.phrase(.yearWord, at: next) {
      return (number.value, word.next, word.end, true, hasSuffix)
    }
    if text.gap(from: end, toWord: next) == .none, text.words[next].kind != .ideograph, !text.has(.eraBehind, at: next)
    {
      return nil
    }
    if text.dash(at: end)?.isTight != true, !text.isClosed(at: end) { return nil }
    return (number.value, next, end, false, hasSuffix)
  }

  func takeRelativeYear(_ cursor: inout Cursor) -> Bool {
    guard let found = relativeUnit(at: cursor.word), found.unit == .year else { return false }
    cursor.current.year = published.map { $0.year + found.offset }
    cursor.isRelative = true
    cursor.hasRelativeYear = true
    cursor.take(next: found.next, end: found.end, position: text.words[found.next - 1].end)
    cursor.mustEnd = found.end != text.words[found.next - 1].end
    return true
  }

  /// 今月25日, 다음달 23일.
  func takeRelativeMonth(_ cursor: inout Cursor) -> Bool {
    guard let published, cursor.current.year == nil, let found = relativeUnit(at: cursor.word), found.unit == .month,
      found.end == text.words[found.next - 1].end
    else { return false }
    let months = published.year * 12 + published.month - 1 + found.offset
    (cursor.current.year, cursor.current.month) = (months / 12, months % 12 + 1)
    cursor.isRelative = true
    cursor.take(next: found.next, end: found.end, position: found.end)
    return true
  }

  /// "last year", "yesterday", "минулого тижня", "le mois dernier".
  func relativeUnit(at index: Int) -> (unit: DateUnit, offset: Int, next: Int, end: UInt32)? {
    if let found = text.phrase(.relative, at: index) {
      return (found.entry.unit, found.entry.value, found.next, found.end)
    }
    if let shift = text.phrase(.shift, at: index),
      text.gap(from: shift.end, toWord: shift.next) == .blank
        || (text.gap(from: shift.end, toWord: shift.next) == .none && text.words[index].kind == .ideograph),
      let unit = text.phrase(.unit, at: shift.next), unit.entry.unit != .day
    {
      return (unit.entry.unit, shift.entry.value, unit.next, unit.end)
    }
    if let unit = text.phrase(.unit, at: index), unit.entry.unit != .day,
      text.gap(from: unit.end, toWord: unit.next) != .other,
      let shift = shiftBehind(at: unit.next)
    {
      return (unit.entry.unit, shift.entry.value, shift.next, shift.end)
    }
    return nil
  }

  /// "dernier" in "le mois dernier"; words that stand before a name stand behind it too where a language has such.
  func shiftBehind(at index: Int) -> DatePhrase? {
    text.phrase(.shiftBehind, at: index) ?? (vocabulary.shiftsStandBehind ? text.phrase(.shift, at: index) : nil)
  }

  func takeSigned(
    _ cursor: inout Cursor, _ role: DateRole, digits: ClosedRange<Int>, values: ClosedRange<Int>,
    _ part: WritableKeyPath<PartialDate, Int?>
  ) -> Bool {
    var next = cursor.word + 1
    let value: Int
    if let number = text.number(at: cursor.word) {
      guard digits.contains(number.count) else { return false }
      value = number.value
    } else if let number = text.hanNumber(at: cursor.word) {
      guard digits.contains(number.count) else { return false }
      (value, next) = (number.value, number.next)
    } else {
      return false
    }
    guard values.contains(value), text.gap(from: text.words[next - 1].end, toWord: next) != .other,
      let sign = text.phrase(role, at: next)
    else { return false }
    cursor.current[keyPath: part] = value
    if sign.entry.value == 1 { cursor.hasJoinedSign = true }
    cursor.take(next: sign.next, end: sign.end, position: text.words[sign.next - 1].end)
    // Signs need no blanks between them.
    cursor.isJoined = true
    cursor.rangeIsOpen = sign.entry.opensRange
    cursor.mustEnd = sign.entry.particleBytes > 0 && !sign.entry.opensRange
    return true
  }
}
