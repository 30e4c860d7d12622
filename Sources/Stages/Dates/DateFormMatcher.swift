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
    guard text.isOpen(before: text.words[index].start) else { return nil }
    var best: DateMatch?
    for form in vocabulary.forms {
      let start = Cursor(at: index, start: text.words[index].start)
      guard let cursor = match(form.parts[...], start), best == nil || cursor.end > best!.range.end else { continue }
      if let found = accept(form, cursor) { best = found }
    }
    return best
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
    case .comma, .stop:
      guard cursor.word > cursor.firstWord,
        text.byte(cursor.position) == (part == .comma ? UInt8(ascii: ",") : UInt8(ascii: "."))
      else { return nil }
      cursor.position += 1
      cursor.isJoined = true
    case .dash:
      guard takeDash(&cursor) else { return nil }
    default:
      switch text.gap(from: cursor.position, toWord: cursor.word) {
      case .other: return nil
      case .none where !cursor.isJoined: return nil
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
      let word = text.phrase(.range, at: cursor.word)
    {
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
      guard isNameLike(cursor.word), let found = text.phrase(.weekday, at: cursor.word) else { return false }
      cursor.take(next: found.next, end: found.end, position: positionBehindStop(found.end))
      cursor.hasWeekday = true
    case .of:
      guard let found = text.phrase(.of, at: cursor.word) else { return false }
      let end = cursor.end
      cursor.take(next: found.next, end: end, position: found.end)
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
      return takeSigned(&cursor, .yearSign, digits: 4...4, values: 1000...2199, \.year) || takeRelativeYear(&cursor)
    case .signedMonth: return takeSigned(&cursor, .monthSign, digits: 1...2, values: 1...12, \.month)
    case .signedDay: return takeSigned(&cursor, .daySign, digits: 1...2, values: 1...31, \.day)
    case .comma, .stop, .dash: return false
    }
    return true
  }

  private func isNameLike(_ word: Int) -> Bool {
    guard vocabulary.isTitleCased else { return true }
    return word < text.words.count
      && (text.words[word].letterCase == .title || text.words[word].letterCase == .upper)
  }

  private func positionBehindStop(_ end: UInt32) -> UInt32 { text.byte(end) == UInt8(ascii: ".") ? end + 1 : end }

  private func takeMonth(_ cursor: inout Cursor) -> Bool {
    let word = cursor.word
    guard isNameLike(word) else { return false }
    if let found = text.phrase(.month, at: word) {
      cursor.current.month = found.entry.value
      cursor.take(next: found.next, end: found.end, position: found.end)
      if text.has(.weakMonth, at: word) { cursor.hasWeakMonth = true }
      return true
    }
    if let found = text.phrase(.shortMonth, at: word) {
      cursor.current.month = found.entry.value
      cursor.take(next: found.next, end: found.end, position: positionBehindStop(found.end))
      cursor.hasShortMonth = true
      return true
    }
    guard let found = text.phrase(.dottedMonth, at: word), text.byte(found.end) == UInt8(ascii: ".") else {
      return false
    }
    cursor.current.month = found.entry.value
    cursor.take(next: found.next, end: found.end, position: found.end + 1)
    cursor.hasShortMonth = true
    cursor.hasDottedMonth = true
    return true
  }

  private func takeDay(_ cursor: inout Cursor) -> Bool {
    guard let number = text.number(at: cursor.word), number.count <= 2, (1...31).contains(number.value) else {
      return false
    }
    let end = text.words[cursor.word].end
    var next = cursor.word + 1
    var position = end
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

  /// A suffix that touches a word or hangs on it by a hyphen: 14th, 14-го.
  func suffix(_ role: DateVocabulary.Role, behind index: Int) -> (next: Int, end: UInt32)? {
    let end = text.words[index].end
    let position = text.byte(end) == UInt8(ascii: "-") ? end + 1 : end
    guard text.gap(from: position, toWord: index + 1) == .none, let found = text.phrase(role, at: index + 1) else {
      return nil
    }
    return (found.next, found.end)
  }

  private func takeYear(_ cursor: inout Cursor) -> Bool {
    if takeRelativeYear(&cursor) { return true }
    guard let year = plainYear(at: cursor.word) else { return false }
    if text.gap(from: year.end, toWord: year.next) == .blank {
      if text.has(.era, at: year.next) { return false }
      if !year.hasWord, text.has(.notYear, at: year.next) { return false }
    }
    cursor.current.year = year.value
    cursor.take(next: year.next, end: year.end, position: year.end)
    return true
  }

  /// Four digits from 1000 to 2199 with a suffix and a word for "year" where they stand behind.
  func plainYear(at index: Int) -> (value: Int, next: Int, end: UInt32, hasWord: Bool, hasSuffix: Bool)? {
    guard let number = text.number(at: index), number.count == 4, (1000...2199).contains(number.value) else {
      return nil
    }
    var end = text.words[index].end
    var next = index + 1
    var hasSuffix = false
    if let suffix = suffix(.yearSuffix, behind: index) {
      hasSuffix = true
      end = suffix.end
      next = suffix.next
    }
    if text.gap(from: end, toWord: next) != .other, let word = text.phrase(.yearWord, at: next) {
      return (number.value, word.next, word.end, true, hasSuffix)
    }
    if text.gap(from: end, toWord: next) == .none { return nil }
    if text.dash(at: end)?.isTight != true, !text.isClosed(at: end) { return nil }
    return (number.value, next, end, false, hasSuffix)
  }

  private func takeRelativeYear(_ cursor: inout Cursor) -> Bool {
    guard let published, let found = text.phrase(.relative, at: cursor.word), found.entry.unit == .year else {
      return false
    }
    cursor.current.year = published.year + found.entry.value
    cursor.isRelative = true
    cursor.take(next: found.next, end: found.end, position: text.words[found.next - 1].end)
    cursor.mustEnd = found.entry.particleBytes > 0
    return true
  }

  private func takeSigned(
    _ cursor: inout Cursor, _ role: DateVocabulary.Role, digits: ClosedRange<Int>, values: ClosedRange<Int>,
    _ part: WritableKeyPath<PartialDate, Int?>
  ) -> Bool {
    guard let number = text.number(at: cursor.word), digits.contains(number.count), values.contains(number.value),
      text.gap(from: text.words[cursor.word].end, toWord: cursor.word + 1) != .other,
      let sign = text.phrase(role, at: cursor.word + 1)
    else { return false }
    cursor.current[keyPath: part] = number.value
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
    if form.isBareYear, !cursor.isRelative, isNoYear(cursor.word, from: cursor.position) { return nil }
    if cursor.first.year == nil, cursor.second.year == nil, !acceptWithoutYear(cursor) { return nil }
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

  private func isNoYear(_ word: Int, from position: UInt32) -> Bool {
    text.gap(from: position, toWord: word) != .other && text.has(.notYear, at: word)
  }

  /// A month's name alone is a date only behind a cue, and never an abbreviation.
  private func acceptBareMonth(_ cursor: Cursor) -> Bool {
    guard !cursor.hasShortMonth, cursor.firstWord > 0 else { return false }
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
    guard cursor.hasWeakMonth, !hasCue else { return true }
    // "Up to 20 May Die in Floods": nothing but punctuation may follow.
    return text.gap(from: cursor.position, toWord: cursor.word) == .other
  }
}
