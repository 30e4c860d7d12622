/// A half-open range of byte offsets into a text, as annotations carry it.
///
/// Which text is meant (working text or original) is said by whoever holds the range. Documents are at most 16 MB by
/// default and never 4 GB, so 32 bits do.
@frozen
public struct ByteRange: Hashable, Sendable {
  public var start: UInt32
  public var end: UInt32

  @inlinable public init(_ start: UInt32, _ end: UInt32) {
    precondition(start <= end, "a byte range ends before it starts")
    self.start = start
    self.end = end
  }
  @inlinable public init(_ start: Int, _ end: Int) { self.init(UInt32(start), UInt32(end)) }

  @inlinable public var count: Int { Int(end) - Int(start) }
  @inlinable public var isEmpty: Bool { start == end }
  @inlinable public var indices: Range<Int> { Int(start)..<Int(end) }
  @inlinable public func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
  @inlinable public func overlaps(_ other: ByteRange) -> Bool { start < other.end && other.start < end }
}

extension ByteRange: Comparable {
  /// By start, then longest first: the order of annotations in a layer.
  @inlinable public static func < (a: ByteRange, b: ByteRange) -> Bool {
    a.start != b.start ? a.start < b.start : a.end > b.end
  }
}
