/// Calls `body` with a string's or array's bytes, as the module's calls take them.
func withBytes<R>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
  try withBytes(Array(text.utf8), body)
}

func withBytes<R>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
  try bytes.withUnsafeBufferPointer(body)
}

func string(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

/// A small generator whose runs can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Byte sequences that are not UTF-8: stray, overlong, surrogate, too large, cut.
let malformedSequences: [[UInt8]] = [
  [0x80], [0xBF, 0xBF], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82],
  [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF, 0xFE, 0xFF],
]

/// Text of scalars that like to interact: bases, marks, Hangul jamo, ligatures, supplementary, controls.
func interactingText(length: Int, using generator: inout SeededGenerator) -> [UInt8] {
  let scalars: [Unicode.Scalar] = [
    "a", "e", "A", " ", ".", "\n", "\u{301}", "\u{308}", "\u{323}", "\u{340}", "\u{1100}", "\u{1161}", "\u{11A8}",
    "\u{AC00}", "\u{FB01}", "\u{2460}", "\u{212B}", "\u{3099}", "\u{304B}", "\u{1D15E}", "\u{1F600}", "\u{958}", "и",
    "\u{306}", "П", "\u{0}", "\u{AD}", "ß", "\u{1F82}", "語", "ก", "\u{0E33}",
  ]
  var text = ""
  for _ in 0..<length { text.unicodeScalars.append(scalars.randomElement(using: &generator)!) }
  return Array(text.utf8)
}
