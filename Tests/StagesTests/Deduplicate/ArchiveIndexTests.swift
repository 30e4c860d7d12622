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
    #expect(throws: ArchiveError.self) { try other.run([article("x", Self.text(1))]) }
    #expect(try bytes() == whole)
  }

  @Test func `where an index can't be written the old one stays`() throws {
    _ = try stage().run([article("a", Self.text(1))])
    let whole = try bytes()
    for fault in ["write:1:ENOSPC", "sync:1:EIO", "rename:1:EIO"] {
      var stage = stage()
      stage.fileSystem = FaultyFileSystem(POSIXFileSystem(), plan: try FaultPlan(fault))
      #expect(throws: (any Error).self) { try stage.run([article("b", Self.text(2))]) }
      #expect(try bytes() == whole)
    }
    _ = try stage().run([article("b", Self.text(2))])
    #expect(try bytes().count > whole.count)
  }
}
