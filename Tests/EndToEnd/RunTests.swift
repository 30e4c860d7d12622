import Foundation
import Testing

/// What a user does with the ready pipelines and the example corpus.
@Suite(.serialized) struct RunTests {
  @Test func theExampleCorpusGivesTheSameBytesForAnyNumberOfWorkers() throws {
    let folder = try Folder()
    for workers in ["1", "2", "5"] {
      let result = try Assay.run(["run", "pipelines/news.yaml", "-o", folder.file(workers).path, "-j", workers, "-q"])
      #expect(result.status == 0, "\(result.errors)")
    }
    for name in ["articles.jsonl.zst", "figures.csv", "quarantine.jsonl"] {
      #expect(try folder.read("1/" + name) == folder.read("2/" + name))
      #expect(try folder.read("1/" + name) == folder.read("5/" + name))
    }
    let documents = try #require(try folder.report("1")["documents"] as? [String: Int])
    #expect(documents["read"] == 76)
    #expect(documents["read"] == documents["kept"]! + documents["dropped"]! + documents["failed"]!)
    let failed = try folder.lines("1/quarantine.jsonl")
    #expect(failed.count == 1)
    #expect("\(failed[0])".contains("invalid UTF-8"))
    #expect(failed[0]["raw"] != nil || failed[0]["raw_base64"] != nil)
  }

  @Test func copiesUnderAnotherPublisherAreFound() throws {
    let folder = try Folder()
    try folder.write(
      "p.yaml",
      """
      assay: 1
      read: { paths: "\(Assay.root.path)/Examples/corpus", text: { pattern: "{published}_{publisher}_*" } }
      stages: [normalize, language, numbers, deduplicate]
      write: [a.jsonl]
      """)
    let result = try Assay.run(["run", "p.yaml", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let copies = try folder.lines("out/a.jsonl").compactMap { record -> String? in
      guard let duplicate = record["duplicate"] as? [String: Any], duplicate["kind"] as? String == "exact" else {
        return nil
      }
      return record["id"] as? String
    }
    #expect(copies.contains { $0.contains("coastline-post_grain-train") })
    #expect(copies.contains { $0.contains("stepovyi-visnyk") })
  }

  @Test func theTestsInsideTheReadyPipelinesPass() throws {
    let result = try Assay.run(["test", "pipelines/"])
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("0 failed"))
  }

  @Test func aFigureLeadsBackToItsBytesInTextAndJSON() throws {
    let folder = try Folder()
    try folder.write("in/a.txt", "A title\n\nThe café saw at least 12,500 guests.\n")
    try folder.write(
      "in/b.jsonl",
      "{\"id\":\"b\",\"title\":\"T\\u00e9l\\u00e9\",\"text\":\"Le café a vu 7\\u00a0500 clients et 12 %.\",\"language\":\"fr\"}\n"
    )
    try folder.write(
      "p.yaml", "assay: 1\nstages: [normalize, language, segment, numbers, entities]\nwrite: [a.jsonl]\n")
    #expect(try Assay.run(["run", "p.yaml", "in", "-o", "out", "-q"], in: folder.url).status == 0)
    let text = try Assay.run(["why", "a.txt#quantities/0", "-o", "out"], in: folder.url)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.text.contains("31 32 2c 35 30 30"))
    #expect(text.text.contains("line 3"))
    let json = try Assay.run(["why", "b#quantities/0", "-o", "out"], in: folder.url)
    #expect(json.status == 0, "\(json.errors)")
    // The escape of the no-break space stands in the file as six characters.
    #expect(json.text.contains("37 5c 75 30 30 61 30 35 30 30"))
    #expect(try Assay.run(["why", "a.txt#quantities/99", "-o", "out"], in: folder.url).status == 2)
  }

  @Test func oneTextCanBeTried() throws {
    let result = try Assay.run(["try", "About 13,000 troops left North Korea for russia."])
    #expect(result.status == 0)
    #expect(result.text.contains("13000"))
    #expect(result.text.contains("iso3166:RU"))
  }

  @Test func resultsGoToStandardOutputAndStandardInputIsRead() throws {
    let folder = try Folder()
    try folder.write("p.yaml", "assay: 1\nread: \"-\"\nstages: [normalize]\nwrite: [\"-\"]\n")
    let input = Data("{\"id\":\"1\",\"text\":\"one\"}\n{\"id\":\"2\",\"text\":\"two\"}\n".utf8)
    let result = try Assay.run(["run", "p.yaml", "-o", "out", "-q"], in: folder.url, input: input)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: 0x0A).count == 2)
  }

  @Test func everyYAMLBlockOfTheDocumentsIsChecked() throws {
    var files = [Assay.root.appending(path: "README.md")]
    let folder = Assay.root.appending(path: "Documentation")
    files += try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
      $0.pathExtension == "md"
    }
    var checked = 0
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for block in text.components(separatedBy: "```yaml\n").dropFirst() {
        let yaml = block.components(separatedBy: "```")[0]
        let folder = try Folder()
        try folder.write("block.yaml", Self.completed(yaml))
        try FileManager.default.copyItem(at: Assay.root.appending(path: "pipelines/lists"), to: folder.file("lists"))
        try FileManager.default.createSymbolicLink(
          at: folder.file("Plugins"), withDestinationURL: Assay.root.appending(path: "Plugins"))
        let result = try Assay.run(["check", "block.yaml"], in: folder.url)
        #expect(result.status == 0, "\(file.lastPathComponent):\n\(yaml)\n\(result.errors)")
        if yaml.contains("\ntests:") {
          let tests = try Assay.run(["test", "block.yaml"], in: folder.url)
          #expect(tests.status == 0, "\(file.lastPathComponent):\n\(tests.text)\n\(tests.errors)")
        }
        checked += 1
      }
      for line in text.split(separator: "\n") where line.hasPrefix("assay ") {
        let command = line.split(separator: " ")[1]
        #expect(try Assay.run([String(command), "--help"]).status == 0, "\(file.lastPathComponent): \(line)")
      }
    }
    #expect(checked > 0)
  }

  /// A fragment as a whole pipeline: a list of stages, or top-level keys without the first line.
  private static func completed(_ yaml: String) -> String {
    if yaml.contains("assay: 1") { return yaml }
    if yaml.hasPrefix("- ") {
      return "assay: 1\nstages:\n" + yaml.split(separator: "\n").map { "  " + $0 + "\n" }.joined()
    }
    return "assay: 1\n"
      + (yaml.contains("stages:") ? "" : "stages: [normalize, language, segment, dates, numbers, entities]\n") + yaml
  }
}

/// The documented schema of the database is the real one.
@Suite struct SchemaTests {
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func theDocumentedSchemaIsTheRealOne() throws {
    let folder = try Folder()
    #expect(try Assay.run(["run", "pipelines/news.yaml", "-o", folder.file("out").path, "-q"]).status == 0)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [folder.file("out/news.db").path, ".schema"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let schema = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let page = try String(contentsOf: Assay.root.appending(path: "Documentation/SQLite.md"), encoding: .utf8)
    let documented = page.components(separatedBy: "```sql\n")[1].components(separatedBy: "```")[0]
    #expect(
      documented.trimmingCharacters(in: .whitespacesAndNewlines)
        == schema.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
