/// Lower-case hexadecimal digits of numbers and bytes.
public enum Hexadecimal {
  /// The 16 digits of `value`.
  public static func string(_ value: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { digits in
      for index in 0..<16 { digits[index] = digit(UInt8(truncatingIfNeeded: value &>> UInt64(60 - 4 * index)) & 15) }
      return 16
    }
  }

  /// The 8 digits of `value`.
  public static func string(_ value: UInt32) -> String {
    String(string(UInt64(value)).dropFirst(8))
  }

  /// Two digits for every byte.
  public static func string(_ bytes: some Collection<UInt8>) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * bytes.count)
    append(bytes, to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends two digits for every byte.
  public static func append(_ bytes: some Sequence<UInt8>, to digits: inout [UInt8]) {
    for byte in bytes {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
  }

  /// The ASCII digit of a value from 0 to 15.
  @inline(__always)
  static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 &+ value : 0x57 &+ value
  }
}
