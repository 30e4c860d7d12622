import Pipeline
import Testing

@testable import Readability

@Suite struct QuotientTests {
  @Test(
    "Quotients are rounded to the nearest, halves away from zero",
    arguments: [
      (1, 3, 2, "0.33"), (2, 3, 2, "0.67"), (1, 4, 1, "0.3"), (-1, 4, 1, "-0.3"), (1, -4, 1, "-0.3"),
      (-1, 3, 1, "-0.3"), (0, 7, 1, "0.0"), (6, 2, 0, "3"),
    ] as [(Int128, Int128, Int32, String)])
  func rounding(numerator: Int128, denominator: Int128, places: Int32, expected: String) {
    #expect(ExactDecimal.quotient(numerator, denominator, places: places).digits == expected)
  }
}
