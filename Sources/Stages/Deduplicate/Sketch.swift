import Pipeline

/// A MinHash sketch by one-permutation hashing: 128 bins, each with the smallest hash that fell into it.
///
/// Source: Li, Owen, Zhang, "One Permutation Hashing" (2012); empty bins borrow from others as in Shrivastava, "Optimal
/// Densification for Fast and Accurate Minwise Hashing" (2017).
struct Sketch {
  static let binCount = 128
  static let rowsPerBand = binCount / DocumentKey.bandCount
  private static let empty = UInt32.max

  private var bins = [UInt32](repeating: empty, count: binCount)

  /// The upper seven bits of a hash name the bin, the next 32 the value.
  @inline(__always)
  mutating func add(_ hash: UInt64) {
    let bin = Int(hash >> 57)
    let value = UInt32(truncatingIfNeeded: hash >> 25)
    if value < bins[bin] { bins[bin] = value }
  }

  /// One hash for each band of four bins; two documents with Jaccard similarity J share a band with probability J⁴.
  /// Empty where nothing was added.
  func bands() -> [UInt64] {
    guard bins.contains(where: { $0 != Self.empty }) else { return [] }
    var full = bins
    for bin in 0..<Self.binCount where bins[bin] == Self.empty {
      var attempt: UInt64 = 0
      var donor: Int
      repeat {
        attempt += 1
        donor = Int(Lexicon.finish(UInt64(bin) << 32 | attempt) >> 57)
      } while bins[donor] == Self.empty
      full[bin] = bins[donor]
    }
    return (0..<DocumentKey.bandCount).map { band in
      var hash = Lexicon.finish(UInt64(band) &+ 0x9E37_79B9_7F4A_7C15)
      for row in 0..<Self.rowsPerBand {
        hash = Lexicon.finish(hash &* 0x0000_0100_0000_01B3 ^ UInt64(full[band * Self.rowsPerBand + row]))
      }
      return hash
    }
  }
}
