import Pipeline

/// Dates in digits alone: 2024-06-14, 14.06.2024, 03.06.24, 12/5, 12.–15.5.2024, R6.6.3.
struct NumericDates {
  let text: DateText
  let forms: DateFormMatcher
  /// The order that the document's language, region and dates agree on.
  var order: DocumentOrder

  /// One date as it is written.
  struct Reading {
    var date: PartialDate
    /// The other day that it may be, where nothing says which number is the month.
    var other: PartialDate?
    var end: UInt32
    var next: Int
  }

  /// The date, or the range of two, that starts at a digit word.
  mutating func match(at index: Int) -> DateMatch? {
    guard index + 1 < text.words.count else { return nil }
    let start = text.words[index].start
    if let first = full(at: index) ?? dayAndMonth(at: index) {
      if first.other == nil, let dash = joint(behind: first.end, first.next),
        let second = full(at: dash, isSecond: true),
        second.other == nil,
        let value = DateValue(from: first.date, to: second.date, published: forms.published)
      {
        return DateMatch(range: ByteRange(start, second.end), value: value, next: second.next)
      }
      return value(of: first).map { DateMatch(range: ByteRange(start, first.end), value: $0, next: first.next) }
    }
    return openRange(at: index)
  }

  private func value(of reading: Reading) -> DateValue? {
    guard let other = reading.other else { return DateValue(reading.date, published: forms.published) }
    guard let a = reading.date.earliest, let b = other.earliest else { return nil }
    // EDTF: one of these.
    return DateValue(edtf: "[\(min(a, b)),\(max(a, b))]", earliest: min(a, b), latest: max(a, b))
  }

  /// "12.–15.5.2024", "12-15.05.2024", "12.5.–15.5.2024": the second date lends the first what it leaves out.
  private mutating func openRange(at index: Int) -> DateMatch? {
    guard let day = text.number(at: index), day.count <= 2, (1...31).contains(day.value) else { return nil }
    guard isFree(before: index) else { return nil }
    var first = PartialDate(day: day.value)
    var end = text.words[index].end
    var next = index + 1
    if text.byte(end) == UInt8(ascii: ".") || text.byte(end) == UInt8(ascii: "/"),
      text.words[next].start == end + 1, let month = text.number(at: next), month.count <= 2,
      (1...12).contains(month.value)
    {
      first.month = month.value
      (end, next) = (text.words[next].end, next + 1)
    }
    if text.byte(end) == UInt8(ascii: ".") { end += 1 }
    guard let dash = text.dash(at: end), next < text.words.count, text.words[next].start == dash.end,
      dash.isTight || first.month != nil || end > text.words[next - 1].end,
      let second = full(at: next, isSecond: true), second.other == nil, second.date.calendar == .gregorian,
      // Dates that start with the year have no days before a dash.
      text.number(at: next)?.count ?? 4 <= 2
    else { return nil }
    guard let value = DateValue(from: first, to: second.date, published: forms.published) else { return nil }
    return DateMatch(range: ByteRange(text.words[index].start, second.end), value: value, next: second.next)
  }

  /// The word behind a dash, where a second date may stand.
  private func joint(behind end: UInt32, _ next: Int) -> Int? {
    guard let dash = text.dash(at: end), next < text.words.count, text.words[next].start == dash.end else { return nil }
    return next
  }

  /// R6.6.3: the year of an era behind its letter. `index` is that of the letter.
  func eraDate(at index: Int) -> DateMatch? {
    guard let era = text.phrase(.eraLetter, at: index), text.isOpen(before: text.words[index].start),
      text.words[era.next - 1].end == era.end, text.gap(from: era.end, toWord: era.next) == .none,
      let (separator, year, month, day) = text.threeNumbers(at: era.next), separator != UInt8(ascii: "-"),
      (1...99).contains(year.value), isEnded(behind: era.next + 2)
    else { return nil }
    let date = PartialDate(year: year.value + era.entry.value, month: month.value, day: day.value)
    guard date.isPossible, let value = DateValue(date, published: nil) else { return nil }
    return DateMatch(
      range: ByteRange(text.words[index].start, text.words[era.next + 2].end), value: value, next: era.next + 3)
  }

  // MARK: Day, month and year

  /// Three digit words with one and the same sign between them. `isSecond`: behind the dash of a range.
  private mutating func full(at index: Int, isSecond: Bool = false) -> Reading? {
    guard let (separator, a, b, c) = text.threeNumbers(at: index) else { return nil }
    guard isSecond || isFree(before: index), isEnded(behind: index + 2) else { return nil }
    // "version 1.2.2024"
    if separator == UInt8(ascii: "."), text.gap(before: index) == .blank, text.has(.notYear, at: index - 1) {
      return nil
    }
    var reading: Reading
    let end = text.words[index + 2].end
    if a.count == 4, b.count <= 2, c.count <= 2 {
      guard separator != UInt8(ascii: "-") || (b.count == 2 && c.count == 2) else { return nil }
      var date = PartialDate(year: a.value, month: b.value, day: c.value)
      applyEra(&date)
      guard date.calendar != .gregorian || (1000...2199).contains(date.year!) else { return nil }
      reading = Reading(date: date, end: end, next: index + 3)
    } else if a.count <= 2, b.count <= 2, c.count == 4 {
      var date = PartialDate(year: c.value)
      applyEra(&date)
      guard date.calendar != .gregorian || (1000...2199).contains(date.year!) else { return nil }
      reading = Reading(date: date, end: end, next: index + 3)
      guard setDay(a.value, b.value, separator, &reading) else { return nil }
    } else if a.count <= 2, b.count <= 2, c.count == 2 {
      // Codes and versions look so too: a zero before the month or a cue must say that it is a date.
      guard
        (a.count == 2 && b.count == 2 && b.value < 10 && separator != UInt8(ascii: "-")) || isSecond
          || hasCue(before: index)
      else { return nil }
      let year = PartialDate.year(ofTwoDigits: c.value, published: forms.published)
      reading = Reading(date: PartialDate(year: year), end: end, next: index + 3)
      guard setDay(a.value, b.value, separator, &reading) else { return nil }
    } else {
      return nil
    }
    guard reading.date.span != nil, reading.date.isPossible else { return nil }
    if text.gap(from: reading.end, toWord: reading.next) != .other,
      let word = text.phrase(.yearWord, at: reading.next)
    {
      (reading.end, reading.next) = (word.end, word.next)
    }
    return reading
  }

  /// Years that are counted from another beginning in this language.
  private func applyEra(_ date: inout PartialDate) {
    guard let year = date.year, let era = text.vocabulary.implicitEras.first(where: { $0.years.contains(year) }) else {
      return
    }
    date.year = year + era.offset
    date.calendar = era.calendar
  }

  /// Which of two numbers is the day; false where neither can be.
  private mutating func setDay(_ a: Int, _ b: Int, _ separator: UInt8, _ reading: inout Reading) -> Bool {
    var dayFirst = reading.date
    (dayFirst.day, dayFirst.month) = (a, b)
    var monthFirst = reading.date
    (monthFirst.day, monthFirst.month) = (b, a)
    let order = separator == UInt8(ascii: ".") ? .dayFirst : order.order(in: text)
    guard dayFirst.isPossible, monthFirst.isPossible, a != b else {
      guard dayFirst.isPossible || monthFirst.isPossible else { return false }
      reading.date = dayFirst.isPossible ? dayFirst : monthFirst
      return true
    }
    reading.date = order == .monthFirst ? monthFirst : dayFirst
    if order == .unknown { reading.other = monthFirst }
    return true
  }

  // MARK: Day and month

  /// "am 12.5.", "le 12/5", "přišel 12. 5. a …": two numbers need more around them that speaks for a date.
  private mutating func dayAndMonth(at index: Int) -> Reading? {
    guard let a = text.number(at: index), a.count <= 2, let b = text.number(at: index + 1), b.count <= 2,
      a.value > 0, b.value > 0, isFree(before: index)
    else { return nil }
    let end = text.words[index + 1].end
    switch text.byte(text.words[index].end) {
    case UInt8(ascii: "/"):
      guard text.gapIsOneByte(behind: index), hasCue(before: index), text.isClosed(at: end),
        text.gap(from: end, toWord: index + 2) != .none,
        !isCount(behind: end, index + 2), a.value != 24 || b.value != 7
      else { return nil }
      // "am 3/4 der", "the 1/2": a fraction.
      if a.value < b.value, (2...10).contains(b.value), !hasWeekday(before: index) { return nil }
      var reading = Reading(date: PartialDate(), end: end, next: index + 2)
      guard setDay(a.value, b.value, UInt8(ascii: "/"), &reading), reading.other == nil else { return nil }
      return reading
    case UInt8(ascii: "."):
      guard text.vocabulary.daysTakeStops, (1...31).contains(a.value), (1...12).contains(b.value),
        text.byte(end) == UInt8(ascii: "."),
        text.gap(from: text.words[index].end + 1, toWord: index + 1) != .other
      else { return nil }
      let next = index + 2
      let isBlank = text.gap(from: end + 1, toWord: next) == .blank
      guard isBlank || text.gap(from: end + 1, toWord: next) == .other, !isCount(behind: end + 1, next) else {
        return nil
      }
      if !hasCue(before: index) {
        guard text.vocabulary.hasBareNumbers, isBlank, text.words[next].kind == .letters,
          text.words[next].letterCase == .lower, index == 0 || text.words[index - 1].kind != .digits,
          !text.has(.notYear, at: index - 1), !goesOn(behind: next)
        else { return nil }
      }
      let date = PartialDate(month: b.value, day: a.value)
      return date.isPossible ? Reading(date: date, end: end + 1, next: next) : nil
    default: return nil
    }
  }

  /// "vom 12.5. Prozent": the word behind is counted, or a part of it is.
  private func isCount(behind end: UInt32, _ next: Int) -> Bool {
    text.gap(from: end, toWord: next) == .blank && (text.has(.notYear, at: next) || text.has(.of, at: next))
  }

  /// "body 1. 2. a 3.": a list of ordinals.
  private func goesOn(behind next: Int) -> Bool {
    guard let and = text.phrase(.betweenRange, at: next), text.number(at: and.next) != nil else { return false }
    return text.threeNumbers(at: and.next) == nil && !text.gapIsOneByte(behind: and.next)
  }

  // MARK: Around

  private func isFree(before index: Int) -> Bool {
    let start = text.words[index].start
    if forms.hangsOnCue(index) { return true }
    return text.isOpen(before: start) && (start == 0 || text.byte(start - 1) != UInt8(ascii: "-"))
  }

  private func hasCue(before index: Int) -> Bool {
    guard index > 0 else { return false }
    if text.gap(before: index) == .blank,
      let cue = text.ending(.dayCue, before: index) ?? text.ending(.between, before: index)
    {
      // "4.3.0 bis 4.3.16": versions have ranges, too.
      return cue.start == 0 || text.words[cue.start - 1].kind != .digits
    }
    return forms.hangsOnCue(index) || hasWeekday(before: index)
  }

  /// "Freitag, 12.5.", "пт. 12.05.24".
  private func hasWeekday(before index: Int) -> Bool {
    guard index > 0, forms.isNameLike(index - 1),
      text.has(.weekday, at: index - 1) || text.has(.shortWeekday, at: index - 1)
    else { return false }
    var position = forms.positionBehindStop(text.words[index - 1].end)
    if text.byte(position) == UInt8(ascii: ",") { position += 1 }
    return text.skipBlanks(position) == text.words[index].start
  }

  /// Behind the last digits: nothing that goes on, a time (`T10:00`), a word of an unspaced script or a particle.
  private func isEnded(behind index: Int) -> Bool {
    let end = text.words[index].end
    guard text.gap(from: end, toWord: index + 1) == .none else {
      // A stop with a letter behind it is a file name or an address.
      if text.byte(end) == UInt8(ascii: "."), let byte = text.byte(end + 1), byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
        return false
      }
      return text.isClosed(at: end) || text.isDateRange(behind: index)
    }
    let word = text.words[index + 1]
    if word.script != UnicodeTable.Script.latin {
      return word.kind == .ideograph || word.script == UnicodeTable.Script.hangul || text.has(.yearWord, at: index + 1)
    }
    return text.byte(word.start) == UInt8(ascii: "T") && word.end == word.start + 1
      && text.gap(from: word.end, toWord: index + 2) == .none
  }
}
