import Foundation
import Testing

/// What marks do in the outputs of a run.
@Suite struct BoilerplateTests {
  private static let page = [
    "A ferry for nobody", "", "Photo: a ferry with 12 seats / Jane Doe", "",
    "The ferry has 40 seats, and 3 were taken.",
    "", "Read also:", "Council buys 7 ferries", "", "Nobody asked for 2 more.", "", "Source: Harbour Office", "",
  ].joined(separator: "\n")

  @Test func figuresInsideAMarkCarryItsKindAndCleanTextLeavesThemOut() throws {
    let folder = try Folder()
    try folder.write("in/a.txt", Self.page)
    try folder.write(
      "p.yaml",
      """
      assay: 1
      read: in/
      stages: [language, boilerplate, numbers]
      write: [all.jsonl, { path: clean.jsonl, text: clean }, figures.csv]
      """)
    let result = try Assay.run(["run", "p.yaml", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")

    let record = try #require(try folder.lines("out/all.jsonl").first)
    let marks = try #require(record["marks"] as? [[String: Any]])
    #expect(marks.compactMap { $0["kind"] as? String } == ["caption", "link", "link", "source"])
    let figures = try #require(record["quantities"] as? [[String: Any]])
    #expect(figures.map { ($0["mark"] as? String) ?? "-" } == ["caption", "-", "-", "link", "-"])

    let clean = try #require(try folder.lines("out/clean.jsonl").first)
    #expect(
      clean["text"] as? String
        == "A ferry for nobody\n\nThe ferry has 40 seats, and 3 were taken.\n\nNobody asked for 2 more.")
    #expect((clean["quantities"] as? [Any])?.count == 3)
    let table = String(decoding: try folder.read("out/figures.csv"), as: UTF8.self)
    #expect(table.contains("caption") && table.contains("link"))
  }

  @Test func theSameArticleInTwoFramesIsACopy() throws {
    let folder = try Folder()
    let body = (1...12).map { "Sentence number \($0) of the report says what was seen at pier \($0 * 7) that night." }
    let frame = (1...12).map { "Read also: headline \($0) about something else that happened in town \($0 * 3)" }
    try folder.write("in/a.txt", body.joined(separator: "\n\n"))
    try folder.write("in/b.txt", (body.prefix(2) + frame + body.dropFirst(2)).joined(separator: "\n\n"))
    try folder.write(
      "p.yaml", "assay: 1\nread: in/\nstages: [boilerplate, deduplicate]\nwrite: [all.jsonl]\n")
    let result = try Assay.run(["run", "p.yaml", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let duplicate = try #require(try folder.lines("out/all.jsonl").last?["duplicate"] as? [String: Any])
    #expect(duplicate["role"] as? String == "copy")
    #expect(duplicate["similarity"] as? Double == 1)
  }

  @Test func ownPhrasesAreCheckedBeforeTheRun() throws {
    let folder = try Folder()
    try folder.write("phrases.tsv", "role\tforms\nnotise\tfrom our shop\n")
    try folder.write(
      "p.yaml",
      "assay: 1\nread: in/\nstages:\n  - boilerplate: { phrases: phrases.tsv }\nwrite: [all.jsonl]\n")
    let result = try Assay.run(["check", "p.yaml"], in: folder.url)
    #expect(result.status == 2)
    #expect((result.text + result.errors).contains("phrases.tsv:2:1: error: 'role': expected one of link"))
  }

  @Test func aMillionShortLinesAndTenMegabytesWithoutALineEndPass() throws {
    let folder = try Folder()
    let lines = (0..<1_000_000).map { "line \($0)" }.joined(separator: "\n") + "\nPhoto: Jane Doe\n"
    try folder.write("in/lines.txt", lines)
    try folder.write("in/long.txt", String(repeating: "word and ( more / of it © ", count: 400_000))
    try folder.write("in/same.txt", String(repeating: "again and again it is said\n", count: 400_000))
    try folder.write("p.yaml", "assay: 1\nread: in/\nstages: [boilerplate]\nwrite: [all.jsonl]\n")
    let result = try Assay.run(["run", "p.yaml", "-o", "out", "-q"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let counts = try folder.lines("out/all.jsonl").map { ($0["marks"] as? [Any])?.count ?? 0 }
    #expect(counts.count == 3)
    #expect(counts.first == 1)
    #expect(counts.last == 399_999)
  }
}
