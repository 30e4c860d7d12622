import Pipeline

/// Finds the mark that contains each annotation of a sorted layer, in one pass over both.
struct MarkCursor {
  private let spans: [ByteRange]
  private let kinds: [FieldValue?]
  private var next = 0
  /// Marks that began before the annotation asked about last and may still contain one; the innermost is the last.
  private var open: [Int] = []
  private var lastStart: UInt32 = 0

  init(_ document: Document) {
    let marks = document.layer(.marks)
    spans = marks?.spans ?? []
    kinds = marks.flatMap { layer in layer.schema.index(of: "kind").map { layer.columns[$0] } } ?? []
  }

  /// The kind of the innermost mark that contains `span`. Fast where spans come in ascending order.
  mutating func kind(containing span: ByteRange) -> String? {
    if spans.isEmpty || kinds.isEmpty { return nil }
    if span.start < lastStart {
      next = 0
      open.removeAll(keepingCapacity: true)
    }
    lastStart = span.start
    while next < spans.count, spans[next].start <= span.start {
      open.removeAll { spans[$0].end <= spans[next].start }
      open.append(next)
      next += 1
    }
    return open.last { spans[$0].contains(span) }.flatMap { kinds[$0]?.string }
  }
}
