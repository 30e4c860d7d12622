import Pipeline

/// Turns offsets that a plugin gives, in its unit, into bytes of the working text.
///
/// Goes on from the offset before, since annotations mostly come in order; one further left starts again from a checkpoint. An
/// offset outside the text or inside a character is nil.
struct OffsetReader {
  private let unit: OffsetUnit
  private let isASCII: Bool
  /// Bytes before every unit whose number is a multiple of `step`.
  private var checkpoints: [Int] = [0]
  /// Units, and bytes before them, that have been gone over so far.
  private var furthest = (units: 0, bytes: 0)
  private static let step = 1024

  init(_ bytes: UnsafeBufferPointer<UInt8>, unit: OffsetUnit) {
    self.unit = unit
    isASCII = unit == .utf8 || bytes.allSatisfy { $0 < 0x80 }
  }

  mutating func byteOffset(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    if isASCII {
      guard offset >= 0, offset <= bytes.count else { return nil }
      // The byte behind a boundary starts a character.
      if offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { return nil }
      return UInt32(offset)
    }
    // No unit has more than one byte less than it is counted for: an offset above the bytes is outside in any unit.
    guard offset >= 0, offset <= bytes.count else { return nil }
    var (units, position) = furthest
    if offset < units {
      units = offset / Self.step * Self.step
      position = checkpoints[offset / Self.step]
    }
    while units < offset {
      guard position < bytes.count else { return nil }
      let lead = bytes[position]
      position += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      let width = unit == .utf16 && lead >= 0xF0 ? 2 : 1
      for _ in 0..<width {
        units += 1
        // Inside a surrogate pair the checkpoint is that of its end; an offset there is refused anyway.
        if units % Self.step == 0, units / Self.step == checkpoints.count { checkpoints.append(position) }
      }
      if units > furthest.units { furthest = (units, position) }
    }
    return units == offset ? UInt32(position) : nil
  }
}
