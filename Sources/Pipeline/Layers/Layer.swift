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
  private var isSorted = true

  public init(_ schema: LayerSchema) {
    self.schema = schema
    columns = Array(repeating: [], count: schema.fields.count)
  }

  public var count: Int { spans.count }
  public var isEmpty: Bool { spans.isEmpty }

  public mutating func reserveCapacity(_ count: Int) {
    spans.reserveCapacity(count)
    stages.reserveCapacity(count)
    for index in columns.indices { columns[index].reserveCapacity(count) }
  }

  /// Adds an annotation; `values` stand in the order of the schema's fields, absent ones at the end may be left out.
  public mutating func append(_ span: ByteRange, stage: UInt16, _ values: [FieldValue?] = []) {
    precondition(values.count <= columns.count, "more values than fields in layer \(schema.name)")
    if let last = spans.last, (span, stage) < (last, stages[stages.count - 1]) { isSorted = false }
    spans.append(span)
    stages.append(stage)
    for index in columns.indices { columns[index].append(index < values.count ? values[index] : nil) }
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
  }

  /// The annotations that overlap `range`, as a range of positions that holds all of them (and, where annotations
  /// nest, possibly others). The layer must be sorted.
  public func candidates(overlapping range: ByteRange) -> Range<Int> {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start < range.end { low = middle + 1 } else { high = middle }
    }
    var first = low
    while first > 0, spans[first - 1].end > range.start { first -= 1 }
    return first..<low
  }
}
