import Pipeline

/// How a mention must be cased to be one of a name. Words of scripts without case always agree.
public enum NameCase: UInt8, Sendable, CaseIterable {
  /// Letter for letter as the name is written.
  case exact
  /// Words that the name starts with an upper-case letter must start with one in the mention; its lower-case words may
  /// be cased in any way. So a name written in lower case is found in any case.
  case title
  /// As `title`, but not at the start of a sentence and not in capitals: for names that are also common words.
  case inside
  /// In any case.
  case any
  /// Not a name: where it matches, nothing shorter does ("New Mexico" holds no "Mexico").
  case off

  public init?(_ name: some StringProtocol) {
    switch name {
    case "exact": self = .exact
    case "title": self = .title
    case "inside": self = .inside
    case "any": self = .any
    case "off": self = .off
    default: return nil
    }
  }

  static let names = ["exact", "title", "inside", "any", "off"]

  /// Whether the sentence may start with the word at `offset`: nothing but spaces and opening signs stand between it and
  /// the end of a sentence or the start of a line.
  static func isSentenceStart(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    var position = offset
    for _ in 0..<16 {
      guard position > 0 else { return true }
      let (scalar, length) = bytes.scalar(before: position)
      switch scalar {
      case 0x0A, 0x0D, 0x2028, 0x2029: return true
      case UInt32(UInt8(ascii: ".")), UInt32(UInt8(ascii: "!")), UInt32(UInt8(ascii: "?")), UInt32(UInt8(ascii: ":")),
        0x2026, 0x3002, 0xFF01, 0xFF1F, 0x964, 0x61F:
        return true
      default:
        let wordClass = UnicodeTable.shared.entry(scalar).wordClass
        guard wordClass == .other || wordClass == .format || wordClass == .apostrophe else { return false }
        // A comma, semicolon or closing bracket goes on with the sentence.
        if scalar == 0x2C || scalar == 0x3B || scalar == 0x29 { return false }
      }
      position -= length
    }
    return false
  }
}
