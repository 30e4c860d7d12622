/// One day, month or year as it was written, for lists: "5 and 7 May" lends the first day its month.
struct WrittenDate {
  var date: PartialDate
  /// "5 May", and not "May 5".
  let startsWithDay: Bool
  let endsWithDay: Bool
  /// Whether the last day has a sign: 5日.
  let isSigned: Bool
  /// Whether a particle that means "and" stands behind it: 5일과.
  let joins: Bool
  /// "May" or "May 2024".
  let startsWithMonth: Bool

  init?(_ cursor: DateFormMatcher.Cursor, in form: DateForm) {
    guard cursor.first.part == nil, let month = cursor.first.month, month <= 12, !cursor.hasRelativeYear else {
      return nil
    }
    date = cursor.first
    isSigned = cursor.lastWord == .signedDay
    endsWithDay = cursor.lastWord == .day || isSigned
    joins = cursor.joins
    startsWithDay = cursor.startsWithDay
    startsWithMonth = !cursor.startsWithDay && cursor.first.day == nil && cursor.lastWord != .signedMonth
  }
}
