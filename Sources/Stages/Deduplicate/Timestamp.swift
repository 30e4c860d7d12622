/// Reads ISO 8601 days and date-times as seconds, so that zones compare.
enum Timestamp {
  /// `2024-06-14`, `2024-06-14T09:30Z`, `2024-06-14 09:30:15.2+02:00`; a day alone is its first second, and a time
  /// without zone is UTC. Nil for anything else.
  static func seconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    func number(_ start: Int, _ count: Int) -> Int64? {
      guard start + count <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[start..<start + count] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), bytes[4] == 0x2D,
      bytes[7] == 0x2D, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var seconds = days(year, month, day) * 86_400
    guard bytes.count > 10 else { return seconds }
    guard let hour = number(11, 2), let minute = number(14, 2), bytes[13] == 0x3A else { return nil }
    seconds += hour * 3600 + minute * 60
    var position = 16
    if position < bytes.count, bytes[position] == 0x3A, let second = number(17, 2) {
      seconds += second
      position = 19
    }
    while position < bytes.count, bytes[position] == 0x2E || (bytes[position] >= 0x30 && bytes[position] <= 0x39) {
      position += 1
    }
    if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D, let hours = number(position + 1, 2) {
      let colon = position + 3 < bytes.count && bytes[position + 3] == 0x3A ? 1 : 0
      let offset = hours * 3600 + (number(position + 3 + colon, 2) ?? 0) * 60
      seconds += bytes[position] == 0x2B ? -offset : offset
    }
    return seconds
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms").
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
