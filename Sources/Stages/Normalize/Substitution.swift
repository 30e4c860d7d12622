import Pipeline

/// Plainer forms of characters that mean the same; each kind is an option of `normalize`.
struct Substitution: Sendable {
  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt16
    static let quotes = Kinds(rawValue: 1 << 0)
    static let dashes = Kinds(rawValue: 1 << 1)
    static let apostrophes = Kinds(rawValue: 1 << 2)
    static let punctuation = Kinds(rawValue: 1 << 3)
    static let digits = Kinds(rawValue: 1 << 4)
    static let fullWidth = Kinds(rawValue: 1 << 5)
    static let arabic = Kinds(rawValue: 1 << 6)
    static let variationSelectors = Kinds(rawValue: 1 << 7)
    static let hyphenation = Kinds(rawValue: 1 << 8)
  }

  let kinds: Kinds
  private let table = UnicodeTable.shared

  init(_ kinds: Kinds) { self.kinds = kinds }

  /// Scalars beyond ASCII among which are all that `mayApply` says yes to.
  var candidates: [ClosedRange<UInt32>] {
    var ranges: [ClosedRange<UInt32>] = [0xAB...0xBB, 0x2BC...0x2BC, 0x2010...0x203A, 0x2212...0x2212, 0xFE58...0xFE63]
    if kinds.contains(.arabic) { ranges += [0x640...0x640, 0xFB50...0xFDF9, 0xFE70...0xFEFC] }
    if kinds.contains(.variationSelectors) { ranges += [0xFE00...0xFE0F, 0xE0100...0xE01EF] }
    if !kinds.isDisjoint(with: [.fullWidth, .digits, .dashes, .apostrophes]) { ranges.append(0xFF00...0xFFE6) }
    if kinds.contains(.digits) { ranges += Self.digits }
    return ranges
  }

  /// The decimal digits of all scripts but ASCII.
  private static let digits: [ClosedRange<UInt32>] = {
    let table = UnicodeTable.shared
    return (UInt32(0x660)..<0x20000).filter { table.entry($0).wordClass == .digit }.map { $0...$0 }
  }()

  /// Whether a scalar may have a plainer form; what stands around it decides.
  func mayApply(to scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x2E, 0x3F, 0x2026: kinds.contains(.punctuation)
    case 0x2D: kinds.contains(.hyphenation)
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2039, 0x203A, 0x201A: kinds.contains(.quotes)
    case 0x2018, 0x2019, 0x201B: !kinds.isDisjoint(with: [.quotes, .apostrophes])
    case 0x60, 0xB4, 0x2BC, 0x2032, 0xFF07: kinds.contains(.apostrophes)
    case 0x2010, 0x2011: !kinds.isDisjoint(with: [.dashes, .hyphenation])
    case 0x2012...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: kinds.contains(.dashes)
    case 0x640: kinds.contains(.arabic)
    case 0xFB50...0xFDF9, 0xFE70...0xFEFC: kinds.contains(.arabic)
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: kinds.contains(.variationSelectors)
    case 0xFF05, 0xFF0C, 0xFF0E, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF65...0xFFDC, 0xFFE0...0xFFE6:
      kinds.contains(.fullWidth)
    case 0xFF10...0xFF19: !kinds.isDisjoint(with: [.fullWidth, .digits])
    case 0x660...: kinds.contains(.digits) && table.entry(scalar).wordClass == .digit
    default: false
    }
  }

  /// Scalars that only their compatibility form replaces, run by run, since they join up in it.
  func isCompatibilityForm(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFB50...0xFDF9, 0xFE70...0xFEFC: kinds.contains(.arabic)
    case 0xFF65...0xFFDC, 0xFFE0...0xFFE6: kinds.contains(.fullWidth)
    default: false
    }
  }

  /// The plainer form of one scalar between `before` and `after` (nil at the ends of a part); nil where it stays.
  func form(of scalar: UInt32, before: UInt32?, after: UInt32?) -> StaticString? {
    switch scalar {
    case 0x60, 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07:
      if kinds.contains(.apostrophes), isLetter(before), isLetter(after) { return "'" }
      return kinds.contains(.quotes) && (0x2018...0x201B).contains(scalar) ? "'" : nil
    case 0x201A, 0x2039, 0x203A: return "'"
    case 0xAB, 0xBB, 0x201C...0x201F: return "\""
    case 0x2014, 0x2015:
      // "Word—word" has no blanks, and would look like a compound with a hyphen.
      return isLetter(before) && isLetter(after) ? " - " : "-"
    case 0x2010...0x2013, 0x2212, 0xFE58, 0xFE63, 0xFF0D: return kinds.contains(.dashes) ? "-" : nil
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      return scalar == 0xFE0F && (isEmoji(before) || after == 0x20E3) ? nil : ""
    case 0xFF05: return isDigit(before) ? "%" : nil
    case 0xFF0C: return isDigit(before) && isDigit(after) ? "," : nil
    case 0xFF0E: return isDigit(before) && isDigit(after) ? "." : nil
    case 0xFF21...0xFF3A: return Self.ascii[Int(scalar - 0xFF21) + 10]
    case 0xFF41...0xFF5A: return Self.ascii[Int(scalar - 0xFF41) + 36]
    default:
      let entry = table.entry(scalar)
      return entry.wordClass == .digit ? Self.ascii[Int(entry.digitValue(scalar))] : nil
    }
  }

  private static let ascii: [StaticString] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
    "N", "O",
    "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l",
    "m", "n",
    "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z",
  ]

  func isLetter(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    switch table.entry(scalar).wordClass {
    case .letter, .mark: return true
    default: return false
    }
  }

  func isLower(_ scalar: UInt32?) -> Bool { scalar.map { table.entry($0).isLower } ?? false }

  private func isDigit(_ scalar: UInt32?) -> Bool { scalar.map { table.entry($0).wordClass == .digit } ?? false }

  private static let arabicScript = UnicodeTable.Script.index("Arab")

  func isArabic(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    let entry = table.entry(scalar)
    // Marks are of the script Inherited; a stretched word may have one on either side.
    return entry.wordClass == .mark || (entry.wordClass == .letter && entry.script == Self.arabicScript)
  }

  private func isEmoji(_ scalar: UInt32?) -> Bool {
    guard let scalar else { return false }
    return (0x1F000...0x1FBFF).contains(scalar) || (0x2190...0x2BFF).contains(scalar)
      || (0x203C...0x2049).contains(scalar)
      || scalar == 0xA9 || scalar == 0xAE || scalar == 0x2122 || scalar == 0x2139 || (0x3030...0x303D).contains(scalar)
  }
}
