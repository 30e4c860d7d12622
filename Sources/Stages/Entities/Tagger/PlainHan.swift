import ICU
import Pipeline

/// Traditional characters as simplified ones, so that what is learned of the ones serves the others.
///
/// By ICU's transform "Hant-Hans", character by character; most Japanese forms stay as they are.
enum PlainHan {
  private static let first: UInt32 = 0x4E00
  private static let end: UInt32 = 0xA000

  /// Empty where ICU doesn't have the transform.
  private static let table: [UInt16] = {
    // A space between keeps the transform from seeing words.
    var text: [UInt8] = []
    for scalar in first..<end { text += Array(Unicode.Scalar(scalar)!.utf8) + [0x20] }
    guard let transform = try? Transliterator(id: "Hant-Hans"),
      let simplified = try? text.withUnsafeBufferPointer({ try transform.transliterate($0) })
    else { return [] }
    let characters = simplified.unicodeScalars.split(separator: " ")
    guard characters.count == Int(end - first) else { return [] }
    return zip(first..<end, characters).map { scalar, character in
      guard character.count == 1, let plain = character.first?.value, (first..<end).contains(plain) else {
        return UInt16(scalar)
      }
      return UInt16(plain)
    }
  }()

  @inline(__always)
  private static func simplified(_ scalar: UInt32) -> UInt32 {
    (first..<end).contains(scalar) && !table.isEmpty ? UInt32(table[Int(scalar - first)]) : scalar
  }

  /// The hash of a character by its simplified form.
  static func hash(_ word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard word.end - word.start == 3 else { return word.hash }
    let scalar = bytes.scalar(at: Int(word.start)).value
    let plain = simplified(scalar)
    return plain == scalar ? word.hash : Lexicon.finish(Lexicon.hash(Lexicon.hashSeed, adding: plain))
  }

  /// Writes a run of characters of three bytes each over `text`, simplified.
  static func write(_ region: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    for position in stride(from: 0, to: region.count, by: 3) {
      let plain = simplified(region.scalar(at: position).value)
      text.append(UInt8(0xE0 | plain >> 12))
      text.append(UInt8(0x80 | plain >> 6 & 0x3F))
      text.append(UInt8(0x80 | plain & 0x3F))
    }
  }
}
