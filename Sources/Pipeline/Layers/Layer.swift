/// Standoff annotations of one kind over the working text of a document, stored by column.
///
/// Every annotation has a span and the stage that made it; fields are columns by the schema. The order is start,
/// longest first, stage position, and holds once `sort()` has been called, which the engine does behind every stage.
public struct Layer: Sendable {
  public let schema: LayerSchema
  public private(set) var spans: [ByteRange] = []
  /// Position in the pipeline of the stage that made each annotation.
  public private(set) var stages: [UInt16] = []
  /// One column a field of the schema, each as long as `spans`.
  public private(set) var columns: [[FieldValue?]]
  /// The furthest end of any annotation up to each one; it ascends, so a search can find who reaches how far.
  private var reaches: [UInt32] = []
  private var isSorted = true

  package init(_ schema: LayerSchema) {
    self.schema = schema
    columns = Array(repeating: [], count: schema.fields.count)
  }

  public var count: Int { spans.count }
  public var isEmpty: Bool { spans.isEmpty }

  public mutating func reserveCapacity(_ count: Int) {
    spans.reserveCapacity(count)
    stages.reserveCapacity(count)
    reaches.reserveCapacity(count)
    for index in columns.indices { columns[index].reserveCapacity(count) }
  }

  /// Adds an annotation; `values` stand in the order of the schema's fields, absent ones at the end may be left out.
  public mutating func append(_ span: ByteRange, stage: UInt16, _ values: [FieldValue?] = []) {
    precondition(values.count <= columns.count, "more values than fields in layer \(schema.name)")
    if let last = spans.last, (span, stage) < (last, stages[stages.count - 1]) { isSorted = false }
    spans.append(span)
    stages.append(stage)
    reaches.append(max(reaches.last ?? 0, span.end))
    for index in columns.indices { columns[index].append(index < values.count ? values[index] : nil) }
  }

  /// Adds annotations in the order of `spans`; faster than one by one where there are many. `value` gives the value of a
  /// field, by its position in the schema, of the annotation at a position of `spans`; without it they have no fields.
  package mutating func append(
    contentsOf spans: [ByteRange], stage: UInt16, value: ((_ field: Int, _ position: Int) -> FieldValue?)? = nil
  ) {
    var furthest = reaches.last ?? 0
    var last = self.spans.last.map { ($0, stages[stages.count - 1]) }
    reserveCapacity(count + spans.count)
    for span in spans {
      if let last, (span, stage) < last { isSorted = false }
      last = (span, stage)
      furthest = max(furthest, span.end)
      reaches.append(furthest)
    }
    self.spans += spans
    stages += repeatElement(stage, count: spans.count)
    for index in columns.indices {
      if let value {
        for position in spans.indices { columns[index].append(value(index, position)) }
      } else {
        columns[index] += repeatElement(nil, count: spans.count)
      }
    }
  }

  /// The value of a field by its position in the schema.
  @inline(__always)
  public func value(_ field: Int, at index: Int) -> FieldValue? { columns[field][index] }

  /// The value of a field by name; for code that looks at few annotations.
  public func value(_ field: String, at index: Int) -> FieldValue? {
    schema.index(of: field).flatMap { columns[$0][index] }
  }

  public mutating func set(_ field: Int, at index: Int, _ value: FieldValue?) { columns[field][index] = value }

  /// Brings the annotations into their order: start, longest first, stage position, then order of adding.
  public mutating func sort() {
    guard !isSorted else { return }
    let order = spans.indices.sorted { a, b in
      if spans[a] != spans[b] { return spans[a] < spans[b] }
      return stages[a] != stages[b] ? stages[a] < stages[b] : a < b
    }
    spans = order.map { spans[$0] }
    stages = order.map { stages[$0] }
    for index in columns.indices {
      let column = columns[index]
      columns[index] = order.map { column[$0] }
    }
    isSorted = true
    measureReaches()
  }

  private mutating func measureReaches() {
    var furthest: UInt32 = 0
    reaches = spans.map { span in
      furthest = max(furthest, span.end)
      return furthest
    }
  }

  /// Keeps the annotations for which `keep` is true.
  public mutating func filter(_ keep: (Int) -> Bool) {
    let kept = spans.indices.filter(keep)
    guard kept.count < count else { return }
    spans = kept.map { spans[$0] }
    stages = kept.map { stages[$0] }
    for index in columns.indices {
      let column = columns[index]
      columns[index] = kept.map { column[$0] }
    }
    measureReaches()
  }

  /// The annotations that overlap `range`, as a range of positions that holds all of them. The layer must be sorted.
  ///
  /// Takes logarithmic time. Where annotations nest, others may be among the candidates: all those between one that
  /// reaches into `range` from far left and `range` itself.
  public func candidates(overlapping range: ByteRange) -> Range<Int> {
    let first = firstPosition { reaches[$0] > range.start }
    let end = firstPosition { spans[$0].start >= range.end }
    return min(first, end)..<end
  }

  /// The first position for which `holds`, which must stay true once it is; by halving.
  private func firstPosition(where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
