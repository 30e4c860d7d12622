import Pipeline

/// How a document reads 03/04/2024: as its region does, as its other dates show, else as its language does.
struct DocumentOrder {
  private let fallback: NumericOrder
  private var decided: NumericOrder?

  init(_ order: NumericOrder, hasRegion: Bool) {
    fallback = order
    decided = hasRegion && order != .unknown ? order : nil
  }

  /// Looked for when the first date with strokes is read, in one pass over the words.
  mutating func order(in text: DateText) -> NumericOrder {
    if let decided { return decided }
    var (dayFirst, monthFirst) = (false, false)
    for index in text.words.indices where text.words[index].kind == .digits {
      guard let (separator, a, b, c) = text.threeNumbers(at: index), separator == UInt8(ascii: "/"),
        a.count <= 2, b.count <= 2, c.count == 4 || c.count == 2, (1...31).contains(a.value), (1...31).contains(b.value)
      else { continue }
      if a.value > 12, b.value <= 12 { dayFirst = true }
      if b.value > 12, a.value <= 12 { monthFirst = true }
    }
    let order = dayFirst == monthFirst ? fallback : dayFirst ? .dayFirst : .monthFirst
    decided = order
    return order
  }
}
