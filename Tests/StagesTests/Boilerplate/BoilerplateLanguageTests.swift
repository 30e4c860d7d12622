import Pipeline
import Testing

@testable import Stages

@Suite struct BoilerplateLanguageTests {
  @Test(arguments: LanguagePages.all.map(\.language.tag))
  func `a page in every language`(tag: String) throws {
    let page = try #require(LanguagePages.all.first { $0.language.tag == tag })
    let expected = MarkedPage(page.text)
    #expect(try expected.found(language: page.language) == expected.expected)
  }

  @Test func `every language that has phrases has a page`() {
    #expect(Set(LanguagePages.all.map(\.language)) == Set(BoilerplatePhrases.languages))
  }

  @Test func `a page whose language nobody knows is read by the phrases of all`() throws {
    for page in LanguagePages.all {
      let expected = MarkedPage(page.text)
      #expect(try expected.found(language: nil) == expected.expected, "\(page.language)")
    }
  }
}
