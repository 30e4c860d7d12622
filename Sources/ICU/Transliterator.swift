import CICU

/// Writes text in another script, by ICU's transforms ("Any-Latin; Latin-ASCII; Lower").
///
/// Not made for reading aloud, but for comparing: names that are spelled in two scripts often get the same key.
public final class Transliterator: Sendable {
  public let id: String
  /// ICU's transliterator. Sound to share: ICU's `transliterate` is const, and its caches are locked.
  nonisolated(unsafe) private let handle: UnsafeMutableRawPointer

  /// Throws `ICUError` where ICU has no transform of this id.
  public init(id: String) throws(ICUError) {
    var handle: UnsafeMutableRawPointer?
    let status = id.utf8.contains(0) ? 1 : assay_icu_transliterator_open(id, &handle)
    guard status <= 0, let handle else {
      throw ICUError(operation: "transliteration", subject: id, code: status)
    }
    self.id = id
    self.handle = handle
  }

  deinit { assay_icu_transliterator_close(handle) }

  /// The text in the other script.
  public func transliterate(_ text: UnsafeBufferPointer<UInt8>) throws(ICUError) -> String {
    guard let base = text.baseAddress else { return "" }
    return try firstColumn("transliteration", { assay_icu_transliterate(handle, base, text.count) }).first ?? ""
  }
}
