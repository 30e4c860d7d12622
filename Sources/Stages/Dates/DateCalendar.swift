/// Calendars that dates are written in. Nothing is asked of ICU per date; the tests hold these days against those that ICU
/// gives.
enum DateCalendar: String, Sendable, Hashable {
  case gregorian
  /// The Umm al-Qura calendar of Saudi Arabia from 1300 to 1600 AH, which is the only one that is both published ahead and
  /// in daily use; outside those years the tabular calendar (ICU's `islamic-civil`). Countries that wait for the new moon
  /// to be seen may be a day later.
  case islamic
  /// The Solar Hijri calendar, leap years by the 33-year rule, as ICU counts them.
  case persian

  /// The days of a year, month or day of this calendar; nil where it has none such.
  func days(year: Int, month: Int?, day: Int?) -> (first: CivilDay, last: CivilDay)? {
    guard (1...9999).contains(year), (1...12).contains(month ?? 1), (1...31).contains(day ?? 1) else { return nil }
    switch self {
    case .gregorian:
      let date = PartialDate(year: year, month: month, day: day)
      guard let first = date.earliest, let last = date.latest else { return nil }
      return (first, last)
    case .islamic, .persian:
      let start = dayNumber(year, month ?? 1)
      let end = month.map { $0 < 12 ? dayNumber(year, $0 + 1) : dayNumber(year + 1, 1) } ?? dayNumber(year + 1, 1)
      guard let day else { return (CivilDay(number: start), CivilDay(number: end - 1)) }
      guard start + day - 1 < end else { return nil }
      let found = CivilDay(number: start + day - 1)
      return (found, found)
    }
  }

  /// The number (as of `CivilDay`) of the first day of a month.
  private func dayNumber(_ year: Int, _ month: Int) -> Int {
    switch self {
    case .gregorian: return CivilDay(year: year, month: month, day: 1)!.number
    case .islamic:
      if let days = UmmAlQura.standard.firstDay(year, month) { return days }
      // 1 Muharram of the year 1 is 19 July 622 (Gregorian).
      let epoch = CivilDay(year: 622, month: 7, day: 19)!.number
      return epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + (59 * (month - 1) + 1) / 2
    case .persian:
      // 1 Farvardin of the year 1 is 21 March 622 (Gregorian); eight leap years in 33.
      let epoch = CivilDay(year: 622, month: 3, day: 21)!.number
      let leaps = (8 * year + 21) / 33
      return epoch + 365 * (year - 1) + leaps + (month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6)
    }
  }

  /// The year of this calendar in which a Gregorian day lies.
  func year(of day: CivilDay) -> Int {
    var year =
      switch self {
      case .gregorian: day.year
      case .islamic: (day.year - 621) * 33 / 32 + 1
      case .persian: day.year - 620
      }
    while year > 1, let days = days(year: year, month: nil, day: nil), days.first > day { year -= 1 }
    return year
  }
}
