/// Numbers in Roman letters, as far as ranks go.
public enum RomanNumber {
  public static let largest = 99

  /// The letters of a number below 100, which is written in one way only.
  public static func letters(_ value: Int) -> String {
    let tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    let units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return tens[value / 10 % 10] + units[value % 10]
  }

  /// The value of capitals I, V, X, L and C that are a number from 1 to 99 in the one way to write it; nil: they are none.
  public static func value(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 8 else { return nil }
    var sum = 0
    var largest = 0
    for byte in bytes.reversed() {
      let value: Int
      switch byte {
      case UInt8(ascii: "I"): value = 1
      case UInt8(ascii: "V"): value = 5
      case UInt8(ascii: "X"): value = 10
      case UInt8(ascii: "L"): value = 50
      case UInt8(ascii: "C"): value = 100
      default: return nil
      }
      sum += value < largest ? -value : value
      largest = max(largest, value)
    }
    return sum > 0 && sum <= Self.largest && letters(sum).utf8.elementsEqual(bytes) ? sum : nil
  }
}
