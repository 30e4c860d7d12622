import Pipeline
import Testing

@testable import Stages

/// Which of several overlapping names stays.
@Suite struct NamePrecedenceTests {
  private func resolved(
    lists: [Range<UInt32>] = [], none: [Range<UInt32>] = [], builtIn: [Range<UInt32>] = [],
    patterns: [Range<UInt32>] = [], model: [Range<UInt32>] = [], _ precedence: NamePrecedence = NamePrecedence()
  ) -> [String] {
    func candidates(_ ranges: [Range<UInt32>], _ source: NameSource) -> [NameCandidate] {
      ranges.enumerated().map { NameCandidate(ByteRange($1.lowerBound, $1.upperBound), source, $0) }
    }
    var listed = candidates(lists, .lists)
    listed += none.map { NameCandidate(ByteRange($0.lowerBound, $0.upperBound), .lists, 0, isNone: true) }
    listed.sort { $0.range < $1.range }
    return precedence.resolved([
      .lists: listed, .builtIn: candidates(builtIn, .builtIn), .patterns: candidates(patterns, .patterns),
      .model: candidates(model, .model),
    ]).map { "\($0.source) \($0.range.start)-\($0.range.end)" }
  }

  @Test func `a built-in name in a longer name of the model gives way`() {
    #expect(resolved(builtIn: [8..<15], model: [0..<15]) == ["model 0-15"])
  }

  @Test func `a name of the user's lists in a longer name of the model stays`() {
    #expect(resolved(lists: [8..<15], model: [0..<15, 20..<25]) == ["lists 8-15", "model 20-25"])
  }

  @Test func `a name of the user's lists gives way to a longer built-in name or pattern around it`() {
    #expect(resolved(lists: [6..<13], builtIn: [0..<13]) == ["builtIn 0-13"])
    #expect(resolved(lists: [6..<13], patterns: [0..<20]) == ["patterns 0-20"])
  }

  @Test func `where names straddle or have the same span the higher rank stays`() {
    #expect(resolved(builtIn: [20..<25], model: [18..<23, 23..<40]) == ["builtIn 20-25"])
    #expect(resolved(lists: [5..<9], builtIn: [0..<7], patterns: [5..<9]) == ["lists 5-9"])
  }

  @Test func `a declared precedence turns the ranks around`() {
    let modelFirst = NamePrecedence(["model", "patterns", "lists"])
    #expect(resolved(lists: [5..<9], model: [0..<7], modelFirst) == ["model 0-7"])
    #expect(resolved(lists: [0..<9], patterns: [0..<5], model: [2..<5], modelFirst) == ["lists 0-9"])
  }

  @Test func `by precedence alone a longer name of a lower rank goes`() {
    let strict = NamePrecedence(longestFirst: false)
    #expect(resolved(builtIn: [8..<15], model: [0..<15, 16..<20], strict) == ["builtIn 8-15", "model 16-20"])
  }

  @Test func `a name that a list calls none keeps other sources from its place`() {
    #expect(resolved(none: [0..<6], builtIn: [0..<6], model: [0..<6]) == [])
    #expect(resolved(none: [0..<6], model: [0..<12]) == ["model 0-12"])
  }

  /// The rule as it is written: from the highest rank down, a name goes where it overlaps one that does not give way.
  private func slow(_ sources: [[Range<UInt32>]]) -> [String] {
    var kept: [(Range<UInt32>, Int)] = []
    for (rank, names) in sources.enumerated() {
      let before = kept
      for name in names {
        let touched = before.filter { $0.0.overlaps(name) }
        let stays = touched.allSatisfy { other, source in
          name.lowerBound <= other.lowerBound && other.upperBound <= name.upperBound && name.count > other.count
            && !(source == 0 && rank == 3)
        }
        guard stays else { continue }
        kept.removeAll { $0.0.overlaps(name) }
        kept.append((name, rank))
      }
    }
    let all: [NameSource] = [.lists, .builtIn, .patterns, .model]
    return kept.sorted { $0.0.lowerBound < $1.0.lowerBound }
      .map { "\(all[$0.1]) \($0.0.lowerBound)-\($0.0.upperBound)" }
  }

  @Test func `merging agrees with the rule on random names`() {
    var random = SplitMix(seed: 7)
    for _ in 0..<2000 {
      let sources = (0..<4).map { _ in
        var names: [Range<UInt32>] = []
        var position: UInt32 = 0
        while position < 30 {
          let start = position + UInt32(random.next() % 5)
          let end = start + 1 + UInt32(random.next() % 6)
          names.append(start..<end)
          position = end
        }
        return names
      }
      #expect(
        resolved(lists: sources[0], builtIn: sources[1], patterns: sources[2], model: sources[3]) == slow(sources))
    }
  }
}
