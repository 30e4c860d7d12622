import CICU

/// One of ICU's guesses at the charset of bytes.
public struct CharsetGuess: Hashable, Sendable {
  /// ICU's name of the charset.
  public let charset: String
  /// From 0 to 100.
  public let confidence: Int

  /// All guesses, the most probable first. With `skipsTags`, what stands in angle brackets does not count.
  public static func all(
    for bytes: UnsafeBufferPointer<UInt8>, skipsTags: Bool = false
  ) throws(ICUError) -> [CharsetGuess] {
    try rows("charset detection") {
      assay_icu_detect_charset(bytes.baseAddress, bytes.count, skipsTags ? 1 : 0)
    }.compactMap { row in
      guard let charset = row[0], let confidence = row[1].flatMap({ Int($0) }) else { return nil }
      return CharsetGuess(charset: charset, confidence: confidence)
    }
  }
}
