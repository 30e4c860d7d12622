import Testing

@testable import Stages

@Suite struct DateCalendarTests {
  @Test(
    "First days of months are those that ICU gives",
    arguments: [
      // From ICU's calendars `islamic-umalqura`, outside its years `islamic-civil`, and `persian`.
      (DateCalendar.islamic, 1400, 1, "1979-11-21"), (.islamic, 1445, 9, "2024-03-11"),
      (.islamic, 1446, 1, "2024-07-07"), (.islamic, 1500, 1, "2076-11-28"), (.islamic, 1200, 1, "1785-11-04"),
      (.persian, 1399, 1, "2020-03-20"),
      (.persian, 1402, 1, "2023-03-21"), (.persian, 1403, 2, "2024-04-20"), (.persian, 1404, 1, "2025-03-21"),
    ])
  func firstDays(_ calendar: DateCalendar, _ year: Int, _ month: Int, _ day: String) {
    #expect(calendar.days(year: year, month: month, day: 1)?.first.description == day)
  }

  @Test("Months and years follow each other without a gap", arguments: [DateCalendar.islamic, .persian])
  func gapless(_ calendar: DateCalendar) throws {
    var last: CivilDay?
    for year in 1200...1500 {
      for month in 1...12 {
        let days = try #require(calendar.days(year: year, month: month, day: nil))
        if let last { #expect(days.first.number == last.number + 1) }
        #expect((29...31).contains(days.last.number - days.first.number + 1))
        last = days.last
      }
      #expect(calendar.days(year: year, month: nil, day: nil)?.last == last)
    }
  }

  @Test("Days that a month has not are refused")
  func impossible() {
    #expect(DateCalendar.islamic.days(year: 1445, month: 1, day: 30) == nil)
    #expect(DateCalendar.persian.days(year: 1402, month: 7, day: 31) == nil)
    #expect(DateCalendar.persian.days(year: 0, month: 1, day: 1) == nil)
  }

  @Test("Weekdays count from Monday")
  func weekdays() {
    #expect(CivilDay(year: 2024, month: 6, day: 14)?.weekday == 5)
    #expect(CivilDay(year: 2024, month: 6, day: 16)?.weekday == 7)
    #expect(CivilDay(year: 1970, month: 1, day: 1)?.weekday == 4)
  }
}
