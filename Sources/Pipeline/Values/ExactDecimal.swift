/// An exact decimal number with the precision it was written with: coefficient × 10^exponent.
///
/// `1.50` is 150 × 10⁻² and stays apart from `1.5` in `writtenPlaces`, but equals it. At most 38 significant digits;
/// operations that would need more return nil.
@frozen
public struct ExactDecimal: Sendable {
  // The coefficient lies in two halves: Swift 6.3 on x86-64 may spill an optional of a struct that holds an Int128 to an
  // address that is not a multiple of 16, and then reads it with an instruction that traps there.
  @usableFromInline let high: Int64
  @usableFromInline let low: UInt64
  public let exponent: Int32

  @inlinable public var coefficient: Int128 { Int128(high) << 64 | Int128(low) }

  /// `coefficient` may be anything but `Int128.min`, whose negative does not exist.
  @inlinable public init(coefficient: Int128, exponent: Int32 = 0) {
    precondition(coefficient != .min, "the coefficient has no negative")
    high = Int64(truncatingIfNeeded: coefficient >> 64)
    low = UInt64(truncatingIfNeeded: coefficient)
    self.exponent = exponent
  }

  @inlinable public init(_ value: Int) { self.init(coefficient: Int128(value)) }

  public static let zero = ExactDecimal(0)

  /// Digits behind the decimal mark as written.
  public var writtenPlaces: Int { exponent < 0 ? -Int(exponent) : 0 }

  /// Reads `-12.50`, `12e3`: ASCII digits, one optional dot, optional sign and exponent. Nil for anything else.
  public init?(_ text: some StringProtocol) {
    var coefficient: Int128 = 0
    var exponent: Int32 = 0
    var negative = false
    var digits = 0
    var sawDot = false
    var bytes = Array(text.utf8)[...]
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      negative = first == UInt8(ascii: "-")
      bytes = bytes.dropFirst()
    }
    while let byte = bytes.first {
      if byte >= 0x30, byte <= 0x39 {
        let (product, over) = coefficient.multipliedReportingOverflow(by: 10)
        let (sum, over2) = product.addingReportingOverflow(Int128(byte - 0x30))
        if !over, !over2 {
          coefficient = sum
          if sawDot { exponent -= 1 }
        } else if byte == UInt8(ascii: "0"), !sawDot {
          // A zero that the coefficient has no room for: 10⁴⁰ written out.
          exponent += 1
        } else {
          return nil
        }
        digits += 1
      } else if byte == UInt8(ascii: "."), !sawDot {
        sawDot = true
      } else if (byte | 0x20) == UInt8(ascii: "e"), digits > 0 {
        guard let power = Int32(String(decoding: bytes.dropFirst(), as: UTF8.self)), power.magnitude < 10_000
        else { return nil }
        exponent += power
        bytes = []
        break
      } else {
        return nil
      }
      bytes = bytes.dropFirst()
    }
    guard digits > 0 else { return nil }
    self.init(coefficient: negative ? -coefficient : coefficient, exponent: exponent)
  }

  /// The same value with no trailing zeros in the coefficient: the canonical form, good for keys.
  public var canonical: ExactDecimal {
    guard coefficient != 0 else { return .zero }
    var coefficient = coefficient
    var exponent = exponent
    while coefficient % 10 == 0, exponent < .max {
      coefficient /= 10
      exponent += 1
    }
    return ExactDecimal(coefficient: coefficient, exponent: exponent)
  }

  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    let (exponent, overflow2) = exponent.addingReportingOverflow(other.exponent)
    return overflow || overflow2 || product == .min ? nil : ExactDecimal(coefficient: product, exponent: exponent)
  }

  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let low = min(exponent, other.exponent)
    guard let a = coefficient.scaled(byPowerOfTen: Int(exponent) - Int(low)),
      let b = other.coefficient.scaled(byPowerOfTen: Int(other.exponent) - Int(low))
    else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow || sum == .min ? nil : ExactDecimal(coefficient: sum, exponent: low)
  }

  public var negated: ExactDecimal { ExactDecimal(coefficient: -coefficient, exponent: exponent) }

  /// The value as plain decimal digits, without exponent up to 60 digits, in scientific form beyond.
  public var digits: String {
    var digits = coefficient.magnitude.description
    let sign = coefficient < 0 ? "-" : ""
    if exponent >= 0 {
      if coefficient == 0 { return "0" }
      guard Int(exponent) + digits.utf8.count <= 60 else { return "\(sign)\(digits)e\(exponent)" }
      return sign + digits + String(repeating: "0", count: Int(exponent))
    }
    let places = -Int(exponent)
    guard places <= 60 else { return "\(sign)\(digits)e\(exponent)" }
    if digits.utf8.count <= places { digits = String(repeating: "0", count: places - digits.utf8.count + 1) + digits }
    let split = digits.index(digits.endIndex, offsetBy: -places)
    return sign + digits[..<split] + "." + digits[split...]
  }

  /// The nearest double.
  public var double: Double { Double(digits) ?? .nan }

  /// Whether a reader that parses `digits` as a double can print the same value back (15 significant digits).
  public var fitsDouble: Bool {
    let canonical = canonical
    return canonical.coefficient.magnitude < 1_000_000_000_000_000 && canonical.exponent.magnitude < 290
  }
}

extension Int128 {
  fileprivate func scaled(byPowerOfTen power: Int) -> Int128? {
    guard power <= 38 else { return self == 0 ? 0 : nil }
    var value = self
    for _ in 0..<power {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }
}

extension ExactDecimal: Comparable, Hashable {
  public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
    if a.exponent == b.exponent { return a.coefficient == b.coefficient }
    let a = a.canonical
    let b = b.canonical
    return a.coefficient == b.coefficient && a.exponent == b.exponent
  }

  public func hash(into hasher: inout Hasher) {
    let canonical = canonical
    hasher.combine(canonical.coefficient)
    hasher.combine(canonical.exponent)
  }

  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let low = min(a.exponent, b.exponent)
    // A coefficient that can't be brought to the lower exponent is larger than any that is written with it.
    guard let x = a.coefficient.scaled(byPowerOfTen: Int(a.exponent) - Int(low)) else { return a.coefficient < 0 }
    guard let y = b.coefficient.scaled(byPowerOfTen: Int(b.exponent) - Int(low)) else { return b.coefficient > 0 }
    return x < y
  }
}

extension ExactDecimal: CustomStringConvertible, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
  public var description: String { digits }
}
