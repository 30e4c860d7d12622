import Pipeline

/// Brings declared language tags into BCP 47's form, by syntax alone.
///
/// Source: RFC 5646, sections 2.1 (syntax) and 2.1.1 (case). Whether a subtag is registered is not looked up; `iw` stays `iw`.
enum LanguageTag {
  /// `en-US` for `EN_us`; nil for what is no tag, such as `English`.
  static func canonical(_ text: some Collection<UInt8>) -> Language? {
    guard text.count >= 2, text.count <= 64 else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    var result: [UInt8] = []
    var isExtension = false
    for (index, part) in parts.enumerated() {
      guard !part.isEmpty, part.count <= 8, part.allSatisfy({ isLetter($0) || isDigit($0) }) else { return nil }
      var lowered = part.map { isLetter($0) ? $0 | 0x20 : $0 }
      if index == 0 {
        guard (2...3).contains(part.count), part.allSatisfy(isLetter) else { return nil }
      } else {
        result.append(UInt8(ascii: "-"))
        if part.count == 1 {
          guard index < parts.count - 1 else { return nil }
          isExtension = true
        } else if !isExtension, part.count == 2, part.allSatisfy(isLetter) {
          lowered = lowered.map { $0 & ~0x20 }
        } else if !isExtension, part.count == 4, part.allSatisfy(isLetter) {
          lowered[0] &= ~0x20
        } else if !isExtension, part.count < 5, !part.contains(where: isDigit), part.count != 3 {
          return nil
        }
      }
      result += lowered
    }
    return Language(String(decoding: result, as: UTF8.self))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
