import Pipeline
import Testing

@testable import Stages

@Suite struct EntityDecoderTests {
  private func decoded(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { EntityDecoder().decode($0) }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  @Test(
    "Well-formed references are decoded",
    arguments: [
      ("caf&eacute;", "café"), ("&laquo;&nbsp;oui&nbsp;&raquo;", "«\u{A0}oui\u{A0}»"), ("&#1055;&#x440;", "Пр"),
      ("&#146;s &#X2019;", "’s ’"), ("A&amp;B &lt;b&gt; &quot;x&quot; &apos;", "A&B <b> \"x\" '"), ("&#128512;", "😀"),
      ("&amp;amp;", "&"), ("&amp;eacute;", "é"), ("&amp;amp;#233;", "é"), ("&Eacute;&eacute;", "Éé"),
      ("&amp;x;", "&x;"),
    ])
  func references(text: String, expected: String) { #expect(decoded(text) == expected) }

  @Test(
    "Nothing else is",
    arguments: [
      "AT&T", "a & b", "a&b;", "Q&A;", "&", "&;", "&#;", "&#x;", "&#xG;", "&#0;", "&#xD800;", "&#xFFFF;", "&#1114112;",
      "&#99999999999999999999;", "&eacute", "&EACUTE;", "if (a&&b) c;", "&#-5;", "&#+5;", "&#129;", "&amp", "f(&x);",
      "&é;",
    ])
  func noReferences(text: String) { #expect(decoded(text) == nil) }

  @Test("A bomb of references is decoded in one pass")
  func bomb() {
    let count = 1_000_000
    #expect(decoded(String(repeating: "&amp;", count: 20) + "x") == String(repeating: "&", count: 20) + "x")
    // Escaped a million times over: one ampersand.
    #expect(decoded("&" + String(repeating: "amp;", count: count)) == "&")
    #expect(decoded(String(repeating: "&amp;", count: count))?.utf8.count == count)
    #expect(decoded(String(repeating: "&amp ", count: count)) == nil)
  }

  @Test("References inside what was misread come first")
  func together() throws {
    var document = Document(
      id: "t", source: Source(path: "t"), title: Array("Titre &Atilde;&copy;".utf8), body: Array("cafÃ&copy;".utf8))
    try NormalizeStage().edit(&document)
    #expect(document.text.string == "Titre é\n\ncafé")
    #expect(document.titleRange == ByteRange(0, 8))
    let at = try #require(document.text.string.utf8.count) - 2
    #expect(document.original.string(document.alignment.source(of: ByteRange(at, at + 2))) == "Ã&copy;")
  }
}
