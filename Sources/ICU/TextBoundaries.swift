import CICU

/// What a word segment is made of, by ICU's word rules.
public enum WordKind: UInt8, Sendable {
  /// Spaces, punctuation, symbols.
  case none = 0
  case number, letter, kana, ideograph
}

/// The word segments of a text. They cover it without gaps: segment i is bytes `offsets[i]..<offsets[i + 1]`.
public struct WordSegments: Sendable {
  /// One more than there are segments; the first is 0, the last the text's length.
  public let offsets: [UInt32]
  public let kinds: [WordKind]

  public var count: Int { kinds.count }
  public subscript(index: Int) -> (range: Range<Int>, kind: WordKind) {
    (Int(offsets[index])..<Int(offsets[index + 1]), kinds[index])
  }
}

/// Word and sentence boundaries of UTF-8 text (UAX #29 with ICU's dictionaries for Chinese, Japanese, Thai, Lao, Khmer
/// and Burmese).
///
/// Text is at most 2 GB; time is linear in its length and memory is a few times it. A malformed byte sequence counts as
/// one U+FFFD. Locales are BCP 47 tags; one without rules of its own has the root rules. Iterators are kept per thread.
/// Throws if the tag is malformed.
public enum TextBoundaries {
  /// Word segments. About 100 MB/s for alphabets, 20 MB/s for Chinese.
  public static func words(_ bytes: UnsafeBufferPointer<UInt8>, locale: String) throws(ICUError) -> WordSegments {
    let result = assay_icu_segment(Int32(ASSAY_ICU_WORDS), bytes.baseAddress, bytes.count, locale)
    guard result.status <= 0 else { throw ICUError(operation: "word boundaries", subject: locale, code: result.status) }
    return WordSegments(
      offsets: Array(UnsafeBufferPointer(start: result.offsets, count: result.count + 1)),
      kinds: UnsafeBufferPointer(start: result.kinds, count: result.count).map { WordKind(rawValue: $0) ?? .none })
  }

  /// Calls `body` with the end of every word of a run of Han and kana, which are three bytes each (U+3000 to U+9FFF), in
  /// order. The words are those that `words` gives, found in a half to a third of the time; nil where ICU has no dictionary.
  @inline(__always)
  public static func forEachIdeographWord(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) -> Void? {
    let result = assay_icu_ideograph_words(bytes.baseAddress, bytes.count)
    guard result.status <= 0, let offsets = result.offsets else { return nil }
    for index in 0..<result.count { body(Int(offsets[index + 1])) }
    return ()
  }

  /// Sentence boundaries, from 0 to the text's length: sentence i is bytes `result[i]..<result[i + 1]`, white space
  /// after it included. Uses the locale's list of abbreviations (`ss=standard`), which is short.
  public static func sentences(_ bytes: UnsafeBufferPointer<UInt8>, locale: String) throws(ICUError) -> [UInt32] {
    let result = assay_icu_segment(Int32(ASSAY_ICU_SENTENCES), bytes.baseAddress, bytes.count, locale)
    guard result.status <= 0 else {
      throw ICUError(operation: "sentence boundaries", subject: locale, code: result.status)
    }
    return Array(UnsafeBufferPointer(start: result.offsets, count: result.count + 1))
  }
}
