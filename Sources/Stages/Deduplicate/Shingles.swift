import Pipeline

/// The shingles of a text in order: pairs of words, or runs of five units where most of the text is in scripts without
/// spaces.
///
/// Which of the two is decided by the share of the scripts in the document and not by its language, so that a wrong label
/// can't part two copies. Kept with 32 bits: two sets of 500 shingles share one wrongly with odds of 1 in 17,000.
struct Shingles {
  /// One for each unit but the last ones, repeats and all.
  private(set) var hashes: [UInt32] = []
  private(set) var distinct = 0
  /// Distinct ones that are sampled.
  private(set) var samples = 0
  /// Hash of the set, whatever the order.
  private(set) var set: UInt64 = 0
  /// Of a text that has too few samples to be found by them alone.
  private(set) var sketch: Sketch?

  /// With more samples than this two like texts surely share enough of them: of 25 with half in common, ten to fifteen.
  private static let enoughSamples = 24

  /// - Parameter units: hashes of the words that count, in order.
  /// - Parameter isUnspaced: whether most of them are single scalars of an unspaced script.
  init(units: [UInt64], isUnspaced: Bool, shape: SketchShape) {
    let length = isUnspaced ? 5 : 2
    guard units.count >= length else { return }
    let count = units.count - length + 1
    hashes = [UInt32](unsafeUninitializedCapacity: count) { hashes, initialized in
      units.withUnsafeBufferPointer { units in
        for start in 0..<count {
          hashes.initializeElement(at: start, to: UInt32(truncatingIfNeeded: Self.hash(units, start, length)))
        }
      }
      initialized = count
    }
    countDistinct(shape.sample)
    guard samples <= Self.enoughSamples else { return }
    var sketch = Sketch(shape)
    units.withUnsafeBufferPointer { units in
      sketch.add((0..<count).lazy.map { Self.hash(units, $0, length) })
    }
    sketch.densify()
    self.sketch = sketch
  }

  /// The shingle of the `length` units from `start` on.
  @inline(__always)
  private static func hash(_ units: UnsafeBufferPointer<UInt64>, _ start: Int, _ length: Int) -> UInt64 {
    var hash = units[start]
    for index in start &+ 1..<start &+ length { hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ units[index] }
    return Lexicon.finish(hash)
  }

  /// Counts each shingle once, by a table with room for twice as many.
  private mutating func countDistinct(_ sample: UInt32) {
    let bits = (hashes.count * 2 - 1).bitWidth - (hashes.count * 2 - 1).leadingZeroBitCount
    let capacity = 1 << bits
    var distinct = 0
    var samples = 0
    var set: UInt64 = 0
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { table in
      table.initialize(repeating: 0)
      for hash in hashes {
        // Zero marks a free slot, so that one hash counts as its neighbour here.
        let entry = hash == 0 ? 1 : hash
        var slot = Int(truncatingIfNeeded: (UInt64(hash) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 &- bits))
        while table[slot] != 0, table[slot] != entry { slot = (slot &+ 1) & (capacity &- 1) }
        guard table[slot] == 0 else { continue }
        table[slot] = entry
        distinct &+= 1
        samples &+= Self.isSampled(hash, sample) ? 1 : 0
        set = set &+ Lexicon.finish(UInt64(hash) &+ 0x9E37_79B9_7F4A_7C15)
      }
    }
    self.distinct = distinct
    self.samples = samples
    self.set = set
  }

  /// Whether the containment channel indexes a shingle. Whether it does depends on the shingle alone, so two texts that
  /// share a passage share its samples (FracMinHash). The smallest hashes are sampled: loops divide once then, and not
  /// for each shingle.
  @inline(__always)
  static func isSampled(_ hash: UInt32, _ sample: UInt32) -> Bool { hash <= UInt32.max / sample }
}
