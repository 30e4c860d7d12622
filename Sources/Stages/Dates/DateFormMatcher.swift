import Pipeline

/// A date found in a text.
struct DateMatch {
  var range: ByteRange
  var value: DateValue
  /// The word behind it.
  var next: Int
}

/// Matches the forms of a vocabulary at a word.
struct DateFormMatcher {
  let text: DateText
  let published: CivilDay?

  private var vocabulary: DateVocabulary { text.vocabulary }

  /// How far a form has matched.
  private struct Cursor {
    let firstWord: Int
    var word: Int
    /// Where the next part is looked for, and where the date ends so far.
    var position: UInt32
    var end: UInt32
    /// Behind a comma or dash the next word needs no blank before it.
    var isJoined = true
    /// A particle ended the expression.
    var mustEnd = false
    /// A particle that means "from" stands before.
    var rangeIsOpen = false

    var first = PartialDate()
    var second = PartialDate()
    var isRange = false
    var isRelative = false
    var hasWeekday = false
    var hasOrdinal = false
    var hasShortMonth = false
    var hasWeakMonth = false
    var hasDottedMonth = false
    var hasDayStop = false
    var hasRelativeYear = false
    var hasBetween = false
    /// A sign that makes a day only behind a month: 5月3号.
    var hasJoinedSign = false
    var dashIsTight = true
    var lastPart = DateForm.Part.weekday

    init(at word: Int, start: UInt32) {
      firstWord = word
      self.word = word
      position = start
      end = start
    }

    /// The end of the range that parts are filled into.
    var current: PartialDate {
      get { isRange ? second : first }
      set { if isRange { second = newValue } else { first = newValue } }
    }

    mutating func take(next: Int, end: UInt32, position: UInt32) {
      word = next
      self.end = end
      self.position = position
      isJoined = false
    }
  }

  /// The longest date that starts at a word, or nil.
  func match(at index: Int) -> DateMatch? {
    guard text.isOpen(before: text.words[index].start) || hangsOnCue(index) else { return nil }
    let begins = beginnings(at: index)
    guard !begins.isEmpty else { return nil }
    var best: DateMatch?
    for form in vocabulary.forms where !form.begins.isDisjoint(with: begins) {
      let start = Cursor(at: index, start: text.words[index].start)
      guard let cursor = match(form.parts[...], start), best == nil || cursor.end > best!.range.end else { continue }
      if let found = accept(form, cursor) { best = found }
    }
    return best
  }

  /// Behind a cue with a hyphen or, in scripts whose words for "in" and "and" are prefixes, none: "ב-5 במאי", "و5 مايو".
  private func hangsOnCue(_ index: Int) -> Bool {
    guard index > 0, text.hasEnding(.dayCue, before: index) else { return false }
    let (end, start) = (text.words[index - 1].end, text.words[index].start)
    if end + 1 == start { return text.byte(end) == UInt8(ascii: "-") }
    return end == start && (0xD7...0xD9).contains(text.bytes[Int(end) - 2])
  }

  /// The parts that begin at a word. Looked up once, so that only forms that can match are tried.
  private func beginnings(at index: Int) -> DateForm.Beginnings {
    let word = text.words[index]
    if word.kind == .digits {
      guard let number = text.number(at: index) else { return [] }
      let signs = signs(at: index + 1)
      if number.count > 2 { return signs.intersection(.signedYear).union(.year).intersection(vocabulary.beginnings) }
      return hasAnchor(behind: index) ? signs.union(.day) : []
    }
    var begins: DateForm.Beginnings = []
    if word.kind == .ideograph, text.startsHanNumber(index), let number = text.hanNumber(at: index) {
      begins = signs(at: number.next)
    }
    let roles = vocabulary.roles(startingWith: word.hash)
    if !roles.isDisjoint(with: .months),
      text.has(.month, at: index) || text.has(.shortMonth, at: index) || text.has(.dottedMonth, at: index)
    {
      begins.formUnion([.month, .period])
    } else if roles.contains(DateRoles(.part)), text.has(.part, at: index) {
      begins.insert(.period)
    }
    if !roles.isDisjoint(with: .weekdays),
      text.has(.weekday, at: index) || text.has(.weakWeekday, at: index) || text.has(.shortWeekday, at: index)
    {
      begins.insert(.weekday)
    }
    if roles.contains(DateRoles(.eraBefore)) && text.has(.eraBefore, at: index) {
      begins.formUnion([.year, .signedYear])
    } else if !roles.isDisjoint(with: .years), let unit = relativeUnit(at: index)?.unit {
      if unit == .year { begins.formUnion([.year, .signedYear]) }
      if unit == .month { begins.insert(.signedMonth) }
    }
    return begins
  }

  /// The parts that a number is with the sign behind it.
  private func signs(at index: Int) -> DateForm.Beginnings {
    guard index < text.words.count, text.gap(before: index) != .other else { return [] }
    let roles = vocabulary.roles(startingWith: text.words[index].hash)
    var found: DateForm.Beginnings = []
    if roles.contains(DateRoles(.yearSign)) { found.insert(.signedYear) }
    if roles.contains(DateRoles(.monthSign)) { found.insert(.signedMonth) }
    if roles.contains(DateRoles(.daySign)) { found.insert(.signedDay) }
    return found
  }

  /// Whether one of the next words may be a month or a sign, or numbers follow as in "5. 5. 2024".
  private func hasAnchor(behind index: Int) -> Bool {
    var at = index + 1
    let last = min(index + 8, text.words.count)
    while at < last {
      let word = text.words[at]
      if word.start > text.words[at - 1].end + 8 { return false }
      if word.kind == .digits {
        if text.number(at: at)?.count == 4 { return true }
      } else {
        let roles = vocabulary.roles(startingWith: word.hash)
        if !roles.isDisjoint(with: .months) || !roles.isDisjoint(with: .signs) { return true }
      }
      at += 1
    }
    return false
  }

  /// Matches `parts` from `cursor`; an optional part is taken where it and the rest can be.
  private func match(_ parts: ArraySlice<(part: DateForm.Part, isOptional: Bool)>, _ cursor: Cursor) -> Cursor? {
    guard let (part, isOptional) = parts.first else { return cursor }
    if let taken = take(part, cursor), let whole = match(parts.dropFirst(), taken) { return whole }
    return isOptional ? match(parts.dropFirst(), cursor) : nil
  }

  private func take(_ part: DateForm.Part, _ cursor: Cursor) -> Cursor? {
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

  private func takeDash(_ cursor: inout Cursor) -> Bool {
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

  private func takeWord(_ part: DateForm.Part, _ cursor: inout Cursor) -> Bool {
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

  private func positionBehindStop(_ end: UInt32) -> UInt32 { text.byte(end) == UInt8(ascii: ".") ? end + 1 : end }

  private func takeMonth(_ cursor: inout Cursor) -> Bool {
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
  private func setMonth(_ entry: DateVocabulary.Entry, _ cursor: inout Cursor) -> Bool {
    if let month = cursor.current.month, month != entry.value { return false }
    cursor.current.month = entry.value
    cursor.current.calendar = entry.calendar
    return true
  }

  private func takeDay(_ cursor: inout Cursor) -> Bool {
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
  private func stopEndsDay(_ stop: UInt32, _ next: Int) -> Bool {
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

  private func takeYear(_ cursor: inout Cursor) -> Bool {
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
  private func takeEraYear(_ cursor: inout Cursor) -> Bool {
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

  private func takeRelativeYear(_ cursor: inout Cursor) -> Bool {
    guard let found = relativeUnit(at: cursor.word), found.unit == .year else { return false }
    cursor.current.year = published.map { $0.year + found.offset }
    cursor.isRelative = true
    cursor.hasRelativeYear = true
    cursor.take(next: found.next, end: found.end, position: text.words[found.next - 1].end)
    cursor.mustEnd = found.end != text.words[found.next - 1].end
    return true
  }

  /// 今月25日, 다음달 23일.
  private func takeRelativeMonth(_ cursor: inout Cursor) -> Bool {
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

  private func takeSigned(
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

  // MARK: Judging a match

  private func accept(_ form: DateForm, _ cursor: Cursor) -> DateMatch? {
    guard text.isClosed(at: cursor.end) || cursor.mustEnd else { return nil }
    if form.isBareMonth, !acceptBareMonth(cursor) { return nil }
    if form.hasMonthDigits, !cursor.hasDayStop, form.parts[0].part == .day { return nil }
    if let month = cursor.first.month, month > 12, cursor.first.year == nil, !cursor.hasRelativeYear { return nil }
    if cursor.first.part != nil, cursor.first.month == nil, cursor.first.day != nil {
      return nil
    }
    if cursor.hasBetween, !text.hasEnding(.between, before: cursor.firstWord), !text.has(.between, at: cursor.word) {
      return nil
    }
    if form.isBareDay { return bareDay(cursor) }
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
      range: ByteRange(text.words[cursor.firstWord].start, cursor.end), value: value, next: cursor.word)
  }

  /// "14日" is the last day of that number up to the publication date.
  private func bareDay(_ cursor: Cursor) -> DateMatch? {
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

  private func isNoYear(_ word: Int, from position: UInt32) -> Bool {
    text.gap(from: position, toWord: word) != .other && text.has(.notYear, at: word)
  }

  /// A month's name alone is a date only behind a cue, and never an abbreviation.
  private func acceptBareMonth(_ cursor: Cursor) -> Bool {
    guard !cursor.hasShortMonth, cursor.firstWord > 0 || vocabulary.hasBareMonths, cursor.first.month ?? 13 <= 12,
      cursor.first.calendar == .gregorian
    else {
      return false
    }
    if vocabulary.hasBareMonths, !cursor.hasWeakMonth { return true }
    let before = cursor.firstWord
    let isNear =
      text.gap(before: before) == .blank || text.dash(at: text.words[before - 1].end)?.isTight == true
    guard isNear else { return false }
    if text.hasEnding(.inCue, before: before) || text.hasEnding(.cue, before: before) { return true }
    return !cursor.hasWeakMonth && text.hasEnding(.weakCue, before: before)
  }

  private func acceptWithoutYear(_ cursor: Cursor) -> Bool {
    let before = cursor.firstWord
    let isSigned = cursor.lastPart == .signedDay || cursor.lastPart == .signedMonth
    if isSigned { return !isNoYear(cursor.word, from: cursor.position) }
    guard cursor.lastPart == .day || cursor.lastPart == .month, cursor.first.day != nil || cursor.isRange else {
      return true
    }
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
