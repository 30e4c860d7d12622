/// The days that words counted from the publication date mean.
extension DateValue {
  /// A day, week, month, quarter, year, … counted from `published`: "last week". Without it the unit alone is known.
  init(_ unit: DateUnit, offset: Int, from published: CivilDay?) {
    guard let published else {
      self.init(unresolved: unit)
      return
    }
    switch unit {
    case .day: self.init(day: CivilDay(number: published.number + offset))
    case .week, .weekend:
      let monday = published.number - published.weekday + 1 + 7 * offset
      self.init(days: unit == .week ? monday : monday + 5, monday + 6)
    case .month:
      let months = published.year * 12 + published.month - 1 + offset
      self.init(relative: PartialDate(year: months / 12, month: months % 12 + 1))
    case .quarter:
      let quarters = published.year * 4 + (published.month - 1) / 3 + offset
      self.init(relative: PartialDate(year: quarters / 4, month: 33 + quarters % 4))
    case .half:
      let halves = published.year * 2 + (published.month - 1) / 6 + offset
      self.init(relative: PartialDate(year: halves / 2, month: 40 + halves % 2))
    case .year: self.init(relative: PartialDate(year: published.year + offset))
    case .decade: self.init(decade: published.year + 10 * offset)
    case .century: self.init(century: (published.year - 1) / 100 + 1 + offset)
    }
    isRelative = true
  }

  /// "late last week", "early next month"; nil for other units.
  init?(_ part: PeriodPart, of unit: DateUnit, offset: Int, from published: CivilDay?) {
    guard unit == .week || unit == .month else { return nil }
    let whole = DateValue(unit, offset: offset, from: published)
    guard let first = whole.earliest, let last = whole.latest else {
      self = whole
      return
    }
    let count = last.number - first.number + 1
    let days =
      unit == .week
      ? part.slice(of: count) : part.days(inMonthOf: count).lowerBound - 1...part.days(inMonthOf: count).upperBound - 1
    self.init(days: first.number + days.lowerBound, first.number + days.upperBound)
  }

  /// "two weeks ago", "in three days": exact in days, about right in weeks and decades.
  init(_ count: Int, _ unit: DateUnit, from published: CivilDay?) {
    guard let published else {
      self.init(unresolved: unit)
      return
    }
    switch unit {
    case .week:
      self.init(day: CivilDay(number: published.number + 7 * count))
      edtf += "~"
      earliest = CivilDay(number: published.number + 7 * count - 3)
      latest = CivilDay(number: published.number + 7 * count + 3)
    case .decade, .century:
      let step = unit == .decade ? 10 : 100
      let date = PartialDate(year: published.year + step * count)
      self.init(relative: date)
      edtf += "~"
      earliest = CivilDay(year: date.year! - step / 5, month: 1, day: 1)
      latest = CivilDay(year: date.year! + step / 5, month: 12, day: 31)
    default: self.init(unit, offset: count, from: published)
    }
    isRelative = true
  }

  /// A weekday: the last one up to `published` where nothing is said, else before, in or behind its week.
  init(weekday: Int, shift: Int?, from published: CivilDay?) {
    guard let published else {
      self.init(unresolved: .day)
      return
    }
    let back = (published.weekday - weekday + 7) % 7
    switch shift {
    case nil: self.init(day: CivilDay(number: published.number - back))
    case .some(let shift) where shift < 0: self.init(day: CivilDay(number: published.number - (back == 0 ? 7 : back)))
    case 0: self.init(day: CivilDay(number: published.number + (7 - back) % 7))
    default: self.init(day: CivilDay(number: published.number + 7 - back))
    }
    isRelative = true
  }

  /// "last August", "next summer": the nearest one that is over, is this year's, or is to come.
  init?(month: Int, shift: Int, part: PeriodPart?, from published: CivilDay?) {
    var date = PartialDate(month: month)
    date.part = part
    guard let published else {
      guard let value = DateValue(date, published: nil, isRelative: true) else { return nil }
      self = value
      return
    }
    func isOver(_ year: Int) -> Bool {
      if month > 12 { return EDTFPeriod(month).map { Self.end(of: $0, in: year) < published } ?? true }
      return (year, month) < (published.year, published.month)
    }
    switch shift {
    case ..<0: date.year = isOver(published.year) ? published.year : published.year - 1
    case 0: date.year = published.year
    default:
      let begins = month > 12 ? EDTFPeriod(month)?.days(in: published.year).first : nil
      let isAhead = begins.map { $0 > published } ?? (month > published.month)
      date.year = isAhead ? published.year : published.year + 1
    }
    guard let value = DateValue(date, published: nil, isRelative: true) else { return nil }
    self = value
  }

  /// The last day of a season or quarter; of a winter, that of the one that began the year before.
  private static func end(of period: EDTFPeriod, in year: Int) -> CivilDay {
    period.number == 24
      ? CivilDay(year: year, month: 2, day: CivilDay.days(inMonth: 2, of: year))! : period.days(in: year).last
  }

  private init(day: CivilDay) { self.init(edtf: day.description, earliest: day, latest: day, isRelative: true) }

  private init(days first: Int, _ last: Int) {
    let (first, last) = (CivilDay(number: first), CivilDay(number: last))
    self.init(edtf: "\(first)/\(last)", earliest: first, latest: last, isRelative: true)
  }

  private init(relative date: PartialDate) {
    self.init(edtf: date.edtf, earliest: date.earliest, latest: date.latest, isRelative: true)
  }

  private init(unresolved unit: DateUnit) {
    let text =
      switch unit {
      case .day, .week, .weekend: "XXXX-XX-XX"
      case .month, .quarter, .half: "XXXX-XX"
      case .year: "XXXX"
      case .decade: "XXXX"
      case .century: "XXXX"
      }
    self.init(edtf: text, earliest: nil, latest: nil, isRelative: true)
  }
}

extension CivilDay {
  /// 1 Monday … 7 Sunday. 1 March of the year 0 was a Wednesday.
  var weekday: Int { ((number + 2) % 7 + 7) % 7 + 1 }
}
