/// The same numbers in every run: splitmix64.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Any Unicode scalar; scalars that need more bytes are as likely as those that need fewer.
  mutating func scalar() -> Unicode.Scalar {
    while true {
      let bound = pick([0x80, 0x800, 0x3000, 0x10000, 0x20000, 0x110000])
      if let scalar = Unicode.Scalar(UInt32(below(bound))) { return scalar }
    }
  }

  mutating func text(scalars count: Int, from alphabet: [Unicode.Scalar]? = nil) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<count { text.append(alphabet.map { pick($0) } ?? scalar()) }
    return String(text)
  }
}
