import Pipeline

/// A number as its digits without zeros at the end, and what a power of ten multiplies them by.
struct PlainNumber {
  let coefficient: UInt64
  let exponent: Int
  let isNegative: Bool
  /// How many digits the coefficient has.
  let digits: Int

  /// Nil for numbers of more than 19 digits, which no news has.
  init?(_ number: ExactDecimal) {
    guard var rest = UInt64(exactly: number.coefficient.magnitude) else { return nil }
    var exponent = rest == 0 ? 0 : Int(number.exponent)
    while rest != 0, rest % 10 == 0 {
      rest /= 10
      exponent += 1
    }
    coefficient = rest
    self.exponent = exponent
    isNegative = number.coefficient < 0
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    self.digits = digits
  }

  /// How many digits stand before the decimal mark.
  private var size: Int { digits + exponent }

  /// Close enough to tell whether two numbers are of like size.
  var double: Double {
    var value = Double(coefficient)
    for _ in 0..<min(exponent.magnitude, 40) { value = exponent < 0 ? value / 10 : value * 10 }
    return isNegative ? -value : value
  }

  func add(to hash: inout UInt64) {
    hash = Lexicon.hash(hash, adding: UInt32(truncatingIfNeeded: coefficient))
    hash = Lexicon.hash(hash, adding: UInt32(truncatingIfNeeded: coefficient >> 32))
    hash = Lexicon.hash(hash, adding: UInt32(truncatingIfNeeded: exponent) ^ (isNegative ? 0x8000_0000 : 0))
  }

  /// -ln of the odds that another article has the number; 0 for numbers that nearly all have.
  ///
  /// Measured on 2,673 news articles in ten languages, by the digits that are no zeros at the end and the size. The corpus
  /// itself counts for more where it is large.
  func surprise(kind: String, hasUnit: Bool) -> Double {
    let isPercent = kind == "percent"
    guard exponent >= 0 else {
      let isHalf = coefficient % 10 == 5 && !isPercent
      return digits <= 2 ? (isHalf ? 4.5 : digits == 1 ? 5.7 : 6.4) : digits == 3 ? 7.5 : 7.7
    }
    if size <= 1 || (size == 2 && coefficient == 1) { return isPercent && coefficient != 0 ? 4.2 : 0 }
    if !hasUnit, kind == "cardinal", size == 4, isYear { return 0 }
    switch digits {
    case 1 where isPercent: return 4.2
    case 1: return size > 7 ? 4.9 : [2.4, 3.2, 3.75, 4.0, 4.5, 4.4][size - 2]
    case 2: return size == 2 ? (isPercent ? 5.0 : 3.5) : size == 3 ? 4.75 : 5.6
    case 3: return size == 3 ? 6.5 : 7.2
    case 4: return 7.5
    default: return 8.5
    }
  }

  private var isYear: Bool { (1900...2100).contains(double) }
}
