import Pipeline

/// Dates counted from the publication date: "yesterday", "last Friday", "two weeks ago", "next summer".
struct RelativeDates {
  let text: DateText
  let forms: DateFormMatcher
  let published: CivilDay?

  func match(at index: Int) -> DateMatch? {
    guard text.isOpen(before: text.words[index].start) else { return nil }
    let named = named(at: index)
    if named == nil, let part = part(at: index) ?? pastOrComing(at: index) { return part }
    // 上周五 is longer than 上周.
    if let shifted = shifted(at: index), shifted.range.end > named?.range.end ?? 0 { return shifted }
    return named ?? weekday(at: index)
  }

  private func made(_ value: DateValue?, from start: Int, to end: UInt32, next: Int) -> DateMatch? {
    guard let value, text.isClosed(at: end) || next < text.words.count && text.words[next - 1].end > end else {
      return nil
    }
    return DateMatch(range: ByteRange(text.words[start].start, end), value: value, next: next)
  }

  /// "yesterday", "last month", "торік".
  private func named(at index: Int) -> DateMatch? {
    // A capital inside a sentence makes a name of it: "USA Today".
    if text.vocabulary.isTitleCased, text.words[index].letterCase == .title, text.gap(before: index) == .blank {
      return nil
    }
    guard let found = forms.relativeUnit(at: index) else { return nil }
    if found.unit != .day, text.gap(from: found.end, toWord: found.next) == .blank, text.has(.notYear, at: found.next) {
      return nil
    }
    if let part = text.phrase(.partBehind, at: found.next), text.gap(from: found.end, toWord: found.next) != .other,
      let made = made(part, of: found, from: index, to: part.end, next: part.next)
    {
      return made
    }
    if found.unit == .week, let day = weekday(inWeek: found.offset, behind: found, from: index) { return day }
    return made(
      DateValue(found.unit, offset: found.offset, from: published), from: index, to: found.end, next: found.next)
  }

  /// "late last week", "Ende vergangenen Monats".
  private func part(at index: Int) -> DateMatch? {
    guard text.vocabulary.roles(startingWith: text.words[index].hash).contains(DateRoles(.part)),
      let part = text.phrase(.part, at: index)
    else { return nil }
    var next = part.next
    if let of = text.phrase(.of, at: next), text.gap(before: next) != .other { next = of.next }
    guard next < text.words.count,
      text.gap(before: next) != .other || text.apostrophe(before: next) == text.words[next - 1].end,
      let unit = forms.relativeUnit(at: next)
    else {
      return nil
    }
    return made(part, of: unit, from: index, to: unit.end, next: unit.next)
  }

  /// "i våras", "i måndags", "på måndag".
  private func pastOrComing(at index: Int) -> DateMatch? {
    if let month = text.phrase(.pastMonth, at: index) {
      return made(
        DateValue(month: month.entry.value, shift: -1, part: nil, from: published), from: index, to: month.end,
        next: month.next)
    }
    guard let day = text.phrase(.pastWeekday, at: index) ?? text.phrase(.comingWeekday, at: index) else { return nil }
    return made(
      DateValue(weekday: day.entry.value, shift: day.entry.role == .pastWeekday ? -1 : 1, from: published), from: index,
      to: day.end, next: day.next)
  }

  /// A part of a week or month; those of years are forms.
  private func made(
    _ part: DatePhrase, of unit: (unit: DateUnit, offset: Int, next: Int, end: UInt32), from start: Int, to end: UInt32,
    next: Int
  ) -> DateMatch? {
    guard let part = PeriodPart(rawValue: part.entry.value),
      let value = DateValue(part, of: unit.unit, offset: unit.offset, from: published)
    else { return nil }
    return made(value, from: start, to: end, next: next)
  }

  /// 지난주 금요일, 先週の金曜日: the day of that week.
  private func weekday(
    inWeek offset: Int, behind week: (unit: DateUnit, offset: Int, next: Int, end: UInt32), from start: Int
  ) -> DateMatch? {
    var next = week.next
    if let of = text.phrase(.of, at: next), text.gap(before: next) == .none { next = of.next }
    guard next < text.words.count, text.gap(before: next) != .other, let day = text.phrase(.weekday, at: next) else {
      return nil
    }
    var value = DateValue(.day, offset: 0, from: published)
    if let published {
      value = DateValue(
        .day, offset: day.entry.value - published.weekday + 7 * offset, from: published)
    }
    return made(value, from: start, to: day.end, next: day.next)
  }

  /// "two weeks ago", "три дні тому", "vor drei Tagen", "in three days", 3日前. Found from the unit.
  func counted(unitAt index: Int) -> DateMatch? {
    let dual = text.phrase(.dualUnit, at: index)
    guard let unit = dual ?? text.phrase(.unit, at: index) ?? text.phrase(.pluralUnit, at: index),
      let (start, count) = dual == nil ? number(before: index) : (index, 2), count <= 300
    else { return nil }
    guard text.isOpen(before: text.words[start].start) else { return nil }
    // "ba ngày trước": with a number "last" is "ago".
    let behind = text.phrase(.ago, at: unit.next) ?? text.phrase(.shiftBehind, at: unit.next)
    if text.gap(from: unit.end, toWord: unit.next) != .other, let ago = behind, ago.entry.value != 0 {
      return made(
        DateValue(ago.entry.value * count, unit.entry.unit, from: published), from: start, to: ago.end, next: ago.next)
    }
    guard start > 0, text.gap(before: start) != .other, let ahead = text.ending(.ahead, before: start),
      ahead.entry.unit == .day || (count > 1 && unit.entry.unit.isUpToMonth)
    else { return nil }
    if ahead.start > 0, text.has(.notAhead, at: ahead.start - 1) { return nil }
    guard text.isOpen(before: text.words[ahead.start].start) else { return nil }
    return made(
      DateValue(ahead.entry.value * count, unit.entry.unit, from: published), from: ahead.start, to: unit.end,
      next: unit.next)
  }

  private func number(before index: Int) -> (start: Int, count: Int)? {
    guard index > 0 else { return nil }
    let gap = text.gap(before: index)
    guard gap != .other else { return nil }
    if let number = text.number(at: index - 1) {
      guard text.isOpen(before: text.words[index - 1].start) else { return nil }
      return (index - 1, number.value)
    }
    if let number = text.ending(.number, before: index) { return (number.start, number.entry.value) }
    return nil
  }

  /// "last August", "next Friday", "lundi dernier".
  private func shifted(at index: Int) -> DateMatch? {
    if let shift = text.phrase(.shift, at: index) {
      guard text.gap(from: shift.end, toWord: shift.next) != .other else { return nil }
      return shiftedName(shift.entry.value, at: shift.next, from: index, behind: nil)
    }
    guard let name = text.phrase(.month, at: index) ?? weekdayPhrase(at: index) else { return nil }
    guard text.gap(from: name.end, toWord: name.next) != .other, let shift = forms.shiftBehind(at: name.next)
    else { return nil }
    return shiftedName(shift.entry.value, at: index, from: index, behind: shift)
  }

  private func weekdayPhrase(at index: Int) -> DatePhrase? {
    text.phrase(.weekday, at: index) ?? text.phrase(.weakWeekday, at: index)
  }

  private func shiftedName(_ shift: Int, at index: Int, from start: Int, behind: DatePhrase?) -> DateMatch? {
    if let month = text.phrase(.month, at: index), month.entry.calendar == .gregorian {
      let isSeason = month.entry.value > 12
      guard isSeason || forms.isNameLike(index) else { return nil }
      // "last May 5": the day takes the month.
      if behind == nil, text.gap(from: month.end, toWord: month.next) == .blank, text.number(at: month.next) != nil {
        return nil
      }
      return made(
        DateValue(month: month.entry.value, shift: shift, part: nil, from: published), from: start,
        to: behind?.end ?? month.end, next: behind?.next ?? month.next)
    }
    guard forms.isNameLike(index), let day = weekdayPhrase(at: index) else { return nil }
    return made(
      DateValue(weekday: day.entry.value, shift: shift, from: published), from: start, to: behind?.end ?? day.end,
      next: behind?.next ?? day.next)
  }

  /// "on Tuesday"; a weekday that is another word too needs the cue.
  private func weekday(at index: Int) -> DateMatch? {
    guard forms.isNameLike(index), text.words[index].letterCase != .upper || !text.vocabulary.isTitleCased else {
      return nil
    }
    let hasCue = index > 0 && text.gap(before: index) == .blank && text.hasEnding(.dayCue, before: index)
    let found: DatePhrase
    if text.has(.weekdayName, at: index) || text.has(.weekdayName, at: index - 1) { return nil }
    if let strong = text.phrase(.weekday, at: index) {
      found = strong
      // "Black Friday", "Sunday Times": a capitalized neighbour makes a name of it.
      if !hasCue, text.vocabulary.isTitleCased, isTitle(index - 1), text.gap(before: index) == .blank,
        text.gap(before: index - 1) != .other, index > 1
      {
        return nil
      }
      if text.vocabulary.isTitleCased, !hasCue, text.gap(from: found.end, toWord: found.next) == .blank,
        isTitle(found.next)
      {
        return nil
      }
    } else if hasCue, let weak = text.phrase(.weakWeekday, at: index) {
      found = weak
    } else {
      return nil
    }
    // "п'ятницю минулого тижня", "thứ Sáu tuần trước".
    if text.gap(from: found.end, toWord: found.next) != .other, let week = forms.relativeUnit(at: found.next),
      week.unit == .week
    {
      var value = DateValue(.day, offset: 0, from: published)
      if let published {
        value = DateValue(.day, offset: found.entry.value - published.weekday + 7 * week.offset, from: published)
      }
      return made(value, from: index, to: week.end, next: week.next)
    }
    return made(
      DateValue(weekday: found.entry.value, shift: nil, from: published), from: index, to: found.end, next: found.next)
  }

  private func isTitle(_ index: Int) -> Bool {
    index >= 0 && index < text.words.count && text.words[index].letterCase == .title
  }
}
