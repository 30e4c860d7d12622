import Pipeline

extension ExactDecimal {
  /// Appends what `digits` says, without a string where the coefficient has at most 18 digits.
  func appendDigits(to bytes: inout [UInt8]) {
    let limit: Int128 = 1_000_000_000_000_000_000
    guard coefficient < limit, coefficient > -limit, exponent <= 40, exponent >= -40 else {
      bytes += digits.utf8
      return
    }
    var rest = UInt64(coefficient.magnitude)
    let sign = coefficient < 0
    if rest == 0, exponent >= 0 {
      bytes.append(0x30)
      return
    }
    if sign { bytes.append(0x2D) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var start = 20
      repeat {
        start -= 1
        buffer.initializeElement(at: start, to: 0x30 + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      } while rest > 0
      let text = UnsafeBufferPointer(rebasing: buffer[start...])
      let places = exponent < 0 ? -Int(exponent) : 0
      if text.count > places {
        bytes.append(contentsOf: text[..<(text.count - places)])
      } else {
        bytes.append(0x30)
      }
      if places > 0 {
        bytes.append(0x2E)
        for _ in 0..<max(0, places - text.count) { bytes.append(0x30) }
        bytes.append(contentsOf: text[max(0, text.count - places)...])
      } else {
        for _ in 0..<exponent { bytes.append(0x30) }
      }
    }
  }

  /// `fitsDouble`, without dividing where the magnitude says it already.
  var isDouble: Bool {
    let limit: Int128 = 1_000_000_000_000_000
    return coefficient < limit && coefficient > -limit && exponent < 250 && exponent > -250 || fitsDouble
  }
}
