import ICU
import Pipeline

/// Brings text into a normalization form, and keeps from compatibility forms what they would falsify.
///
/// NFKC makes 10⁹ into 109 and 3½ into 31⁄2. Superscript and subscript digits and signs, fractions, and no-break and thin
/// spaces between digits stay as they are; what lies between them is normalized piece by piece.
struct ProtectedNormalizer: Sendable {
  let normalizer: Normalizer

  /// The text in the form and the edits that lead there; nil where it is in the form already.
  func normalize(_ bytes: UnsafeBufferPointer<UInt8>) throws -> (bytes: [UInt8], edits: [Edit])? {
    guard try !normalizer.isNormalized(bytes) else { return nil }
    var text = EditedText(bytes)
    var buffer: [UInt8] = []
    var changes: [NormalizationEdit] = []
    func normalize(_ range: Range<Int>) throws {
      let piece = UnsafeBufferPointer(rebasing: bytes[range])
      guard try !normalizer.isNormalized(piece) else { return }
      try normalizer.normalize(piece, into: &buffer, edits: &changes)
      for change in changes {
        let start = range.lowerBound + Int(change.sourceStart)
        let target = Int(change.targetStart)
        text.replace(
          start..<start + Int(change.sourceLength), with: buffer[target..<target + Int(change.targetLength)])
      }
    }
    if normalizer == .nfc {
      try normalize(0..<bytes.count)
    } else {
      var start = 0
      var at = 0
      while at < bytes.count {
        // Protected characters start with one of these two bytes.
        guard bytes[at] == 0xC2 || bytes[at] == 0xE2 else {
          at += 1
          continue
        }
        let (value, length) = bytes.scalar(at: at)
        if isProtected(value, at..<at + length, bytes) {
          try normalize(start..<at)
          start = at + length
        }
        at += length
      }
      try normalize(start..<bytes.count)
    }
    guard !text.edits.isEmpty else { return nil }
    text.finish()
    return (text.bytes, text.edits)
  }

  private func isProtected(_ value: UInt32, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch value {
    // ² ³ ¹ ¼ ½ ¾
    case 0xB2, 0xB3, 0xB9, 0xBC...0xBE: return true
    // ⁰…ⁿ ₀…₎ and the subscript letters, ⅐…⅟, ↉
    case 0x2070...0x209C, 0x2150...0x215F, 0x2189: return true
    case 0xA0, 0x2009, 0x202F:
      guard range.lowerBound > 0, range.upperBound < bytes.count else { return false }
      var before = range.lowerBound - 1
      while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
      let table = UnicodeTable.shared
      return table.entry(bytes.scalar(at: before).value).wordClass == .digit
        && table.entry(bytes.scalar(at: range.upperBound).value).wordClass == .digit
    default: return false
    }
  }
}
