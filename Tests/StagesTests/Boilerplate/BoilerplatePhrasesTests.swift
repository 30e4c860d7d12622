import PackFormat
import Pipeline
import Testing

@testable import Stages

@Suite struct BoilerplatePhrasesTests {
  private func end(_ phrase: String, in text: String, language: UInt64 = .max) -> String? {
    let trie = PhraseTrie([.init(text: phrase, role: .link, languages: 2)])
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      trie.end(of: .link, at: 0, to: buffer.count, in: buffer, language: language).map {
        String(decoding: buffer[..<$0], as: UTF8.self)
      }
    }
  }

  @Test func `case, blanks, dashes and apostrophes don't count`() {
    #expect(end("don't miss", in: "DON’T\u{A0} MISS it") == "DON’T\u{A0} MISS")
    #expect(end("must-read", in: "Must‑Read") == "Must‑Read")
    #expect(end("читайте також", in: "ЧИТАЙТЕ\tТАКОЖ:") == "ЧИТАЙТЕ\tТАКОЖ")
    #expect(end("ilgili haberler", in: "İLGİLİ HABERLER") == "İLGİLİ HABERLER")
    #expect(end("διαβάστε επίσης", in: "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ") == "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ")
    #expect(end("بیشتر بخوانید", in: "بيشتر\u{200C} بخوانيد") == "بيشتر\u{200C} بخوانيد")
    #expect(end("cookies", in: "coo\u{AD}kies") == "coo\u{AD}kies")
  }

  @Test func `a phrase ends where a word ends`() {
    #expect(end("read more", in: "Read moreover") == nil)
    #expect(end("read more", in: "Read mor") == nil)
    #expect(end("写真", in: "写真展") == "写真")
    #expect(end("관련기사", in: "관련기사를") == "관련기사")
  }

  @Test func `phrases of one language wait for it`() {
    #expect(end("by", in: "By Jane", language: 2) == "By")
    #expect(end("by", in: "By Jane", language: 4) == nil)
  }

  @Test func `every role of the tables is one the stage knows`() {
    let kind = PackFileKind.named("boilerplate.tsv")
    #expect(kind?.columns.first?.type == .oneOf(PhraseRole.allCases.map(\.rawValue)))
  }

  @Test func `own phrases are found beside the built-in ones`() throws {
    let list = "# ours\nrole\tforms\nnotice\tfrom our shop|best of the shop\nagency\tCoast Wire\n"
    let phrases = try BoilerplatePhrases(adding: Array(list.utf8), path: "lists/phrases.tsv")
    let stage = BoilerplateStage(phrases: phrases)
    #expect(
      try marks("From our shop: mugs\nA boat leaves. (Coast Wire)\nPhoto: Jane", stage: stage) == [
        "notice: From our shop: mugs", "source: (Coast Wire)", "caption: Photo: Jane",
      ])
    #expect(try marks("From our shop: mugs") == [])
  }

  @Test func `a fault in a list says where it is`() {
    let list = Array("role\tforms\nnotice\tours\nnotise\ttheirs\nlink\t\n".utf8)
    do {
      _ = try BoilerplatePhrases(adding: list, path: "lists/phrases.tsv")
      Issue.record("the list was taken")
    } catch {
      let error = error as? StageSetupError
      #expect(
        error?.message.hasPrefix("lists/phrases.tsv:3:1: error: 'role': expected one of link, link-label") == true)
      #expect(error?.message.hasSuffix("found 'notise' (and 1 more)") == true)
      #expect(error?.option == "phrases")
    }
  }

  @Test func `languages without a pack have what needs none`() throws {
    let text = "© Lighthouse Pictures\nBoti mashuaha/AFP\nWords stand here."
    #expect(try marks(text, language: "sw").count == 2)
    #expect(!BoilerplatePhrases.supports("sw"))
    #expect(BoilerplatePhrases.supports("zh-Hant"))
  }
}
