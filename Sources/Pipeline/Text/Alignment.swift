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

  package static let identity = Alignment()

  package init() {}

  /// An alignment from edits in ascending order on both sides; identical bytes between them.
  package init(edits: [Edit]) {
    precondition(Self.isConsistent(edits), "edits out of order")
    self.edits = edits
  }

  /// Whether edits are in ascending order, do not overlap, and leave as many bytes between them on both sides.
  package static func isConsistent(_ edits: [Edit]) -> Bool {
    var last = Edit(source: ByteRange(0, 0), target: ByteRange(0, 0))
    for edit in edits {
      guard last.source.end <= edit.source.start, last.target.end <= edit.target.start,
        edit.source.start - last.source.end == edit.target.start - last.target.end
      else { return false }
      last = edit
    }
    return true
  }

  public var isIdentity: Bool { edits.isEmpty }

  /// The bytes of the source text that `range` of the target text came from. Text that was only inserted came from
  /// nowhere, and maps to a point.
  public func source(of range: ByteRange) -> ByteRange { map(range, isSourceSide: false) }

  /// The bytes of the target text that `range` of the source text became.
  public func target(of range: ByteRange) -> ByteRange { map(range, isSourceSide: true) }

  /// Maps a range of the source text (`isSourceSide`) or of the target text to the other side.
  private func map(_ range: ByteRange, isSourceSide: Bool) -> ByteRange {
    if edits.isEmpty { return range }
    let start = mapEdge(range.start, isStart: true, isSourceSide)
    if range.isEmpty { return ByteRange(start, start) }
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
    // In the equal text before the edit, up to where it begins.
    if near.start > offset || (near.start == offset && !near.isEmpty) { return UInt32(Int64(offset) + shift) }
    if offset < near.end { return far.end }
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
  /// Edits of the two that share bytes of the middle text become one, and so do a deletion and an insertion at the same
  /// point: together they are a replacement. All others are carried over with their offsets shifted, since their order
  /// is known. Linear in the number of edits.
  package func followed(by next: Alignment) -> Alignment {
    if isIdentity { return next }
    if next.isIdentity { return self }
    var result = Alignment()
    result.edits.reserveCapacity(edits.count + next.edits.count)
    var i = 0
    var j = 0
    // What all edits passed so far have added to the length of the text, on either side of the middle.
    var addedBefore: Int64 = 0
    var addedAfter: Int64 = 0
    while i < edits.count || j < next.edits.count {
      // Open a group at the edit that comes first in the middle text; at one point, an edit without middle bytes.
      let first: ByteRange
      if i == edits.count {
        first = next.edits[j].source
      } else if j == next.edits.count {
        first = edits[i].target
      } else {
        let (a, b) = (edits[i].target, next.edits[j].source)
        first = a.start != b.start ? (a.start < b.start ? a : b) : (a.end < b.end ? a : b)
      }
      let start = Int64(first.start)
      var end = Int64(first.end)
      let sourceStart = start - addedBefore
      let targetStart = start + addedAfter
      func joins(_ span: ByteRange) -> Bool { span.start < end || (span.isEmpty && span.start == start) }
      while true {
        if i < edits.count, joins(edits[i].target) {
          end = max(end, Int64(edits[i].target.end))
          addedBefore = Int64(edits[i].target.end) - Int64(edits[i].source.end)
          i += 1
        } else if j < next.edits.count, joins(next.edits[j].source) {
          end = max(end, Int64(next.edits[j].source.end))
          addedAfter = Int64(next.edits[j].target.end) - Int64(next.edits[j].source.end)
          j += 1
        } else {
          break
        }
      }
      let source = ByteRange(Int(sourceStart), Int(end - addedBefore))
      let target = ByteRange(Int(targetStart), Int(end + addedAfter))
      // What was inserted and deleted again has left no trace.
      if !source.isEmpty || !target.isEmpty { result.edits.append(Edit(source: source, target: target)) }
    }
    return result
  }
}
