import Pipeline

/// A word or a part of a word that stands for a number, with all that it may do; numerals.tsv.
package struct Numeral: Sendable, Equatable {
  package enum Role: String, Sendable, CaseIterable {
    case zero, unit, teen, ten, hundreds, hundred, scale, suffix, mixed, half, dozen, article, ordinal, denominator,
      part
    case collective, times, native, attributive
    case ordinalScale = "ordinal-scale"
    case ordinalPrefix = "ordinal-prefix"
    /// Stands before a number and adds to it: साढ़े तीन is 3.5.
    case halfBefore = "half-before"
    /// Ends a word that begins as a number and makes it a denominator: zwanzig|stel, femte|del.
    case denominatorEnding = "denominator-ending"
    /// Stands right behind digits: 5th, 5-й, 5:e.
    case ordinalSuffix = "ordinal-suffix"
    /// Words behind which digits with a full stop are an ordinal: am 5. Tag.
    case ordinalDot = "ordinal-dot"
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

    fileprivate var bit: UInt32 { 1 << UInt32(Self.allCases.firstIndex(of: self)!) }
  }

  /// What it is first of all.
  package var role: Role
  package var value: ExactDecimal
  private var roles: UInt32
  /// Bit 0: joins a unit and a ten, 1: a ten and a unit, 2: hundreds or scales and what is smaller.
  private(set) var joins: UInt8 = 0

  package init(role: Role, value: ExactDecimal) {
    self.role = role
    self.value = value
    roles = role.bit
    if role == .and { joins = value >= 100 ? 4 : value >= 10 ? 2 : 1 }
  }

  @inline(__always)
  func `is`(_ role: Role) -> Bool { roles & role.bit != 0 }

  /// Both a number by itself and a factor: "hundert", "mille".
  var standsAlone: Bool { roles & (Role.hundreds.bit | Role.article.bit) != 0 }

  func joins(_ place: UInt8) -> Bool { joins & place != 0 }

  /// The same form in a second role; the first row decides where values differ.
  mutating func add(_ other: Numeral) {
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
