import PackFormat
import Pipeline
import Testing

@testable import Stages

@Suite struct LanguagePackTests {
  @Test func packsAreFoundByCodeAndByLanguage() {
    #expect(LanguagePack.named("en")?.code == "en")
    #expect(LanguagePack.pack(for: "en-GB")?.code == "en")
    #expect(LanguagePack.pack(for: "und") == nil)
    #expect(LanguagePack.named("zz") == nil)
    #expect(!LanguagePack.codes.contains("root"))
    #expect(LanguagePack.codes == LanguagePack.codes.sorted())
  }

  @Test func filesAreReadByName() {
    let pack = LanguagePack.named("en")
    #expect(pack?.file("numerals-hand.tsv")?.rows.contains { $0.phrases("forms").contains("one") } == true)
    #expect(pack?.file("nothing.tsv") == nil)
  }

  @Test func everyCompiledFileStandsTheCheckOfItsKind() {
    for pack in compiledPacks {
      for file in pack.files {
        let problems = PackValidation.problems(
          in: Array(file.text.description.utf8), file: "\(pack.folder)/\(file.name)", name: file.name.description,
          folder: pack.folder.description)
        #expect(problems.isEmpty)
      }
    }
  }

  @Test func aCacheBuildsOneValueForAllThreads() async {
    final class Box: Sendable {}
    let cache = PackCache { _ in Box() }
    let pack = LanguagePack.root
    let boxes = await withTaskGroup(of: ObjectIdentifier.self) { group in
      for _ in 0..<16 { group.addTask { ObjectIdentifier(cache.value(for: pack)) } }
      return await group.reduce(into: Set<ObjectIdentifier>()) { $0.insert($1) }
    }
    #expect(boxes.count == 1)
  }
}
