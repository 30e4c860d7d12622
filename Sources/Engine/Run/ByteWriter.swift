import Pipeline

/// Appends compact values to an array of bytes.
struct ByteWriter {
  var out: [UInt8] = []

  mutating func int(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    out.append(UInt8(value))
  }

  mutating func signed(_ value: Int64) { int(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  mutating func bytes(_ bytes: [UInt8]) {
    int(UInt64(bytes.count))
    out.append(contentsOf: bytes)
  }

  mutating func string(_ string: String) {
    int(UInt64(string.utf8.count))
    out.append(contentsOf: string.utf8)
  }

  mutating func optional(_ string: String?) {
    if let string {
      out.append(1)
      self.string(string)
    } else {
      out.append(0)
    }
  }

  mutating func range(_ range: ByteRange) {
    int(UInt64(range.start))
    int(UInt64(range.count))
  }

  /// A tag from 1 to 6 (0 stands for an absent value), then the value.
  mutating func value(_ value: FieldValue) {
    switch value {
    case .bool(let value):
      out.append(1)
      out.append(value ? 1 : 0)
    case .int(let value):
      out.append(2)
      signed(value)
    case .decimal(let value):
      out.append(3)
      signed(Int64(value.exponent))
      let bits = UInt128(bitPattern: value.coefficient)
      int(UInt64(truncatingIfNeeded: bits))
      int(UInt64(truncatingIfNeeded: bits >> 64))
    case .string(let value):
      out.append(4)
      string(value)
    case .span(let value):
      out.append(5)
      range(value)
    case .list(let values):
      out.append(6)
      int(UInt64(values.count))
      for value in values { self.value(value) }
    }
  }
}
