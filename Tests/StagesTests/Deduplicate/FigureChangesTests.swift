import Pipeline
import Testing

@testable import Stages

@Suite struct FigureChangesTests {
  private static func held(_ text: String) -> HeldText {
    var document = article("a", text)
    var blob: [UInt8] = []
    Summary(of: &document, Sketching(minimumShingles: 1)).append(to: &blob)
    return HeldText(ComparedText(blob: blob))
  }

  private static func changes(_ a: String, _ b: String) -> FigureChanges {
    let (a, b) = (held(a), held(b))
    var anchors: [Anchor] = []
    let overlap = a.table.overlap(with: b.text.shingles, recordingInto: &anchors)
    return FigureChanges(a, b, anchors: anchors, covered: overlap.coveredThere)
  }

  private static func words(_ count: Int, seed: UInt64) -> String {
    DeduplicateStageTests.words(count, seed: seed).joined(separator: " ")
  }

  /// Both documents with a layer that knows the figures written as `known`.
  private func duplicates(_ texts: [String], known: [[(figure: String, value: Int)]]) throws -> [Duplicate?] {
    let documents = zip(texts, known).enumerated().map { number, pair in
      var document = article("doc\(number)", pair.0, published: "2024-01-0\(number + 1)")
      document.updateLayer(.quantities) { layer in
        for quantity in pair.1 {
          let text = Array(pair.0.utf8)
          let figure = Array(quantity.figure.utf8)
          let start = text.indices.first { text[$0...].starts(with: figure) }!
          layer.append(
            ByteRange(start, start + figure.count), stage: 0,
            [.string("cardinal"), .decimal(ExactDecimal(quantity.value))])
        }
      }
      return document
    }
    return try DeduplicateStage.inMemory().run(documents).map(\.duplicate)
  }

  @Test func `figures that are no quantities tell reports of a series too`() throws {
    func results(_ seed: Int) -> String {
      (0..<8).map { round in
        Self.words(12, seed: 300 + UInt64(round)) + " \((seed * 7 + round * 3) % 9):\((seed * 5 + round) % 7)"
      }.joined(separator: ", ") + " before 900 people"
    }
    let found = try duplicates(
      [results(1), results(2)], known: [[("900", 900)], [("900", 900)]])
    #expect(Set(found.map(\.?.kind)) == [nil, .template])
    let goals = try duplicates([results(1), results(2)], known: [[], []])
    #expect(Set(goals.map(\.?.kind)) == [nil, .template])
  }

  @Test func `a figure that is known in one text only has not changed`() throws {
    let (head, foot) = (Self.words(60, seed: 301), Self.words(60, seed: 302))
    let found = try duplicates(
      ["\(head) nine years \(foot)", "\(head) nine bakers \(foot)"],
      known: [[("nine years", 9)], [("nine", 9)]])
    #expect(found[1]?.kind == .near)
    let digits = try duplicates(
      ["\(head) 40 million \(foot)", "\(head) 40 bakers \(foot)"], known: [[("40 million", 40_000_000)], []])
    #expect(digits[1]?.kind == .near)
    let changed = try duplicates(
      ["\(head) 40 million \(foot)", "\(head) 60 million \(foot)"],
      known: [[("40 million", 40_000_000)], [("60 million", 60_000_000)]])
    #expect(changed[1]?.differs == ["40 million → 60 million"])
  }

  @Test func `digits lost where much is misread are no change, and where nothing else is they are`() {
    let words = DeduplicateStageTests.words(200, seed: 303)
    let clean = words[..<100].joined(separator: " ") + " 1920 " + words[100...].joined(separator: " ")
    let damaged = words.enumerated().map { $0.offset % 5 == 2 ? $0.element + "x" : $0.element }
    let misread = damaged[..<100].joined(separator: " ") + " 920 " + damaged[100...].joined(separator: " ")
    #expect(Self.changes(clean, misread).changed.isEmpty)
    let corrected = words[..<100].joined(separator: " ") + " 920 " + words[100...].joined(separator: " ")
    #expect(Self.changes(clean, corrected).changed.count == 1)
    let other = damaged[..<100].joined(separator: " ") + " 1950 " + damaged[100...].joined(separator: " ")
    #expect(Self.changes(clean, other).changed.count == 1)
  }

  @Test func `sentences of their own change no figures`() {
    let (head, foot) = (Self.words(60, seed: 304), Self.words(60, seed: 305))
    let a = "\(head) \(Self.words(12, seed: 306)) 17 \(Self.words(12, seed: 307)) \(foot)"
    let b = "\(head) \(Self.words(12, seed: 308)) 350 \(Self.words(12, seed: 309)) \(foot)"
    #expect(Self.changes(a, b).changed.isEmpty)
  }

  @Test func `tables of which no row is the same are compared row by row`() {
    let names = DeduplicateStageTests.words(24, seed: 310)
    func table(_ seed: Int) -> String {
      names.enumerated().map { "\($0.element) \($0.offset == 3 ? 50 : 100 + ($0.offset * 37 * seed) % 800 + seed)" }
        .joined(separator: "\n")
    }
    let (head, foot) = (Self.words(40, seed: 311), Self.words(40, seed: 312))
    let found = Self.changes("\(head)\n\(table(3))\n\(foot)", "\(head)\n\(table(5))\n\(foot)")
    #expect(found.same == 1)
    #expect(found.changed.count == 23)
  }

  @Test func `parts of figures are told from other figures`() {
    func text(_ text: String) -> FigureText { FigureText(Array(text.utf8)[...]) }
    #expect(text("nine years").isPart(of: text("Nine")))
    #expect(text("30").isPart(of: text("30–40 kg")))
    #expect(!text("3").isPart(of: text("3.5")))
    #expect(!text("12").isPart(of: text("120")))
    #expect(!text("").isPart(of: text("12")))
    #expect(text("1920").isDamaged(text("920")))
    #expect(text("٣٤").isDamaged(text("3")))
    #expect(!text("1920").isDamaged(text("1930")))
    #expect(!text("nine").isDamaged(text("12")))
  }
}
