/// How often features were seen, about: never too low. A count-min sketch (G. Cormode, S. Muthukrishnan 2005).
final class CountSketch {
  private let counts: UnsafeMutablePointer<UInt8>
  private let shift: UInt64

  init(bits: Int) {
    counts = .allocate(capacity: 1 << bits)
    counts.initialize(repeating: 0, count: 1 << bits)
    shift = UInt64(64 - bits)
  }
  deinit { counts.deallocate() }

  private func places(_ feature: UInt64) -> (Int, Int) {
    (Int(feature >> shift), Int((feature &* 0x9E37_79B9_7F4A_7C15) >> shift))
  }

  func add(_ feature: UInt64) {
    let (a, b) = places(feature)
    if counts[a] < 255 { counts[a] += 1 }
    if counts[b] < 255, a != b { counts[b] += 1 }
  }

  func count(_ feature: UInt64) -> UInt8 {
    let (a, b) = places(feature)
    return min(counts[a], counts[b])
  }
}
