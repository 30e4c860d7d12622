import Pipeline

/// A text that is compared with others: its table and figures are made when first needed.
final class HeldText {
  let text: ComparedText
  let distinct: Int
  private(set) lazy var table = ShingleTable(text.shingles)
  private(set) lazy var figures = text.figures()

  /// - Parameter distinct: how many of its shingles are distinct, where that is known.
  init(_ text: ComparedText, distinct: Int? = nil) {
    self.text = text
    self.distinct = distinct ?? ShingleTable(text.shingles).distinct
  }
}
