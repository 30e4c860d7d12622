/// What a date expression means, as the layer states it.
struct DateValue: Hashable, Sendable {
  /// EDTF (ISO 8601-2).
  var edtf: String
  var earliest: CivilDay?
  var latest: CivilDay?
  var isRelative = false

  init(edtf: String, earliest: CivilDay?, latest: CivilDay?, isRelative: Bool = false) {
    self.edtf = edtf
    self.earliest = earliest
    self.latest = latest
    self.isRelative = isRelative
  }

  /// One date; without a year it is resolved by `published` where that is known. Nil for a day that no calendar has.
  init?(_ date: PartialDate, published: CivilDay?, isRelative: Bool = false) {
    guard date.isPossible else { return nil }
    var date = date
    self.isRelative = isRelative
    if date.year == nil, let published {
      guard let resolved = date.nearest(to: published) else { return nil }
      date = resolved
      self.isRelative = true
    }
    guard let span = date.span else { return nil }
    if span.first == span.last {
      edtf = span.first.edtf
    } else {
      edtf = span.first.edtf + "/" + span.last.edtf
    }
    earliest = span.first.earliest
    latest = span.last.latest
  }

  /// A range. The ends lend each other what they leave out: "1–5 May 2024", "June–August 2024", "December–February 2024".
  init?(from first: PartialDate, to second: PartialDate, published: CivilDay?, isRelative: Bool = false) {
    var first = first
    var second = second
    self.isRelative = isRelative
    if first.month == nil, first.year == nil { first.month = second.month }
    if first.calendar != second.calendar || first.calendar != .gregorian {
      if first.year == nil { first.year = second.year }
      first.calendar = second.calendar
      if second.year == nil, let published {
        (first, second) = (first.nearest(to: published) ?? first, second.nearest(to: published) ?? second)
      }
      guard let start = first.span?.first, let end = second.span?.last, start.edtf < end.edtf else { return nil }
      (edtf, earliest, latest) = (start.edtf + "/" + end.edtf, start.earliest, end.latest)
      return
    }
    if second.month == nil, second.year == nil { second.month = first.month }
    guard (first.day == nil) == (second.day == nil), (first.month == nil) == (second.month == nil) else { return nil }
    guard first.isPossible, second.isPossible else { return nil }
    let turns = (first.month ?? 0, first.day ?? 0) > (second.month ?? 0, second.day ?? 0)
    if let year = second.year, first.year == nil { first.year = turns ? year - 1 : year }
    if second.year == nil, let year = first.year { second.year = turns ? year + 1 : year }
    if second.year == nil, let published {
      guard let resolved = second.nearest(to: published), let year = resolved.year else { return nil }
      second = resolved
      first.year = turns ? year - 1 : year
      self.isRelative = true
    }
    guard first.isPossible, second.isPossible, first != second else { return nil }
    if let start = first.earliest, let end = second.latest, start > end { return nil }
    if first.year == nil, turns { return nil }
    edtf = first.edtf + "/" + second.edtf
    earliest = first.earliest
    latest = second.latest
  }

  /// The ten years from `year` on: `199X`.
  init(decade year: Int) {
    edtf = padded(year / 10, 3) + "X"
    earliest = CivilDay(year: year / 10 * 10, month: 1, day: 1)
    latest = CivilDay(year: year / 10 * 10 + 9, month: 12, day: 31)
  }

  /// The years `1900s` when they mean the whole hundred: `19XX`.
  init(hundred year: Int) {
    edtf = padded(year / 100, 2) + "XX"
    earliest = CivilDay(year: year / 100 * 100, month: 1, day: 1)
    latest = CivilDay(year: year / 100 * 100 + 99, month: 12, day: 31)
  }

  /// The n-th century: `18XX` for the 19th, with the days from 1801-01-01 to 1900-12-31.
  init(century: Int) {
    edtf = padded(century - 1, 2) + "XX"
    earliest = CivilDay(year: (century - 1) * 100 + 1, month: 1, day: 1)
    latest = CivilDay(year: century * 100, month: 12, day: 31)
  }

  /// A part of the years from `first` on, such as the early nineties.
  init(_ part: PeriodPart, ofYears count: Int, from first: Int) {
    let years = part.slice(of: count)
    let (start, end) = (first + years.lowerBound, first + years.upperBound)
    edtf = padded(start, 4) + "/" + padded(end, 4)
    earliest = CivilDay(year: start, month: 1, day: 1)
    latest = CivilDay(year: end, month: 12, day: 31)
  }
}
