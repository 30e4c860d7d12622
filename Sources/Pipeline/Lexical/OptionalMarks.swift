/// Spellings that Arabic and Devanagari leave to the writer, made equal where words are compared.
///
/// Vowel signs (harakat), the tatweel and the hamza on an alef are written or left out at will, and so is the nukta of
/// Hindi, which writes the anusvara for the candrabindu; Persian and Arabic keyboards have two codes for one yeh and one kaf. What is folded is the set that Arabic
/// search engines agree on, without those foldings that make two words one (ة and ه, ى and ي).
enum OptionalMarks {
  /// What a letter or mark adds to a word's hash; 0: nothing.
  @inline(__always)
  static func folded(_ scalar: UInt32) -> UInt32 {
    // Two comparisons turn away every other script.
    if scalar &- 0x620 < 0xB3 { return arabic(scalar) }
    if scalar &- 0x901 < 0x5F { return devanagari(scalar) }
    return scalar
  }

  private static func arabic(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x622, 0x623, 0x625, 0x671: 0x627
    case 0x6A9: 0x643
    case 0x6CC: 0x64A
    case 0x640, 0x64B...0x652, 0x670: 0
    default: scalar
    }
  }

  private static func devanagari(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x901: 0x902
    case 0x93C: 0
    case 0x958...0x95F: nuktaBases[Int(scalar - 0x958)]
    default: scalar
    }
  }

  /// The letters without nukta of U+0958 to U+095F: क ख ग ज ड ढ फ य.
  private static let nuktaBases: [UInt32] = [0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F]
}

extension Lexicon {
  /// What a letter or mark adds to the hash of its word: the scalar after simple case folding and without what is
  /// optional in its script; 0 where it adds nothing.
  @inline(__always)
  package static func folded(_ scalar: UInt32, _ entry: UnicodeTable.Entry) -> UInt32 {
    entry.foldDelta != 0 ? entry.folded(scalar) : OptionalMarks.folded(scalar)
  }

  /// As above, for a scalar alone.
  package static func folded(_ scalar: UInt32) -> UInt32 { folded(scalar, UnicodeTable.shared.entry(scalar)) }
}
