/// A year, month or day of which some parts may be missing.
struct PartialDate: Hashable, Sendable {
  var year: Int?
  var month: Int?
  var day: Int?
  /// A part of the month or year: "mid-September".
  var part: PeriodPart?
  var calendar = DateCalendar.gregorian

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// EDTF: `2024-06-14`, `2024-06`, `2024`, `XXXX-06-14`, `XXXX-06`.
  var edtf: String {
    var text = year.map { padded($0, 4) } ?? "XXXX"
    if let month { text += "-" + padded(month, 2) }
    if let day { text += "-" + padded(day, 2) }
    return text
  }

  /// Whether some year has such a day or month.
  var isPossible: Bool {
    guard let month else { return day == nil }
    if calendar != .gregorian { return day ?? 1 <= 31 }
    if month > 12 { return day == nil && EDTFPeriod(month) != nil }
    return CivilDay(year: year ?? 2000, month: month, day: day ?? 1) != nil
  }

  /// The first day it may mean; nil without a year.
  var earliest: CivilDay? {
    guard let year else { return nil }
    if let month, month > 12 { return EDTFPeriod(month)?.days(in: year).first }
    return CivilDay(year: year, month: month ?? 1, day: day ?? 1)
  }

  /// The last day it may mean; nil without a year.
  var latest: CivilDay? {
    guard let year else { return nil }
    let month = month ?? 12
    if month > 12 { return EDTFPeriod(month)?.days(in: year).last }
    return CivilDay(year: year, month: month, day: day ?? CivilDay.days(inMonth: month, of: year))
  }

  /// This date by the Gregorian calendar, as the one or two dates that span it; nil where it can't be told.
  var span: (first: PartialDate, last: PartialDate)? {
    if calendar != .gregorian {
      guard let year, let days = calendar.days(year: year, month: month, day: day) else { return nil }
      return (PartialDate(days.first), PartialDate(days.last))
    }
    guard let part, day == nil else { return (self, self) }
    var (first, last) = (self, self)
    (first.part, last.part) = (nil, nil)
    if let month {
      guard month <= 12 else { return nil }
      let days = part.days(inMonthOf: CivilDay.days(inMonth: month, of: year ?? 2023))
      (first.day, last.day) = (days.lowerBound, days.upperBound)
    } else {
      let months = part.slice(of: 12)
      (first.month, last.month) = (months.lowerBound + 1, months.upperBound + 1)
    }
    return (first, last)
  }

  init(_ day: CivilDay) { self.init(year: day.year, month: day.month, day: day.day) }

  /// This day or month in the year that brings it nearest to `published`; of two as near, the earlier.
  func nearest(to published: CivilDay) -> PartialDate? {
    guard year == nil, let month else { return nil }
    if calendar != .gregorian {
      var resolved = self
      let year = calendar.year(of: published)
      let candidates = (year - 1...year + 1).compactMap { year in
        calendar.days(year: year, month: month, day: day).map { (year, abs($0.first.number - published.number)) }
      }
      resolved.year = candidates.min { $0.1 < $1.1 }?.0
      return resolved
    }
    var best: (date: PartialDate, distance: Int)?
    for year in published.year - 1...published.year + 1 {
      var candidate = self
      candidate.year = year
      guard let first = candidate.earliest, let last = candidate.latest else { continue }
      let distance = max(first.number - published.number, published.number - last.number, 0)
      if best == nil || distance < best!.distance { best = (candidate, distance) }
    }
    return best?.date
  }

  /// The year that two digits mean: the last one with this ending up to twenty years behind the publication date;
  /// without one, 1950 to 2049.
  static func year(ofTwoDigits digits: Int, published: CivilDay?) -> Int {
    let last = published.map { $0.year + 20 } ?? 2049
    return last - ((last - digits) % 100 + 100) % 100
  }
}
