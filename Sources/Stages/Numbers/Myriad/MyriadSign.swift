import Pipeline

/// What a Han or Hangul numeral sign stands for.
enum MyriadSign {
  case digit(Int128)
  /// 10, 100, 1000: multiplies the digit before it, within a group.
  case small(Int128)
  /// Tens in one sign: 廿 is 20.
  case tens(Int128)
  /// 10⁴ and beyond: closes a group.
  case large(Int128)

  /// The sign that a scalar is, or nil.
  @inline(__always)
  static func sign(_ scalar: UInt32) -> MyriadSign? {
    guard scalar >= 0x3007, scalar < 0xD7A4, bits[Int(scalar >> 6)] & 1 << UInt64(scalar & 63) != 0 else { return nil }
    return signs[scalar]
  }

  static func isHangul(_ scalar: UInt32) -> Bool { scalar >= 0xAC00 && scalar < 0xD7A4 }

  /// Whether a Han sign is one of those that documents use so that nobody can alter them (壹, 贰), most of which are
  /// also parts of other words.
  static func isFormal(_ scalar: UInt32) -> Bool { formal.contains(scalar) }

  /// Hashes of the words that single Han numerals are.
  static let hashes: [UInt64] = (signs.keys.sorted().filter { !isHangul($0) } + kana).compactMap {
    Unicode.Scalar($0).flatMap { Lexicon.hash(ofWord: String($0)) }
  }

  private static let hangul: [(String, MyriadSign)] = [
    ("영공", .digit(0)), ("일", .digit(1)), ("이", .digit(2)), ("삼", .digit(3)), ("사", .digit(4)), ("오", .digit(5)),
    ("육륙", .digit(6)), ("칠", .digit(7)), ("팔", .digit(8)), ("구", .digit(9)), ("십", .small(10)), ("백", .small(100)),
    ("천", .small(1000)), ("만", .large(10_000)), ("억", .large(100_000_000)), ("조", .large(1_000_000_000_000)),
    ("경", .large(10_000_000_000_000_000)),
  ]

  private static let han: [(String, MyriadSign)] = [
    ("〇零", .digit(0)), ("一弌", .digit(1)), ("二两兩", .digit(2)), ("三", .digit(3)), ("四", .digit(4)), ("五", .digit(5)),
    ("六", .digit(6)), ("七", .digit(7)), ("八", .digit(8)), ("九", .digit(9)), ("十", .small(10)), ("百", .small(100)),
    ("千", .small(1000)), ("廿", .tens(20)), ("卅", .tens(30)), ("卌", .tens(40)), ("万萬", .large(10_000)),
    ("亿億", .large(100_000_000)), ("兆", .large(1_000_000_000_000)), ("京", .large(10_000_000_000_000_000)),
  ]

  private static let documents: [(String, MyriadSign)] = [
    ("壱壹", .digit(1)), ("弐贰貳貮倆俩", .digit(2)), ("参參叁叄", .digit(3)), ("肆", .digit(4)), ("伍", .digit(5)),
    ("陆陸", .digit(6)), ("柒漆", .digit(7)), ("捌", .digit(8)), ("玖", .digit(9)), ("拾", .small(10)), ("佰", .small(100)),
    ("仟", .small(1000)),
  ]

  /// Syllables that numbers in Hiragana begin with.
  private static let kana = "いにさよごろなはきじひせ".unicodeScalars.map(\.value)

  private static let formal = Set(documents.flatMap { $0.0.unicodeScalars.map(\.value) })

  private static let signs: [UInt32: MyriadSign] = (hangul + han + documents).reduce(into: [:]) { table, row in
    for scalar in row.0.unicodeScalars { table[scalar.value] = row.1 }
  }

  /// A bit for every scalar that is a sign, so that most characters cost one look.
  private static let bits: [UInt64] = signs.keys.reduce(into: [UInt64](repeating: 0, count: 0xD7C0 >> 6)) {
    $0[Int($1 >> 6)] |= 1 << UInt64($1 & 63)
  }
}
