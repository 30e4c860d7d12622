import Pipeline
import Testing

@testable import Stages

@Suite struct ClusterStatisticsTests {
  private static func text(_ seed: UInt64, dropping count: Int = 0) -> String {
    DeduplicateStageTests.words(200, seed: seed).dropFirst(count).joined(separator: " ")
  }

  /// Three copies of one story, two of another, an empty article and four that are alone.
  private static let corpus: [Document] = [
    article("a1", text(1), published: "2024-01-01"), article("a2", text(1, dropping: 20), published: "2024-01-02"),
    article("a3", text(1), published: "2024-01-03"), article("b1", text(2)), article("b2", text(2)),
    article("empty", ""), article("c", text(3)), article("d", text(4)), article("e", text(5)), article("f", text(6)),
  ]

  private func findings(_ documents: [Document], drops: Bool = false) throws -> [CorpusFinding] {
    let stage = DeduplicateStage.inMemory(drops: drops)
    let store = try MemoryCorpusStore(stage, documents)
    _ = try stage.run(in: store, documents)
    return store.findings
  }

  private func counts(_ findings: [CorpusFinding], _ name: String) throws -> [String: Int] {
    let finding = try #require(findings.first { $0.name == name })
    return Dictionary(uniqueKeysWithValues: finding.counts.map { ($0.name, $0.count) })
  }

  @Test func `a report says how many clusters there are, how large, and why`() throws {
    let found = try findings(Self.corpus)
    #expect(try counts(found, "documents") == ["all": 10, "alone": 5, "in clusters": 5, "clusters": 2])
    #expect(try counts(found, "documents by role and kind") == ["kept": 2, "copy exact": 2, "copy near": 1])
    #expect(try counts(found, "cluster sizes") == ["1": 5, "2": 1, "3-4": 1])
    #expect(try counts(found, "would be dropped by action drop") == ["exact": 2, "near": 1])
    let pairs = try counts(found, "pairs")
    #expect(pairs["near"] == 1 && pairs["compared"] == pairs["proposed"])
    let largest = try #require(found.first { $0.name == "largest clusters" }).groups
    #expect(largest.map(\.count) == [3, 2] && largest.map(\.document) == ["a1", "b1"])
  }

  @Test func `what is dropped is counted by its kind`() throws {
    #expect(try counts(try findings(Self.corpus, drops: true), "dropped by kind") == ["exact": 2, "near": 1])
  }

  @Test func `a report doesn't depend on the order of reading`() throws {
    var random = SplitMix(3)
    let documents = (0..<60).map { article("d\($0)", Self.text(UInt64($0 % 17), dropping: $0 % 5 * 9)) }
    let expected = try findings(documents)
    for _ in 0..<3 { #expect(try findings(documents.shuffled(using: &random)) == expected) }
  }

  @Test func `sizes are counted by powers of two`() throws {
    let documents = (0..<17).map { article("x\($0)", Self.text(1)) } + (0..<5).map { article("y\($0)", Self.text(2)) }
    #expect(try counts(try findings(documents), "cluster sizes") == ["17-32": 1, "5-8": 1])
  }

  @Test func `candidates with other figures are counted as refused`() throws {
    let words = DeduplicateStageTests.words(120, seed: 9)
    func report(_ id: String, _ first: Int) -> Document {
      let text = words.enumerated().map { $0 % 12 == 5 ? "\(first + $0 * 3)" : $1 }.joined(separator: " ")
      return article(id, text)
    }
    let found = try findings([report("monday", 1000), report("tuesday", 5001)])
    #expect(try counts(found, "pairs")["refused for their figures"] == 1)
    #expect(try counts(found, "documents by role and kind") == ["kept": 1, "related template": 1])
  }
}
