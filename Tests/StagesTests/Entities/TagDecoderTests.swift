import Testing

@testable import Stages

/// The decoder against one that tries all sequences of tags.
@Suite struct TagDecoderTests {
  private static let count = EntityTag.count

  /// The score of the best valid sequence, by trying each; sequences are short.
  private func best(_ emissions: [TagScores], _ steps: [Int16], _ before: Int, _ position: Int) -> Int {
    if position == emissions.count { return 0 }
    return (0..<Self.count).compactMap { tag -> Int? in
      let isValid = before == Self.count ? !EntityTag.isInside(tag) : EntityTag.isValid(before, before: tag)
      guard isValid else { return nil }
      return score(emissions[position], tag) + Int(steps[before * Self.count + tag])
        + best(emissions, steps, tag, position + 1)
    }.max()!
  }

  private func score(_ emission: TagScores, _ tag: Int) -> Int {
    tag == 0 ? 0 : Int(emission[EntityTag.isInside(tag) ? 4 + tag / 2 - 1 : tag / 2])
  }

  private func score(_ tags: [UInt8], _ emissions: [TagScores], _ steps: [Int16]) -> Int? {
    var before = Self.count
    var sum = 0
    for (tag, emission) in zip(tags.map(Int.init), emissions) {
      guard before == Self.count ? !EntityTag.isInside(tag) : EntityTag.isValid(before, before: tag) else { return nil }
      sum += score(emission, tag) + Int(steps[before * Self.count + tag])
      before = tag
    }
    return sum
  }

  @Test func `no valid sequence of tags is better than the one that is decoded`() {
    var random = SplitMix(3)
    for round in 0..<200 {
      let steps = (0..<TaggerModel.transitionCount).map { _ in Int16.random(in: -90...90, using: &random) }
      // Low scores, so that many tokens are outside for certain, and high ones.
      let shift = Int16([-120, -60, 0][round % 3])
      let emissions = (0..<5).map { _ in
        var scores = TagScores()
        for lane in 0..<EntityTag.lanes { scores[lane] = Int16.random(in: -100...100, using: &random) + shift }
        return scores
      }
      var decoder = TagDecoder(transitions: steps)
      var tags: [UInt8] = []
      emissions.withUnsafeBufferPointer { decoder.decode($0, into: &tags) }
      #expect(score(tags, emissions, steps) == best(emissions, steps, Self.count, 0))
    }
  }
}
