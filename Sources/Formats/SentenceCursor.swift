import Pipeline

/// Finds the sentence in which an annotation begins.
struct SentenceCursor {
  private let spans: [ByteRange]

  init(_ document: Document) { spans = document.layer(.sentences)?.spans ?? [] }

  /// The last sentence that begins at or before `span` and reaches into it. Sentences do not overlap.
  func sentence(of span: ByteRange) -> ByteRange? {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start <= span.start { low = middle + 1 } else { high = middle }
    }
    guard low > 0, spans[low - 1].end > span.start else { return nil }
    return spans[low - 1]
  }
}
