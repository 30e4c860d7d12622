import Pipeline

/// A text in the making: bytes of a source, copied but for the replaced ones, and the edits that say which.
struct EditedText {
  let source: UnsafeBufferPointer<UInt8>
  private(set) var bytes: [UInt8] = []
  private(set) var edits: [Edit] = []
  /// Bytes of the source that are done with.
  private(set) var copied = 0

  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// The finished text without its source, which may go.
  typealias Result = (bytes: [UInt8], edits: [Edit])
  var result: Result { (bytes, edits) }

  /// Replaces `range` of the source, which must lie behind all replaced so far; touching replacements become one.
  mutating func replace(_ range: Range<Int>, with replacement: some Collection<UInt8>) {
    if edits.isEmpty, bytes.isEmpty { bytes.reserveCapacity(source.count) }
    let touches = !edits.isEmpty && copied == range.lowerBound
    copy(upTo: range.lowerBound)
    let start = bytes.count
    bytes.append(contentsOf: replacement)
    copied = range.upperBound
    if touches {
      edits[edits.count - 1].source.end = UInt32(range.upperBound)
      edits[edits.count - 1].target.end = UInt32(bytes.count)
    } else {
      edits.append(
        Edit(source: ByteRange(range.lowerBound, range.upperBound), target: ByteRange(start, bytes.count)))
    }
  }

  /// Copies what is left; nothing may be replaced afterwards.
  mutating func finish() { if !edits.isEmpty { copy(upTo: source.count) } }

  private mutating func copy(upTo end: Int) {
    bytes.append(contentsOf: source[copied..<end])
    copied = end
  }

  /// The scalar before `position` as it will stand in the result.
  func scalar(before position: Int) -> UInt32? {
    if position > copied { return source.scalar(at: source.scalarStart(before: position, from: copied)).value }
    return bytes.isEmpty ? nil : bytes.withUnsafeBufferPointer { $0.scalar(before: $0.count).value }
  }

  /// The scalars before `position` as they will stand in the result, nearest first; at most `limit`.
  func scalars(before position: Int, limit: Int) -> [UInt32] {
    var found: [UInt32] = []
    func add(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, upTo end: Int) {
      var at = end
      while at > start, found.count < limit {
        at = bytes.scalarStart(before: at, from: start)
        found.append(bytes.scalar(at: at).value)
      }
    }
    add(source, from: copied, upTo: position)
    bytes.withUnsafeBufferPointer { add($0, from: 0, upTo: $0.count) }
    return found
  }
}

extension Alignment {
  /// The edits without what they leave as it is: equal scalars at both ends of a replacement, and whole replacements
  /// by the same bytes.
  func minimalEdits(from source: UnsafeBufferPointer<UInt8>, to target: UnsafeBufferPointer<UInt8>) -> [Edit] {
    var result: [Edit] = []
    result.reserveCapacity(edits.count)
    for edit in edits {
      var (a, b) = (Int(edit.source.start), Int(edit.target.start))
      var (aEnd, bEnd) = (Int(edit.source.end), Int(edit.target.end))
      while a < aEnd, b < bEnd, source[a] == target[b] {
        a += 1
        b += 1
      }
      // Back to the border of a scalar that differs only in its later bytes.
      while a > Int(edit.source.start),
        (a < aEnd && source[a] & 0xC0 == 0x80) || (b < bEnd && target[b] & 0xC0 == 0x80)
      {
        a -= 1
        b -= 1
      }
      var keep = 0
      while aEnd - keep > a, bEnd - keep > b, source[aEnd - keep - 1] == target[bEnd - keep - 1] { keep += 1 }
      while keep > 0, source[aEnd - keep] & 0xC0 == 0x80 { keep -= 1 }
      aEnd -= keep
      bEnd -= keep
      if a < aEnd || b < bEnd { result.append(Edit(source: ByteRange(a, aEnd), target: ByteRange(b, bEnd))) }
    }
    return result
  }
}
