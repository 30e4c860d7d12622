import Foundation
import Testing

/// A disk that is full while documents are spooled, sorted or written: told, and gone on from.
@Suite(.serialized) struct FullDiskTests {
  private static let pipeline =
    "assay: 1\nstages: [{ deduplicate: { bands: 256, rows: 2 } }]\nwrite: [articles.jsonl]\n"

  /// Short articles, so many that their bands are sorted on disk.
  private static func corpus() -> String {
    (0..<8400).map { number in
      let words = DeduplicateTests.story(number / 2 * 2).split(separator: " ").prefix(20 + number % 2)
      return DeduplicateTests.line("d\(number)", words.joined(separator: " "))
    }.joined()
  }

  @Test func aDiskThatIsFullWhileSpillingCostsNothingThatWasDone() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", Self.corpus())
    try folder.write("p.yaml", Self.pipeline)
    let command = ["run", "p.yaml", "in.jsonl", "-j", "2", "-o"]
    let whole = try Assay.run(command + ["whole"], in: folder.url)
    #expect(whole.status == 0)
    #expect(whole.errors.contains("temporary files: about") && whole.errors.contains("MB are free"))
    let expected = try folder.read("whole/articles.jsonl")
    var full: Set<String> = []
    for number in [40, 300] + stride(from: 540, through: 780, by: 40) {
      try? FileManager.default.removeItem(at: folder.file("out"))
      let result = try Assay.run(
        command + ["out"], in: folder.url, environment: ["ASSAY_FAULT": "write:\(number)+:ENOSPC"])
      if result.status == 0 { continue }
      #expect(result.status == 3)
      let place = try #require(result.errors.firstMatch(of: /cannot write to out\/(?:[a-z.]+\/)*([a-z]+)/))
      full.insert(String(place.1))
      #expect(result.errors.contains("No space left on device"))
      #expect(result.errors.contains("this run takes about") && result.errors.contains("MB of temporary files"))
      #expect(result.errors.contains("make room and give the same command again"))
      #expect(!folder.has("out/articles.jsonl") && !folder.has("out/report.json"))
      let goneOn = try Assay.run(command + ["out"], in: folder.url)
      #expect(goneOn.status == 0, "\(goneOn.errors)")
      #expect(try folder.read("out/articles.jsonl") == expected, "after \(number)")
      // All documents were spooled by then, and none is read again.
      if place.1 == "sort" { #expect(goneOn.errors.contains("went on with an interrupted run at document 8,400")) }
    }
    #expect(full.contains("sort") && full.contains("store"), "full at \(full)")
  }

  @Test func goingOnWithAnotherScratchFolderIsRefused() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", DeduplicateTests.corpus(0..<100))
    try folder.write("p.yaml", DeduplicateTests.pipeline)
    let command = ["run", "p.yaml", "in.jsonl", "-o", "out", "-q"]
    let full = try Assay.run(
      command, in: folder.url, environment: ["ASSAY_CHECKPOINT": "0", "ASSAY_FAULT": "write:40+:ENOSPC"])
    #expect(full.status == 3)
    let refused = try Assay.run(command + ["--scratch", "elsewhere"], in: folder.url)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("temporary files are not in elsewhere") && refused.errors.contains("--fresh"))
    #expect(try Assay.run(command, in: folder.url).status == 0)
  }

  @Test func whatIsNotNeededAnyMoreMakesRoom() throws {
    let folder = try Folder()
    try folder.write("in.jsonl", DeduplicateTests.corpus(0..<40))
    try folder.write(
      "p.yaml", "assay: 1\nstages: [frames, deduplicate, { passages: {} }]\nwrite: [articles.jsonl]\n")
    // The last pass is killed while it writes results; what lies in the scratch folder then is what it still needs.
    var names: Set<String> = []
    for number in 1...60 {
      try? FileManager.default.removeItem(at: folder.file("out"))
      let killed = try Assay.run(
        ["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url,
        environment: ["ASSAY_FAULT": "rename:\(number):kill"])
      guard killed.status == 137 else { break }
      names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.file("out/.assay/scratch").path))
      if names.contains("decisions-2.index") { break }
    }
    #expect(names == ["spool-2", "decisions-2", "decisions-2.index"])
    #expect(try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url).status == 0)
  }
}
