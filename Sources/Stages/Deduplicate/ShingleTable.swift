/// What two texts have in common.
struct Overlap {
  /// Distinct shingles in both.
  var shared = 0
  /// Shingle positions of the one and of the other that lie in common passages.
  var coveredHere = 0
  var coveredThere = 0
  /// The longest stretch between, before or behind common passages where each text has something of its own: the length
  /// of the shorter of the two.
  var replaced = 0
}

/// A place where two texts have the same shingle in a common passage.
struct Anchor {
  var here: Int
  var there: Int
}

/// The shingles of one text in a hash table, to be compared with those of many others.
///
/// Finds what is shared, and which of it stands in common passages: runs of shared shingles in the same order with gaps of
/// at most `largestGap`, as seeds are chained when genomes are aligned. A text of which every third word was replaced has
/// lost half of its word pairs and is still one passage; two texts that share only what all texts share have none.
final class ShingleTable {
  static let largestGap = 32
  /// How much longer a gap may be in one text than in the other.
  private static let largestShift = 16
  /// Shared shingles that have to follow one another before they make a passage.
  private static let smallestChain = 3

  private let shingles: [UInt32]
  private(set) var distinct = 0
  // Allocated by hand, and freed with the table: checks of exclusive access in the innermost loop cost more than the loop.
  private let slots: UnsafeMutableBufferPointer<Slot>
  /// One for each shingle.
  private let places: UnsafeMutableBufferPointer<Place>
  private let shift: UInt64
  private var round: UInt32 = 0

  private struct Slot {
    var hash: UInt32 = 0
    /// First position of the shingle plus one; zero marks a free slot.
    var position: UInt32 = 0
  }

  private struct Place {
    /// Where the shingle at this position stands first.
    var first: UInt32
    /// The comparison in which the shingle was last found, at its first place.
    var round: UInt32 = 0
  }

  init(_ shingles: [UInt32]) {
    self.shingles = shingles
    let bits = max(2, Int.bitWidth - (shingles.count * 2).leadingZeroBitCount)
    let shift = UInt64(64 - bits)
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot())
    let places = UnsafeMutableBufferPointer<Place>.allocate(capacity: shingles.count)
    var distinct = 0
    for (position, hash) in shingles.enumerated() {
      let slot = Self.slot(of: hash, slots, shift)
      if slots[slot].position == 0 {
        slots[slot] = Slot(hash: hash, position: UInt32(position) + 1)
        distinct += 1
      }
      places.initializeElement(at: position, to: Place(first: slots[slot].position - 1))
    }
    self.shift = shift
    self.slots = slots
    self.places = places
    self.distinct = distinct
  }

  deinit {
    slots.deallocate()
    places.deallocate()
  }

  /// Where a hash is, or would be. There is always a free slot, since at most half are taken.
  @inline(__always)
  private static func slot(of hash: UInt32, _ slots: UnsafeMutableBufferPointer<Slot>, _ shift: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (UInt64(hash) &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[slot].position != 0, slots[slot].hash != hash { slot = (slot &+ 1) & (slots.count &- 1) }
    return slot
  }

  /// Compares with the shingles of another text.
  func overlap(with other: [UInt32]) -> Overlap {
    var anchors: [Anchor] = []
    return overlap(with: other, &anchors, isRecording: false)
  }

  /// Compares with the shingles of another text; `anchors` gets those of all passages, in the order of the other.
  func overlap(with other: [UInt32], recordingInto anchors: inout [Anchor]) -> Overlap {
    overlap(with: other, &anchors, isRecording: true)
  }

  private func overlap(with other: [UInt32], _ anchors: inout [Anchor], isRecording: Bool) -> Overlap {
    round += 1
    if isRecording { anchors.reserveCapacity(min(shingles.count, other.count)) }
    let overlap = shingles.withUnsafeBufferPointer { shingles in
      other.withUnsafeBufferPointer { other in
        Self.overlap(shingles, other, slots, places, shift, round, &anchors, isRecording)
      }
    }
    // The table must live until its slots and places have been read.
    return withExtendedLifetime(self) { overlap }
  }

  private static func overlap(
    _ shingles: UnsafeBufferPointer<UInt32>, _ other: UnsafeBufferPointer<UInt32>,
    _ slots: UnsafeMutableBufferPointer<Slot>, _ places: UnsafeMutableBufferPointer<Place>, _ shift: UInt64,
    _ round: UInt32, _ anchors: inout [Anchor], _ isRecording: Bool
  ) -> Overlap {
    var overlap = Overlap()
    var end = Anchor(here: -1 << 40, there: -1 << 40)
    // A passage that may take over, because the last hits lie elsewhere in this text.
    var rivalStart = end
    var rivalEnd = end
    var rivalCount = 0
    for there in other.indices {
      let hash = other[there]
      // Most shingles of a copy stand where its passage goes on; only the others are looked up. A shingle may stand here
      // several times, so that place comes before its first one.
      let expected = end.here &+ (there &- end.there)
      let here: Int
      if expected >= 0, expected < shingles.count, shingles[expected] == hash {
        here = expected
      } else {
        let slot = slot(of: hash, slots, shift)
        guard slots[slot].position != 0 else { continue }
        here = Int(slots[slot].position) &- 1
      }
      let first = Int(places[here].first)
      if places[first].round != round {
        places[first].round = round
        overlap.shared &+= 1
      }
      let anchor = Anchor(here: here, there: there)
      if follows(end, anchor) {
        overlap.coveredHere += anchor.here - end.here
        overlap.coveredThere += anchor.there - end.there
        end = anchor
        rivalCount = 0
        if isRecording { anchors.append(anchor) }
      } else if rivalCount > 0, follows(rivalEnd, anchor) {
        rivalEnd = anchor
        rivalCount += 1
        if rivalCount == smallestChain {
          overlap.coveredHere += anchor.here - rivalStart.here + 1
          overlap.coveredThere += anchor.there - rivalStart.there + 1
          // Before the first passage `end` lies far outside; the texts begin at 0 then.
          let before = end.here < 0 ? Anchor(here: 0, there: 0) : end
          overlap.replaced = max(
            overlap.replaced, min(rivalStart.here - before.here, rivalStart.there - before.there))
          end = anchor
          rivalCount = 0
          if isRecording {
            anchors.append(rivalStart)
            anchors.append(anchor)
          }
        }
      } else {
        rivalStart = anchor
        rivalEnd = anchor
        rivalCount = 1
      }
    }
    if end.here >= 0 {
      overlap.replaced = max(overlap.replaced, min(shingles.count - end.here, other.count - end.there))
    }
    // A passage that the other text has twice is covered twice.
    overlap.coveredHere = min(overlap.coveredHere, shingles.count)
    return overlap
  }

  static func follows(_ end: Anchor, _ next: Anchor) -> Bool {
    let here = next.here - end.here
    let there = next.there - end.there
    return here > 0 && here <= largestGap && there > 0 && there <= largestGap && abs(here - there) <= largestShift
  }
}
