import Pipeline

/// Scalars as phrases compare them: case, dashes, apostrophes and kinds of blank don't count; what doesn't show is
/// passed over.
enum PhraseScalars {
  /// Stands for scalars that are passed over.
  static let nothing: UInt32 = 0

  /// Below this, a table; above, only full-width forms change.
  private static let tableSize: UInt32 = 0x2100

  private static let table: [UInt16] = (0..<tableSize).map { UInt16(tableEntry($0)) }

  private static func tableEntry(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: 0x20
    case 0xAD, 0x640, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069: nothing
    case 0x2BC, 0x2018, 0x2019, 0x2032, 0x60, 0xB4: 0x27
    case 0x5F3: 0x27
    case 0x201C...0x201F, 0x5F4: 0x22
    case 0x2010...0x2015: 0x2D
    // Turkish pairs i with İ and ı with I; whoever writes capitals does not say which.
    case 0x130, 0x131: 0x69
    // Capitals are often written without accents.
    case 0x3AC, 0x386: 0x3B1
    case 0x3AD, 0x388: 0x3B5
    case 0x3AE, 0x389: 0x3B7
    case 0x3AF, 0x38A: 0x3B9
    case 0x3CC, 0x38C: 0x3BF
    case 0x3CD, 0x38E: 0x3C5
    case 0x3CE, 0x38F: 0x3C9
    case 0x622, 0x623, 0x625: 0x627
    case 0x649, 0x6CC: 0x64A
    case 0x6A9: 0x643
    default: UnicodeTable.shared.folded(scalar)
    }
  }

  @inline(__always)
  static func compared(_ scalar: UInt32) -> UInt32 {
    if scalar < tableSize { return UInt32(table[Int(scalar)]) }
    switch scalar {
    case 0x3000: return 0x20
    case 0x2212: return 0x2D
    case 0xFF01...0xFF5E: return UInt32(table[Int(scalar - 0xFEE0)])
    case 0xFE00...0xFE0F, 0xFEFF: return nothing
    default: return scalar
    }
  }
}
