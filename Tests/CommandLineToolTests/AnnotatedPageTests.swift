import Engine
import Testing

@testable import CommandLineTool

struct AnnotatedPageTests {
  private func page(_ json: String) throws -> String {
    AnnotatedPage(try JSONValue(parsing: json.utf8)).html
  }

  @Test func `markup in the text stays text`() throws {
    let html = try page(
      #"{"id":"<i>","text":"<script>x</script> & \"5\"","language":"en\"><b>","quantities":[{"start":22,"end":23,"text":"5","value":5}]}"#
    )
    #expect(html.contains("&lt;script&gt;x&lt;/script&gt; &amp; &quot;"))
    #expect(!html.contains("<script>") && !html.contains("<i>") && !html.contains("<b>"))
  }

  @Test func `annotations that overlap both mark what they share`() throws {
    let html = try page(
      #"{"text":"abcdef","entities":[{"start":0,"end":4,"type":"LOC"}],"quantities":[{"start":2,"end":6,"value":1}]}"#)
    #expect(html.contains(#"class="entities LOC" title="entities: type LOC">ab</span>"#))
    #expect(
      html.contains(
        #"class="entities LOC quantities" title="entities: type LOC"# + "\n" + #"quantities: value 1">cd</span>"#))
    #expect(html.contains(#"class="quantities" title="quantities: value 1">ef</span>"#))
  }

  @Test func `what would turn the direction or end the page is shown as unknown`() throws {
    let html = try page(#"{"text":"a\u202eb\u0000c\u0085d"}"#)
    #expect(html.contains("a\u{FFFD}b\u{FFFD}c\u{FFFD}d"))
  }

  @Test func `a span outside the text is left out`() throws {
    let html = try page(#"{"text":"abc","entities":[{"start":2,"end":9},{"start":-1,"end":2},{"start":1,"end":1}]}"#)
    #expect(html.contains(">abc</article>"))
  }

  @Test func `every type of name and every layer that the page shows stands in the legend`() throws {
    let html = try page(
      #"{"text":"abcdef","entities":[{"start":0,"end":1,"type":"PER"},{"start":1,"end":2,"type":"WEAPON"}],"dates":[{"start":3,"end":4}]}"#
    )
    #expect(html.contains(#"<span class="entities PER">PER</span>"#))
    #expect(html.contains(#"<span class="entities">WEAPON</span>"#))
    #expect(html.contains(#"<span class="dates">dates</span>"#))
  }

  @Test func `several annotations of one layer in one place have a frame`() throws {
    let html = try page(
      #"{"text":"abcd","entities":[{"start":0,"end":4,"type":"ORG"},{"start":1,"end":2,"type":"LOC"}]}"#)
    #expect(html.contains(#"class="entities LOC entities ORG several""#))
  }

  @Test func `a type that is markup is harmless`() throws {
    let html = try page(
      #"{"text":"ab","entities":[{"start":0,"end":1,"type":"</style><script>","ref":"\"onclick=\"x"}]}"#)
    #expect(!html.contains("<script>") && html.contains("&lt;/style&gt;") && !html.contains("\"onclick"))
  }

  @Test func `a text in colour underlines what two annotations cover`() throws {
    let record = try JSONValue(
      parsing: #"{"text":"abcd","entities":[{"start":0,"end":2,"type":"PER"}],"quantities":[{"start":1,"end":3}]}"#.utf8
    )
    #expect(
      TryCommand.painted(record, on: true)
        == "\u{1B}[32ma\u{1B}[0m\u{1B}[32;4mb\u{1B}[0m\u{1B}[33mc\u{1B}[0md")
    #expect(TryCommand.painted(record, on: false) == "abcd")
  }

  @Test func `control characters of a text do not reach the terminal`() throws {
    let record = try JSONValue(parsing: #"{"text":"a\u001b[2Jb\u009bc\n"}"#.utf8)
    #expect(TryCommand.painted(record, on: true) == "a\u{FFFD}[2Jb\u{FFFD}c\n")
  }
}
