import Foundation
import Testing

/// An index of earlier articles (`against:`), as a user builds it, appends to it and compares with it.
@Suite(.serialized) struct ArchiveTests {
  private static func pipeline(_ options: String) -> String {
    """
    assay: 1
    stages: [normalize, numbers, { deduplicate: { against: archive.index, \(options) } }]
    write: [articles.jsonl]

    """
  }

  private static let known = (0..<20).map { DeduplicateTests.line("b\($0)", DeduplicateTests.story($0)) }.joined()
  /// Five articles as the index has them, five that are cut, five of another story twice, and one with an id of the index.
  private static let fresh =
    ((0..<5).map { DeduplicateTests.line("same\($0)", DeduplicateTests.story($0)) }
      + (5..<10).map { DeduplicateTests.line("cut\($0)", DeduplicateTests.story($0, from: 15)) }
      + (50..<55).flatMap {
        [
          DeduplicateTests.line("new\($0)", DeduplicateTests.story($0)),
          DeduplicateTests.line("again\($0)", DeduplicateTests.story($0)),
        ]
      } + [DeduplicateTests.line("b11", DeduplicateTests.story(11))])

  /// A folder with the two corpora, and an index of the first.
  private func archive() throws -> Folder {
    let folder = try Folder()
    try folder.write("b.jsonl", Self.known)
    try folder.write("a.jsonl", Self.fresh.joined())
    try folder.write("record.yaml", Self.pipeline("record: true"))
    try folder.write("drop.yaml", Self.pipeline("action: drop-known"))
    let built = try run(folder, "record.yaml", "b.jsonl", "built")
    #expect(built.status == 0, "\(built.errors)")
    return folder
  }

  private func run(
    _ folder: Folder, _ pipeline: String, _ input: String, _ output: String, environment: [String: String] = [:]
  ) throws -> Assay.Result {
    try Assay.run(["run", pipeline, input, "-o", output], in: folder.url, environment: environment)
  }

  private func duplicates(_ folder: Folder, _ name: String) throws -> [String: NSDictionary] {
    guard folder.has(name) else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: try folder.lines(name).map {
        (try #require($0["id"] as? String), $0["duplicate"] as? NSDictionary ?? [:])
      })
  }

  @Test func onlyWhatTheIndexHasIsDropped() throws {
    let folder = try archive()
    let index = try folder.read("archive.index")
    let result = try run(folder, "drop.yaml", "a.jsonl", "out")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("in the index: 20, copies of the index: 11"))
    #expect(result.errors.contains("dropped by kind: exact: 6, near: 5"))
    let dropped = try duplicates(folder, "out/dropped.jsonl")
    #expect(Set(dropped.keys) == Set((0..<5).map { "same\($0)" } + (5..<10).map { "cut\($0)" } + ["b11"]))
    #expect(dropped["cut7"]?["kept"] as? String == "b7" && dropped["cut7"]?["kind"] as? String == "near")
    #expect(dropped["b11"]?["kept"] as? String == "b11" && dropped["b11"]?["kind"] as? String == "exact")
    let kept = try duplicates(folder, "out/articles.jsonl")
    #expect(Set(kept.keys) == Set((50..<55).flatMap { ["new\($0)", "again\($0)"] }))
    #expect(try folder.read("archive.index") == index)
  }

  @Test func theOrderOfReadingDoesNotMatter() throws {
    let folder = try archive()
    try folder.write("turned.jsonl", Self.fresh.reversed().joined())
    #expect(try run(folder, "drop.yaml", "a.jsonl", "out").status == 0)
    #expect(try run(folder, "drop.yaml", "turned.jsonl", "turned").status == 0)
    for name in ["articles.jsonl", "dropped.jsonl"] {
      #expect(try duplicates(folder, "out/" + name) == duplicates(folder, "turned/" + name))
    }
  }

  @Test func anIndexIsAppendedToAndTheSameRunAgainChangesNothing() throws {
    let folder = try archive()
    try folder.write("both.yaml", Self.pipeline("record: true, action: drop-known"))
    #expect(try run(folder, "both.yaml", "a.jsonl", "first").status == 0)
    let index = try folder.read("archive.index")
    #expect(try run(folder, "both.yaml", "a.jsonl", "second").status == 0)
    #expect(try folder.read("archive.index") == index)
    for name in ["articles.jsonl", "dropped.jsonl"] {
      #expect(try folder.read("first/" + name) == folder.read("second/" + name))
    }
    try folder.write("c.jsonl", DeduplicateTests.line("c", DeduplicateTests.story(52, from: 10)))
    #expect(try run(folder, "both.yaml", "c.jsonl", "third").status == 0)
    let later = try duplicates(folder, "third/dropped.jsonl")["c"]
    let earlier = try duplicates(folder, "first/articles.jsonl")["new52"]
    #expect(later?["cluster"] as? String == earlier?["cluster"] as? String)
    // And again when there is more in the index.
    #expect(try run(folder, "both.yaml", "a.jsonl", "fourth").status == 0)
    #expect(try folder.read("first/articles.jsonl") == folder.read("fourth/articles.jsonl"))
  }

  @Test func whatIsNoIndexIsRefusedAndUntouched() throws {
    let folder = try archive()
    let whole = try folder.read("archive.index")
    var damaged = whole
    damaged[whole.count / 2] ^= 1
    var lost = whole
    for index in 45..<90 { lost[index] = 0 }
    let others: [(Data, String)] = [
      (Data("{\"an\": \"index\"}".utf8), "no index of deduplicate: it begins with"),
      (Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]), "no index of deduplicate: it begins with"),
      (Data(), "it is empty"), (Data(whole.prefix(13)), "damaged"), (Data(whole.prefix(60)), "damaged"),
      (Data(whole.prefix(200)), "was cut: it has 200 of \(whole.count) bytes"),
      (Data(whole.dropLast()), "was cut: it has \(whole.count - 1) of \(whole.count) bytes"),
      (damaged, "has the wrong checksum"), (lost, "neither of its two commit records is whole"),
    ]
    for (bytes, message) in others {
      for pipeline in ["record.yaml", "drop.yaml"] {
        try folder.write("archive.index", bytes)
        let result = try run(folder, pipeline, "a.jsonl", "of-" + pipeline)
        #expect(result.status == 2)
        #expect(result.errors.contains("archive.index") && result.errors.contains(message), "\(result.errors)")
        #expect(result.errors.contains("left as it is") && result.errors.contains("'against'"), "\(result.errors)")
        #expect(try folder.read("archive.index") == bytes)
      }
    }
    try folder.write("archive.index", whole)
    #expect(try run(folder, "drop.yaml", "a.jsonl", "of-drop.yaml").status == 0)
  }

  @Test func anIndexWithOtherOptionsIsRefusedBeforeAnythingIsRead() throws {
    let folder = try archive()
    let whole = try folder.read("archive.index")
    try folder.write("other.yaml", Self.pipeline("record: true, sample: 4"))
    let result = try run(folder, "other.yaml", "a.jsonl", "out")
    #expect(result.status == 2)
    #expect(
      result.errors.contains("other.yaml:2:") && result.errors.contains("sample: 8")
        && result.errors.contains("sample: 4"))
    #expect(!folder.has("out"))
    #expect(try folder.read("archive.index") == whole)
  }

  @Test func aFolderThatIsNotThereIsToldBeforeAnythingIsRead() throws {
    let folder = try archive()
    for path in ["no/such/archive.index", "b.jsonl/archive.index"] {
      try folder.write(
        "p.yaml", Self.pipeline("record: true").replacingOccurrences(of: "archive.index", with: path))
      let result = try run(folder, "p.yaml", "a.jsonl", "out")
      #expect(result.status == 2)
      #expect(result.errors.contains("p.yaml:2:") && result.errors.contains("archive.index"), "\(result.errors)")
      #expect(!folder.has("out"))
    }
  }

  @Test func aKillWhileRecordingLeavesTheOldIndexOrTheNewOne() throws {
    let folder = try archive()
    let old = try folder.read("archive.index")
    #expect(try run(folder, "record.yaml", "a.jsonl", "whole").status == 0)
    let new = try folder.read("archive.index")
    var kills = 0
    var kept: Set<Bool> = []
    let faults =
      (8...26).map { "write:\($0):kill" } + (10...17).map { "write:\($0):half-kill" }
      + (4...24).map { "sync:\($0):kill" } + (2...7).map { "rename:\($0):kill" }
    for fault in faults {
      try folder.write("archive.index", old)
      try? FileManager.default.removeItem(at: folder.file("out"))
      let killed = try run(folder, "record.yaml", "a.jsonl", "out", environment: ["ASSAY_FAULT": fault])
      guard killed.status == 137 else { continue }
      kills += 1
      // Others can use it at once.
      let seen = try run(folder, "drop.yaml", "b.jsonl", "seen")
      #expect(seen.status == 0, "after \(fault): \(seen.errors)")
      #expect(try folder.lines("seen/dropped.jsonl").count == 20)
      kept.insert(seen.errors.contains("in the index: 20,"))
      let goneOn = try run(folder, "record.yaml", "a.jsonl", "out")
      #expect(goneOn.status == 0, "after \(fault): \(goneOn.errors)")
      #expect(try folder.read("out/articles.jsonl") == folder.read("whole/articles.jsonl"))
      #expect(try folder.read("archive.index").count == new.count, "after \(fault)")
      #expect(try run(folder, "drop.yaml", "a.jsonl", "seen").errors.contains("copies of the index: 21"))
    }
    #expect(kills > 20)
    #expect(kept == [true, false], "kills before and after the commit")
  }

  @Test func aKillWhileTheFirstIndexIsMadeLeavesNoneOrAWholeOne() throws {
    let folder = try archive()
    let whole = try folder.read("archive.index")
    for fault in (8...20).map({ "write:\($0):half-kill" }) + (1...6).map({ "rename:\($0):kill" }) {
      try? FileManager.default.removeItem(at: folder.file("archive.index"))
      try? FileManager.default.removeItem(at: folder.file("out"))
      let killed = try run(folder, "record.yaml", "b.jsonl", "out", environment: ["ASSAY_FAULT": fault])
      if killed.status == 137, folder.has("archive.index") { #expect(try folder.read("archive.index") == whole) }
      #expect(try run(folder, "record.yaml", "b.jsonl", "out").status == 0)
      #expect(try folder.read("archive.index") == whole, "after \(fault)")
      #expect(!folder.has("archive.index.new"))
    }
  }

  @Test func twoRunsThatRecordAtTheSameTimeLoseNothing() throws {
    let folder = try archive()
    let file = try FileHandle(forUpdating: folder.file("archive.index"))
    #expect(flock(file.fileDescriptor, LOCK_EX) == 0)
    let refused = try run(folder, "record.yaml", "a.jsonl", "out")
    #expect(refused.status == 3)
    #expect(
      refused.errors.contains("another run is recording into") && refused.errors.contains("the same command goes on"))
    // Reading is no matter of the lock.
    #expect(try run(folder, "drop.yaml", "a.jsonl", "read").status == 0)
    try file.close()
    #expect(try run(folder, "record.yaml", "a.jsonl", "out").status == 0)
    #expect(try run(folder, "drop.yaml", "a.jsonl", "seen").errors.contains("copies of the index: 21"))
  }

  @Test func twoRunsThatMakeTheSameIndexAtTheSameTimeLoseNothing() throws {
    let folder = try archive()
    try FileManager.default.removeItem(at: folder.file("archive.index"))
    let script = """
      assay run record.yaml a.jsonl -o one -q & first=$!
      assay run record.yaml b.jsonl -o two -q || assay run record.yaml b.jsonl -o two -q || assay run record.yaml b.jsonl -o two -q
      wait $first || assay run record.yaml a.jsonl -o one -q
      """
    let result = try Shell.run(script, in: folder.url)
    #expect(result.status == 0, "\(result.output)")
    try folder.write("all.jsonl", Self.known + Self.fresh.joined())
    #expect(try run(folder, "drop.yaml", "all.jsonl", "seen").status == 0)
    #expect(try folder.lines("seen/articles.jsonl").isEmpty)
  }
}
