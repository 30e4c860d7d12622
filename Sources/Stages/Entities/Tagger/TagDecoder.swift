import Pipeline

/// The best valid BIO tags of a sequence, by Viterbi's algorithm over first-order transitions.
///
/// Source: A. Viterbi, "Error bounds for convolutional codes" (1967). Where the scores of a token leave no doubt that it is
/// outside of names, whatever its neighbours are, the sequence falls into parts that are decoded alone.
struct TagDecoder {
  /// `steps[previous * count + next]`; the last row is for the start.
  private let steps: [Int32]
  /// A token of lower scores than this is outside in every best sequence.
  let certain: Int16
  private var back: [UInt8] = []

  private static let count = EntityTag.count

  init(transitions: [Int16]) {
    steps = transitions.map { Int32($0) }
    certain = Self.bound(steps)
  }

  /// How much a tag can gain over `outside` by transitions alone: a token that has less than minus this is outside.
  ///
  /// Turning one tag of a valid sequence into `outside` changes the step into it and the one out of it; what followed
  /// inside a name then begins one.
  private static func bound(_ steps: [Int32]) -> Int16 {
    var bound: Int32 = 0
    for tag in 1..<count {
      for before in 0...count where before == count ? !EntityTag.isInside(tag) : EntityTag.isValid(before, before: tag)
      {
        let gainBefore = steps[before * count + tag] - steps[before * count]
        var gainBehind: Int32 = 0
        for next in 0..<count where EntityTag.isValid(tag, before: next) {
          let instead = EntityTag.isInside(next) ? next - 1 : next
          // What stands behind may have to change its tag too, which its own scores decide; then nothing is certain.
          var gain = steps[tag * count + next] - steps[instead]
          if instead != next { gain += Int32(slack) }
          gainBehind = max(gainBehind, gain)
        }
        bound = max(bound, gainBefore + gainBehind)
      }
    }
    return Int16(clamping: -bound)
  }

  /// What an inside tag may score above the one that begins a name at the same token, in practice.
  private static let slack = 127 * 4

  /// Tags of `emissions`, written over `tags`.
  mutating func decode(_ emissions: UnsafeBufferPointer<TagScores>, into tags: inout [UInt8]) {
    tags.removeAll(keepingCapacity: true)
    tags.append(contentsOf: repeatElement(0, count: emissions.count))
    var start = 0
    while start < emissions.count {
      if emissions[start].max() < certain {
        start += 1
        continue
      }
      var end = start + 1
      while end < emissions.count, emissions[end].max() >= certain { end += 1 }
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
