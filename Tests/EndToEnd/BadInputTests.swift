import Foundation
import Testing

/// Bad input costs one record and bad requests get an answer; nothing is lost, nothing crashes.
@Suite(.serialized) struct BadInputTests {
  private static let pipeline =
    "assay: 1\nstages: [normalize, language, segment, dates, numbers, entities, deduplicate]\nwrite: [a.jsonl]\n"

  private func run(_ folder: Folder, _ paths: [String], pipeline: String = BadInputTests.pipeline) throws
    -> Assay.Result
  {
    try folder.write("p.yaml", pipeline)
    return try Assay.run(["run", "p.yaml"] + paths + ["-o", "out", "-q"], in: folder.url)
  }

  @Test func brokenRecordsGoToQuarantineAndTheRestIsKept() throws {
    let folder = try Folder()
    var data = Data(
      """
      {"id":"good","text":"A good text."}
      {"id":"cut","text":"cut sho
      {"id":"type","text":[1,2]}
      {"id":"missing","title":"no text"}
      [1,2,3]
      {"id":"nul","text":"a\\u0000b"}
      {"id":"empty","text":""}

      """.utf8)
    data.append(contentsOf: [UInt8]("{\"id\":\"bytes\",\"text\":\"".utf8) + [0xFF, 0xFE] + [UInt8]("\"}\n".utf8))
    data.append(
      Data(
        "{\"id\":\"café\",\"text\":\"composed\"}\n{\"id\":\"cafe\u{301}\",\"text\":\"decomposed\"}\n{\"id\":\"good\",\"text\":\"the same id\"}\n{\"id\":\"a\\u0007b\",\"text\":\"a bell in the id\"}\n"
          .utf8))
    try folder.write("in.jsonl", data)
    let result = try run(folder, ["in.jsonl"])
    #expect(result.status == 0, "\(result.errors)")
    let documents = try #require(try folder.report()["documents"] as? [String: Int])
    #expect(documents["read"] == 12)
    #expect(documents["failed"] == 7)
    #expect(documents["kept"] == 5)
    #expect(documents["duplicate_ids"] == 1)
    #expect(try folder.lines("out/quarantine.jsonl").count == 7)
    #expect(try folder.lines("out/a.jsonl").count == 5)
  }

  @Test func brokenTextFilesGoToQuarantine() throws {
    let folder = try Folder()
    try folder.write("in/good.txt", "A title\n\nA text.\n")
    try folder.write("in/empty.txt", "")
    try folder.write("in/nul.txt", Data([0x61, 0x00, 0x62]))
    try folder.write("in/latin.txt", Data([0x63, 0x61, 0x66, 0xE9]))
    let result = try run(folder, ["in"])
    #expect(result.status == 0, "\(result.errors)")
    let reasons = try folder.lines("out/quarantine.jsonl").map { "\($0)" }.joined()
    #expect(reasons.contains("empty text") && reasons.contains("NUL byte") && reasons.contains("invalid UTF-8"))
  }

  @Test func aLineOfAHundredMegabytesIsStreamedAside() throws {
    let folder = try Folder()
    let file = try folder.write("in.jsonl", "{\"id\":\"1\",\"text\":\"one\"}\n")
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    let chunk = Data(repeating: 0x61, count: 1 << 20)
    for _ in 0..<100 { try handle.write(contentsOf: chunk) }
    try handle.write(contentsOf: Data("\n{\"id\":\"2\",\"text\":\"two\"}\n".utf8))
    try handle.close()
    let result = try run(folder, ["in.jsonl"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try folder.lines("out/a.jsonl").count == 2)
    let raw = try FileManager.default.contentsOfDirectory(atPath: folder.file("out/quarantine").path)
    #expect(raw.count == 1)
    let size =
      try FileManager.default.attributesOfItem(atPath: folder.file("out/quarantine/" + raw[0]).path)[.size] as? Int
    #expect(size == 100 << 20)
    let timing = try #require(try folder.report()["timing"] as? [String: Any])
    #expect(try #require(timing["peak_memory"] as? Int) < 400_000_000)
  }

  @Test func fileNamesNeedNotBeUTF8() throws {
    let folder = try Folder()
    try folder.write("in/ok.txt", "A text that is fine.\n")
    var path = Array(folder.file("in/").path.utf8) + [0x2F, 0xFF, 0xFE]
    path += Array(".txt".utf8) + [0]
    let descriptor = path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
      open($0.baseAddress!, O_CREAT | O_WRONLY, 0o644)
    }
    try #require(descriptor >= 0)
    _ = "Another text.\n".withCString { write(descriptor, $0, strlen($0)) }
    close(descriptor)
    let result = try run(folder, ["in"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try folder.lines("out/a.jsonl").count == 2)
  }

  @Test func damagedGzipKeepsWhatCameBefore() throws {
    let folder = try Folder()
    // A whole member with one record, then the start of another that is cut.
    let member: [UInt8] =
      [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x01, 0x18, 0x00, 0xE7, 0xFF,
      ] + Array("{\"id\":\"1\",\"text\":\"one!\"}\n".utf8.prefix(24))
    try folder.write("in.jsonl.gz", Data(member))
    let result = try run(folder, ["in.jsonl.gz"])
    #expect(result.status == 1)
    #expect(try folder.lines("out/quarantine.jsonl").count >= 1)
  }

  @Test(arguments: [
    (["run"], "which pipeline"), (["run", "news", "no/such/*.txt"], "matches no file"),
    (["run", "nwes"], "did you mean 'news'"),
    (["run", "no-such.yaml"], "no pipeline file"), (["explain", "A9999"], "no code"),
    (["stages", "numbrs"], "did you mean 'numbers'"),
    (["why", "x", "-o", "/nonexistent"], "no key"), (["try", "text", "-p", "nosuch"], "no pipeline file"),
  ])
  func wrongRequestsSayWhatToDo(_ arguments: [String], _ expected: String) throws {
    let folder = try Folder()
    let result = try Assay.run(arguments, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains(expected), "\(result.errors)")
  }

  @Test func anOutputFolderThatCannotBeMadeIsTold() throws {
    let folder = try Folder()
    try folder.write("file", "not a folder")
    try folder.write("a.txt", "A text.\n")
    let result = try Assay.run(["run", "news", "a.txt", "-o", "file/out"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("output folder"))
  }

  @Test func hostilePipelineFilesAreRefusedQuickly() throws {
    let folder = try Folder()
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      bomb += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    let files = [
      "bomb.yaml": "assay: 1\n" + bomb, "deep.yaml": String(repeating: "[", count: 20_000),
      "wide.yaml": "assay: 1\n" + (0..<1_000_000).map { "k\($0): 1\n" }.joined(), "empty.yaml": "",
      "list.yaml": "- a\n", "bell.yaml": "assay: 1\nname: \u{07}\n",
    ]
    for (name, text) in files {
      try folder.write(name, text)
      let result = try Assay.run(["check", name], in: folder.url)
      #expect(result.status == 2, "\(name)")
      #expect(result.errors.contains("error[A"), "\(name): \(result.errors.prefix(300))")
    }
  }

  @Test func aMisspelledStageAndOptionAreToldWithTheirPlace() throws {
    let folder = try Folder()
    try folder.write("p.yaml", "assay: 1\nstages:\n  - normalise\n  - deduplicate: { similarty: 0.4 }\n")
    let result = try Assay.run(["check", "p.yaml"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("p.yaml:3:5: error[A0104]"))
    #expect(result.errors.contains("did you mean 'normalize'"))
    #expect(
      result.errors.contains(
        "p.yaml:4:20: error[A0107]: deduplicate has no option 'similarty'; did you mean 'similarity'?"))
  }

  @Test func closedStandardOutputIsAQuietEnd() throws {
    let folder = try Folder()
    let line = "{\"id\":\"1\",\"text\":\"\(String(repeating: "many words ", count: 400))\"}\n"
    try folder.write("in.jsonl", String(repeating: line, count: 600))
    try folder.write("p.yaml", "assay: 1\nstages: [normalize]\nwrite: [\"-\"]\n")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "'\(Assay.binary)' run p.yaml in.jsonl -o out -q | head -n 1 >/dev/null; exit ${PIPESTATUS:-0}",
    ]
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(text.isEmpty, "\(String(decoding: text, as: UTF8.self))")
  }
}
