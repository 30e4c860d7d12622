import Testing

@testable import Stages

@Suite struct CivilDayTests {
  @Test("Day numbers count every day of the calendar once, over four centuries")
  func everyDay() throws {
    var expected = try #require(CivilDay(year: 1799, month: 12, day: 31)).number
    for year in 1800...2210 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = CivilDay(year: year, month: month, day: day) else { continue }
          expected += 1
          #expect(date.number == expected)
          #expect(CivilDay(number: expected) == date)
        }
      }
    }
  }

  @Test("Days that no calendar has are refused")
  func impossible() {
    #expect(CivilDay(year: 2023, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDay(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDay(year: 2024, month: 13, day: 1) == nil)
    #expect(CivilDay(year: 2024, month: 4, day: 31) == nil)
    #expect(CivilDay(year: 2024, month: 4, day: 0) == nil)
  }

  @Test("An ISO date or date-time is read, anything else is not")
  func iso() {
    #expect(CivilDay(iso: "2024-06-14")?.description == "2024-06-14")
    #expect(CivilDay(iso: "2024-06-14T23:59:59+09:00")?.description == "2024-06-14")
    for text in ["", "2024", "2024-06", "2024-06-144", "14.06.2024", "2024-6-14x", "2024-02-30"] {
      #expect(CivilDay(iso: text) == nil, "\(text)")
    }
  }
}
