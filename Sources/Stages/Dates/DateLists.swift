import Pipeline

/// Lists of days and months: "5 and 7 May", "May 5, 7 and 9", "May and June 2024", 7月5日と7日. What one names, the others lack.
struct DateLists {
  let text: DateText
  let forms: DateFormMatcher
  let published: CivilDay?

  /// The dates before `match` that take their month or year from it. They replace those of `found` that they cover.
  func complete(_ found: inout [DateMatch], with match: DateMatch, at index: Int) {
    guard let written = match.written else { return }
    if written.startsWithDay {
      for day in days(before: index, of: written.date).reversed() where day.range.start >= found.last?.range.end ?? 0 {
        found.append(day)
      }
    }
    if written.date.year != nil { lendYear(of: written, at: index, to: &found) }
  }

  /// "5" and "6" in "5, 6 and 7 May", the last first. Behind the last stands a word, behind the others that or a comma.
  private func days(before index: Int, of date: PartialDate) -> [DateMatch] {
    var matches: [DateMatch] = []
    var date = date
    var next = index
    while matches.count < 16, let item = item(before: next, mayBeComma: !matches.isEmpty), let day = date.day,
      item.day < day
    {
      date.day = item.day
      guard let value = DateValue(date, published: published) else { break }
      matches.append(
        DateMatch(range: ByteRange(text.words[item.index].start, item.end), value: value, next: next))
      next = item.index
    }
    return matches
  }

  /// A day before "and" and the word `next`: "5 and", "5. und der", "ב-5 ו".
  private func item(before next: Int, mayBeComma: Bool) -> (index: Int, day: Int, end: UInt32)? {
    var next = next
    if next > 1, text.gap(before: next) == .blank, let of = text.ending(.of, before: next) { next = of.start }
    guard next > 1 else { return nil }
    let separator: Int
    if isNear(next), let and = text.ending(.betweenRange, before: next) {
      separator = and.start
    } else if mayBeComma, isComma(from: text.words[next - 1].end, to: text.words[next].start) {
      separator = next
    } else {
      return nil
    }
    guard separator > 0 else { return nil }
    // The digits, or what hangs on them.
    var index = separator - 1
    var end = text.words[index].end
    if text.words[index].kind != .digits {
      guard index > 0, let suffix = forms.suffix(.ordinalSuffix, behind: index - 1), suffix.next == separator else {
        return nil
      }
      (index, end) = (index - 1, suffix.end)
    }
    guard let number = text.number(at: index), number.count <= 2, number.value > 0,
      text.isOpen(before: text.words[index].start) || forms.hangsOnCue(index)
    else { return nil }
    if separator < next {
      var position = end
      if text.vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: ".") { position += 1 }
      guard text.gap(from: position, toWord: separator) == .blank else { return nil }
      if position > end { end = position }
    }
    return (index, number.value, end)
  }

  /// A blank, nothing in scripts where "and" is a prefix, or the hyphen behind such a prefix.
  private func isNear(_ index: Int) -> Bool {
    let end = text.words[index - 1].end
    switch text.gap(before: index) {
    case .blank: return true
    case .none: return forms.hangsOnCue(index) || text.bytes[Int(end) - 1] >= 0x80
    case .other: return text.byte(end) == UInt8(ascii: "-") && text.words[index].start == end + 1
    }
  }

  /// A comma of any script, with or without a blank.
  private func isComma(from position: UInt32, to start: UInt32) -> Bool {
    guard start > position, Int(start) <= text.bytes.count else { return false }
    let (scalar, length) = text.bytes.scalar(at: Int(position))
    switch scalar {
    case 0x2C, 0x60C, 0x3001, 0xFF0C: return text.skipBlanks(position + UInt32(length)) == start
    default: return false
    }
  }

  /// "May" in "May and June 2024", "5 May" in "5 May and 7 June 2024".
  private func lendYear(of written: WrittenDate, at index: Int, to found: inout [DateMatch]) {
    guard index > 1, let and = text.ending(.betweenRange, before: index), text.gap(before: index) == .blank,
      text.gap(before: and.start) != .other
    else { return }
    if let last = found.last, last.next == and.start, var date = last.written?.date, date.year == nil,
      (date.day == nil) == (written.date.day == nil), date.calendar == written.date.calendar,
      (date.month ?? 0, date.day ?? 0) < (written.date.month ?? 0, written.date.day ?? 0)
    {
      date.year = written.date.year
      guard let value = DateValue(date, published: published) else { return }
      found[found.count - 1].value = value
      found[found.count - 1].written = nil
      lendYear(date.year, toThoseBefore: date, in: &found)
    } else if written.startsWithMonth, let name = text.phrase(.month, at: and.start - 1), name.next == and.start,
      name.entry.value < written.date.month ?? 0, name.entry.calendar == written.date.calendar,
      forms.isNameLike(and.start - 1), text.words[and.start - 1].start >= found.last?.range.end ?? 0
    {
      var date = written.date
      date.month = name.entry.value
      guard let value = DateValue(date, published: published) else { return }
      found.append(
        DateMatch(range: ByteRange(text.words[and.start - 1].start, name.end), value: value, next: and.start))
      lendYear(date.year, toThoseBefore: date, in: &found)
    }
  }

  /// "May" in "May, June and July 2024".
  private func lendYear(_ year: Int?, toThoseBefore last: PartialDate, in found: inout [DateMatch]) {
    var position = found.count - 2
    var date = last
    while position >= 0, var earlier = found[position].written?.date, earlier.year == nil,
      (earlier.day == nil) == (date.day == nil), earlier.calendar == date.calendar,
      (earlier.month ?? 0, earlier.day ?? 0) < (date.month ?? 0, date.day ?? 0),
      isComma(from: found[position].range.end, to: found[position + 1].range.start)
    {
      earlier.year = year
      guard let value = DateValue(earlier, published: published) else { return }
      found[position].value = value
      found[position].written = nil
      date = earlier
      position -= 1
    }
  }

  // MARK: Behind a date

  /// The days behind a date that take its month: "May 5 and 7, 2024", 7月5日と7日. A year at the end is that of the first, too.
  func following(_ match: inout DateMatch) -> [DateMatch] {
    guard let written = match.written, written.endsWithDay, var last = written.date.day else { return [] }
    var matches: [DateMatch] = []
    var date = written.date
    var end = match.range.end
    var next = match.next
    var isClear = false
    while matches.count < 16, let item = item(behind: end, next, written), item.day > last {
      date.day = item.day
      guard let value = DateValue(date, published: published) else { break }
      matches.append(DateMatch(range: ByteRange(text.words[item.index].start, item.end), value: value, next: item.next))
      (last, end, next, isClear) = (item.day, item.end, item.next, item.isClear)
    }
    guard !matches.isEmpty else { return [] }
    if date.year == nil, let year = year(behind: end, next) {
      return withYear(year.value, end: year.end, next: year.next, written.date, &match, matches)
    }
    // "On May 5 and 7 people died": digits alone are days only where nothing follows that they may count.
    if !isClear, text.gap(from: end, toWord: next) != .other, !text.has(.afterYear, at: next) { return [] }
    return matches
  }

  private func item(
    behind end: UInt32, _ next: Int, _ written: WrittenDate
  ) -> (index: Int, day: Int, end: UInt32, next: Int, isClear: Bool)? {
    guard next < text.words.count else { return nil }
    var index = next
    if text.gap(from: end, toWord: next) != .other || text.byte(end) == UInt8(ascii: "."),
      let and = text.phrase(.betweenRange, at: next)
    {
      index = and.next
      guard index < text.words.count, isNear(index) || written.isSigned else { return nil }
    } else if written.joins, text.gap(before: next) == .blank {
    } else if !isComma(from: end, to: text.words[next].start) {
      return nil
    }
    if written.isSigned {
      let number: (value: Int, count: Int, next: Int)?
      if let digits = text.number(at: index) {
        number = (digits.value, digits.count, index + 1)
      } else {
        number = text.hanNumber(at: index)
      }
      guard let number, (1...31).contains(number.value), text.gap(before: number.next) != .other,
        let sign = text.phrase(.daySign, at: number.next),
        !forms.isNoYear(sign.next, from: text.words[sign.next - 1].end)
      else { return nil }
      return (index, number.value, sign.end, sign.next, true)
    }
    guard let number = text.number(at: index), number.count <= 2, (1...31).contains(number.value) else { return nil }
    if let suffix = forms.suffix(.ordinalSuffix, behind: index) {
      return (index, number.value, suffix.end, suffix.next, true)
    }
    guard text.isClosed(at: text.words[index].end), text.gap(from: text.words[index].end, toWord: index + 1) != .none
    else { return nil }
    return (index, number.value, text.words[index].end, index + 1, false)
  }

  /// ", 2024" behind the last day.
  private func year(behind end: UInt32, _ next: Int) -> (value: Int, end: UInt32, next: Int)? {
    guard next < text.words.count, isComma(from: end, to: text.words[next].start), let year = forms.plainYear(at: next)
    else { return nil }
    return (year.value, year.end, year.next)
  }

  private func withYear(
    _ year: Int, end: UInt32, next: Int, _ first: PartialDate, _ match: inout DateMatch, _ matches: [DateMatch]
  ) -> [DateMatch] {
    var matches = matches
    func dated(_ old: DateMatch) -> DateValue? {
      var date = first
      date.year = year
      date.day = old.value.edtf.split(separator: "-").last.flatMap { Int($0) }
      return DateValue(date, published: published)
    }
    guard let value = dated(match) else { return [] }
    match.value = value
    for index in matches.indices {
      guard let value = dated(matches[index]) else { return [] }
      matches[index].value = value
    }
    let last = matches.count - 1
    matches[last].range = ByteRange(matches[last].range.start, end)
    matches[last].next = next
    return matches
  }
}
