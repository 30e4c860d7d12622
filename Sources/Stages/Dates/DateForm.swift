/// The order of the parts of a date expression, as packs write it: `W? ,? D of? M ,? Y?`.
struct DateForm: Sendable {
  enum Part: String, Sendable {
    case weekday = "W"
    case day = "D"
    case month = "M"
    /// Four digits, or words such as "last year".
    case year = "Y"
    /// "early", "mid", "the end": before the month or year, or behind it.
    case period = "P"
    case periodBehind = "Pb"
    /// Digits of a month: `06`.
    case monthDigits = "Md"
    /// Digits with the sign of a year, month or day: 2024年, 6월, 14日.
    case signedYear = "Ys"
    case signedMonth = "Ms"
    case signedDay = "Ds"
    case comma = ","
    case stop = "."
    case slash = "/"
    /// A dash or a word for "to".
    case dash = "-"
    /// A word for "of".
    case of = "of"
  }

  /// Parts that a word may begin.
  struct Beginnings: OptionSet, Sendable {
    let rawValue: UInt8
    static let weekday = Beginnings(rawValue: 1)
    static let day = Beginnings(rawValue: 2)
    static let month = Beginnings(rawValue: 4)
    static let year = Beginnings(rawValue: 8)
    static let period = Beginnings(rawValue: 16)
    static let signedYear = Beginnings(rawValue: 32)
    static let signedMonth = Beginnings(rawValue: 64)
    static let signedDay = Beginnings(rawValue: 128)
  }

  let parts: [(part: Part, isOptional: Bool)]
  /// The parts that it may begin with.
  let begins: Beginnings
  /// Whether it is a month's name and nothing else, which takes a cue before it.
  let isBareMonth: Bool
  let isBareYear: Bool
  let isBareDay: Bool
  /// Whether the month stands in digits between others: "5. 5. 2024".
  let hasMonthDigits: Bool

  /// Nil where `text` names an unknown part.
  init?(_ text: String) {
    var parts: [(Part, Bool)] = []
    for word in text.split(separator: " ") {
      let isOptional = word.hasSuffix("?")
      guard let part = Part(rawValue: String(isOptional ? word.dropLast() : word)) else { return nil }
      parts.append((part, isOptional))
    }
    guard !parts.isEmpty else { return nil }
    self.parts = parts
    let needed = parts.firstIndex { !$0.1 } ?? parts.count - 1
    begins = parts[...needed].reduce(into: []) { $0.formUnion(Self.beginning($1.0)) }
    isBareMonth = parts.count == 1 && parts[0].0 == .month
    isBareYear = parts.count == 1 && parts[0].0 == .signedYear
    isBareDay = parts.count == 1 && parts[0].0 == .signedDay
    hasMonthDigits = parts.contains { $0.0 == .monthDigits }
  }

  private static func beginning(_ part: Part) -> Beginnings {
    switch part {
    case .weekday: .weekday
    case .day: .day
    case .month: .month
    case .year: .year
    case .period: .period
    case .signedYear: .signedYear
    case .signedMonth: .signedMonth
    case .signedDay: .signedDay
    default: []
    }
  }
}
