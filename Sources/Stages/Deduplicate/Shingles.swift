import Pipeline

/// The shingles of a text as a sorted set of 32-bit hashes: pairs of words, or runs of five units where most of the text
/// is in scripts without spaces.
///
/// Which of the two is decided by the share of the scripts in the document and not by its language, so that a wrong label
/// can't part two copies. With 32 bits two sets of 500 shingles share one wrongly with odds of 1 in 17,000.
struct Shingles {
  private(set) var sorted: [UInt32]
  /// Smallest hash of each of the sketch's bins.
  private(set) var sketch: Sketch

  /// - Parameter units: hashes of the words that count, in order.
  /// - Parameter isUnspaced: whether most of them are single scalars of an unspaced script.
  init(units: [UInt64], isUnspaced: Bool) {
    let length = isUnspaced ? 5 : 2
    sketch = Sketch()
    sorted = []
    guard units.count >= length else { return }
    sorted.reserveCapacity(units.count - length + 1)
    for start in 0...(units.count - length) {
      var hash: UInt64 = 0
      for index in start..<start + length { hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ units[index] }
      hash = Lexicon.finish(hash)
      sketch.add(hash)
      sorted.append(UInt32(truncatingIfNeeded: hash))
    }
    sorted.sortByRadix()
    sorted.removeRepeats()
  }

  /// Elements that two sorted sets without repeats share.
  static func shared(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Int {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var i = 0
        var j = 0
        var shared = 0
        while i < a.count, j < b.count {
          let x = a[i]
          let y = b[j]
          shared &+= x == y ? 1 : 0
          i &+= x <= y ? 1 : 0
          j &+= y <= x ? 1 : 0
        }
        return shared
      }
    }
  }
}

extension [UInt32] {
  /// Sorts in time linear in the count; short arrays by comparison.
  mutating func sortByRadix() {
    guard count > 128 else { return sort() }
    var other = [UInt32](repeating: 0, count: count)
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
        starts.initialize(repeating: 0)
        for value in self { starts[Int(value >> shift & 255)] += 1 }
        var total = 0
        for bucket in 0..<256 {
          let size = starts[bucket]
          starts[bucket] = total
          total += size
        }
        for value in self {
          let bucket = Int(value >> shift & 255)
          other[starts[bucket]] = value
          starts[bucket] += 1
        }
      }
      swap(&self, &other)
    }
  }

  /// Drops equal neighbours.
  mutating func removeRepeats() {
    var kept = 0
    for index in indices where index == 0 || self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }
}
