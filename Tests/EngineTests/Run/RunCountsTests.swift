import Bytes
import Pipeline
import Testing

@testable import Engine

@Suite struct RunCountsTests {
  private func random(_ generator: inout Generator) -> RunCounts {
    var counts = RunCounts()
    for _ in 0..<generator.below(30) {
      let stage = generator.pick(["read", "a", "b"])
      counts.records += 1
      counts.bytes += UInt64(generator.below(100))
      counts.add(
        stage, generator.pick([.kept, .skipped, .dropped("x"), .dropped("y"), .failed("z")] as [RunCounts.Event]))
      counts.addWithoutPack(stage, generator.pick(["en", "uk"]))
      counts.addTime(stage, 5)
      counts.languages[generator.pick(["en", "uk"]), default: 0] += 1
      counts.publishers[generator.pick(["p", "q"]), default: 0] += 1
      counts.annotations["dates", default: 0] += 2
      counts.duplicates["copy near", default: 0] += 1
      counts.written["a.jsonl", default: 0] += 1
      counts.notes["n", default: 0] += 1
    }
    return counts
  }

  @Test func `sums do not depend on how batches are put together`() {
    var generator = Generator(1)
    let parts = (0..<12).map { _ in random(&generator) }
    var byOne = RunCounts()
    for part in parts { byOne += part }
    var left = RunCounts()
    var right = RunCounts()
    for part in parts[..<5] { left += part }
    for part in parts[5...].reversed() { right += part }
    right += left
    #expect(byOne == right)
    #expect(byOne.records == parts.reduce(0) { $0 + $1.records })
    #expect(byOne.records == byOne.stages.values.reduce(0) { $0 + $1.read })
    #expect(byOne.notes["n"] == byOne.records && byOne.written["a.jsonl"] == byOne.records)
    #expect(byOne.languages.values.reduce(0, +) == byOne.records)
    #expect(byOne.publishers.values.reduce(0, +) == byOne.records)
    #expect(byOne.annotations["dates"] == 2 * byOne.records && byOne.duplicates["copy near"] == byOne.records)
    #expect(byOne.stages.values.reduce(0) { $0 + $1.nanoseconds } == UInt64(5 * byOne.records))
    #expect(byOne.stages.values.reduce(0) { $0 + $1.withoutPack.values.reduce(0, +) } == byOne.records)
    #expect(byOne.kept + byOne.dropped + byOne.failed == byOne.records)
  }

  @Test func `a limit counts failures, a share waits for enough documents`() {
    #expect(!ErrorLimit.count(10).isExceeded(failed: 10, read: 10, isFinal: false))
    #expect(ErrorLimit.count(10).isExceeded(failed: 11, read: 1_000_000, isFinal: false))
    #expect(ErrorLimit.count(0).isExceeded(failed: 1, read: 1, isFinal: false))
    #expect(!ErrorLimit.share(0.05).isExceeded(failed: 199, read: 199, isFinal: false))
    #expect(ErrorLimit.share(0.05).isExceeded(failed: 11, read: 200, isFinal: false))
    #expect(!ErrorLimit.share(0.05).isExceeded(failed: 10, read: 200, isFinal: false))
    #expect(ErrorLimit.share(0.05).isExceeded(failed: 1, read: 1, isFinal: true))
    #expect(!ErrorLimit.share(0).isExceeded(failed: 0, read: 0, isFinal: true))
  }

  @Test func `differences of manifests are said in words`() {
    let old = RunManifest(
      pipeline: "news", identity: ["assay 1", "numbers 3"], inputFiles: 2, inputBytes: 10, inputDigest: "a", outputs: []
    )
    #expect(differences(from: old, to: old).isEmpty)
    var new = old
    new.identity = ["assay 1", "numbers 4"]
    #expect(differences(from: old, to: new) == ["before: numbers 3", "now:    numbers 4"])
    new = old
    new.inputDigest = "b"
    #expect(differences(from: old, to: new) == ["input: a file was changed, renamed or touched"])
    new.inputFiles = 3
    new.pipeline = "other"
    #expect(
      differences(from: old, to: new) == ["pipeline: news → other", "input: 2 files, 10 bytes → 3 files, 10 bytes"])
    // Spellings that Swift's strings call equal are different facts.
    var composed = old
    composed.identity = ["list é"]
    var decomposed = old
    decomposed.identity = ["list e\u{301}"]
    #expect(differences(from: composed, to: decomposed).count == 2)
  }

  @Test func `a manifest reads back, and what is none is nil`() throws {
    let folder = TemporaryFolder()
    let runFolder = RunFolder(output: folder.path, scratch: nil, fileSystem: folder.fileSystem)
    var manifest = RunManifest(
      pipeline: "news", identity: ["ü/\"x\""], inputFiles: 1, inputBytes: 1 << 40, inputDigest: "f", outputs: ["a/b"])
    manifest.isFinished = true
    try runFolder.write(manifest, to: runFolder.finishedManifest)
    #expect(runFolder.readManifest(runFolder.finishedManifest) == manifest)
    try folder.write("{\"name\": \"another program's\"}", to: "manifest.json")
    #expect(runFolder.readManifest(runFolder.finishedManifest) == nil)
    #expect(runFolder.readManifest(folder.path / "missing") == nil)
  }
}
