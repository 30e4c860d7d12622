import Pipeline

/// Years as parts of a form: four digits, with the name of an era, with a word for "year".
extension DateFormMatcher {
  func takeYear(_ cursor: inout Cursor) -> Bool {
    if takeRelativeYear(&cursor) { return true }
    if takeEraYear(&cursor) { return true }
    if takeYearOfEraBehindShortMonth(&cursor) { return true }
    // "agosto del año 2023": the word for "year" stands before it.
    if text.number(at: cursor.word) == nil, let word = text.phrase(.yearPrefix, at: cursor.word),
      text.gap(from: word.end, toWord: word.next) == .blank
    {
      cursor.word = word.next
      cursor.position = text.words[word.next].start
    }
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

  /// "May '23": the apostrophe stands for the hundreds.
  func takeShortYear(_ cursor: inout Cursor) -> Bool {
    guard let year = shortYear(at: cursor.word), let start = text.apostrophe(before: cursor.word),
      text.skipBlanks(cursor.position) == start, start > cursor.position
    else { return false }
    cursor.current.year = year
    let end = text.words[cursor.word].end
    cursor.take(next: cursor.word + 1, end: end, position: end)
    return true
  }

  /// Two digits with nothing behind them that makes a decade or something else of them.
  func shortYear(at index: Int) -> Int? {
    guard let number = text.number(at: index), number.count == 2, text.isClosed(at: text.words[index].end),
      text.gap(from: text.words[index].end, toWord: index + 1) != .none
    else { return nil }
    return PartialDate.year(ofTwoDigits: number.value, published: published)
  }

  /// "12 พ.ค. 67": the last two digits of a year of the era that the language counts by.
  private func takeYearOfEraBehindShortMonth(_ cursor: inout Cursor) -> Bool {
    guard cursor.hasShortMonth, cursor.current.day != nil, let number = text.number(at: cursor.word),
      number.count == 2,
      let era = vocabulary.implicitEras.first(where: { $0.calendar == .gregorian })
    else { return false }
    let end = text.words[cursor.word].end
    guard text.isClosed(at: end) else { return false }
    cursor.current.year = era.years.upperBound / 100 * 100 - 100 + number.value + era.offset
    cursor.take(next: cursor.word + 1, end: end, position: end)
    return true
  }

  /// A year behind the name of an era: 令和6年, พ.ศ. 2567, 民國113年.
  func takeEraYear(_ cursor: inout Cursor) -> Bool {
    let letter = text.phrase(.eraLetter, at: cursor.word)
    guard let era = letter ?? text.phrase(.eraBefore, at: cursor.word) else { return false }
    // R6年: a letter needs the sign.
    if letter != nil, text.gap(from: era.end, toWord: era.next) != .none || !text.has(.yearSign, at: era.next + 1) {
      return false
    }
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
}
