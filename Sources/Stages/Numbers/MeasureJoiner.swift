import Pipeline

/// Adds the smaller unit of a measure to the larger: 5 ft 2 in, 3 kg 500 g, 2 hours 30 minutes.
struct MeasureJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  /// How many of the smaller unit make one of the larger, by the identifiers of CLDR.
  private static let parts: [String: (unit: String, count: ExactDecimal)] = [
    "foot": ("inch", 12), "yard": ("foot", 3), "pound": ("ounce", 16), "stone": ("pound", 14),
    "kilogram": ("gram", 1000), "meter": ("centimeter", 100), "kilometer": ("meter", 1000),
    "hour": ("minute", 60), "minute": ("second", 60),
  ]

  func join(_ figures: inout [Figure]) { figures.joinNeighbours(sum) }

  private func sum(_ a: Figure, _ b: Figure) -> Figure? {
    guard a.reason == nil, b.reason == nil, a.kind == .measure || a.kind == .duration, a.per == nil, a.scale == nil,
      let unit = a.unit, let smaller = Self.parts[unit], let whole = a.value, let part = b.value, whole.exponent >= 0,
      part > 0, part < smaller.count, a.endWord == b.firstWord, text.isSpaced(a.endWord - 1) || a.end == b.start
    else { return nil }
    var end = b.end
    var endWord = b.endWord
    if b.kind == .cardinal, b.isBare, unit == "foot" {
      // "in" is an inch only here: elsewhere it is a preposition.
      guard let sign = inchSign(b) else { return nil }
      end = sign
      endWord = sign > b.end + text.blank(at: b.end) + 1 ? b.endWord + 1 : b.endWord
    } else if b.unit != smaller.unit || b.per != nil {
      return nil
    }
    guard let value = whole.adding(SpelledReader.quotient(part, smaller.count)) else { return nil }
    var sum = a
    sum.value = value.canonical
    sum.end = end
    sum.endWord = endWord
    return sum
  }

  /// Where "in" or a double prime behind the figure ends.
  private func inchSign(_ figure: Figure) -> Int? {
    let offset = figure.end + text.blank(at: figure.end)
    if text[offset] == UInt8(ascii: "i"), text[offset + 1] == UInt8(ascii: "n"), !text.isWord(at: offset + 2) {
      return offset + 2
    }
    return offset == figure.end && text[offset] == 0x22 ? offset + 1 : nil
  }
}
