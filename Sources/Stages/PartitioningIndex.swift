extension RandomAccessCollection where Index == Int {
  /// The first position from `start` on whose element `isBehind` is true of, by halves; it must be true of all behind it.
  @inline(__always)
  func partitioningIndex(from start: Int? = nil, where isBehind: (Element) -> Bool) -> Int {
    var low = start ?? startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
