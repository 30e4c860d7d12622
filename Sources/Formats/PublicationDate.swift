import Pipeline

/// Reads the publication dates that sources write, and makes them ISO 8601.
///
/// Read: `2024-06-14`, `2024/06/14`, `2024.06.14`, `20240614`, each with an optional time (`T10:00`, ` 10:00:30`, fractions dropped)
/// and zone (`Z`, `+02:00`, `+0200`); RFC 2822 (`Fri, 14 Jun 2024 10:00:00 GMT`); Unix time in seconds or milliseconds. Orders such as
/// 06/14/2024 are not guessed. Nothing is converted: the time stays in the zone it was written in.
enum PublicationDate {
  /// `2024-06-14` or `2024-06-14T10:00:00Z`; nil for what can't be read.
  static func normalized(_ text: some Collection<UInt8>) -> String? {
    var scanner = Scanner(bytes: Array(text))
    scanner.skipSpaces()
    while let last = scanner.bytes.last, last == 0x20 || (last >= 0x09 && last <= 0x0D) { scanner.bytes.removeLast() }
    guard scanner.bytes.count <= 64 else { return nil }
    let start = scanner.position
    if let date = iso(&scanner) { return date }
    scanner.position = start
    if let date = unixTime(scanner) { return date }
    return rfc2822(&scanner)
  }

  /// A JSON number: Unix time, or a day as 20240614.
  static func normalized(number text: some Collection<UInt8>) -> String? {
    let bytes = Array(text)
    if bytes.count == 8, let date = normalized(bytes) { return date }
    // 1718359200.5 and 1.7183592e9 are seconds too.
    guard let number = ExactDecimal(String(decoding: bytes, as: UTF8.self)) else { return nil }
    let seconds = number.double
    guard abs(seconds) < 1e15 else { return nil }
    return time(ofUnix: abs(seconds) >= 1e11 ? seconds / 1000 : seconds)
  }

  // MARK: Forms

  private static func iso(_ scanner: inout Scanner) -> String? {
    guard let year = scanner.number(digits: 4) else { return nil }
    let separator = scanner.peek
    let hasSeparator = separator == 0x2D || separator == 0x2F || separator == 0x2E
    if hasSeparator { scanner.position += 1 }
    guard let month = hasSeparator ? scanner.number(digits: 1...2) : scanner.number(digits: 2) else { return nil }
    if hasSeparator { guard scanner.take(separator!) else { return nil } }
    guard let day = hasSeparator ? scanner.number(digits: 1...2) : scanner.number(digits: 2),
      let date = Day(year: year, month: month, day: day)
    else { return nil }
    if scanner.isAtEnd { return date.iso }
    guard let mark = scanner.peek, mark == 0x54 || mark == 0x74 || mark == 0x20 else { return nil }
    scanner.position += 1
    scanner.skipSpaces()
    return clock(&scanner).map { date.iso + "T" + $0 }
  }

  private static func rfc2822(_ scanner: inout Scanner) -> String? {
    if let comma = scanner.bytes.firstIndex(of: 0x2C) {
      guard weekdays.contains(where: { scanner.word(equals: $0) }), comma <= 12 else { return nil }
      scanner.position = comma + 1
      scanner.skipSpaces()
    }
    guard let day = scanner.number(digits: 1...2) else { return nil }
    guard scanner.take(0x20) || scanner.take(0x2D) else { return nil }
    scanner.skipSpaces()
    guard let month = months.firstIndex(where: { scanner.word(equals: $0) }) else { return nil }
    scanner.skipWord()
    guard scanner.take(0x20) || scanner.take(0x2D) else { return nil }
    scanner.skipSpaces()
    guard let year = scanner.number(digits: 4), let date = Day(year: year, month: month + 1, day: day) else {
      return nil
    }
    if scanner.isAtEnd { return date.iso }
    guard scanner.take(0x20) else { return nil }
    scanner.skipSpaces()
    return clock(&scanner).map { date.iso + "T" + $0 }
  }

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// `10:00`, `10:00:30.25 +0200` and the like, to the end.
  private static func clock(_ scanner: inout Scanner) -> String? {
    guard let hour = scanner.number(digits: 1...2), hour < 24 else { return nil }
    guard scanner.take(0x3A), let minute = scanner.number(digits: 2), minute < 60 else { return nil }
    var result = "\(two(hour)):\(two(minute))"
    if scanner.take(0x3A) {
      guard let second = scanner.number(digits: 2), second <= 60 else { return nil }
      result += ":\(two(second))"
      if scanner.take(0x2E) || scanner.take(0x2C) {
        guard let digit = scanner.peek, digit >= 0x30, digit <= 0x39 else { return nil }
        while let digit = scanner.peek, digit >= 0x30, digit <= 0x39 { scanner.position += 1 }
      }
    }
    scanner.skipSpaces()
    if scanner.isAtEnd { return result }
    return zone(&scanner).map { result + $0 }
  }

  /// Zones by name are those of RFC 2822, section 4.3.
  private static func zone(_ scanner: inout Scanner) -> String? {
    let names = [
      ("z", "Z"), ("gmt", "Z"), ("utc", "Z"), ("ut", "Z"), ("est", "-05:00"), ("edt", "-04:00"), ("cst", "-06:00"),
      ("cdt", "-05:00"), ("mst", "-07:00"), ("mdt", "-06:00"), ("pst", "-08:00"), ("pdt", "-07:00"),
    ]
    for (name, offset) in names where scanner.wholeWord(equals: name) { return offset }
    guard let sign = scanner.peek, sign == 0x2B || sign == 0x2D else { return nil }
    scanner.position += 1
    guard let hours = scanner.number(digits: 2), hours <= 14 else { return nil }
    _ = scanner.take(0x3A)
    let minutes = scanner.isAtEnd ? 0 : scanner.number(digits: 2)
    guard let minutes, minutes < 60 else { return nil }
    scanner.skipSpaces()
    // A comment such as `(CEST)` may follow.
    guard scanner.isAtEnd || (scanner.peek == 0x28 && scanner.bytes.last == 0x29) else { return nil }
    return "\(sign == 0x2B ? "+" : "-")\(two(hours)):\(two(minutes))"
  }

  private static func unixTime(_ scanner: Scanner) -> String? {
    let digits = scanner.bytes[scanner.position...]
    guard (9...10).contains(digits.count) || (12...13).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return time(ofUnix: digits.count > 10 ? Double(value) / 1000 : Double(value))
  }

  /// Days to civil date: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  private static func time(ofUnix seconds: Double) -> String? {
    let seconds = Int(seconds.rounded(.down))
    var days = seconds / 86_400
    var rest = seconds % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard let date = Day(year: year, month: month, day: day) else { return nil }
    return "\(date.iso)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private struct Day {
    let iso: String

    init?(year: Int, month: Int, day: Int) {
      guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1 else { return nil }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      guard day <= lengths[month - 1] else { return nil }
      let digits = "\(year)"
      iso = String(repeating: "0", count: 4 - digits.utf8.count) + digits + "-\(two(month))-\(two(day))"
    }
  }

  private struct Scanner {
    var bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
      guard peek == byte else { return false }
      position += 1
      return true
    }

    mutating func skipSpaces() {
      while let byte = peek, byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { position += 1 }
    }

    mutating func number(digits: Int) -> Int? { number(digits: digits...digits) }

    mutating func number(digits: ClosedRange<Int>) -> Int? {
      var value = 0
      var count = 0
      while count < digits.upperBound, let byte = peek, byte >= 0x30, byte <= 0x39 {
        value = value * 10 + Int(byte - 0x30)
        count += 1
        position += 1
      }
      return digits.contains(count) ? value : nil
    }

    /// Whether the letters here begin with `word`, whatever their case.
    func word(equals word: String) -> Bool {
      let rest = bytes[position...]
      return rest.count >= word.utf8.count && zip(rest, word.utf8).allSatisfy { $0 | 0x20 == $1 }
    }

    func wholeWord(equals word: String) -> Bool {
      bytes.count - position == word.utf8.count && self.word(equals: word)
    }

    mutating func skipWord() { while let byte = peek, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A { position += 1 } }
  }
}
