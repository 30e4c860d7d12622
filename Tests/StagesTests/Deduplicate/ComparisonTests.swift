import Pipeline
import Testing

@testable import Stages

@Suite struct ComparisonTests {
  @Test func `sorting by radix and sharing agree with sets`() {
    var random = SplitMix(1)
    for count in [0, 1, 2, 100, 129, 1000, 5000] {
      let a = (0..<count).map { _ in UInt32.random(in: 0...(count % 2 == 0 ? 4000 : .max), using: &random) }
      let b = (0..<count).map { _ in UInt32.random(in: 0...4000, using: &random) }
      func set(_ values: [UInt32]) -> [UInt32] {
        var values = values
        values.sortByRadix()
        values.removeRepeats()
        return values
      }
      #expect(set(a) == Set(a).sorted())
      #expect(Shingles.shared(set(a)[...], set(b)[...]) == Set(a).intersection(b).count)
    }
  }

  @Test func `sketches share bins about as often as sets share elements`() {
    var random = SplitMix(2)
    for share in [0.2, 0.5, 0.9] {
      var equal = 0
      for _ in 0..<40 {
        let common = (0..<Int(2000 * share)).map { _ in random.next() }
        var bands: [[UInt64]] = []
        for _ in 0..<2 {
          var sketch = Sketch()
          for hash in common { sketch.add(hash) }
          for _ in 0..<(2000 - common.count) { sketch.add(random.next()) }
          bands.append(sketch.bands())
        }
        equal += zip(bands[0], bands[1]).filter { $0 == $1 }.count
      }
      let jaccard = share / (2 - share)
      let expected = jaccard * jaccard * jaccard * jaccard
      #expect(abs(Double(equal) / Double(40 * DocumentKey.bandCount) - expected) < 0.08)
    }
  }

  @Test func `a summary survives its blob`() throws {
    var document = article("a", "On 1,234.5 and 1.234,5 and ٣٤ of the 17 items, " + DeduplicateStageTests.report(0..<9))
    let summary = Summary(of: &document, minimumShingles: 10)
    let text = ComparedText(blob: summary.blob())
    #expect(text.shingles == summary.shingles)
    #expect(text.figures == summary.figures)
    #expect(text.figures.texts.contains("12345"))
    #expect(text.figures.texts.contains("34"))
    let blob = summary.blob()
    for cut in 0..<blob.count {
      #expect(ComparedText(blob: Array(blob.prefix(cut))).figures.texts.count < summary.figures.texts.count)
    }
  }

  @Test func `decisions survive their bytes`() {
    let duplicate = Duplicate(
      cluster: "00ff", kept: ByteString([0xFF, 0x41]), role: .related, kind: nil, similarity: 0.25, containment: nil,
      differs: ["1", "2%"])
    var bytes: [UInt8] = []
    duplicate.encoded(into: &bytes)
    #expect(Duplicate(decoding: bytes) == duplicate)
    for cut in 0..<bytes.count { #expect(Duplicate(decoding: Array(bytes.prefix(cut))) == nil) }
  }

  @Test func `timestamps compare across zones`() {
    #expect(Timestamp.seconds("1970-01-02") == 86_400)
    #expect(Timestamp.seconds("2024-06-14T09:30Z") == Timestamp.seconds("2024-06-14T11:30:00.25+02:00"))
    #expect(Timestamp.seconds("2024-06-14T09:30Z") == Timestamp.seconds("2024-06-14T04:30-0500"))
    for text in ["", "2024", "2024-13-01", "yesterday!!", "2024-06-14Tnoon"] { #expect(Timestamp.seconds(text) == nil) }
  }
}
