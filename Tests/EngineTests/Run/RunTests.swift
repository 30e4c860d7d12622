import Bytes
import Pipeline
import Synchronization
import Testing

@testable import Engine

/// One after another: an interrupt is for the whole process.
@Suite(.serialized) struct RunTests {
  let folder = TemporaryFolder()

  /// A corpus with every outcome, in files of several batches, empty ones, and packed ones.
  private func writeCorpus(lines: Int = 150) throws {
    var generator = Generator(lines)
    for name in ["b.toy", "a/long.toy", "a/packed.toy.gz", "c.toy.zst"] {
      var text = ""
      for index in 0..<lines {
        switch generator.below(20) {
        case 0: text += "!unreadable\n"
        case 1: text += "\(name)-\(index)|some BAD word\n"
        case 2: text += "\(name)-\(index)|please drop\n"
        case 3: text += "same-id|text \(index) of \(name)\n"
        case 4: text += "\(name)-\(index)|nokey \(index)\n"
        case 5: text += "\(name)-\(index)|noapply \(index)\n"
        case 6: text += "\(name)-\(index)|the same text\n"
        case 7: text += "\n"
        default: text += "\(name)-\(index)|the ~text~ number \(generator.below(40)) of пʼять, 漢字\n"
        }
      }
      try folder.write(compressed(Array(text.utf8), Compression(path: Array(name.utf8))), to: FilePath("in/\(name)"))
    }
    try folder.write("", to: "in/empty.toy")
  }

  private func outputs() -> [Output] {
    [
      Output(path: "all.toy", format: ToyOutput(), selection: .all),
      Output(path: "kept.toy.gz", format: ToyOutput()),
      Output(path: "sub/dropped.toy", format: ToyOutput(), selection: .dropped, isImplicit: true),
      Output(path: "quarantine.toy", format: ToyOutput(), selection: .failed, isImplicit: true),
    ]
  }

  private func request(
    _ output: String = "out", workers: Int = 2, stages: [ChainStage]? = nil, outputs: [Output]? = nil,
    framing: Framing = .lines
  ) throws -> RunRequest {
    let stages = try stages ?? [.upper(), .drop(), .words(), .equal()]
    var request = RunRequest(
      name: "toy", stages: stages,
      sources: [
        ReadSource(
          paths: [ByteString((folder.path / "in").bytes)],
          formats: [.init(name: "toy", extensions: ["toy"], format: ToyInput(framing: framing))])
      ],
      outputs: outputs ?? self.outputs(), outputFolder: folder.path / output, workers: workers,
      identity: stages.map { "\($0.id) 1" }, schemas: [WordMarker.layer])
    request.checkpointInterval = 0
    return request
  }

  private func execute(_ request: RunRequest, faults: String? = nil) throws -> RunSummary {
    Interrupt.reset()
    defer { Interrupt.reset() }
    let fileSystem: any FileSystem =
      try faults.map { FaultyFileSystem(folder.fileSystem, plan: try FaultPlan($0)) } ?? folder.fileSystem
    return try Run(request, fileSystem: fileSystem).execute()
  }

  private func timeless(_ counts: RunCounts) -> RunCounts {
    var counts = counts
    for stage in counts.stages.keys { counts.stages[stage]?.nanoseconds = 0 }
    return counts
  }

  /// Compares whole folders and says which file differs, not with what bytes.
  private func expectSameFiles(_ a: String, _ b: String, _ comment: String = "") throws {
    let (x, y) = (try folder.contents(of: a), try folder.contents(of: b))
    #expect(x.keys.sorted() == y.keys.sorted(), "\(comment)")
    for (name, bytes) in x {
      let isEqual = y[name] == bytes
      #expect(isEqual, "\(name) \(comment)")
    }
  }

  @Test func `results do not depend on the number of workers`() throws {
    try writeCorpus()
    let first = try execute(request("one", workers: 1))
    for workers in [2, 5] {
      let other = try execute(request("many-\(workers)", workers: workers))
      try expectSameFiles("one", "many-\(workers)")
      #expect(timeless(first.counts) == timeless(other.counts))
      #expect(first.duplicateIDs == other.duplicateIDs)
    }
  }

  @Test func `counts balance for the run and for every stage`() throws {
    try writeCorpus()
    let summary = try execute(request())
    let counts = summary.counts
    let all = try String(decoding: folder.read("out/all.toy"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(all.count == counts.records)
    #expect(counts.records == counts.kept + counts.dropped + counts.failed)
    #expect(counts.written["all.toy"] == counts.records)
    #expect(counts.written["kept.toy.gz"] == counts.kept)
    #expect(counts.written["sub/dropped.toy"] == counts.dropped)
    #expect(counts.written["quarantine.toy"] == counts.failed)
    var reaching = counts.records
    for id in ["read", "upper", "drop", "words", "equal"] {
      let stage = try #require(counts.stages[id])
      #expect(stage.read == reaching, "\(id)")
      #expect(stage.failedCount + stage.droppedCount > 0 || id == "upper", "\(id)")
      reaching = stage.kept + stage.skipped
    }
    #expect(reaching == counts.kept)
    #expect(Set(counts.stages["equal"]!.failed.keys) == ["no key", "no apply"])
    #expect(counts.stages["equal"]!.dropped.keys.contains("too many"))
    #expect(counts.notes["equal: different texts"] ?? 0 > 0)
    #expect(all.contains { $0.contains("shouted") && $0.contains("raw=!unreadable") })
    let sameID = all.filter { $0.hasPrefix("same-id ") }.count
    // Unreadable records and lines without id have ids of their own.
    #expect(summary.duplicateIDs == sameID - 1)
  }

  @Test func `the order of the output is that of reading`() throws {
    for name in ["b", "a/z", "a/y", "a.b", "B"] {
      try folder.write((0..<200).map { "\(name)|\($0)\n" }.joined(), to: "in/\(name).toy")
    }
    _ = try execute(request(workers: 5, stages: [], outputs: [Output(path: "all.toy", format: ToyOutput())]))
    let lines = try String(decoding: folder.read("out/all.toy"), as: UTF8.self).split(separator: "\n").dropFirst()
    let found = lines.map { $0.split(separator: " at ")[0] }
    let expected = ["B", "a/y", "a/z", "a.b", "b"].flatMap { name in (0..<200).map { "\(name) kept \($0) edits=0" } }
    #expect(found.map(String.init) == expected)
  }

  @Test func `a run interrupted after any number of documents ends as an undisturbed one`() throws {
    try writeCorpus(lines: 90)
    let whole = try execute(request("whole"))
    for stop in [1, 2, 60, 100, 150, 200, 250] {
      let seen = Atomic<Int>(0)
      let marker = WordMarker(onDocument: { _ in
        if seen.add(1, ordering: .relaxed).newValue == stop { Interrupt.request() }
      })
      let stages: [ChainStage] = try [.upper(), .drop(), .words(marker), .equal()]
      // Interrupted again and again, one batch at a time, and then let go.
      #expect(throws: RunError.self, "after \(stop)") { try execute(request("out-\(stop)", stages: stages)) }
      let rest = try execute(request("out-\(stop)"))
      #expect(rest.resumedFrom != nil)
      try expectSameFiles("whole", "out-\(stop)", "stopped after \(stop)")
      #expect(timeless(rest.counts) == timeless(whole.counts))
    }
  }

  @Test(arguments: [
    "write:N:ENOSPC", "write:N:half", "write:N:EIO", "sync:N:EIO", "rename:N:EIO", "truncate:N:EIO", "remove:N:EACCES",
    "mkdir:N:ENOSPC", "close:N:EIO",
  ])
  func `a run that fails at any operation and is started again ends as an undisturbed one`(fault: String) throws {
    try writeCorpus(lines: 40)
    let whole = try execute(request("whole"))
    // An older result in the folder makes the run replace and remove things.
    var number = 1
    var failures = 0
    while true {
      let out = "out-\(number)"
      try folder.write("old", to: "\(out)/all.toy")
      let plan = fault.replacing(":N:", with: ":\(number):")
      do {
        _ = try execute(request(out), faults: plan)
        try expectSameFiles("whole", out, plan)
        break
      } catch {
        failures += 1
        let rest = try execute(request(out))
        try expectSameFiles("whole", out, plan)
        #expect(timeless(rest.counts) == timeless(whole.counts), "\(plan)")
        #expect(rest.duplicateIDs == whole.duplicateIDs, "\(plan)")
      }
      number += number < 25 ? 1 : 3
    }
    // Truncating is only done by a run that goes on.
    #expect(failures > 0 || fault.hasPrefix("truncate"))
  }

  @Test func `a run that fails while it goes on can still go on`() throws {
    try writeCorpus(lines: 40)
    let whole = try execute(request("whole"))
    for kind in ["write", "sync", "truncate"] {
      for number in 1...8 {
        let out = "\(kind)-\(number)"
        #expect(throws: (any Error).self) { try execute(request(out), faults: "sync:30:EIO") }
        _ = try? execute(request(out), faults: "\(kind):\(number):EIO")
        let rest = try execute(request(out))
        try expectSameFiles("whole", out, "\(kind) \(number)")
        #expect(timeless(rest.counts) == timeless(whole.counts))
      }
    }
  }

  @Test func `an unfinished run of something else is refused, and started over when asked to`() throws {
    try writeCorpus(lines: 40)
    #expect(throws: (any Error).self) { try execute(request(), faults: "sync:30:EIO") }
    var changed = try request()
    changed.identity.append("words 2")
    #expect {
      _ = try execute(changed)
    } throws: { error in
      guard case RunError.request(let text)? = error as? RunError else { return false }
      return text.contains("words 2") && text.contains("--fresh")
    }
    try folder.write("x|more", to: "in/more.toy")
    #expect(throws: RunError.self) { try execute(request()) }
    changed.isFresh = true
    let summary = try execute(changed)
    #expect(summary.resumedFrom == nil)
    _ = try execute(request("other"))
    let isEqual = try folder.read("out/all.toy") == folder.read("other/all.toy")
    #expect(isEqual)
  }

  @Test func `two runs can't write to one folder at a time`() throws {
    try writeCorpus(lines: 5)
    let runFolder = RunFolder(output: folder.path / "out", scratch: nil, fileSystem: folder.fileSystem)
    let lock = try runFolder.lock()
    #expect {
      _ = try execute(request())
    } throws: { "\($0)".contains("another run") }
    try lock.close()
    _ = try execute(request())
  }

  @Test func `too many failures stop the run`() throws {
    try folder.write(String(repeating: "x|fine\n", count: 100) + String(repeating: "!\n", count: 11), to: "in/a.toy")
    var limited = try request("count")
    limited.errorLimit = .count(10)
    #expect { _ = try execute(limited) } throws: { error in
      if case RunError.tooManyFailures? = error as? RunError { true } else { false }
    }
    limited = try request("enough")
    limited.errorLimit = .count(11)
    #expect(try !execute(limited).isOverLimit)
    // With few documents a share is judged at the end, and then only said.
    limited = try request("share")
    limited.errorLimit = .share(0.05)
    #expect(try execute(limited).isOverLimit)
  }

  @Test func `a stage has a limit of its own`() throws {
    try folder.write(String(repeating: "x|BAD\n", count: 3), to: "in/a.toy")
    #expect(throws: RunError.self) { try execute(request(stages: [.upper(), .words(limit: .count(2))])) }
  }

  @Test func `a record that is too large goes to quarantine with its bytes`() throws {
    let long = String(repeating: "long ", count: 1000)
    try folder.write("a|short\nb|\(long)\r\nc|short\n", to: "in/a.toy")
    var limited = try request()
    limited.maxDocument = 100
    let summary = try execute(limited)
    #expect(summary.counts.stages["read"]?.failed == ["too large": 1])
    #expect(try folder.read("out/quarantine/1.raw") == Array("b|\(long)\r".utf8))
    #expect(summary.counts.kept == 2)
    // The next run has none, and leaves none from before.
    try folder.write("a|short\nc|short\n", to: "in/a.toy")
    _ = try execute(limited)
    #expect(try folder.contents(of: "out").keys.sorted() == ["all.toy", "kept.toy.gz", "manifest.json"])
  }

  @Test func `implicit outputs are absent where nothing is in them`() throws {
    try folder.write("a|fine\n", to: "in/a.toy")
    let summary = try execute(request())
    #expect(try folder.contents(of: "out").keys.sorted() == ["all.toy", "kept.toy.gz", "manifest.json"])
    #expect(summary.files.map(\.path.display).count == 2)
  }

  @Test func `a finished run is replaced by the next, which says what changed`() throws {
    try folder.write("a|fine\nb|drop\n", to: "in/a.toy")
    #expect(try execute(request()).changes == nil)
    #expect(try execute(request()).changes == [])
    try folder.write("a|fine\n", to: "in/a.toy")
    var next = try request(outputs: [Output(path: "other.toy", format: ToyOutput())])
    next.identity.append("assay 2")
    let changes = try #require(try execute(next).changes)
    #expect(changes.contains { $0.contains("assay 2") })
    #expect(changes.contains { $0.hasPrefix("input: ") })
    #expect(try folder.contents(of: "out").keys.sorted() == ["manifest.json", "other.toy"])
  }

  @Test func `old results that are links go as links`() throws {
    try folder.write("a|fine\n", to: "in/a.toy")
    try folder.write("precious", to: "elsewhere/file")
    try folder.write("{}", to: "out/x")
    folder.link("out/quarantine", to: "../elsewhere")
    _ = try execute(request())
    #expect(try folder.read("elsewhere/file") == Array("precious".utf8))
  }

  @Test func `a document with a layer that no stage declares fails alone`() throws {
    try folder.write("a|fine\nb|fine too\n", to: "in/a.toy")
    var undeclared = try request()
    undeclared.schemas = []
    let summary = try execute(undeclared)
    #expect(summary.counts.stages["equal"]?.failed == ["undeclared layer": 2])
    #expect(summary.counts.records == 2)
  }

  @Test func `a corpus stage decides over the documents that its condition lets through`() throws {
    try folder.write((0..<200).map { "id-\($0)|text \($0 % 7)\n" }.joined(), to: "in/a.toy")
    let only = try ChainStage.equal(when: { !$0.id.display.hasSuffix("3") })
    let summary = try execute(request(stages: [only, only.renamed("again")]))
    #expect(summary.counts.stages["equal"]?.skipped == 20)
    #expect(summary.counts.stages["equal"]?.failedCount == 0)
    #expect(summary.counts.stages["again"]?.failedCount == 0)
  }

  @Test func `nothing to read is said with what was passed over`() throws {
    try folder.write("x", to: "in/a.doc")
    var none = try request()
    none.sources = [
      ReadSource(
        paths: [ByteString((folder.path / "in").bytes), "nowhere/*.toy"],
        formats: [
          .init(name: "toy", extensions: ["toy"], format: ToyInput()),
          .init(name: "text", extensions: ["txt"], format: ToyInput()),
        ])
    ]
    #expect { _ = try execute(none) } throws: { error in
      "\(error)".contains("'nowhere/*.toy' matches no file") && "\(error)".contains("'.doc'")
    }
  }

  @Test func `a limit and a sample read the same records every time`() throws {
    try writeCorpus()
    var some = try request("limited")
    some.limit = 77
    #expect(try execute(some).counts.records == 77)
    some = try request("sampled")
    some.sample = 0.3
    let first = try execute(some).counts
    let whole = try execute(request("whole")).counts
    #expect(first.records > whole.records / 6 && first.records < whole.records / 2)
    some.workers = 5
    some.outputFolder = folder.path / "again"
    #expect(timeless(try execute(some).counts) == timeless(first))
  }
}

extension ChainStage {
  fileprivate func renamed(_ id: String) throws -> ChainStage {
    guard case .corpus(let stage) = body else { return self }
    return try ChainStage(id: id, spec: spec, stage: stage, when: when)
  }
}
