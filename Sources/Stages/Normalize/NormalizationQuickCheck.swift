/// Finds scalars that NFC may change, by their first two bytes.
///
/// A text without them is in NFC: each of its scalars has NFC_Quick_Check=Yes and combining class 0 (UAX #15, section 9). Some
/// scalars are suspected wrongly; ICU then says that nothing is to be done. A test holds the table against ICU's data.
enum NormalizationQuickCheck {
  /// For every first byte the second bytes (their lower six bits) that make a scalar suspicious.
  static let suspiciousSeconds: [UInt64] = {
    var table = [UInt64](repeating: 0, count: 256)
    func bits(_ range: ClosedRange<UInt8>) -> UInt64 {
      range.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
    let all = UInt64.max
    // Combining marks, Greek marks.
    table[0xCC] = all
    table[0xCD] = all
    // U+0387
    table[0xCE] = bits(0x87...0x87)
    // Old Slavonic marks; Hebrew points; Arabic marks.
    table[0xD2] = bits(0x83...0x87)
    table[0xD6] = bits(0x91...0xBF)
    table[0xD7] = bits(0x81...0x87)
    table[0xD8] = bits(0x90...0x9A)
    table[0xD9] = bits(0x8B...0x9F) | bits(0xB0...0xB0)
    table[0xDB] = bits(0x96...0xAD)
    // Syriac to Samaritan; Indic scripts, Thai, Lao, Tibetan.
    for lead in 0xDC...0xDF { table[lead] = all }
    table[0xE0] = all
    // Myanmar, Jamo and others; Latin Extended Additional (E1 B8 to BB) is composed.
    table[0xE1] = all & ~bits(0xB8...0xBB)
    // From U+2040 on; `isSuspicious` knows the others of this first byte.
    table[0xE2] = bits(0x83...0x84) | bits(0x8C...0x8C) | bits(0xAB...0xAB) | bits(0xB3...0xB3) | bits(0xB5...0xB7)
    // Ideographic tone marks; kana sound marks and what they compose with are U+3099 and U+309A.
    table[0xE3] = bits(0x80...0x80) | bits(0x82...0x82)
    // Vai to Meetei Mayek; Hangul syllables begin at EA B0.
    table[0xEA] = bits(0x80...0xAF)
    table[0xED] = bits(0x9F...0x9F)
    // Compatibility ideographs; Hebrew presentation forms; half marks.
    table[0xEF] = bits(0xA4...0xAD) | bits(0xB8...0xB8)
    // Historic scripts, music; emoji (F0 9F) are none.
    table[0xF0] = all & ~bits(0x9F...0xAE)
    for lead in 0xF1...0xF4 { table[lead] = all }
    return table
  }()

  /// Looks closer at a scalar whose first two bytes are suspicious, or that starts with E2.
  static func isSuspicious(_ scalar: UInt32) -> Bool {
    switch scalar {
    // Quotes, dashes and spaces of U+2000…U+203F but the two that are equal to others.
    case 0x2002...0x203F: false
    case 0x2000, 0x2001: true
    // Punctuation, brackets and hiragana of Chinese and Japanese.
    case 0x3000...0x3029, 0x3030...0x303F, 0x3080...0x3098, 0x309B...0x30BF: false
    // Letterlike symbols but Ω, K and Å; currency signs.
    case 0x20C0...0x20CF, 0x2100...0x2125, 0x2127...0x2129, 0x212C...0x213F: false
    // Presentation forms of Latin and Arabic; CJK and small forms.
    case 0xFB00...0xFB06, 0xFB50...0xFB7F, 0xFE00...0xFE1F, 0xFE30...0xFE3F: false
    case 0x2040...0x2FFF:
      NormalizationQuickCheck.suspiciousSeconds[0xE2] >> UInt64(scalar >> 6 & 63) & 1 == 1
    default: true
    }
  }
}
