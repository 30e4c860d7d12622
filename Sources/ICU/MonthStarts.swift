import CICU

/// The first days of the months of a calendar, as days since 1 January 1970 (Gregorian).
///
/// `calendar` is a CLDR key such as `islamic-umalqura`. The list covers all months of `years` and the first one behind
/// them; it is empty where ICU has no such calendar.
public func monthStarts(of years: ClosedRange<Int32>, calendar: String) -> [Int32] {
  let capacity = years.count * 12 + 1
  return [Int32](unsafeUninitializedCapacity: capacity) { buffer, count in
    count = assay_icu_month_starts(calendar, years.lowerBound, Int32(years.count), buffer.baseAddress)
  }
}
