import ICU
import Pipeline
import Synchronization

/// A name in small Latin letters: what `NameKey` is made of.
///
/// Latin and Cyrillic letters, which names have most often, are looked up in tables; words with others go through ICU's
/// transform Any-Latin. Cyrillic letters for hissing sounds become `$`, and so do Latin ones with a mark (š, ż, ç), since
/// languages spell these sounds in too many ways to tell them apart.
enum LatinLetters {
  static let hiss = UInt8(ascii: "$")

  /// Appends the letters of `scalar`, and says whether a table knows it. What is no letter and no digit adds nothing.
  static func append(_ scalar: UInt32, to letters: inout [UInt8]) -> Bool {
    switch scalar {
    case 0x61...0x7A, 0x30...0x39: letters.append(UInt8(scalar))
    case 0x41...0x5A: letters.append(UInt8(scalar | 0x20))
    case 0...0x2F, 0x3A...0xBF, 0x2B9...0x2DD, 0x300...0x36F, 0x2000...0x206F: break
    case 0xC7, 0xE7, 0x106...0x10D, 0x15A...0x161, 0x179...0x17E, 0x218...0x21B: letters.append(hiss)
    case 0xC0...0x17F: letters.append(marked[Int(scalar - 0xC0)])
    case 0x400...0x45F: add(cyrillic[Int(scalar - 0x400)], &letters)
    case 0x490, 0x491, 0x492, 0x493: letters.append(UInt8(ascii: "g"))
    case 0x49A, 0x49B, 0x4B2, 0x4B3, 0x4BA, 0x4BB: letters.append(UInt8(ascii: "k"))
    case 0x4A2, 0x4A3: letters.append(UInt8(ascii: "n"))
    case 0x4AE...0x4B1: letters.append(UInt8(ascii: "u"))
    case 0x4D8, 0x4D9: letters.append(UInt8(ascii: "a"))
    case 0x4E8, 0x4E9: letters.append(UInt8(ascii: "o"))
    default: return false
    }
    return true
  }

  private static func add(_ letter: UInt8, _ letters: inout [UInt8]) {
    if letter != UInt8(ascii: "-") { letters.append(letter) }
  }

  /// The letters of a word in any script. Words of names come again and again, so the last thousands of them are kept.
  static func transformed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let key = Array(text)
    if let known = transformed.withLock({ $0[key] }) { return known }
    guard let latin = try? transform?.transliterate(text) else { return [] }
    let letters = Array(latin.utf8).filter { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 }
    // A long word hardly comes again.
    guard text.count <= longestKept else { return letters }
    transformed.withLock { known in
      if known.count >= mostKept { known.removeAll(keepingCapacity: true) }
      known[key] = letters
    }
    return letters
  }

  private static let transformed = Mutex<[[UInt8]: [UInt8]]>([:])
  private static let mostKept = 16_384
  private static let longestKept = 128

  private static let transform = try? Transliterator(id: "Any-Latin; Latin-ASCII; Lower")

  /// The plain letters of U+00C0 to U+017F.
  private static let marked = Array(
    ("aaaaaaeceeeeiiiidnooooo-ouuuuytsaaaaaaeceeeeiiiidnooooo-ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrr"
      + "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  /// U+0400 to U+045F: Ѐ to Џ, А to Я, а to я, ѐ to џ. The signs ъ and ь are none.
  private static let cyrillic: [UInt8] = {
    let outer = "eedge$iiiln$kiu$"
    let inner = "abvgde$$iiklmnoprstufk$$$$-i-eua"
    return Array((outer + inner + inner + outer).utf8)
  }()
}
