import Pipeline

/// The best valid BIO tags of a sequence, by Viterbi's algorithm over first-order transitions.
///
/// Source: A. Viterbi, "Error bounds for convolutional codes" (1967). Where the scores of a token leave no doubt that it is
/// outside of names, whatever its neighbours are, the sequence falls into parts that are decoded alone.
struct TagDecoder {
  /// `steps[previous * count + next]`; the last row is for the start.
  private let steps: [Int32]
  /// The most that a tag can gain over `outside` by the steps into it and out of it, where a name ends with it.
  private let endGain: TagScores
  /// The same where the name goes on; what follows then begins a name instead.
  private let insideGain: TagScores
  private var back: [UInt8] = []

  private static let count = EntityTag.count

  init(transitions: [Int16]) {
    steps = transitions.map { Int32($0) }
    (endGain, insideGain) = Self.gains(steps)
  }

  private static func gains(_ steps: [Int32]) -> (end: TagScores, inside: TagScores) {
    var gains = (end: TagScores.zero, inside: TagScores.zero)
    for type in TaggedType.allCases {
      for tag in [EntityTag.begin(type), EntityTag.inside(type)] {
        func gain(from before: Int) -> Int32 { steps[before * count + tag] - steps[before * count] }
        let before = EntityTag.isInside(tag) ? [tag - 1, tag].map(gain) : (0...count).map(gain)
        let outer = (0..<count).filter { !EntityTag.isInside($0) }.map { steps[tag * count + $0] - steps[$0] }
        let on = steps[tag * count + EntityTag.inside(type)] - steps[EntityTag.begin(type)]
        let lane = (EntityTag.isInside(tag) ? 4 : 0) + Int(type.rawValue)
        let gainBefore = before.max()!
        // At the end of a sequence there is no step.
        gains.end[lane] = Int16(clamping: gainBefore + max(0, outer.max()!))
        gains.inside[lane] = Int16(clamping: gainBefore + on)
      }
    }
    return gains
  }

  /// Whether a token is outside in every best sequence: giving it up for `outside` can only help, even where the token
  /// behind it must then begin the rest of the name.
  @inline(__always)
  private func isCertain(_ emissions: UnsafeBufferPointer<TagScores>, _ position: Int) -> Bool {
    let scores = emissions[position]
    guard (scores &+ endGain).isNegative else { return false }
    if position + 1 == emissions.count { return true }
    let next = emissions[position + 1]
    let loss = next.highHalf &- next.lowHalf
    return (scores &+ insideGain &+ TagScores(lowHalf: loss, highHalf: loss)).isNegative
  }

  /// Tags of `emissions`, written over `tags`.
  mutating func decode(_ emissions: UnsafeBufferPointer<TagScores>, into tags: inout [UInt8]) {
    tags.removeAll(keepingCapacity: true)
    tags.append(contentsOf: repeatElement(0, count: emissions.count))
    var start = 0
    while start < emissions.count {
      if isCertain(emissions, start) {
        start += 1
        continue
      }
      var end = start + 1
      while end < emissions.count, !isCertain(emissions, end) { end += 1 }
      decode(emissions, start..<end, into: &tags)
      start = end
    }
  }

  /// Decodes a part that `outside`, or an edge of the sequence, stands before and behind.
  private mutating func decode(
    _ emissions: UnsafeBufferPointer<TagScores>, _ range: Range<Int>, into tags: inout [UInt8]
  ) {
    let count = Self.count
    if back.count < range.count * count { back = [UInt8](repeating: 0, count: range.count * count * 2) }
    steps.withUnsafeBufferPointer { steps in
      back.withUnsafeMutableBufferPointer { back in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { scores in
          var previous = scores.baseAddress!
          var current = previous + count
          let first = emissions[range.lowerBound]
          let start = (range.lowerBound == 0 ? count : 0) * count
          // Far below all sums, far above overflow.
          let never = Int32.min / 2
          previous[0] = steps[start]
          for type in 0..<4 {
            previous[2 * type + 1] = steps[start + 2 * type + 1] + Int32(first[type])
            previous[2 * type + 2] = never
          }
          for position in 1..<max(1, range.count) {
            let emission = emissions[range.lowerBound + position]
            let row = back.baseAddress! + position * count
            for next in stride(from: 0, to: count, by: 1) where !EntityTag.isInside(next) {
              var best = previous[0] + steps[next]
              var source: UInt8 = 0
              for from in 1..<count {
                let score = previous[from] + steps[from * count + next]
                if score > best {
                  best = score
                  source = UInt8(from)
                }
              }
              current[next] = next == 0 ? best : best + Int32(emission[next >> 1])
              row[next] = source
            }
            for type in 0..<4 {
              let tag = 2 * type + 2
              let fromBegin = previous[tag - 1] + steps[(tag - 1) * count + tag]
              let fromInside = previous[tag] + steps[tag * count + tag]
              current[tag] = max(fromBegin, fromInside) + Int32(emission[4 + type])
              row[tag] = UInt8(fromBegin >= fromInside ? tag - 1 : tag)
            }
            swap(&previous, &current)
          }
          var last = 0
          let isOpen = range.upperBound < emissions.count
          var best = Int32.min
          for tag in 0..<count {
            let score = previous[tag] + (isOpen ? steps[tag * count] : 0)
            if score > best {
              best = score
              last = tag
            }
          }
          for position in stride(from: range.count - 1, through: 0, by: -1) {
            tags[range.lowerBound + position] = UInt8(last)
            if position > 0 { last = Int(back[position * count + last]) }
          }
        }
      }
    }
  }
}
