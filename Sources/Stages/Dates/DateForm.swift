/// The order of the parts of a date expression, as packs write it: `W? ,? D of? M ,? Y?`.
struct DateForm: Sendable {
  enum Part: String, Sendable {
    case weekday = "W"
    case day = "D"
    case month = "M"
    /// Four digits, or words such as "last year".
    case year = "Y"
    /// Digits of a month: `06`.
    case monthDigits = "Md"
    /// Digits with the sign of a year, month or day: 2024年, 6월, 14日.
    case signedYear = "Ys"
    case signedMonth = "Ms"
    case signedDay = "Ds"
    case comma = ","
    case stop = "."
    /// A dash or a word for "to".
    case dash = "-"
    /// A word for "of".
    case of = "of"
  }

  let parts: [(part: Part, isOptional: Bool)]
  /// Whether it is a month's name and nothing else, which takes a cue before it.
  let isBareMonth: Bool
  let isBareYear: Bool

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
    isBareMonth = parts.count == 1 && parts[0].0 == .month
    isBareYear = parts.count == 1 && parts[0].0 == .signedYear
  }
}
