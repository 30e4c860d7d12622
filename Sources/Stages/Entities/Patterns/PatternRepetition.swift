/// How often a part stands: `2`, `1-4`, `1+`, and the signs of regular expressions `?`, `*`, `+`, `{2}`, `{1,4}`, `{1,}`.
struct PatternRepetition {
  var min: Int
  /// Nil for any number.
  var max: Int?

  /// The highest count that can be written.
  static let most = 100

  init?(_ text: String) {
    switch text {
    case "?": (min, max) = (0, 1)
    case "*": (min, max) = (0, nil)
    case "+": (min, max) = (1, nil)
    default:
      var body = Substring(text)
      var separator: Character = "-"
      if body.first == "{", body.last == "}" {
        body = body.dropFirst().dropLast()
        separator = ","
      } else if body.last == "+", let least = Self.count(body.dropLast()) {
        (min, max) = (least, nil)
        return
      }
      let parts = body.split(separator: separator, omittingEmptySubsequences: false)
      guard let first = parts.first.flatMap(Self.count), parts.count <= 2 else { return nil }
      if parts.count == 2, parts[1].isEmpty, separator == "," {
        (min, max) = (first, nil)
        return
      }
      guard let last = parts.count == 1 ? first : Self.count(parts[1]), last >= Swift.max(1, first) else { return nil }
      (min, max) = (first, last)
    }
  }

  /// How many tokens a gap may have: `5` for none to five, or `2-5`.
  init?(gap text: String) {
    if let most = Self.count(text), most > 0 {
      (min, max) = (0, most)
    } else {
      guard let range = Self(text), range.max != nil else { return nil }
      self = range
    }
  }

  private static func count(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text).flatMap { $0 <= most ? $0 : nil }
  }
}
