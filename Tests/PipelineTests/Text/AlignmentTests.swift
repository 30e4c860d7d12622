import Pipeline
import Testing

/// A text of which every byte knows where it came from: the obvious way to say what edits do.
///
/// Bytes are told apart by where they were made, so that equal letters are not taken for one another.
private struct TracedText {
  /// The byte of the original that this byte is, or nil for one that an edit brought.
  var origins: [Int?]

  init(count: Int) { origins = (0..<count).map { $0 } }

  func applying(_ edits: [Edit]) -> TracedText {
    var result = self
    result.origins = []
    var position = 0
    for edit in edits {
      result.origins += origins[position..<Int(edit.source.start)]
      result.origins += Array(repeating: nil, count: edit.target.count)
      position = Int(edit.source.end)
    }
    result.origins += origins[position...]
    return result
  }
}

@Suite struct AlignmentTests {
  /// Edits of a text of `count` bytes in random places, many of them touching.
  private func randomEdits(_ count: Int, _ generator: inout Generator) -> [Edit] {
    var edits: [Edit] = []
    var source = 0
    var target = 0
    while true {
      let gap = generator.pick([0, 0, 1, 2, 5])
      guard source + gap <= count else { return edits }
      source += gap
      target += gap
      let removed = min(generator.pick([0, 0, 1, 2, 4]), count - source)
      let added = generator.pick([0, 0, 1, 2, 4])
      if removed + added > 0 {
        edits.append(
          Edit(source: ByteRange(source, source + removed), target: ByteRange(target, target + added)))
      }
      source += removed
      target += added
      if generator.below(12) == 0 { return edits }
    }
  }

  private func growth(_ edits: [Edit]) -> Int { edits.reduce(0) { $0 + $1.target.count - $1.source.count } }

  private func edit(_ source: Range<Int>, _ target: Range<Int>) -> Edit {
    Edit(
      source: ByteRange(source.lowerBound, source.upperBound), target: ByteRange(target.lowerBound, target.upperBound))
  }

  @Test func `edges map outward, deletions belong to neither side, insertions attach left`() {
    // "ab" + XX for c, "de" deleted, "f", "YY" inserted, "g"
    let alignment = Alignment(edits: [edit(2..<3, 2..<4), edit(4..<6, 5..<5), edit(7..<7, 6..<8)])
    #expect(alignment.source(of: ByteRange(3, 4)) == ByteRange(2, 3), "an edge inside a replacement")
    #expect(alignment.source(of: ByteRange(0, 3)) == ByteRange(0, 3), "an edge inside a replacement")
    #expect(alignment.source(of: ByteRange(4, 5)) == ByteRange(3, 4), "a deletion behind the span")
    #expect(alignment.source(of: ByteRange(5, 6)) == ByteRange(6, 7), "a deletion before the span")
    #expect(alignment.source(of: ByteRange(4, 6)) == ByteRange(3, 7), "a deletion within the span")
    #expect(alignment.target(of: ByteRange(6, 7)) == ByteRange(5, 8), "an insertion attaches left")
    #expect(alignment.target(of: ByteRange(7, 8)) == ByteRange(8, 9), "and not right")
    #expect(alignment.target(of: ByteRange(4, 6)) == ByteRange(5, 5), "a deleted span becomes a point")
    #expect(alignment.source(of: ByteRange(6, 8)) == ByteRange(7, 7), "an inserted span came from a point")
    #expect(alignment.source(of: ByteRange(5, 5)).isEmpty, "an empty span maps to a point")
  }

  @Test func `composition keeps apart what only touches`() {
    let replaced = Alignment(edits: [edit(5..<6, 5..<7)])
    let insertedBefore = Alignment(edits: [edit(5..<5, 5..<8)])
    #expect(replaced.followed(by: insertedBefore).edits == [edit(5..<5, 5..<8), edit(5..<6, 8..<10)])
    let insertedBehind = Alignment(edits: [edit(7..<7, 7..<9)])
    #expect(replaced.followed(by: insertedBehind).edits == [edit(5..<6, 5..<7), edit(6..<6, 7..<9)])
    let neighbour = Alignment(edits: [edit(7..<8, 7..<9)])
    #expect(replaced.followed(by: neighbour).edits == [edit(5..<6, 5..<7), edit(6..<7, 7..<9)])
  }

  @Test func `a deletion and an insertion at one point are a replacement`() {
    let deleted = Alignment(edits: [edit(5..<8, 5..<5)])
    #expect(deleted.followed(by: Alignment(edits: [edit(5..<5, 5..<7)])).edits == [edit(5..<8, 5..<7)])
  }

  @Test func `what is inserted and deleted again leaves no trace`() {
    let inserted = Alignment(edits: [edit(5..<5, 5..<7)])
    #expect(inserted.followed(by: Alignment(edits: [edit(5..<7, 5..<5)])).isIdentity)
  }

  @Test(arguments: 0..<40) func `a chain of edits relates the same bytes as following each byte does`(seed: Int) {
    var generator = Generator(seed)
    for _ in 0..<60 {
      let count = generator.pick([0, 1, 5, 20, 60])
      var traced = TracedText(count: count)
      var composed = Alignment.identity
      for _ in 0..<(1 + generator.below(4)) {
        let edits = randomEdits(traced.origins.count, &generator)
        traced = traced.applying(edits)
        composed = composed.followed(by: Alignment(edits: edits))
      }
      #expect(Alignment.isConsistent(composed.edits))
      #expect(count + growth(composed.edits) == traced.origins.count)
      // Between edits stand exactly the bytes that came through unchanged.
      #expect(TracedText(count: count).applying(composed.edits).origins == traced.origins)
    }
  }

  @Test(arguments: 0..<20) func `no edit of a chain is cut, and none are joined without need`(seed: Int) {
    var generator = Generator(seed &* 77 &+ 5)
    for _ in 0..<60 {
      let count = 30
      let a = randomEdits(count, &generator)
      let b = randomEdits(count + growth(a), &generator)
      if a.isEmpty || b.isEmpty { continue }
      let composed = Alignment(edits: a).followed(by: Alignment(edits: b)).edits
      for edit in a where !edit.source.isEmpty {
        #expect(composed.contains { $0.source.contains(edit.source) }, "an edit of the first alignment was cut")
      }
      for edit in b where !edit.target.isEmpty {
        #expect(composed.contains { $0.target.contains(edit.target) }, "an edit of the second alignment was cut")
      }
      // Join by pairs until nothing changes: sharing a middle byte, lying strictly inside, or empty at one point.
      var groups = (a.map { [(edit: $0, middle: $0.target)] } + b.map { [(edit: $0, middle: $0.source)] })
      func touches(_ x: ByteRange, _ y: ByteRange) -> Bool { x.overlaps(y) || (x.isEmpty && x == y) }
      var changed = true
      while changed {
        changed = false
        search: for i in groups.indices {
          for j in groups.indices where j > i {
            if groups[i].contains(where: { x in groups[j].contains { touches(x.middle, $0.middle) } }) {
              groups[i] += groups.remove(at: j)
              changed = true
              break search
            }
          }
        }
      }
      // A group without bytes on the outer sides is something inserted and deleted again.
      let visible = groups.filter { group in
        group.contains { member in
          let isFirst = a.contains(member.edit) && member.middle == member.edit.target
          return isFirst ? !member.edit.source.isEmpty : !member.edit.target.isEmpty
        }
          || group.map(\.middle).reduce(0) { $0 + $1.count } == 0
      }
      #expect(composed.count >= visible.count)
      #expect(composed.count <= groups.count)
    }
  }

  @Test(arguments: 0..<20) func `an original slice mapped back holds its span, and is it where no edit straddles`(
    seed: Int
  ) {
    var generator = Generator(seed &* 31 &+ 7)
    for _ in 0..<20 {
      var count = 25
      var alignment = Alignment.identity
      for _ in 0..<(1 + generator.below(3)) {
        let edits = randomEdits(count, &generator)
        count += growth(edits)
        alignment = alignment.followed(by: Alignment(edits: edits))
      }
      for start in 0..<count {
        for end in start + 1...count {
          let span = ByteRange(start, end)
          let original = alignment.source(of: span)
          let back = alignment.target(of: original)
          // Text that was only inserted, at the front of the span, came from nowhere.
          var from = span.start
          for edit in alignment.edits where edit.source.isEmpty && edit.target.start <= from && from < edit.target.end {
            from = min(edit.target.end, span.end)
          }
          if original.isEmpty { continue }
          #expect(back.start <= from && span.end <= back.end, "\(span) → \(original) → \(back) in \(alignment.edits)")
          let isStraddled = alignment.edits.contains { edit in
            (edit.target.start < span.start && span.start < edit.target.end)
              || (edit.target.start < span.end && span.end < edit.target.end)
              // What was inserted behind the span attaches to it.
              || (edit.source.isEmpty && (edit.target.start == span.end || edit.target.start == span.start))
              || edit.target.isEmpty && edit.target.start == span.end
          }
          if !isStraddled { #expect(back == span, "\(span) → \(original) → \(back) in \(alignment.edits)") }
        }
      }
    }
  }

  @Test(arguments: 0..<10) func `a composed alignment maps at least as far out as its parts one after another`(
    seed: Int
  ) {
    var generator = Generator(seed &* 13 &+ 3)
    for _ in 0..<20 {
      let a = randomEdits(25, &generator)
      let first = Alignment(edits: a)
      let second = Alignment(edits: randomEdits(25 + growth(a), &generator))
      let composed = first.followed(by: second)
      let count = 25 + growth(composed.edits)
      for start in 0..<count {
        for end in start + 1...count {
          let direct = composed.source(of: ByteRange(start, end))
          let byParts = first.source(of: second.source(of: ByteRange(start, end)))
          if byParts.isEmpty { continue }
          #expect(direct.contains(byParts), "\(start)..<\(end): \(direct), by parts \(byParts)")
        }
      }
    }
  }

  @Test func `hundreds of thousands of edits compose`() {
    let count = 200_000
    // Every fourth byte doubled, then every fifth byte of the result deleted.
    let first = Alignment(edits: (0..<count).map { edit($0 * 4..<$0 * 4 + 1, $0 * 5..<$0 * 5 + 2) })
    let second = Alignment(edits: (0..<count).map { edit($0 * 5 + 4..<$0 * 5 + 5, $0 * 4 + 4..<$0 * 4 + 4) })
    let composed = first.followed(by: second)
    #expect(composed.edits.count == 2 * count)
    #expect(composed.target(of: ByteRange(4 * count - 4, 4 * count - 3)) == ByteRange(4 * count - 4, 4 * count - 2))
  }

  @Test func `inconsistent edits are told`() {
    #expect(!Alignment.isConsistent([edit(5..<6, 4..<6)]))
    #expect(!Alignment.isConsistent([edit(1..<3, 1..<3), edit(2..<4, 3..<4)]))
    #expect(!Alignment.isConsistent([edit(1..<3, 1..<3), edit(4..<5, 5..<6)]))
    #expect(Alignment.isConsistent([edit(1..<3, 1..<1), edit(3..<4, 1..<6), edit(4..<4, 6..<7)]))
  }
}
