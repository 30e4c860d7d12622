/// The unit in which a record's offsets are counted.
public enum OffsetUnit: String, Sendable, CaseIterable {
  case scalars, utf8, utf16
}

/// Turns byte offsets of one text into Unicode scalars or UTF-16 units, in constant time.
///
/// Checkpoints stand every 256 bytes; a text of ASCII alone needs none.
public struct OffsetIndex: Sendable {
  public let unit: OffsetUnit
  private let isASCII: Bool
  private let checkpoints: [UInt32]
  private static let step = 256

  public init(_ bytes: UnsafeBufferPointer<UInt8>, unit: OffsetUnit) {
    self.unit = unit
    if unit == .utf8 || bytes.allSatisfy({ $0 < 0x80 }) {
      isASCII = true
      checkpoints = []
      return
    }
    isASCII = false
    var checkpoints: [UInt32] = []
    checkpoints.reserveCapacity(bytes.count / Self.step + 2)
    var total: UInt32 = 0
    var position = 0
    while position < bytes.count {
      checkpoints.append(total)
      let end = min(position + Self.step, bytes.count)
      total += Self.count(bytes, position, end, unit)
      position = end
    }
    checkpoints.append(total)
    self.checkpoints = checkpoints
  }

  /// The offset in `unit` of the byte offset `position` of the text that the index was made of.
  public func offset(of position: UInt32, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if isASCII { return Int(position) }
    let block = Int(position) / Self.step
    return Int(checkpoints[block] + Self.count(bytes, block * Self.step, Int(position), unit))
  }

  /// Units that start in bytes `start..<end`: every lead byte is one, and one more for a surrogate pair.
  @inline(__always)
  private static func count(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ unit: OffsetUnit
  ) -> UInt32 {
    var count: UInt32 = 0
    for index in start..<end {
      count &+= bytes[index] & 0xC0 != 0x80 ? 1 : 0
      if unit == .utf16 { count &+= bytes[index] >= 0xF0 ? 1 : 0 }
    }
    return count
  }
}
