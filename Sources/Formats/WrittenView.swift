import Pipeline

/// The text that a writer gives with a document, and the way from the document's ranges into it.
///
/// `original` and `none` show the original, `clean` the working text without what lies in marks. A mark that fills its
/// lines takes the line ends behind it along, so that no gap is left where it stood.
struct WrittenView {
  /// Valid UTF-8.
  let bytes: [UInt8]
  private let index: OffsetIndex
  private let alignment: Alignment
  /// Parts of the working text that are not shown: ascending, apart. Nil where the original is shown.
  private let removed: [ByteRange]?
  /// Bytes removed before each of them.
  private let removedBefore: [UInt32]

  init(_ document: Document, _ text: WrittenText, _ unit: OffsetUnit) {
    alignment = document.alignment
    if text == .clean {
      let removed = Self.removedRanges(document)
      var before: [UInt32] = []
      var clean: [UInt8] = []
      if removed.isEmpty {
        clean = document.text.bytes
      } else {
        clean.reserveCapacity(document.text.count)
        var total: UInt32 = 0
        var start = 0
        for range in removed {
          clean += document.text.bytes[start..<Int(range.start)]
          start = Int(range.end)
          before.append(total)
          total += UInt32(range.count)
        }
        clean += document.text.bytes[start...]
      }
      self.removed = removed
      removedBefore = before
      bytes = clean
    } else {
      removed = nil
      removedBefore = []
      // A stored document may leave out an original that equals its text.
      bytes = document.original.isEmpty && document.alignment.isIdentity ? document.text.bytes : document.original.bytes
    }
    index = bytes.withUnsafeBufferPointer { OffsetIndex($0, unit: unit) }
  }

  /// The shown bytes behind `range` of the working text; nil where nothing of it is shown.
  func range(ofWorking range: ByteRange) -> ByteRange? {
    if removed == nil { return whole(alignment.source(of: range)) }
    let start = shown(range.start)
    let end = shown(range.end)
    if start.offset == end.offset, !range.isEmpty || start.isInside { return nil }
    return whole(ByteRange(start.offset, end.offset))
  }

  /// The shown bytes of a part of the original; nil where nothing of it is shown.
  func range(of part: Document.Part) -> ByteRange? {
    removed == nil ? whole(part.range) : range(ofWorking: alignment.target(of: part.range))
  }

  /// The offset, in the unit chosen, of a byte of the shown text. `bytes` must be this view's.
  @inline(__always)
  func offset(of position: UInt32, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    index.offset(of: position, in: bytes)
  }

  private func shown(_ offset: UInt32) -> (offset: UInt32, isInside: Bool) {
    guard let removed, !removed.isEmpty else { return (offset, false) }
    var low = 0
    var high = removed.count
    while low < high {
      let middle = (low + high) / 2
      if removed[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return (offset, false) }
    let last = removed[low - 1]
    if offset < last.end { return (last.start - removedBefore[low - 1], true) }
    return (offset - removedBefore[low - 1] - UInt32(last.count), false)
  }

  /// Moves edges that lie inside a character outward, so that every slice is UTF-8 whatever a plugin gave.
  @inline(__always)
  private func whole(_ range: ByteRange) -> ByteRange {
    var start = min(Int(range.start), bytes.count)
    var end = min(Int(range.end), bytes.count)
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return ByteRange(start, end)
  }

  // MARK: What marks take out

  private static func removedRanges(_ document: Document) -> [ByteRange] {
    guard let marks = document.layer(.marks), !marks.isEmpty else { return [] }
    return document.text.withBytes { text in
      var removed: [ByteRange] = []
      for span in union(marks.spans) {
        let range = takingLineEnds(span.indices.clamped(to: 0..<text.count), text, after: Int(removed.last?.end ?? 0))
        guard !range.isEmpty else { continue }
        if let last = removed.last, Int(last.end) >= range.lowerBound {
          removed[removed.count - 1].end = max(last.end, UInt32(range.upperBound))
        } else {
          removed.append(ByteRange(range.lowerBound, range.upperBound))
        }
      }
      return removed
    }
  }

  private static func union(_ spans: [ByteRange]) -> [ByteRange] {
    var result: [ByteRange] = []
    for span in spans.sorted() where !span.isEmpty {
      if let last = result.last, span.start <= last.end {
        result[result.count - 1].end = max(last.end, span.end)
      } else {
        result.append(span)
      }
    }
    return result
  }

  private static func takingLineEnds(
    _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, after limit: Int
  ) -> Range<Int> {
    func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var start = range.lowerBound
    var end = range.upperBound
    while start > limit, isBlank(text[start - 1]) { start -= 1 }
    guard start <= limit || isLineEnd(text[start - 1]) else { return range }
    while end < text.count, isBlank(text[end]) { end += 1 }
    guard end == text.count || isLineEnd(text[end]) || isLineEnd(text[end - 1]) else { return range }
    // Up to the first line that is not blank, its indent kept.
    var next = end
    while next < text.count, isLineEnd(text[next]) || isBlank(text[next]) {
      next += 1
      if isLineEnd(text[next - 1]) { end = next }
    }
    if next == text.count {
      end = next
      while start > limit, isLineEnd(text[start - 1]) || isBlank(text[start - 1]) { start -= 1 }
    }
    return start..<end
  }
}
