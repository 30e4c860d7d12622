import Pipeline

/// Relative years and months as parts of a form, and the words that name them.
extension DateFormMatcher {
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
      // "השבוע" is this week, but "השבוע שעבר" the last one.
      if let shifted = shiftedUnit(at: index), shifted.end > found.end { return shifted }
      return (found.entry.unit, found.entry.value, found.next, found.end)
    }
    return shiftedUnit(at: index)
  }

  private func shiftedUnit(at index: Int) -> (unit: DateUnit, offset: Int, next: Int, end: UInt32)? {
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
}
