/// Numbers features 0, 1, 2 … as they come.
final class FeatureNumbers {
  private(set) var hashes: [UInt64] = []
  private var slots: [UInt32] = [UInt32](repeating: .max, count: 1 << 22)

  func number(of feature: UInt64) -> UInt32 {
    if hashes.count * 2 > slots.count { grow() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: feature >> 20) & mask
    while slots[slot] != .max {
      if hashes[Int(slots[slot])] == feature { return slots[slot] }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(hashes.count)
    hashes.append(feature)
    return slots[slot]
  }

  private func grow() {
    slots = [UInt32](repeating: .max, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, feature) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: feature >> 20) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number)
    }
  }
}
