import Pipeline
import Testing

@Suite struct AlignmentTests {
  /// A text of distinct bytes and what random replacements made of it.
  private struct Case {
    var source: [Int]
    var target: [Int] = []
    var edits: [Edit] = []

    /// Replaced bytes get numbers that no source byte has.
    init(_ source: [Int], using random: inout some RandomNumberGenerator) {
      self.source = source
      var position = 0
      while position < source.count || edits.isEmpty {
        let copied = min(Int.random(in: 0...3, using: &random), source.count - position)
        target += source[position..<position + copied]
        position += copied
        let removed = min(Int.random(in: 0...2, using: &random), source.count - position)
        let inserted = Int.random(in: removed == 0 ? 1...2 : 0...2, using: &random)
        edits.append(
          Edit(
            source: ByteRange(position, position + removed), target: ByteRange(target.count, target.count + inserted)))
        for _ in 0..<inserted { target.append(Int.random(in: 1_000...1_000_000, using: &random)) }
        position += removed
        if position == source.count { break }
      }
    }
  }

  /// The mapping of a range byte by byte: the whole other side of an edit for a byte inside it, one byte for others.
  private func slow(_ range: ByteRange, _ edits: [Edit], toTarget: Bool) -> ByteRange? {
    var result: (UInt32, UInt32)?
    for byte in range.start..<range.end {
      var shift: Int64 = 0
      var image: ByteRange?
      for edit in edits {
        let near = toTarget ? edit.source : edit.target
        let far = toTarget ? edit.target : edit.source
        if near.start <= byte, byte < near.end { image = far }
        if near.end <= byte { shift = Int64(far.end) - Int64(near.end) }
      }
      let mapped = image ?? ByteRange(Int(Int64(byte) + shift), Int(Int64(byte) + shift) + 1)
      if toTarget, mapped.isEmpty { continue }
      result = result.map { (min($0.0, mapped.start), max($0.1, mapped.end)) } ?? (mapped.start, mapped.end)
    }
    guard var (start, end) = result else { return nil }
    if toTarget {
      // What was inserted at the end or inside belongs to the text before it.
      for edit in edits where edit.source.isEmpty && edit.source.start > range.start && edit.source.end <= range.end {
        end = max(end, edit.target.end)
        start = min(start, edit.target.start)
      }
    }
    return ByteRange(start, end)
  }

  @Test("Ranges map as their bytes do, in both directions")
  func rangesMapByteByByte() throws {
    var random = SeededGenerator(state: 11)
    for _ in 0..<2_000 {
      let text = Case(Array(0..<Int.random(in: 0...10, using: &random)), using: &random)
      let alignment = Alignment(edits: text.edits)
      for start in 0...text.source.count {
        for end in start...text.source.count where end > start {
          let range = ByteRange(start, end)
          guard let expected = slow(range, text.edits, toTarget: true) else {
            #expect(alignment.target(of: range).isEmpty || insertionsOnly(alignment.target(of: range), text.edits))
            continue
          }
          // A range that starts with deleted bytes behind which something was inserted may take that in or not.
          if text.edits.contains(where: { $0.source.isEmpty && $0.source.start > range.start }) { continue }
          #expect(alignment.target(of: range) == expected, "\(range) \(text.edits)")
        }
      }
      for start in 0...text.target.count {
        for end in start...text.target.count where end > start {
          let range = ByteRange(start, end)
          let expected = try #require(slow(range, text.edits, toTarget: false))
          #expect(alignment.source(of: range) == expected, "\(range) \(text.edits)")
        }
      }
    }
  }

  private func insertionsOnly(_ range: ByteRange, _ edits: [Edit]) -> Bool {
    (range.start..<range.end).allSatisfy { byte in
      edits.contains { $0.source.isEmpty && $0.target.start <= byte && byte < $0.target.end }
    }
  }

  @Test("An edit behind a range does not move its end")
  func editBehind() {
    let alignment = Alignment(edits: [Edit(source: ByteRange(10, 12), target: ByteRange(10, 11))])
    #expect(alignment.target(of: ByteRange(2, 5)) == ByteRange(2, 5))
    #expect(alignment.source(of: ByteRange(2, 5)) == ByteRange(2, 5))
    #expect(alignment.target(of: ByteRange(2, 10)) == ByteRange(2, 10))
    #expect(alignment.target(of: ByteRange(2, 11)) == ByteRange(2, 11))
    #expect(alignment.target(of: ByteRange(12, 14)) == ByteRange(11, 13))
  }

  @Test("Insertions attach left and deletions belong to neither side")
  func edges() {
    let insertion = Alignment(edits: [Edit(source: ByteRange(3, 3), target: ByteRange(3, 5))])
    #expect(insertion.target(of: ByteRange(0, 3)) == ByteRange(0, 5))
    #expect(insertion.target(of: ByteRange(3, 6)) == ByteRange(5, 8))
    let deletion = Alignment(edits: [Edit(source: ByteRange(3, 5), target: ByteRange(3, 3))])
    #expect(deletion.source(of: ByteRange(0, 3)) == ByteRange(0, 3))
    #expect(deletion.source(of: ByteRange(3, 6)) == ByteRange(5, 8))
    #expect(deletion.source(of: ByteRange(2, 4)) == ByteRange(2, 6))
    #expect(deletion.target(of: ByteRange(3, 5)).isEmpty)
  }

  @Test("Doing two edits is doing their composition: bytes outside its edits are the same, and no edit is lost")
  func composition() {
    var random = SeededGenerator(state: 12)
    for _ in 0..<5_000 {
      let first = Case(Array(0..<Int.random(in: 0...12, using: &random)), using: &random)
      let second = Case(first.target, using: &random)
      let edits = Alignment(edits: first.edits).followed(by: Alignment(edits: second.edits)).edits
      var source = 0
      var target = 0
      for edit in edits + [
        Edit(
          source: ByteRange(first.source.count, first.source.count),
          target: ByteRange(second.target.count, second.target.count))
      ] {
        #expect(
          first.source[source..<Int(edit.source.start)].elementsEqual(second.target[target..<Int(edit.target.start)]))
        source = Int(edit.source.end)
        target = Int(edit.target.end)
      }
      #expect(source == first.source.count && target == second.target.count)
      // Bytes that both left alone stay outside the edits unless a neighbour joined them.
      let kept = Set(first.source).intersection(second.target).count
      let outside = first.source.count - edits.reduce(0) { $0 + $1.source.count }
      #expect(outside <= kept)
    }
  }
}

/// A generator whose runs can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Lexicon.finish(state)
  }
}
