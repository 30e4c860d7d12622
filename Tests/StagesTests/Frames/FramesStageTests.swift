import Pipeline
import Testing

@testable import Stages

@Suite struct FramesStageTests {
  private static let header = "Harbour Gazette: news of the coast since 1901"
  private static let footer = "© Harbour Gazette. All rights reserved."

  private static func story(_ number: Int) -> String {
    DeduplicateStageTests.words(40, seed: UInt64(number) + 1).joined(separator: " ") + "."
  }

  private static func page(_ number: Int, publisher: String? = "Gazette", header: String = header) -> Document {
    var document = article("a\(number)", "\(header)\n\n\(story(number))\n\n\(footer)", title: "Headline \(number)")
    document.publisher = publisher
    return document
  }

  private func marks(_ documents: [Document], _ stage: FramesStage = .inMemory()) throws -> [[String]] {
    try stage.run(documents).documents.map { document in
      let marks = try #require(document.layer(.marks))
      return marks.spans.map { span in
        document.text.withBytes { String(decoding: $0[span.indices], as: UTF8.self) }
      }
    }
  }

  @Test func `lines of twenty articles of a publisher are its frame`() throws {
    let found = try marks((0..<20).map { Self.page($0) })
    for lines in found { #expect(lines == [Self.header, Self.footer]) }
  }

  @Test func `nineteen articles are too few`() throws {
    let found = try marks((0..<19).map { Self.page($0) })
    #expect(found.allSatisfy { $0.isEmpty })
  }

  @Test func `lines are counted for each publisher alone`() throws {
    let found = try marks((0..<30).map { Self.page($0, publisher: $0 < 15 ? "Gazette" : "Courier") })
    #expect(found.allSatisfy { $0.isEmpty })
  }

  @Test func `a line must stand in a share of what the publisher prints`() throws {
    let plain = (0..<400).map { number in
      var document = article("p\(number)", Self.story(number + 500))
      document.publisher = "Gazette"
      return document
    }
    let pages = (0..<20).map { Self.page($0) }
    let rare = try marks(pages + plain, .inMemory(share: 0.05))
    #expect(rare.allSatisfy { $0.isEmpty })
    let frequent = try marks(pages + plain, .inMemory(share: 0.04))
    #expect(frequent[0] == [Self.header, Self.footer])
  }

  @Test func `an article collected many times is not its own frame`() throws {
    let same = (0..<60).map { number in
      var document = article("s\(number)", "Opening words of it.\n\n\(Self.story(1))\n\nClosing words, \(number).")
      document.publisher = "Gazette"
      return document
    }
    let found = try marks(same)
    #expect(found.allSatisfy { $0.isEmpty })
  }

  @Test func `case and punctuation make no other line, and a title is never marked`() throws {
    let documents = (0..<20).map { number in
      Self.page(number, header: number % 2 == 0 ? Self.header : Self.header.uppercased() + " …")
    }
    let found = try marks(documents)
    #expect(found[1] == [Self.header.uppercased() + " …", Self.footer])
    let titles = (0..<20).map { article("t\($0)", Self.story($0), title: "The same headline") }
    let marked = try marks(titles)
    #expect(marked.allSatisfy { $0.isEmpty })
  }

  @Test func `a line that is marked keeps its mark`() throws {
    let documents = (0..<20).map { number in
      var document = Self.page(number)
      let end = document.text.count
      let footer = ByteRange(end - Self.footer.utf8.count, end)
      document.updateLayer(.marks) { $0.append(footer, stage: 0, [.string("notice")]) }
      return document
    }
    let layer = try #require(try FramesStage.inMemory().run(documents).documents[0].layer(.marks))
    #expect((0..<layer.count).map { layer.value("kind", at: $0) } == [.string("frame"), .string("notice")])
  }

  @Test func `the order of reading doesn't count, and the report says what was learnt`() throws {
    let documents = (0..<25).map { Self.page($0) } + (0..<5).map { article("e\($0)", $0 == 0 ? "" : "word") }
    let forward = try FramesStage.inMemory().run(documents)
    let backward = try FramesStage.inMemory().run(documents.reversed())
    #expect(forward.notes == ["lines learnt as frames": 2, "documents with lines of their publisher's frame": 25])
    #expect(forward.notes == backward.notes)
    for (one, other) in zip(forward.documents, backward.documents.reversed()) {
      #expect(one.layer(.marks)?.spans == other.layer(.marks)?.spans)
    }
  }

  @Test func `short stories of one site are no copies, and one in two sites is`() throws {
    let menu = (0..<6).map { DeduplicateStageTests.words(12, seed: UInt64($0) + 900).joined(separator: " ") }
    let other = (0..<6).map { DeduplicateStageTests.words(12, seed: UInt64($0) + 950).joined(separator: " ") }
    var documents: [Document] = []
    for (site, lines) in [("Gazette", menu), ("Courier", other)] {
      for number in 0..<20 {
        // Both print the first story.
        let story = Self.story(number == 0 ? 0 : number + (site == "Gazette" ? 100 : 200))
        let page = [lines[..<3].joined(separator: "\n"), story, lines[3...].joined(separator: "\n")]
        var document = article("\(site)-\(number)", page.joined(separator: "\n\n"))
        document.publisher = site
        documents.append(document)
      }
    }
    let found = try DeduplicateStage.inMemory().run(FramesStage.inMemory().run(documents).documents)
    #expect(found.filter { $0.duplicate != nil }.map(\.id) == ["Gazette-0", "Courier-0"])
  }

  @Test func `scripts without spaces have frames too`() throws {
    let documents = (0..<20).map { number in
      let story = String((0..<60).map { Character(Unicode.Scalar(0x4E00 + UInt32(($0 * 37 + number * 101) % 900))!) })
      return article("z\(number)", "订阅本报\n\n\(story)。")
    }
    let found = try marks(documents)
    #expect(found[7] == ["订阅本报"])
  }
}

extension FramesStage {
  fileprivate static func inMemory(minimum: Int = 20, share: Double = 0.005) -> FramesStage {
    FramesStage(minimum: minimum, share: share) { _ in InMemorySorter() }
  }
}
