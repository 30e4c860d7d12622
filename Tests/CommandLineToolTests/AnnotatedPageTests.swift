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
    #expect(html.contains(#"class="entities" title="entities: type LOC">ab</span>"#))
    #expect(
      html.contains(
        #"class="entities quantities" title="entities: type LOC"# + "\n" + #"quantities: value 1">cd</span>"#))
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
}
