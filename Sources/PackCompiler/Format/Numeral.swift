import Pipeline

/// A word or a part of a word that stands for a number, with all that it may do; numerals.tsv.
@frozen public struct Numeral: Sendable, Hashable {
  @frozen public enum Role: UInt8, Sendable, CaseIterable, PackName {
    case zero, unit, teen, ten, hundreds, hundred, scale, suffix, mixed, half, dozen, article, ordinal, denominator,
      part
    case collective, times, native, attributive
    case ordinalScale
    case ordinalPrefix
    /// Stands before a number and adds to it: साढ़े तीन is 3.5.
    case halfBefore
    /// Ends a word that begins as a number and makes it a denominator: zwanzig|stel, femte|del.
    case denominatorEnding
    /// The plural of an ordinal that says parts rather than places: cinco octavos.
    case denominatorPlural
    /// Stands right behind digits: 5th, 5-й, 5:e.
    case ordinalSuffix
    /// Words behind which digits with a full stop are an ordinal: am 5. Tag.
    case ordinalDot
    /// Makes the number behind it negative.
    case minus
    /// Stands between a whole and its decimal places: three point five.
    case point
    /// Joins smaller parts: `value` says to what it may stand behind (1, 10 or 100).
    case and
    /// Other words have this form too: no figure where it stands alone.
    case weak
    /// Not a word: properties of the whole pack.
    case rule
    /// Not a word: spellings that are made from all others (ё>е).
    case variant
    /// Glued before a number without being part of it: بخمسة, with five.
    case prefix

    public static let named = casesByName()

    @inlinable var bit: UInt64 { 1 << UInt64(rawValue) }
  }

  /// What it is first of all.
  public var role: Role
  public var value: ExactDecimal
  @usableFromInline var roles: UInt64
  /// Bit 0: joins a unit and a ten, 1: a ten and a unit, 2: hundreds or scales and what is smaller,
  /// 3: a number and its scale.
  @usableFromInline var joins: UInt8 = 0

  public init(role: Role, value: ExactDecimal) {
    self.role = role
    self.value = value
    roles = role.bit
    if role == .and { joins = value >= 1000 ? 8 : value >= 100 ? 4 : value >= 10 ? 2 : 1 }
  }

  // MARK: As numbers of an image

  /// How many numbers of an image a numeral takes.
  @inlinable public static var width: Int { 4 }

  var words: [UInt64] {
    [
      UInt64(truncatingIfNeeded: value.coefficient), UInt64(truncatingIfNeeded: value.coefficient >> 64), roles,
      UInt64(UInt32(bitPattern: value.exponent)) | UInt64(role.rawValue) << 32 | UInt64(joins) << 40,
    ]
  }

  @inlinable public init(words: UnsafePointer<UInt64>) {
    let coefficient = Int128(Int64(bitPattern: words[1])) << 64 | Int128(words[0])
    value = ExactDecimal(
      coefficient: coefficient, exponent: Int32(bitPattern: UInt32(truncatingIfNeeded: words[3])))
    roles = words[2]
    role = Role(rawValue: UInt8(truncatingIfNeeded: words[3] >> 32)) ?? .weak
    joins = UInt8(truncatingIfNeeded: words[3] >> 40)
  }

  @inlinable
  public func `is`(_ role: Role) -> Bool { roles & role.bit != 0 }

  /// Both a number by itself and a factor: "hundert", "mille".
  @inlinable public var standsAlone: Bool { roles & (Role.hundreds.bit | Role.article.bit) != 0 }

  @inlinable public func joins(_ place: UInt8) -> Bool { joins & place != 0 }

  /// The same form in a second role; the first row decides where values differ.
  public mutating func add(_ other: Numeral) {
    if other.role == .weak || other.role == .and {
      joins |= other.joins
      roles |= other.roles
      return
    }
    if role == .weak || role == .and {
      role = other.role
      value = other.value
      roles |= other.roles
      return
    }
    guard value == other.value else { return }
    roles |= other.roles
    // The factor is what others look for behind digits.
    if other.role == .hundred || other.role == .scale { role = other.role }
  }
}
