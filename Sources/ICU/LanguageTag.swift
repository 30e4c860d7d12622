import CICU

/// Language tags (BCP 47).
public enum LanguageTag {
  /// The canonical form: case, order of extensions, and today's codes ("EN_us" gives "en-US", "iw" gives "he"); nil if
  /// the tag is malformed. Well-formed is not known: "xx" and "english" pass.
  public static func canonical(_ tag: String) -> String? {
    guard !tag.utf8.contains(0) else { return nil }
    return (try? firstColumn("language tag", { assay_icu_canonical_tag(tag) }))?.first
  }
}
