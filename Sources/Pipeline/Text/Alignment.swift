/// One replacement in a text: the bytes `source` of the text before became the bytes `target` of the text after.
@frozen
public struct Edit: Hashable, Sendable {
  public var source: ByteRange
  public var target: ByteRange

  @inlinable public init(source: ByteRange, target: ByteRange) {
    self.source = source
    self.target = target
  }
}

/// The map between a text and what edits made of it, as a sorted list of edits.
///
/// Between edits the two texts are equal byte for byte. Rules at the edges: an edge inside a replacement maps outward
/// (a start to the start of the replaced bytes, an end to their end); a deletion belongs to neither side; an insertion
/// attaches left, to the text before it; an empty span maps to a point.
public struct Alignment: Hashable, Sendable {
  /// Sorted, not overlapping; adjacent edits are kept apart.
  public private(set) var edits: [Edit] = []

  public static let identity = Alignment()

  public init() {}

  /// An alignment from edits in ascending order on both sides; identical bytes between them.
  public init(edits: [Edit]) {
    self.edits = edits
    for (a, b) in zip(edits, edits.dropFirst()) {
      precondition(
        a.source.end <= b.source.start && a.target.end <= b.target.start
          && b.source.start - a.source.end == b.target.start - a.target.end, "edits out of order")
    }
  }

  public var isIdentity: Bool { edits.isEmpty }

  /// The bytes of the source text that `range` of the target text came from.
  public func source(of range: ByteRange) -> ByteRange {
    map(range, from: \.target, to: \.source)
  }

  /// The bytes of the target text that `range` of the source text became.
  public func target(of range: ByteRange) -> ByteRange {
    map(range, from: \.source, to: \.target)
  }

  private func map(
    _ range: ByteRange, from: KeyPath<Edit, ByteRange>, to: KeyPath<Edit, ByteRange>
  ) -> ByteRange {
    if edits.isEmpty { return range }
    let isSourceSide = from == \Edit.source
    if range.isEmpty {
      let point = mapEdge(range.start, isStart: true, isSourceSide)
      return ByteRange(point, point)
    }
    let start = mapEdge(range.start, isStart: true, isSourceSide)
    let end = mapEdge(range.end, isStart: false, isSourceSide)
    return start <= end ? ByteRange(start, end) : ByteRange(start, start)
  }

  /// Maps one edge. A start skips what was deleted or inserted before it; an end leaves out what was deleted behind
  /// it and takes in an insertion that is inside or right behind the mapped text (attached left).
  private func mapEdge(_ offset: UInt32, isStart: Bool, _ isSourceSide: Bool) -> UInt32 {
    // The first edit whose near side ends at or behind the offset (for a start: behind it).
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      let near = isSourceSide ? edits[middle].source : edits[middle].target
      let before = isStart ? near.end <= offset : near.end < offset
      if before { low = middle + 1 } else { high = middle }
    }
    var shift: Int64 = 0
    if low > 0 {
      let near = isSourceSide ? edits[low - 1].source : edits[low - 1].target
      let far = isSourceSide ? edits[low - 1].target : edits[low - 1].source
      shift = Int64(far.end) - Int64(near.end)
    }
    guard low < edits.count else { return UInt32(Int64(offset) + shift) }
    let near = isSourceSide ? edits[low].source : edits[low].target
    let far = isSourceSide ? edits[low].target : edits[low].source
    if isStart {
      return near.start < offset ? far.start : UInt32(Int64(offset) + shift)
    }
    if near.start < offset, offset < near.end { return far.end }
    // The edit lies behind the edge.
    if near.start > offset || (near.start == offset && !near.isEmpty) { return UInt32(Int64(offset) + shift) }
    // `near` ends at the offset. Behind a replacement or at a deletion may stand insertions, which attach left.
    var end = near.isEmpty && !isSourceSide ? far.start : far.end
    var index = low + 1
    while isSourceSide, index < edits.count, edits[index].source.isEmpty, edits[index].source.start == offset {
      end = edits[index].target.end
      index += 1
    }
    return end
  }

  /// The alignment of doing `self` first and `next` on its result.
  ///
  /// Edits that touch or overlap in the middle text become one; others are carried over with their offsets shifted.
  /// Linear in the number of edits.
  public func followed(by next: Alignment) -> Alignment {
    if isIdentity { return next }
    if next.isIdentity { return self }
    var result: [Edit] = []
    result.reserveCapacity(edits.count + next.edits.count)
    var i = 0
    var j = 0
    // Differences (target − source) of everything passed so far in each of the two alignments.
    var shiftA: Int64 = 0
    var shiftB: Int64 = 0
    while i < edits.count || j < next.edits.count {
      // Open a group at the edit that starts first in the middle text.
      let middleStart: UInt32
      var middleEnd: UInt32
      if i < edits.count, j < next.edits.count {
        middleStart = min(edits[i].target.start, next.edits[j].source.start)
      } else {
        middleStart = i < edits.count ? edits[i].target.start : next.edits[j].source.start
      }
      middleEnd = middleStart
      let startShiftA = shiftA
      let startShiftB = shiftB
      // Take in all edits of either side that overlap the group in the middle text, or meet it at a point where
      // nothing of the middle text stands between (an empty side), so that their order can't be told.
      func joins(_ span: ByteRange) -> Bool {
        span.start < middleEnd || (span.start == middleEnd && (span.isEmpty || middleStart == middleEnd))
      }
      while true {
        if i < edits.count, joins(edits[i].target) {
          middleEnd = max(middleEnd, edits[i].target.end)
          shiftA = Int64(edits[i].target.end) - Int64(edits[i].source.end)
          i += 1
        } else if j < next.edits.count, joins(next.edits[j].source) {
          middleEnd = max(middleEnd, next.edits[j].source.end)
          shiftB = Int64(next.edits[j].target.end) - Int64(next.edits[j].source.end)
          j += 1
        } else {
          break
        }
      }
      let source = ByteRange(
        UInt32(Int64(middleStart) - startShiftA), UInt32(Int64(middleEnd) - shiftA))
      let target = ByteRange(
        UInt32(Int64(middleStart) + startShiftB), UInt32(Int64(middleEnd) + shiftB))
      if !(source.isEmpty && target.isEmpty) { result.append(Edit(source: source, target: target)) }
    }
    var alignment = Alignment()
    alignment.edits = result
    return alignment
  }
}
