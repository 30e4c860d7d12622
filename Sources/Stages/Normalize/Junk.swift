/// What a scalar is to the cleaning of text.
enum Junk {
  /// Text.
  case none
  /// A space of any width that stands inside a line; U+3000 is text, since it indents paragraphs of Chinese and Japanese.
  case blank
  /// A no-break or thin space, which groups digits where it stands between two.
  case groupingBlank
  case tab
  case carriageReturn
  /// A line feed or another character that ends a line.
  case lineEnd
  /// A control or invisible character that goes.
  case removed
  /// Zero width joiner or non-joiner, which some scripts need.
  case joiner
  /// Text that may have a plainer form; see `Substitution`.
  case substitute
}

/// Which characters `normalize` looks at; made from its options.
///
/// The first two bytes of a scalar tell whether it can be one of them, so that most text is passed over byte by byte.
struct JunkTable: Sendable {
  let spaces: Bool
  let controls: Bool
  let zeroWidth: Bool
  let substitution: Substitution
  /// For every byte what has to be done with a scalar that starts with it.
  private(set) var gate = [Gate](repeating: .pass, count: 256)
  /// For every first byte of a longer scalar: the second bytes (their lower six bits) with which it must be looked at.
  private(set) var seconds = NormalizationQuickCheck.suspiciousSeconds
  /// For every byte 0 where only white space beside it can make it more than text, else 1.
  private(set) var plain: [UInt8] = []

  enum Gate: UInt8 {
    case pass, space, lineFeed
    /// The scalar, one byte, must be looked at.
    case look
    /// The second byte decides.
    case lookAtSecond
  }

  init(spaces: Bool, controls: Bool, zeroWidth: Bool, substitution: Substitution = Substitution([])) {
    self.spaces = spaces
    self.controls = controls
    self.zeroWidth = zeroWidth
    self.substitution = substitution
    for byte in 0..<UInt32(0x80) where junk(byte) != .none { gate[Int(byte)] = .look }
    if spaces {
      gate[0x20] = .space
      gate[0x0A] = .lineFeed
    }
    let candidates: [ClosedRange<UInt32>] = [
      0x80...0xAD, 0x61C...0x61C, 0x1680...0x1680, 0x2000...0x206F, 0xFEFF...0xFEFF,
    ]
    for scalar in (candidates + substitution.candidates).joined() where junk(scalar) != .none {
      let (lead, second) = Self.firstBytes(of: scalar)
      seconds[Int(lead)] |= 1 << UInt64(second & 63)
    }
    // Two spaces of U+2000…U+203F are equal to others.
    seconds[0xE2] |= 1
    for lead in 0x80..<256 where seconds[lead] != 0 { gate[lead] = .lookAtSecond }
    plain = gate.map { $0 == .pass || $0 == .space ? 0 : 1 }
  }

  /// The first two bytes of a scalar of two bytes or more in UTF-8.
  private static func firstBytes(of scalar: UInt32) -> (UInt32, UInt32) {
    if scalar < 0x800 { return (0xC0 | scalar >> 6, 0x80 | scalar & 63) }
    if scalar < 0x10000 { return (0xE0 | scalar >> 12, 0x80 | scalar >> 6 & 63) }
    return (0xF0 | scalar >> 18, 0x80 | scalar >> 12 & 63)
  }

  func junk(_ scalar: UInt32) -> Junk {
    switch scalar {
    case 0x20: return spaces ? .blank : .none
    case 0x0A: return spaces ? .lineEnd : .none
    case 0x09: return spaces ? .tab : .none
    case 0x0D: return spaces ? .carriageReturn : .none
    // Vertical tab, form feed, next line, line and paragraph separator.
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: return spaces ? .lineEnd : .none
    case 0xA0, 0x2009, 0x202F: return spaces ? .groupingBlank : .none
    case 0x1680, 0x2000...0x200A, 0x205F: return spaces ? .blank : .none
    // Other controls, and those of writing direction.
    case 0x00...0x1F, 0x7F...0x9F: return controls ? .removed : .none
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: return controls ? .removed : .none
    // Soft hyphen, zero width space, word joiner, byte order mark.
    case 0xAD, 0x200B, 0x2060, 0xFEFF: return zeroWidth ? .removed : .none
    case 0x200C, 0x200D: return zeroWidth ? .joiner : .none
    default: return substitution.mayApply(to: scalar) ? .substitute : .none
    }
  }
}
