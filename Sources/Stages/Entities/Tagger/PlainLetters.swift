import Pipeline

/// Letters of Latin, Cyrillic and Greek as plain Latin ones, so that a name learned in one script is known in another:
/// Наталія and Natalija both become "natalia".
///
/// Coarser than any norm of transliteration, since it is only compared: i stands for j and y, v for w, and a letter
/// directly behind itself is dropped. Accents are as in the Unicode Character Database.
enum PlainLetters {
  /// Plain letters and what they stand for, in small letters.
  private static let rows: [(String, String)] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặаαά"),
    ("b", "ḃḅḇб"),
    ("c", "çćĉċčḉцчћ"),
    ("d", "ďḋḍḏḑḓđðдδђ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệəеёэεέѐ"),
    ("f", "ḟфφ"),
    ("g", "ĝğġģǧǵḡгґγғ"),
    ("h", "ĥȟḣḥḧḩḫẖħхһχ"),
    ("i", "jyìíîïýÿĩīĭįĵŷǐǰȉȋȳḭḯẏẙỉịỳỵỷỹıийыіїјιίϊΐυύϋΰηήѝ"),
    ("k", "qķǩḱḳḵкќқκ"),
    ("l", "ĺļľḷḹḻḽłлλ"),
    ("m", "ḿṁṃмμ"),
    ("n", "ñńņňǹṅṇṉṋŋнңν"),
    ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøоөοόωώ"),
    ("p", "ṕṗпπ"),
    ("r", "ŕŗřȑȓṙṛṝṟрρ"),
    ("s", "śŝşšșṡṣṥṧṩßсшщσς"),
    ("t", "ţťțṫṭṯṱẗтτ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựуўұү"),
    ("v", "wŵṽṿẁẃẅẇẉẘвβ"),
    ("z", "źżžẑẓẕзжζ"),
    ("ae", "æ"), ("oe", "œ"), ("th", "þθ"), ("ks", "xẋẍξ"), ("ps", "ψ"),
    ("ia", "я"), ("ie", "є"), ("iu", "ю"), ("li", "љ"), ("ni", "њ"), ("dz", "џѕ"), ("gi", "ѓ"),
    // Signs without a sound, and accents that stand alone.
    ("", "ьъ'" + String(String.UnicodeScalarView((0x300...0x36F).compactMap(Unicode.Scalar.init)))),
  ]

  private static let end: UInt32 = 0x1F00
  /// Up to two letters for every scalar, the first in the low byte; `itself` where it stands for itself.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: itself, count: Int(end))
    for (letters, scalars) in rows {
      let bytes = Array(letters.utf8)
      let value = bytes.enumerated().reduce(UInt16(0)) { $0 | UInt16($1.element) << (8 * UInt16($1.offset)) }
      for scalar in scalars.unicodeScalars { table[Int(scalar.value)] = value }
    }
    return table
  }()
  private static let itself: UInt16 = 0xFFFF

  /// Writes the plain letters of small letters over `plain`, as many as fit; how many they are.
  static func write(_ folded: UnsafeBufferPointer<UInt32>, into plain: UnsafeMutableBufferPointer<UInt32>) -> Int {
    var count = 0
    var last: UInt32 = 0
    table.withUnsafeBufferPointer { table in
      for scalar in folded {
        var letters = scalar < end ? table[Int(scalar)] : itself
        if letters == itself {
          if count < plain.count, scalar != last || scalar >= 0x530 {
            plain[count] = scalar
            count += 1
            last = scalar
          }
          continue
        }
        while letters != 0 {
          let letter = UInt32(letters & 0xFF)
          letters >>= 8
          if letter == last || count == plain.count { continue }
          plain[count] = letter
          count += 1
          last = letter
        }
      }
    }
    return count
  }
}
