/// A season, quarter or half of a year by its number in EDTF: 21–24 seasons, 33–36 quarters, 40–41 halves.
struct EDTFPeriod: Sendable {
  let number: Int

  init?(_ number: Int) {
    guard (21...24).contains(number) || (33...36).contains(number) || (40...41).contains(number) else { return nil }
    self.number = number
  }

  /// The days of it in a year. A winter may have begun the year before or end in the next; both are covered.
  func days(in year: Int) -> (first: CivilDay, last: CivilDay) {
    func months(_ first: Int, _ last: Int) -> (CivilDay, CivilDay) {
      (
        CivilDay(year: year, month: first, day: 1)!,
        CivilDay(year: year, month: last, day: CivilDay.days(inMonth: last, of: year))!
      )
    }
    switch number {
    case 21...23: return months(3 * (number - 20), 3 * (number - 20) + 2)
    case 24:
      return (
        CivilDay(year: year - 1, month: 12, day: 1)!,
        CivilDay(year: year + 1, month: 2, day: CivilDay.days(inMonth: 2, of: year + 1))!
      )
    case 33...36: return months(3 * (number - 33) + 1, 3 * (number - 33) + 3)
    default: return months(6 * (number - 40) + 1, 6 * (number - 40) + 6)
    }
  }
}
