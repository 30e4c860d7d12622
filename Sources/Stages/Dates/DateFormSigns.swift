import Pipeline

/// Years, months and days with a sign behind their digits: 2024年6月14日.
extension DateFormMatcher {
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
    cursor.joins = sign.entry.joins
    cursor.mustEnd = sign.entry.particleBytes > 0 && !sign.entry.opensRange
    return true
  }
}
