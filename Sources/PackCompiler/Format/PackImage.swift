/// Numbers as text that a Swift literal can hold, so that tables made when the package is built lie in the program.
///
/// A character from `0` to `o` holds six bits, so that no character needs an escape in a raw literal; 32 characters
/// hold three numbers of 64 bits, the lowest bits first. `StaticString` can hold only sound UTF-8, and the compiler is
/// slow with long lists of numbers; decoding takes about 0.4 ns a byte.
public enum PackImage {
  private static let zero: UInt64 = 0x3030_3030_3030_3030

  public static func text(_ words: [UInt64]) -> String {
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: words.count, by: 3) {
      let (a, b, c) = (words[start], word(start + 1, words), word(start + 2, words))
      for part in [a, a >> 48 | b << 16, b >> 32 | c << 32, c >> 16] {
        for shift in stride(from: UInt64(0), to: 48, by: 6) { bytes.append(UInt8(part >> shift & 63) + 0x30) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func word(_ index: Int, _ words: [UInt64]) -> UInt64 { index < words.count ? words[index] : 0 }

  /// How many numbers a text of `count` bytes holds; up to two zeros at the end may be none of those written.
  public static func count(ofText count: Int) -> Int { count / 32 * 3 }

  /// Writes the numbers of `text` to `words`, which must have room for `count(ofText:)` of them.
  public static func decode(_ text: UnsafeBufferPointer<UInt8>, into words: UnsafeMutablePointer<UInt64>) {
    guard let source = UnsafeRawPointer(text.baseAddress) else { return }
    func part(_ offset: Int) -> UInt64 {
      let bytes = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &- zero
      let pairs = bytes & 0x003F_003F_003F_003F | bytes >> 2 & 0x0FC0_0FC0_0FC0_0FC0
      let fours = pairs & 0x0000_0FFF_0000_0FFF | pairs >> 4 & 0x00FF_F000_00FF_F000
      return fours & 0xFF_FFFF | fours >> 8 & 0xFFFF_FF00_0000
    }
    for group in 0..<text.count / 32 {
      let (a, b, c, d) = (part(group * 32), part(group * 32 + 8), part(group * 32 + 16), part(group * 32 + 24))
      words[group * 3] = a | b << 48
      words[group * 3 + 1] = b >> 16 | c << 32
      words[group * 3 + 2] = c >> 32 | d << 16
    }
  }
}
