import Pipeline
import Testing

@testable import Stages

@Suite struct ComparisonTests {
  @Test func `what two texts share is what their sets share`() {
    var random = SplitMix(1)
    for count in [1, 2, 100, 1000, 5000] {
      let a = (0..<count).map { _ in UInt32.random(in: 0...(count % 2 == 0 ? 4000 : .max), using: &random) }
      let b = (0..<count).map { _ in UInt32.random(in: 0...4000, using: &random) }
      let table = ShingleTable(a)
      #expect(table.distinct == Set(a).count)
      #expect(table.overlap(with: b).shared == Set(a).intersection(b).count)
      #expect(table.overlap(with: a).shared == Set(a).count)
      #expect(table.overlap(with: []).shared == 0)
    }
  }

  @Test func `common passages are covered, whatever was put between, and scattered equals are not`() {
    let text = (0..<1000).map { UInt32($0) }
    let whole = ShingleTable(text).overlap(with: text)
    #expect(whole.coveredHere > 990 && whole.coveredThere > 990)
    // Every third one replaced, and the halves the other way round.
    let edited = (text[500...] + text[..<500]).map { $0 % 3 == 0 ? $0 + 10_000 : $0 }
    let rewritten = ShingleTable(text).overlap(with: edited)
    #expect(rewritten.coveredHere > 980 && rewritten.coveredThere > 980)
    var random = SplitMix(3)
    let scattered = (0..<1000).map { $0 % 10 == 0 ? UInt32.random(in: 0..<1000, using: &random) : $0 + 10_000 }
    #expect(ShingleTable(text).overlap(with: scattered).coveredThere < 100)
    let passage = (0..<600).map { UInt32($0) + 20_000 } + text[300..<400]
    let quoted = ShingleTable(text).overlap(with: passage)
    #expect((95...105).contains(quoted.coveredHere) && (95...105).contains(quoted.coveredThere))
  }

  @Test func `shared passages are spans of both texts, with the words that changed`() {
    let words = DeduplicateStageTests.words(60, seed: 33)
    let here = words.joined(separator: " ")
    var edited = words
    edited[20] = "elsewhere"
    let intro = "An introduction, before it begins: "
    let found = SharedPassages(Array(here.utf8), Array((intro + edited.joined(separator: " ")).utf8)).passages
    #expect(found.count == 1)
    #expect(found.first?.here == ByteRange(0, here.utf8.count))
    #expect(found.first?.there.start == UInt32(intro.utf8.count))
    #expect(found.first?.changedHere.count == 1)
    #expect(found.first.map { $0.changedThere.map(\.count) } == ["elsewhere".utf8.count])
    #expect(SharedPassages([], Array(here.utf8)).passages.isEmpty)
  }

  @Test func `sketches share bands about as often as sets share elements`() {
    var random = SplitMix(2)
    let shape = SketchShape()
    for share in [0.2, 0.5, 0.9] {
      var equal = 0
      for _ in 0..<40 {
        let common = (0..<Int(2000 * share)).map { _ in random.next() }
        var bands: [[UInt32]] = []
        for _ in 0..<2 {
          var sketch = Sketch(shape)
          let hashes = common + (0..<(2000 - common.count)).map { _ in random.next() }
          hashes.withUnsafeBufferPointer { sketch.add($0) }
          sketch.densify()
          bands.append((0..<shape.bands).map { sketch.band($0) })
        }
        equal += zip(bands[0], bands[1]).filter { $0 == $1 }.count
      }
      let jaccard = share / (2 - share)
      let expected = jaccard * jaccard * jaccard * jaccard
      #expect(abs(Double(equal) / Double(40 * shape.bands) - expected) < 0.08)
    }
  }

  @Test func `signatures agree in as many bytes as they have in common`() {
    var random = SplitMix(4)
    for changed in [0, 1, 7, 8, 33, 64] {
      var keys: [UInt8] = []
      var key = DocumentKey()
      key.signature = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
      key.append(to: &keys)
      for index in (0..<64).shuffled(using: &random).prefix(changed) {
        key.signature[index] ^= 0x80 >> UInt8(index % 8)
      }
      key.append(to: &keys)
      keys.withUnsafeBytes { #expect(DocumentKeys(bytes: $0).agreement(0, 1) == 64 - changed) }
    }
  }

  @Test func `a summary survives its blob`() throws {
    var document = article("a", "On 1,234.5 and 1.234,5 and ٣٤ of the 17 items, " + DeduplicateStageTests.report(0..<9))
    let summary = Summary(of: &document, Sketching(), translates: false)
    var blob: [UInt8] = []
    summary.append(to: &blob)
    let text = ComparedText(blob: blob)
    #expect(HeldText(text).distinct == Int(summary.key.shingles))
    #expect(text.bands.count == 32)
    let figures = text.figures()
    #expect(figures.map { text.text(of: $0) }.prefix(4) == ["1,234.5", "1.234,5", "٣٤", "17"])
    #expect(figures[0].key == figures[1].key)
    #expect(figures[2].key != figures[3].key)
    for cut in 0..<blob.count {
      #expect(ComparedText(blob: Array(blob.prefix(cut))).figures().count < figures.count)
    }
  }

  @Test func `figures are compared where they stand`() throws {
    func held(_ text: String) throws -> HeldText {
      var document = article("a", text)
      var blob: [UInt8] = []
      Summary(of: &document, Sketching(minimumShingles: 1), translates: false).append(to: &blob)
      return HeldText(ComparedText(blob: blob))
    }
    func changes(_ a: String, _ b: String) throws -> (same: Int, changed: [String]) {
      let (a, b) = (try held(a), try held(b))
      var anchors: [Anchor] = []
      let overlap = a.table.overlap(with: b.text.shingles, recordingInto: &anchors)
      let changes = FigureChanges(a, b, anchors: anchors, covered: overlap.coveredThere)
      return (changes.same, changes.described(a, b, limit: 9))
    }
    let words = DeduplicateStageTests.words(40, seed: 31).joined(separator: " ")
    let more = DeduplicateStageTests.words(40, seed: 32).joined(separator: " ")
    let found = try changes("\(words) 12 \(more) 40 \(words)", "\(words) 12 \(more) 41.5 \(words)")
    #expect(found.same == 1)
    #expect(found.changed == ["40 → 41.5"])
    // A figure of a paragraph that only one has is no change.
    let cut = try changes("\(words) 12 \(more) 40", "\(words) 12 said")
    #expect(cut.same == 1 && cut.changed.isEmpty)
    let swapped = try changes("\(words) 7 and 8 \(more)", "\(words) 8 and 7 \(more)")
    #expect(swapped.same == 2 && swapped.changed.isEmpty)
  }

  @Test func `decisions survive their bytes`() {
    let duplicate = Duplicate(
      cluster: "00ff", kept: ByteString([0xFF, 0x41]), role: .related, kind: nil, similarity: 0.25, containment: nil,
      differs: ["1", "2%"])
    var bytes: [UInt8] = []
    duplicate.encoded(into: &bytes, mayDrop: true)
    #expect(Duplicate(decoding: bytes) == duplicate)
    #expect(Duplicate.mayDrop(bytes))
    for cut in 0..<bytes.count { #expect(Duplicate(decoding: Array(bytes.prefix(cut))) == nil) }
  }

  @Test func `timestamps compare across zones`() {
    #expect(Timestamp.seconds("1970-01-02") == 86_400)
    #expect(Timestamp.seconds("2024-06-14T09:30Z") == Timestamp.seconds("2024-06-14T11:30:00.25+02:00"))
    #expect(Timestamp.seconds("2024-06-14T09:30Z") == Timestamp.seconds("2024-06-14T04:30-0500"))
    for text in ["", "2024", "2024-13-01", "yesterday!!", "2024-06-14Tnoon"] { #expect(Timestamp.seconds(text) == nil) }
  }
}
