import CICU

/// Names of Gregorian months and of weekdays (CLDR).
public struct DateNames: Hashable, Sendable {
  /// One kind of names in its two widths.
  public struct Widths: Hashable, Sendable {
    public let wide: [String]
    public let abbreviated: [String]
  }

  /// Months from January, as they stand in a date ("1 січня").
  public let months: Widths
  /// Months from January, standing alone ("січень").
  public let standaloneMonths: Widths
  /// Weekdays from Sunday, as they stand in a date.
  public let weekdays: Widths
  /// Weekdays from Sunday, standing alone.
  public let standaloneWeekdays: Widths

  /// The names of a locale; nil if ICU has no data for it. Throws if the tag is malformed.
  public init?(locale: String) throws(ICUError) {
    let table = try rows("date names", for: locale) { assay_icu_date_names(locale) }
    guard !table.isEmpty else { return nil }
    func column(_ index: Int) -> [String] { table.compactMap { $0[index] } }
    months = Widths(wide: column(0), abbreviated: column(2))
    standaloneMonths = Widths(wide: column(1), abbreviated: column(3))
    weekdays = Widths(wide: column(4), abbreviated: column(6))
    standaloneWeekdays = Widths(wide: column(5), abbreviated: column(7))
  }
}
