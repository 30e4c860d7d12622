import Bytes
import Pipeline
import Testing

@testable import Stages

@Suite struct ArchiveIndexTests {
  private let folder = TemporaryPath()

  private func stage(_ name: String = "archive.index", records: Bool = true) -> DeduplicateStage {
    var stage = DeduplicateStage.inMemory()
    stage.against = folder.path / name
    stage.records = records
    return stage
  }

  private static func text(_ seed: UInt64, dropping count: Int = 0) -> String {
    DeduplicateStageTests.words(200, seed: seed).dropFirst(count).joined(separator: " ")
  }

  private func bytes(_ name: String = "archive.index") throws -> [UInt8] {
    try POSIXFileSystem().contents(of: folder.path / name)
  }

  @Test func `what an index has stays, and new copies get its cluster`() throws {
    let first = try stage().run([
      article("old1", Self.text(1), published: "2024-01-02"), article("old2", Self.text(1, dropping: 20)),
      article("old3", Self.text(2)),
    ])
    #expect(first[1].duplicate?.kept == "old1")
    // Earlier by date and longer, and all the same a copy of what the archive keeps.
    let second = try stage(records: false).run([
      article("new1", Self.text(1) + " more", published: "2023-01-01"), article("new2", Self.text(2)),
      article("new3", Self.text(3)), article("new4", Self.text(3)),
    ])
    #expect(second[0].duplicate?.kept == "old1")
    #expect(second[0].duplicate?.cluster == first[0].duplicate?.cluster)
    #expect(second[1].duplicate?.kept == "old3")
    #expect(second[1].duplicate?.kind == .exact)
    #expect(second[3].duplicate?.kept == "new3")
  }

  @Test func `only copies of what is known are dropped where that is asked for`() throws {
    _ = try stage().run([article("old", Self.text(1))])
    var stage = stage(records: false)
    stage.action = .dropKnown
    let found = try stage.run([
      article("copy", Self.text(1)), article("new1", Self.text(2)), article("new2", Self.text(2)),
    ])
    #expect(found.map(\.outcome) == [.dropped(stage: "deduplicate", reason: "duplicate"), .kept, .kept])
    #expect(found[2].duplicate?.role == .copy)
  }

  @Test func `a run that is repeated finds no copies of itself, and leaves the same index`() throws {
    let documents = [article("a", Self.text(1)), article("b", Self.text(1, dropping: 30)), article("c", Self.text(2))]
    let first = try stage().run(documents).map(\.duplicate)
    let index = try bytes()
    #expect(try stage().run(documents).map(\.duplicate) == first)
    #expect(try bytes() == index)
  }

  @Test func `indexes are appended to`() throws {
    _ = try stage().run([article("a", Self.text(1))])
    _ = try stage().run([article("b", Self.text(2))])
    _ = try stage().run([article("c", Self.text(3))])
    let found = try stage(records: false).run([article("x", Self.text(1)), article("y", Self.text(2, dropping: 9))])
    #expect(found.map(\.duplicate?.kept) == ["a", "b"])
  }

  @Test func `decisions against an index don't depend on the order of reading`() throws {
    _ = try stage().run((0..<10).map { article("old\($0)", Self.text(UInt64($0 % 5), dropping: $0 * 3)) })
    var documents = (0..<30).map { article("new\($0)", Self.text(UInt64($0 % 8), dropping: $0)) }
    func decisions() throws -> [ByteString: Duplicate?] {
      Dictionary(uniqueKeysWithValues: try stage(records: false).run(documents).map { ($0.id, $0.duplicate) })
    }
    let expected = try decisions()
    #expect(expected.values.compactMap { $0 }.count == 30)
    var random = SplitMix(7)
    for _ in 0..<4 {
      documents.shuffle(using: &random)
      #expect(try decisions() == expected)
    }
  }

  @Test func `a damaged, cut, foreign or otherwise sketched index is refused and untouched`() throws {
    _ = try stage().run([article("a", Self.text(1)), article("b", Self.text(2))])
    let whole = try bytes()
    var damaged = whole
    damaged[whole.count / 2] ^= 1
    let others: [[UInt8]] = [
      damaged, Array(whole.dropLast(17)), Array(whole.prefix(16)), Array(whole.dropLast(3)), [],
      Array("{\"not\": \"an index\"}, and long enough".utf8),
    ]
    for bad in others {
      try POSIXFileSystem().replace(folder.path / "bad.index", with: bad)
      #expect(throws: (any Error).self) { try stage("bad.index").run([article("x", Self.text(1))]) }
      #expect(try bytes("bad.index") == bad)
    }
    var other = stage()
    other.sketching.minimumShingles = 11
    #expect(throws: DecisionError.self) { try other.run([article("x", Self.text(1))]) }
    #expect(try bytes() == whole)
  }

  @Test func `where an index can't be written the old one stays`() throws {
    _ = try stage().run([article("a", Self.text(1))])
    let whole = try bytes()
    for fault in ["write:1:ENOSPC", "write:1:half", "sync:1:EIO"] {
      var stage = stage()
      stage.fileSystem = FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(fault))
      #expect(throws: (any Error).self) { try stage.run([article("b", Self.text(2))]) }
      #expect(try bytes() == whole)
    }
    _ = try stage().run([article("b", Self.text(2))])
    #expect(try bytes().count > whole.count)
  }

  @Test func `a commit that fails leaves the old state or the new one, and the run can be given again`() throws {
    for fault in ["write:2:ENOSPC", "write:2:half", "sync:2:EIO", "close:2:EIO"] {
      let name = "\(fault.replacing(":", with: "-")).index"
      _ = try stage(name).run([article("a", Self.text(1))])
      var failing = stage(name)
      failing.fileSystem = FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(fault))
      #expect(throws: (any Error).self) { try failing.run([article("b", Self.text(2))]) }
      #expect(try stage(name, records: false).run([article("x", Self.text(1))]).map(\.duplicate?.kept) == ["a"])
      _ = try stage(name).run([article("b", Self.text(2))])
      _ = try stage(name).run([article("c", Self.text(3))])
      let found = try stage(name, records: false).run((1...3).map { article("x\($0)", Self.text($0)) })
      #expect(found.map(\.duplicate?.kept) == ["a", "b", "c"], "after \(fault)")
    }
  }

  @Test func `appending changes nothing of what stands in an index but one commit record`() throws {
    _ = try stage().run([article("a", Self.text(1))])
    let before = try bytes()
    _ = try stage().run([article("b", Self.text(2))])
    let after = try bytes()
    #expect(after[Int(ArchiveLayout.firstSegment)...].starts(with: before[Int(ArchiveLayout.firstSegment)...]))
    #expect(zip(before, after).prefix(Int(ArchiveLayout.commitPositions[0])).allSatisfy { $0 == $1 })
  }

  @Test func `an index of a newer or an older Assay is refused`() throws {
    for version: UInt32 in [1, 3] {
      let path = folder.path / "v\(version).index"
      let kind = RecordFile.Kind(magic: "ASSAYddx", version: version)
      let writer = try RecordFileWriter(creating: path, kind: kind, in: POSIXFileSystem())
      try writer.append([0, 1, 2])
      try writer.close()
      #expect {
        try stage("v\(version).index").run([article("x", Self.text(1))])
      } throws: {
        "\($0)".contains(version == 1 ? "older Assay: its format is version 1" : "newer Assay: its format is version 3")
      }
    }
  }

  @Test func `an article that the index has is known, by the same id or another one`() throws {
    _ = try stage().run([article("a", Self.text(1)), article("b", Self.text(2))])
    var stage = stage(records: false)
    stage.action = .dropKnown
    let found = try stage.run([article("a", Self.text(1)), article("z", Self.text(2)), article("c", Self.text(3))])
    #expect(found.map { $0.outcome == .kept } == [false, false, true])
    #expect(found[0].duplicate?.kept == "a" && found[0].duplicate?.kind == .exact)
  }

  @Test func `a run that was recorded decides the same again when others have recorded since`() throws {
    let documents = [article("a", Self.text(1)), article("b", Self.text(1, dropping: 30)), article("c", Self.text(2))]
    let first = try stage().run(documents).map(\.duplicate)
    _ = try stage().run([article("later", Self.text(2)), article("near", Self.text(1, dropping: 9))])
    let index = try bytes()
    #expect(try stage().run(documents.reversed()).map(\.duplicate) == first.reversed())
    #expect(try bytes() == index)
  }

  @Test func `of the same articles the index has what was recorded last`() throws {
    var documents = [article("a", Self.text(1), published: "2024-01-02"), article("b", Self.text(1, dropping: 30))]
    _ = try stage().run(documents)
    // Now the other one is the earliest.
    documents[1].published = "2024-01-01"
    #expect(try stage().run(documents).map(\.duplicate?.kept) == ["b", "b"])
    #expect(try stage(records: false).run([article("x", Self.text(1) + " more")]).map(\.duplicate?.kept) == ["b"])
  }

  @Test func `a copy of an article that the index has as an update is known`() throws {
    let words = DeduplicateStageTests.words(150, seed: 5)
    func story(_ id: String, _ figure: Int) -> Document {
      article(id, (words[..<70] + ["\(figure)"] + words[70...]).joined(separator: " "))
    }
    let recorded = try stage().run([story("a", 12), story("b", 15)])
    #expect(recorded.compactMap(\.duplicate?.kind) == [.update])
    var stage = stage(records: false)
    stage.action = .dropKnown
    let found = try stage.run([story("x", 15), story("y", 19)])
    #expect(found.map { $0.outcome == .kept } == [false, true])
    #expect(found[0].duplicate?.kind == .exact && found[0].duplicate?.cluster == recorded[0].duplicate?.cluster)
    #expect(found[1].duplicate?.kind == .update)
  }

  @Test func `the id that the index has wins, also over smaller hashes`() throws {
    let recorded = try stage().run([article("a", Self.text(1)), article("b", Self.text(1, dropping: 20))])
    let name = try #require(recorded[0].duplicate?.cluster)
    let found = try stage(records: false).run((1...12).map { article("x\($0)", Self.text(1, dropping: $0)) })
    #expect(Set(found.map(\.duplicate?.cluster)) == [name])
  }

  @Test func `one run at a time records`() throws {
    _ = try stage().run([article("a", Self.text(1))])
    let other = try POSIXFileSystem().open(folder.path / "archive.index", for: .updating)
    #expect(try other.tryLock())
    #expect { try stage().run([article("b", Self.text(2))]) } throws: { ($0 as? DecisionError)?.isPassing == true }
    #expect(try stage(records: false).run([article("x", Self.text(1))]).map(\.duplicate?.kept) == ["a"])
    try other.close()
    _ = try stage().run([article("b", Self.text(2))])
  }

  @Test func `an index that can't be written is told with what to do`() throws {
    for fault in ["open:1:EACCES", "open:1:EROFS"] {
      var stage = stage("new.index")
      stage.fileSystem = FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(fault))
      #expect {
        try stage.run([article("a", Self.text(1))])
      } throws: {
        "\($0)".contains("new.index can't be written") && "\($0)".contains("another file with 'against'")
      }
    }
  }
}
