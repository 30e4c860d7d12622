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
        if part == .year, takeShortYear(&cursor) {
          cursor.lastPart = part
          return cursor
        }
        // "de l'année dernière".
        if cursor.lastPart == .of, text.apostrophe(before: cursor.word) == cursor.position { break }
        guard cursor.lastPart == .period || cursor.lastPart == .of || cursor.lastPart == .dash,
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
      if part != .of { cursor.lastWord = part }
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
        ?? text.phrase(.nightRange, at: cursor.word)
    {
      if word.entry.role == .betweenRange { cursor.hasBetween = true }
      if word.entry.role == .nightRange { cursor.isNight = true }
      let end = cursor.end
      cursor.take(next: word.next, end: end, position: text.words[word.next - 1].end)
    } else if cursor.mayBeRange, text.gap(from: cursor.position, toWord: cursor.word) == .blank {
      cursor.mayBeRange = false
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
    case .day:
      if cursor.word == cursor.firstWord { cursor.startsWithDay = true }
      return takeDay(&cursor)
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
}
