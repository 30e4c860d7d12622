import Pipeline
import Testing

@testable import Stages

@Suite struct PassagesStageTests {
  private struct Passage: Equatable {
    var text: String
    var kind: String
    var count: Int64?
    var document: String?
    /// What stands in the other document, where the passage says so.
    var there: String?
  }

  private static func sentences(_ count: Int, seed: UInt64, length: Int = 12) -> [String] {
    DeduplicateStageTests.paragraphs(DeduplicateStageTests.words(count * length, seed: seed), size: length)
  }

  /// An article with a layer of sentences: one ends at each full stop.
  private static func document(
    _ id: String, _ body: String, title: String? = nil, published: String? = nil, keptBy kept: String? = nil
  ) -> Document {
    var document = article(id, body, title: title, published: published)
    let offset = document.titleRange == nil ? 0 : Int(document.titleRange!.end) + 2
    document.updateLayer(.sentences) { layer in
      var start: Int?
      for (index, byte) in body.utf8.enumerated() {
        if byte > 0x20, start == nil { start = index }
        if byte == 0x2E, let first = start {
          layer.append(ByteRange(offset + first, offset + index + 1), stage: 0)
          start = nil
        }
      }
    }
    if let kept {
      document.duplicate = Duplicate(cluster: "c", kept: ByteString(kept), role: kept == id ? .kept : .copy)
    }
    return document
  }

  private func passages(_ documents: [Document], _ stage: PassagesStage = .inMemory()) throws -> [[Passage]] {
    try stage.run(documents).documents.map { document in
      let layer = try #require(document.layer(.passages))
      return layer.spans.indices.map { index in
        let other = layer.value("other", at: index)?.string
        var there: String?
        if let start = layer.value("there_start", at: index)?.int, let end = layer.value("there_end", at: index)?.int,
          let text = documents.first(where: { $0.id.display == other })?.original
        {
          let scalars = Array(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
          var view = String.UnicodeScalarView()
          view.append(contentsOf: scalars[Int(start)..<Int(end)])
          there = String(view)
        }
        return Passage(
          text: document.text.withBytes { String(decoding: $0[layer.spans[index].indices], as: UTF8.self) },
          kind: layer.value("kind", at: index)?.string ?? "", count: layer.value("documents", at: index)?.int,
          document: other, there: there)
      }
    }
  }

  @Test func `a repeated sentence names how many have it and who had it first`() throws {
    let own = Self.sentences(9, seed: 1)
    let shared = Self.sentences(1, seed: 2)[0]
    let found = try passages([
      Self.document("b", [own[0], shared, own[1]].joined(separator: " "), published: "2024-03-02"),
      Self.document("c", [own[2], shared.uppercased(), own[3]].joined(separator: " "), published: "2024-03-01"),
      Self.document("a", [own[4], own[5]].joined(separator: " "), published: "2024-01-01"),
    ])
    #expect(found[0] == [Passage(text: shared, kind: "sentence", count: 2, document: "c", there: nil)])
    #expect(found[1] == [Passage(text: shared.uppercased(), kind: "sentence", count: 2, document: "c", there: nil)])
    #expect(found[2].isEmpty)
  }

  @Test func `a repeated paragraph stands for its sentences, but for one that is repeated more often`() throws {
    let pair = Self.sentences(2, seed: 3)
    let paragraph = pair.joined(separator: " ")
    let own = Self.sentences(3, seed: 4)
    let found = try passages([
      Self.document("a", own[0] + "\n\n" + paragraph), Self.document("b", paragraph + "\n\n" + own[1]),
      Self.document("c", own[2] + " " + pair[1]),
    ])
    #expect(found[0].map(\.kind) == ["paragraph", "sentence"])
    #expect(found[0].map(\.text) == [paragraph, pair[1]])
    #expect(found[0].map(\.count) == [2, 3])
    // Without dates the smallest id had it first.
    #expect(found[1].map(\.document) == ["a", "a"])
  }

  @Test func `short sentences and those said twice in one document are no repeats`() throws {
    let own = Self.sentences(2, seed: 5)
    let found = try passages([
      Self.document("a", "He did not answer. " + own[0] + " " + own[0]),
      Self.document("b", "He did not answer. " + own[1]),
    ])
    #expect(found.allSatisfy { $0.isEmpty })
  }

  @Test func `common passages are whole sentences, with their place in the kept article`() throws {
    let kept = Self.sentences(8, seed: 6)
    let own = Self.sentences(3, seed: 7)
    let found = try passages(
      [
        Self.document("k", kept.joined(separator: " "), title: "Über eine Brücke", keptBy: "k"),
        Self.document(
          "x", [own[0], kept[2], kept[3], own[1], kept[6], own[2]].joined(separator: " "), title: "Más", keptBy: "k"),
      ], .inMemory([.common]))
    #expect(found[0].isEmpty)
    let first = "\(kept[2]) \(kept[3])"
    #expect(
      found[1] == [
        Passage(text: first, kind: "common", count: nil, document: "k", there: first),
        Passage(text: kept[6], kind: "common", count: nil, document: "k", there: kept[6]),
      ])
  }

  @Test func `a changed, a missing and an added word do not break a passage`() throws {
    let kept = Self.sentences(4, seed: 8, length: 20)
    func edited(_ edit: (inout [String]) -> Void) -> String {
      var words = kept[1].split(separator: " ").map(String.init)
      edit(&words)
      return words.joined(separator: " ")
    }
    for sentence in [
      edited { $0[9] = "other" }, edited { $0.remove(at: 9) }, edited { $0.insert("other", at: 9) },
      edited {
        $0[8] = "one"
        $0[9] = "two"
      },
    ] {
      let text = [kept[0], sentence, kept[2]].joined(separator: " ")
      let found = try passages(
        [Self.document("k", kept.joined(separator: " "), keptBy: "k"), Self.document("x", text, keptBy: "k")],
        .inMemory([.common]))
      let there = kept[0...2].joined(separator: " ")
      #expect(found[1] == [Passage(text: text, kind: "common", count: nil, document: "k", there: there)])
    }
  }

  @Test func `texts without spaces are cut between sentences, never within a letter`() throws {
    func sentence(_ seed: Int) -> String {
      String((0..<30).map { Character(Unicode.Scalar(0x4E00 + UInt32(($0 * 37 + seed * 4001) % 9000))!) }) + "."
    }
    let kept = (0..<5).map(sentence)
    let text = sentence(20) + kept[1] + kept[2] + sentence(21)
    let found = try passages(
      [Self.document("k", kept.joined(), keptBy: "k"), Self.document("x", text, keptBy: "k")], .inMemory([.common]))
    #expect(found[1].map(\.text) == [kept[1] + kept[2]])
    #expect(found[1].map(\.there) == [kept[1] + kept[2]])
  }

  @Test func `marked text is not looked at`() throws {
    let shared = Self.sentences(2, seed: 9).joined(separator: " ")
    let documents = ["a", "b"].map { id in
      var document = Self.document(id, shared)
      let all = ByteRange(0, document.text.count)
      document.updateLayer(.marks) { $0.append(all, stage: 0, [.string("frame")]) }
      return document
    }
    let found = try passages(documents)
    #expect(found.allSatisfy { $0.isEmpty })
  }

  @Test func `the order of reading doesn't count`() throws {
    var documents: [Document] = []
    let pool = Self.sentences(12, seed: 10)
    var random = SplitMix(11)
    for number in 0..<30 {
      let sentences = (0..<5).map { _ in pool.randomElement(using: &random)! }
      let body = sentences.joined(separator: number % 2 == 0 ? " " : "\n\n")
      documents.append(Self.document("d\(number)", body, published: "2024-05-\(10 + number % 3)", keptBy: "d7"))
    }
    let forward = try passages(documents)
    let backward = try passages(documents.reversed())
    #expect(forward == backward.reversed())
    #expect(forward.contains { $0.contains { $0.kind == "common" } })
  }

  @Test func `a text that repeats one word costs no more than another`() throws {
    let same = Array(repeating: UInt32(7), count: 20_000)
    let places = PassageMatcher(same).places(of: same)
    #expect(places.first == 0)
    #expect(places.last == Int32(same.count - 1))
  }

  @Test func `decisions survive their bytes`() throws {
    var decision = PassageDecision()
    decision.common = [.init(sentences: 1..<4, start: 70_000, end: 70_500)]
    decision.repeats = [.init(unit: 3, documents: 900_000, first: ByteString([0xFF, 0x41]))]
    let bytes = decision.encoded()
    #expect(PassageDecision(decoding: bytes) == decision)
    for cut in 1..<bytes.count { #expect(PassageDecision(decoding: Array(bytes.prefix(cut))) != decision) }
  }
}

extension PassagesStage {
  fileprivate static func inMemory(_ searches: Set<Search> = Set(Search.allCases)) -> PassagesStage {
    PassagesStage(searches: searches) { _ in InMemorySorter() }
  }
}
