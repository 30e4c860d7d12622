import Pipeline

/// A text that is compared with others: its table and figures are made when first needed.
final class HeldText {
  let text: ComparedText
  let distinct: Int
  private(set) lazy var table = ShingleTable(text.shingles)
  private(set) lazy var figures = text.figures()
  /// The keys of the figures, ascending.
  private(set) lazy var sortedFigures = figures.map(\.key).sorted()

  /// - Parameter distinct: how many of its shingles are distinct, where that is known.
  init(_ text: ComparedText, distinct: Int? = nil) {
    self.text = text
    self.distinct = distinct ?? ShingleTable(text.shingles).distinct
  }

  /// Whether every figure of the text with fewer is one of the other's: then none can have changed.
  func hasSameFigures(as other: HeldText) -> Bool {
    let isSmaller = sortedFigures.count <= other.sortedFigures.count
    let (few, many) = isSmaller ? (sortedFigures, other.sortedFigures) : (other.sortedFigures, sortedFigures)
    var next = 0
    for key in few {
      // By halves, so that a long text costs no more than a short one.
      next = many.partitioningIndex(from: next) { $0 >= key }
      guard next < many.count, many[next] == key else { return false }
      next += 1
    }
    return true
  }
}
