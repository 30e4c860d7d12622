import CICU

/// A kind of data that ICU holds for some locales.
///
/// ICU answers for locales it does not know with root's or the default locale's data. The types of this module return
/// nothing then; these lists say beforehand.
public enum LocaleData: Int32, CaseIterable, Sendable {
  /// Number symbols and date names.
  case main = 0
  case regions = 1
  case currencies = 2
  case spellout = 3

  /// BCP 47 tags of the locales with data of this kind.
  public func availableLocales() throws(ICUError) -> [String] {
    try firstColumn("available locales", for: "\(self)") { assay_icu_available_locales(rawValue) }
  }

  /// Whether the locale or a parent other than root has data of this kind. False for a malformed tag.
  public func isAvailable(in locale: String) -> Bool { assay_icu_has_locale_data(rawValue, locale) == 1 }
}
