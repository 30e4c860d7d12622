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
/// A byte tells whether the scalar that it starts can be one of them, so that most text is passed over byte by byte.
struct JunkTable: Sendable {
  let spaces: Bool
  let controls: Bool
  let zeroWidth: Bool
  let substitution: Substitution
  /// For every byte what has to be done with a scalar that starts with it.
  let gate: [Gate]
  /// For every byte 0 where only white space beside it can make it more than text, else 1.
  let plain: [UInt8]

  enum Gate: UInt8 {
    case pass, space, lineFeed
    /// The scalar must be looked at.
    case look
    /// Only its second byte, which may make it one that normalization forms change.
    case lookAtSecond
  }

  init(spaces: Bool, controls: Bool, zeroWidth: Bool, substitution: Substitution = Substitution([])) {
    self.spaces = spaces
    self.controls = controls
    self.zeroWidth = zeroWidth
    self.substitution = substitution
    var gate = [Gate](repeating: .pass, count: 256)
    for byte in 0x80...0xFF where NormalizationQuickCheck.suspiciousSeconds[byte] != 0 { gate[byte] = .lookAtSecond }
    if spaces {
      gate[0x20] = .space
      gate[0x0A] = .lineFeed
      for byte in [0x09, 0x0B, 0x0C, 0x0D, 0xE1] { gate[byte] = .look }
    }
    if controls {
      for byte in 0..<0x20 where !(0x09...0x0D).contains(byte) { gate[byte] = .look }
      gate[0x7F] = .look
      gate[0xD8] = .look
    }
    if spaces || controls || zeroWidth {
      for byte in [0xC2, 0xE2] { gate[byte] = .look }
    }
    if zeroWidth { gate[0xEF] = .look }
    for byte in substitution.leads { gate[Int(byte)] = .look }
    // Where nothing else does, the quick check looks at these.
    gate[0xE2] = .look
    self.gate = gate
    plain = gate.map { $0 == .pass || $0 == .space ? 0 : 1 }
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
