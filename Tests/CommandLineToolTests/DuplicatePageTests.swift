import Engine
import Testing

@testable import CommandLineTool

struct DuplicatePageTests {
  private static let story =
    "Three trains with grain reached the port on Tuesday morning and unloaded within hours of their arrival there."

  private func lines(_ copy: String, _ duplicate: String, kept: String? = story) throws -> [String] {
    let record = try JSONValue(parsing: #"{"id":"b","text":"\#(copy)","duplicate":\#(duplicate)}"#.utf8)
    let keptRecord = try kept.map { try JSONValue(parsing: #"{"id":"a","text":"\#($0)"}"#.utf8) }
    return DuplicatePage(record, kept: keptRecord).lines(colours: false)
  }

  @Test func `what both have stands side by side, and what one has alone`() throws {
    let lines = try lines(
      "Read this first, dear reader of the evening edition. " + Self.story,
      #"{"cluster":"c","kept":"a","role":"copy","kind":"update","similarity":0.5,"containment":1,"differs":["12 → 15"]}"#
    )
    #expect(lines[0] == "b is copy of a")
    #expect(lines.contains { $0.contains("50% of all word pairs") })
    #expect(lines.contains { $0.contains("12 → 15") })
    #expect(lines.contains { $0.hasPrefix("  ") && $0.contains(" | Read this first") })
    #expect(lines.contains { $0.hasPrefix("Three trains with grain") && $0.contains("| Three trains with grain") })
  }

  @Test func `a translation shows what both share, and paragraph beside paragraph`() throws {
    let kept = #"Drei Züge mit 4.812 Tonnen.\n\nEin Schiff wartet."#
    let lines = try lines(
      #"Three trains with 4,812 tonnes.\n\nA ship waits."#,
      #"""
      {"cluster":"c","kept":"a","role":"related","kind":"translation","similarity":0.9,"containment":1,
      "shares":["4.812 = 4,812","Veldhaven"]}
      """#, kept: kept)
    #expect(lines[0] == "b is related of a")
    #expect(lines.contains { $0.contains("90% of all figures") })
    #expect(lines.contains { $0.hasSuffix("4.812 = 4,812") })
    #expect(lines.contains { $0.hasPrefix("Ein Schiff wartet.") && $0.hasSuffix("| A ship waits.") })
  }

  @Test func `one that stays says so, and a text that is not there is told`() throws {
    #expect(try lines(Self.story, #"{"cluster":"c","kept":"b","role":"kept"}"#)[0] == "b is kept")
    let missing = try lines(Self.story, #"{"cluster":"c","kept":"a","role":"copy","kind":"near"}"#, kept: nil)
    #expect(missing.last?.contains("a is not in the JSON Lines outputs") == true)
  }

  @Test func `one that stays lists the others of its cluster`() throws {
    let record = try JSONValue(
      parsing: #"{"id":"b","text":"x","duplicate":{"cluster":"c","kept":"b","role":"kept"}}"#.utf8)
    let members = RunRecords.Members(
      counts: ["copy near": 11, "related template": 1], first: [("x1", "copy near"), ("x2", "related template")])
    let lines = DuplicatePage(record, kept: nil, members: members).lines(colours: false)
    #expect(lines.contains("  others       12: copy near 11, related template 1"))
    #expect(lines.contains("    copy near         x1") && lines.contains("    … and 10 more"))
  }

  @Test func `a copy of an article that only an index has says so`() throws {
    let record = try JSONValue(
      parsing: #"{"id":"b","text":"x","duplicate":{"cluster":"c","kept":"b","role":"copy","kind":"exact"}}"#.utf8)
    #expect(DuplicatePage(record, kept: nil).lines(colours: false).last?.contains("has this very article") == true)
  }

  @Test func `columns are as wide as a terminal shows them`() {
    #expect(DuplicatePage.columns("ab", "cd", 5) == ["ab    | cd"])
    #expect(DuplicatePage.columns("世界新聞", "x", 5) == ["世界  | x", "新聞  | "])
    #expect(DuplicatePage.columns("abcdefg h", "", 4) == ["abcd | ", "efg  | ", "h    | "].map { $0 })
  }
}
