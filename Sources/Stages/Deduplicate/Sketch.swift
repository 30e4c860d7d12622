import Pipeline

/// How documents are sketched: how many bands of how many rows, and which share of the shingles is sampled.
struct SketchShape: Hashable, Sendable {
  var bands = 32
  var rows = 4
  /// One shingle in this many goes into the inverted index of the containment channel.
  var sample: UInt32 = 8

  var bins: Int { bands * rows }
}

/// A MinHash sketch by one-permutation hashing: bins, each with the smallest hash that fell into it.
///
/// Source: Li, Owen, Zhang, "One Permutation Hashing" (2012); empty bins borrow from others as in Shrivastava, "Optimal
/// Densification for Fast and Accurate Minwise Hashing" (2017).
struct Sketch {
  private static let empty = UInt32.max

  let shape: SketchShape
  private var bins: [UInt32]

  init(_ shape: SketchShape) {
    self.shape = shape
    bins = [UInt32](repeating: Self.empty, count: shape.bins)
  }

  /// The upper half of a hash names the bin, the lower is the value.
  mutating func add(_ hashes: some Sequence<UInt64>) {
    let count = UInt64(shape.bins)
    bins.withUnsafeMutableBufferPointer { bins in
      for hash in hashes {
        // Below `count`, since the upper half is below 2^32.
        let bin = Int(truncatingIfNeeded: (hash >> 32 &* count) >> 32)
        let value = UInt32(truncatingIfNeeded: hash)
        if value < bins[bin] { bins[bin] = value }
      }
    }
  }

  /// Fills empty bins from others, of which there must be one.
  mutating func densify() {
    guard bins.contains(where: { $0 != Self.empty }) else { return }
    let found = bins
    for bin in found.indices where found[bin] == Self.empty {
      var attempt: UInt64 = 0
      var donor: Int
      repeat {
        attempt += 1
        donor = Int((Lexicon.finish(UInt64(bin) << 32 | attempt) >> 32 &* UInt64(found.count)) >> 32)
      } while found[donor] == Self.empty
      bins[bin] = found[donor]
    }
  }

  /// One hash for each band; with four rows two documents of Jaccard similarity J share a band with probability J⁴.
  func band(_ band: Int) -> UInt32 {
    var hash = Lexicon.finish(UInt64(band) &+ 0x9E37_79B9_7F4A_7C15)
    for row in 0..<shape.rows { hash = (hash ^ UInt64(bins[band * shape.rows + row])) &* 0x9E37_79B9_7F4A_7C15 }
    return UInt32(truncatingIfNeeded: Lexicon.finish(hash))
  }

  /// The lowest bytes of bins, evenly spread.
  func signature() -> [UInt8] {
    (0..<DocumentKey.signatureSize).map {
      UInt8(truncatingIfNeeded: bins[$0 * bins.count / DocumentKey.signatureSize])
    }
  }
}
