import Foundation
import Testing

/// Patterns as a user writes them, checks them and runs them.
@Suite struct PatternTests {
  /// The guide's examples are pipelines with tests of their own.
  @Test func `the examples of the guide hold`() throws {
    let guide = try String(contentsOf: Assay.root.appending(path: "Documentation/Patterns.md"), encoding: .utf8)
    let blocks = guide.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    let pipelines = blocks.filter { $0.contains("tests:") }
    #expect(pipelines.count >= 4)
    for yaml in pipelines {
      let folder = try Folder()
      try folder.write("p.yaml", yaml)
      let result = try Assay.run(["test", "p.yaml"], in: folder.url)
      #expect(result.status == 0, "\(yaml)\n\(result.text)\(result.errors)")
    }
  }

  @Test func `the patterns that ship find names in many languages`() throws {
    let file = Assay.root.appending(path: "Tests/EndToEnd/Fixtures/built-in-patterns.yaml")
    let result = try Assay.run(["test", file.path])
    #expect(result.status == 0, "\(result.text)\(result.errors)")
  }

  @Test func `patterns and lists are found beside the files that name them`() throws {
    let folder = try Folder()
    for path in ["p/patterns/lists", "p/lists"] {
      try FileManager.default.createDirectory(at: folder.file(path), withIntermediateDirectories: true)
    }
    try folder.write(
      "p/patterns/ships.yaml", "- name: ship\n  type: SHIP\n  match: [{ list: lists/ships.tsv }, { text: II }]\n")
    try folder.write("p/patterns/lists/ships.tsv", "name\nBlue Heron\n")
    try folder.write("p/lists/crew.tsv", "name\nMate Olsen\n")
    try folder.write(
      "p/p.yaml",
      """
      assay: 1
      stages:
        - entities:
            model: none
            patterns:
              - patterns/ships.yaml
              - { name: crew, type: CREW, match: [{ list: lists/crew.tsv }, aboard] }
      write: [a.jsonl]
      """)
    try folder.write("in.jsonl", "{\"id\":\"1\",\"text\":\"Mate Olsen aboard the Blue Heron II.\"}\n")
    let result = try Assay.run(["run", "p/p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let record = try #require(try folder.lines("out/a.jsonl").first)
    let entities = try #require(record["entities"] as? [[String: Any]])
    #expect(entities.compactMap { $0["text"] as? String } == ["Mate Olsen aboard", "Blue Heron II"])
    #expect(entities.compactMap { $0["rule"] as? String } == ["crew", "ship"])
  }

  @Test func `a changed pattern file is another run`() throws {
    let folder = try Folder()
    try folder.write("w.yaml", "- { name: a, match: one }\n")
    try folder.write(
      "p.yaml", "assay: 1\nstages: [{ entities: { patterns: [w.yaml], model: none } }]\nwrite: [a.jsonl]\n")
    try folder.write("in.jsonl", "{\"id\":\"1\",\"text\":\"one two\"}\n")
    func found() throws -> [String] {
      let result = try Assay.run(["run", "p.yaml", "in.jsonl", "-o", "out", "-q"], in: folder.url)
      #expect(result.status == 0, "\(result.errors)")
      return (try folder.lines("out/a.jsonl").first?["entities"] as? [[String: Any]] ?? []).compactMap {
        $0["text"] as? String
      }
    }
    #expect(try found() == ["one"])
    try folder.write("w.yaml", "- { name: a, match: two }\n")
    #expect(try found() == ["two"])
  }
}
