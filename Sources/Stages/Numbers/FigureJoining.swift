extension [Figure] {
  /// Puts one figure in the place of two neighbours where `join` makes one of them; it may take in the next one, too.
  mutating func joinNeighbours(_ join: (Figure, Figure) -> Figure?) {
    guard count > 1 else { return }
    var kept = 0
    for index in indices {
      if kept > 0, let joined = join(self[kept - 1], self[index]) {
        self[kept - 1] = joined
      } else {
        if kept != index { self[kept] = self[index] }
        kept += 1
      }
    }
    removeLast(count - kept)
  }
}
