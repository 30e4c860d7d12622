import ICU

/// The months of the Umm al-Qura calendar, which follow no rule: a table that ICU gives once.
struct UmmAlQura: Sendable {
  static let standard = UmmAlQura()

  /// The years that the calendar is published for.
  private static let years: ClosedRange<Int32> = 1300...1600
  private let starts: [Int32]

  private init() { starts = monthStarts(of: Self.years, calendar: "islamic-umalqura") }

  /// The number (as of `CivilDay`) of the first day of a month; nil outside the table.
  func firstDay(_ year: Int, _ month: Int) -> Int? {
    let index = (year - Int(Self.years.lowerBound)) * 12 + month - 1
    // 1 January 1970 is the 719 468th day behind 1 March of the year 0.
    return starts.indices.contains(index) ? Int(starts[index]) + 719_468 : nil
  }
}
