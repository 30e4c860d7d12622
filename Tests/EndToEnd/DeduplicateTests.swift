import Foundation
import Testing

/// Copies, as a user finds them: the report, and `why` for one article.
@Suite(.serialized) struct DeduplicateTests {
  static let pipeline = "assay: 1\nstages: [normalize, dates, numbers, deduplicate]\nwrite: [articles.jsonl]\n"

  /// Made-up prose of 120 words, another one for every seed.
  static func story(_ seed: Int, from first: Int = 0) -> String {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 99
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dra", "pel"]
    let words = (0..<120).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (0..<3).map { syllables[Int(state >> UInt64(30 + $0 * 6)) % syllables.count] }.joined()
    }
    return words[first...].joined(separator: " ")
  }

  static func line(_ id: String, _ text: String) -> String { "{\"id\":\"\(id)\",\"text\":\"\(text)\"}\n" }

  /// Each story three times: as it is, word by word again, and cut; and one alone for each.
  static func corpus(_ stories: Range<Int>, prefix: String = "") -> String {
    stories.map { seed in
      line("\(prefix)a\(seed)", story(seed)) + line("\(prefix)b\(seed)", story(seed).uppercased())
        + line("\(prefix)c\(seed)", story(seed, from: 20)) + line("\(prefix)alone\(seed)", story(seed + 10_000))
    }.joined()
  }

  private func found(_ folder: Folder, _ out: String) throws -> NSDictionary {
    let stages = try #require(try folder.report(out)["stages"] as? [[String: Any]])
    return try #require(stages.first { $0["id"] as? String == "deduplicate" }?["found"] as? NSDictionary)
  }

  @Test func theReportIsTheSameForAnyWorkersAnyOrderAndAfterAKill() throws {
    let folder = try Folder()
    let corpus = Self.corpus(0..<60)
    try folder.write("in.jsonl", corpus)
    try folder.write("turned.jsonl", corpus.split(separator: "\n").reversed().map { $0 + "\n" }.joined())
    try folder.write("p.yaml", Self.pipeline)
    let whole = try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "whole", "-j", "1"], in: folder.url)
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.errors.contains("deduplicate, cluster sizes: 1: 60, 3-4: 60"))
    #expect(whole.errors.contains("deduplicate, largest clusters:"))
    let expected = try found(folder, "whole")
    #expect(expected["documents"] as? [String: Int] == ["all": 240, "alone": 60, "in_clusters": 180, "clusters": 60])
    #expect((expected["largest_clusters"] as? [Any])?.count == 10)
    #expect(try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "two", "-j", "2", "-q"], in: folder.url).status == 0)
    #expect(try found(folder, "two") == expected)
    #expect(try Assay.run(["run", "p.yaml", "turned.jsonl", "-o", "turned", "-q"], in: folder.url).status == 0)
    #expect(try found(folder, "turned") == expected)
    var kills = 0
    for fault in ["write:12:kill", "sync:14:kill", "sync:20:kill", "rename:3:kill", "rename:4:kill"] {
      try? FileManager.default.removeItem(at: folder.file("out"))
      let command = ["run", "p.yaml", "in.jsonl", "-o", "out", "-q"]
      let checkpoints = ["ASSAY_CHECKPOINT": "0"]
      let killed = try Assay.run(
        command, in: folder.url, environment: checkpoints.merging(["ASSAY_FAULT": fault]) { $1 })
      if killed.status == 137 { kills += 1 }
      #expect(try Assay.run(command, in: folder.url, environment: checkpoints).status == 0)
      #expect(try found(folder, "out") == expected, "after \(fault)")
    }
    #expect(kills >= 3)
  }

  @Test func whyTellsAboutACopyAKeptOneOneAloneAndAnUnknownOne() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus(0..<3))
    try folder.write(
      "p.yaml", Self.pipeline.replacingOccurrences(of: "deduplicate]", with: "deduplicate: {action: drop}]"))
    #expect(try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url).status == 0)
    func why(_ id: String) throws -> Assay.Result { try Assay.run(["why", id + "#duplicate"], in: folder.url) }
    let copy = try why("c1")
    #expect(copy.status == 0)
    #expect(copy.text.contains("c1 is copy of a1") && copy.text.contains("kind         near"))
    #expect(copy.text.contains("of all word pairs are in both") && copy.text.contains("kept: a1"))
    let kept = try why("a1")
    #expect(kept.status == 0)
    #expect(kept.text.contains("a1 is kept") && kept.text.contains("others       2: copy exact 1, copy near 1"))
    #expect(kept.text.contains("copy exact  b1") && kept.text.contains("copy near   c1"))
    let alone = try why("alone1")
    #expect(alone.status == 0)
    #expect(alone.text.contains("alone1 is in no cluster"))
    let unknown = try why("nobody")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("no record of the run in 'out' has the id 'nobody'"))
  }

  @Test func whyTellsWhereNobodyLookedForDuplicates() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus(0..<1))
    try folder.write("p.yaml", "assay: 1\nstages: [normalize]\nwrite: [articles.jsonl]\n")
    #expect(try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url).status == 0)
    let result = try Assay.run(["why", "a0#duplicate"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("did not look for duplicates"))
  }
}
