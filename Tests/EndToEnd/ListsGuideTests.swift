import Foundation
import Testing

/// The guide to lists says what the program does.
@Suite struct ListsGuideTests {
  static func block(_ fence: String, containing part: String) throws -> String {
    let guide = try String(contentsOf: Assay.root.appending(path: "Documentation/Lists.md"), encoding: .utf8)
    let blocks = guide.components(separatedBy: "```\(fence)\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    return try #require(blocks.first { $0.contains(part) })
  }

  @Test func `the examples of the guide hold`() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(at: folder.file("lists"), withIntermediateDirectories: true)
    try folder.write("lists/rockets.tsv", Self.block("text", containing: "Hwasong-17"))
    try folder.write("lists/villages.jsonl", Self.block("json", containing: "Nowa Wieś"))
    try folder.write("p.yaml", Self.block("yaml with-lists", containing: "candidates"))
    let result = try Assay.run(["test", "p.yaml"], in: folder.url)
    #expect(result.status == 0, "\(result.text)\(result.errors)")
  }

  @Test func `a bad list is said at its line, before anything runs`() throws {
    let folder = try Folder()
    try folder.write("bad.jsonl", "{\"name\": \"Anna\"}\n{\"name\": }\n")
    try folder.write("p.yaml", "assay: 1\nstages: [{ entities: { lists: [bad.jsonl] } }]\nread: none/**\n")
    let result = try Assay.run(["run", "p.yaml"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("bad.jsonl:2: byte 9: a string expected"), "\(result.errors)")
  }

  @Test func `a large list is compiled once and gives the same names after that`() throws {
    let folder = try Folder()
    try folder.write("l.tsv", (0..<80_000).map { "Name\($0) Nomen\n" }.joined())
    try folder.write(
      "p.yaml", "assay: 1\nstages: [{ entities: { lists: [l.tsv], countries: off, model: none } }]\n")
    let environment = ["XDG_CACHE_HOME": folder.file("cache").path]
    let text = ["try", "-p", "p.yaml", "--json", "Name777 Nomen met Name80000 Nomen."]
    let first = try Assay.run(text, in: folder.url, environment: environment)
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.file("cache/assay/names").path)
    #expect(kept.count == 1)
    let second = try Assay.run(text, in: folder.url, environment: environment)
    // The records name the folder of their run.
    func names(_ text: String) -> String { String(text.drop { $0 != "[" }) }
    #expect(names(first.text) == names(second.text))
    #expect(first.text.contains("Name777 Nomen"))
    #expect(!first.text.contains("\"text\":\"Name80000 Nomen\""))
  }
}
