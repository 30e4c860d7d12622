import Pipeline
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("-12.50", "-12.50"), ("+7", "7"), (".5", "0.5"), ("-.05", "-0.05"),
    ("3.", "3"), ("12e3", "12000"), ("12E-3", "0.012"), ("1.5e+2", "150"), ("007", "7"), ("0.00", "0.00"),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"), ("1e70", "1e70"),
    ("100000000000000000000000000000000000000000", "100000000000000000000000000000000000000000"),
    ("1e-70", "1e-70"),
  ])
  func `reads and prints`(text: String, printed: String) throws {
    #expect(try #require(ExactDecimal(text)).digits == printed)
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", " 1", "1 ", "--1", "٣", "1e99999", "1e-99999", "0x10", "nan",
    "inf",
    "1e2147483648", "1e-2147483648", "1e9223372036854775808", "1e5e5",
    "999999999999999999999999999999999999999", "100000000000000000000000000000000000000001",
    "100000000000000000000000000000000000000000.5",
  ])
  func `refuses what is no number or has too many digits`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `what is printed reads back as the same value and precision`() throws {
    var generator = Generator(1)
    for _ in 0..<3000 {
      let digits = Int128(generator.next()) * Int128(generator.below(1 << 30)) * (generator.below(2) == 0 ? 1 : -1)
      let decimal = ExactDecimal(coefficient: digits, exponent: Int32(generator.below(200) - 100))
      let back = try #require(ExactDecimal(decimal.digits))
      #expect(back == decimal)
      #expect(back.writtenPlaces == decimal.writtenPlaces)
    }
  }

  @Test func `the canonical form has no trailing zeros and the same value`() {
    var generator = Generator(2)
    for _ in 0..<1000 {
      let decimal = ExactDecimal(
        coefficient: Int128(generator.below(10_000)) * 1000, exponent: Int32(generator.below(12) - 6))
      let canonical = decimal.canonical
      #expect(canonical == decimal)
      #expect(canonical.coefficient == 0 ? canonical.exponent == 0 : canonical.coefficient % 10 != 0)
      #expect(canonical.hashValue == decimal.hashValue)
    }
    #expect(ExactDecimal(coefficient: 10, exponent: .max).canonical.exponent == .max)
  }

  @Test func `compares by value as the digits laid out under one another do`() {
    // All values as whole numbers of 10⁻¹², which fit.
    var generator = Generator(3)
    func laidOut(_ decimal: ExactDecimal) -> Int128 {
      var value = decimal.coefficient
      for _ in 0..<(Int(decimal.exponent) + 12) { value *= 10 }
      return value
    }
    for _ in 0..<5000 {
      func random() -> ExactDecimal {
        ExactDecimal(
          coefficient: Int128(generator.below(2000) - 1000), exponent: Int32(generator.below(25) - 12))
      }
      let (a, b) = (random(), random())
      #expect((a < b) == (laidOut(a) < laidOut(b)))
      #expect((a == b) == (laidOut(a) == laidOut(b)))
      #expect(a.adding(b).map(laidOut) == laidOut(a) + laidOut(b))
      #expect(a.negated.negated == a)
    }
  }

  @Test func `compares exactly where a double can't hold the value`() {
    let ascending = [
      "-1e500", "-1e400", "-17e37", "-1", "-1e-400", "-1e-500", "0", "1e-500", "1e-400", "0.01", "1",
      "99999999999999999999999999999999999998", "99999999999999999999999999999999999999", "1e39", "1e400", "1e500",
    ].map { ExactDecimal($0)! }
    for i in ascending.indices {
      for j in ascending.indices {
        #expect((ascending[i] < ascending[j]) == (i < j))
        #expect((ascending[i] == ascending[j]) == (i == j))
      }
    }
    let far = ExactDecimal(coefficient: 1, exponent: .max)
    let near = ExactDecimal(coefficient: 1, exponent: .min)
    #expect(near < far)
    #expect(!(far < near))
    #expect(far.adding(near) == nil)
  }

  @Test func `arithmetic is exact or nil`() {
    #expect(ExactDecimal("0.1")!.adding(ExactDecimal("0.2")!) == ExactDecimal("0.3"))
    #expect(ExactDecimal("4.8")!.multiplied(by: ExactDecimal("1e6")!) == ExactDecimal(4_800_000))
    #expect(ExactDecimal("1.50")!.multiplied(by: 2)?.digits == "3.00")
    let large = ExactDecimal("99999999999999999999999999999999999999")!
    #expect(large.multiplied(by: large) == nil)
    #expect(large.adding(large) == nil)
    #expect(ExactDecimal("1e100")!.adding(1) == nil)
    let half = ExactDecimal(coefficient: 1 << 64)
    #expect(half.multiplied(by: ExactDecimal(coefficient: -(1 << 63))) == nil, "a product that has no negative")
    #expect(
      ExactDecimal(coefficient: 1, exponent: .max).multiplied(by: ExactDecimal(coefficient: 1, exponent: 1)) == nil)
  }

  @Test func `knows what a double can hold`() {
    for text in ["0", "0.1", "4800000", "123456789012345", "-1.5e-280", "1e280"] {
      let decimal = ExactDecimal(text)!
      #expect(decimal.fitsDouble)
      #expect(ExactDecimal("\(decimal.double)") == decimal, "\(text)")
    }
    for text in ["1234567890123456", "0.1234567890123456", "1e300", "1e-300", "12345678901234567890"] {
      #expect(!ExactDecimal(text)!.fitsDouble, "\(text)")
    }
    #expect(!ExactDecimal(coefficient: 1, exponent: .min).fitsDouble)
  }
}
