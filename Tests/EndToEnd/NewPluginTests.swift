import Foundation
import Testing

/// From an empty folder to a run over the example corpus, as somebody does who has just heard of Assay.
@Suite(.serialized) struct NewPluginTests {
  struct Language: CustomTestStringConvertible {
    let name: String
    let program: String
    let build: String
    var testDescription: String { name }
  }

  static let languages = [
    Language(name: "swift", program: "swift", build: "swift build -c release"),
    Language(name: "c", program: "cc", build: "make"),
    Language(name: "rust", program: "cargo", build: "cargo build --release"),
    Language(name: "python", program: "python3", build: "true"),
  ].filter { Shell.has($0.program) }

  @Test(arguments: languages) func aNewPluginBuildsPassesItsTestsAndRuns(_ language: Language) throws {
    let folder = try Folder()
    let result = try Shell.run(
      """
      assay new plugin long-words --language \(language.name)
      (cd long-words && \(language.build))
      assay check long-words/pipeline.yaml
      assay test long-words/pipeline.yaml
      (cd long-words && assay test pipeline.yaml && assay plugin test .)
      assay run long-words/pipeline.yaml "$ASSAY/Examples/corpus/en" --output out -q
      """, in: folder.url)
    #expect(result.status == 0, "\(result.output)")
    let records = try folder.lines("out/articles.jsonl")
    #expect(records.count >= 10)
    for record in records {
      let found = record["long-words"] as? [[String: Any]] ?? []
      let values = try #require(record["values"] as? [String: Any])
      #expect(values["long-words-count"] as? Int == found.count)
      #expect(found.allSatisfy { ($0["text"] as? String)?.unicodeScalars.count == $0["length"] as? Int })
    }
    #expect(records.contains { ($0["long-words"] as? [Any])?.isEmpty == false })
  }

  @Test func whatIsThereIsNeverWrittenOver() throws {
    let folder = try Folder()
    try folder.write("tone/README.md", "mine")
    let result = try Assay.run(["new", "plugin", "tone", "--language", "c"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("'tone/README.md' is there already"))
    #expect(!folder.has("tone/plugin.yaml"))
    #expect(try folder.read("tone/README.md") == Data("mine".utf8))
  }

  @Test(arguments: [
    ("Tone", "small letters"), ("1tone", "small letters"), ("to ne", "small letters"), ("", "small letters"),
    ("../tone", "small letters"), ("numbers", "there is a stage 'numbers' already"),
    ("quantities", "the name of a layer"),
  ])
  func aNameThatCantBeIsRefused(name: String, reason: String) throws {
    let folder = try Folder()
    let result = try Assay.run(["new", "plugin", name, "--language", "c"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func aNewPipelinePassesItsTest() throws {
    let folder = try Folder()
    let result = try Shell.run(
      "assay new pipeline mine; assay test mine.yaml; assay run mine.yaml \"$ASSAY/Examples/corpus/en\" -o out -q",
      in: folder.url)
    #expect(result.status == 0, "\(result.output)")
    #expect(folder.has("out/figures.csv"))
    #expect(try Assay.run(["new", "pipeline", "mine"], in: folder.url).status == 2)
  }
}

/// The guide "Your first stage", typed in line by line.
@Suite struct FirstStageTests {
  /// Sections of the guide, and the program that each needs.
  @Test(arguments: [("Python", "python3"), ("Rust", "cargo"), ("Swift", "swift")])
  func everyBlockOfTheGuideRuns(section: String, program: String) throws {
    guard Shell.has(program) else { return }
    let guide = try String(contentsOf: Assay.root.appending(path: "Documentation/FirstStage.md"), encoding: .utf8)
    let start = try #require(guide.range(of: "\n## \(section)\n"))
    let text = guide[start.upperBound...].components(separatedBy: "\n## ")[0]
    let folder = try Folder()
    var ran = 0
    for block in text.components(separatedBy: "\n```").enumerated() where block.offset % 2 == 1 {
      let (head, body) = try Self.split(block.element)
      if head == "sh" {
        let result = try Shell.run(body, in: folder.url)
        #expect(result.status == 0, "\(body)\n\(result.output)")
        ran += 1
      } else {
        let path = try #require(head.split(separator: " ").last, "a block without a file: \(head)")
        try folder.write(String(path), body + "\n")
      }
    }
    #expect(ran >= 2)
  }

  private static func split(_ block: String) throws -> (head: String, body: String) {
    let end = try #require(block.firstIndex(of: "\n"))
    return (String(block[..<end]), String(block[block.index(after: end)...]))
  }
}
