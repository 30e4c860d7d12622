/// Scalars of valid UTF-8, which `Text` guarantees; sound only there.
extension UnsafeBufferPointer<UInt8> {
  /// The scalar that starts at `index`, and how many bytes it has.
  @inlinable @inline(__always)
  package func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let b0 = UInt32(self[index])
    if b0 < 0x80 { return (b0, 1) }
    if b0 < 0xE0 { return ((b0 & 0x1F) << 6 | UInt32(self[index + 1] & 0x3F), 2) }
    if b0 < 0xF0 {
      return ((b0 & 0x0F) << 12 | UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F), 3)
    }
    return (
      (b0 & 0x07) << 18 | UInt32(self[index + 1] & 0x3F) << 12 | UInt32(self[index + 2] & 0x3F) << 6
        | UInt32(self[index + 3] & 0x3F), 4
    )
  }

  /// Where the scalar starts that ends before `end`; not left of `start`.
  @inlinable @inline(__always)
  package func scalarStart(before end: Int, from start: Int = 0) -> Int {
    var position = end - 1
    while position > start, self[position] & 0xC0 == 0x80 { position -= 1 }
    return position
  }

  /// The scalar that ends before `end`, which must be an edge above 0, and how many bytes it has.
  @inlinable @inline(__always)
  package func scalar(before end: Int) -> (value: UInt32, length: Int) { scalar(at: scalarStart(before: end)) }
}
