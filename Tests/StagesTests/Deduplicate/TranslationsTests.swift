import Bytes
import Pipeline
import Testing

@testable import Stages

@Suite struct TranslationsTests {
  /// Made-up prose with figures in it, in a language; `figures` are their texts and values, in order.
  static func story(
    _ id: String, _ language: String?, _ figures: [(String, Int)], seed: UInt64? = nil,
    published: String? = "2024-03-05",
    kind: String = "cardinal", unit: String? = nil, names: [(String, String)] = []
  ) -> Document {
    let words = DeduplicateStageTests.words(400, seed: seed ?? id.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    var body = ""
    var spans: [ByteRange] = []
    for (index, figure) in figures.enumerated() {
      body += words[index * 9..<index * 9 + 9].joined(separator: " ") + " "
      spans.append(ByteRange(body.utf8.count, body.utf8.count + figure.0.utf8.count))
      body += figure.0 + " "
    }
    body += words[300..<360].joined(separator: " ") + ". "
    var nameSpans: [ByteRange] = []
    for (name, _) in names {
      nameSpans.append(ByteRange(body.utf8.count, body.utf8.count + name.utf8.count))
      body += name + " "
    }
    var document = article(id, body, published: published)
    document.language = language.map { Language($0) }
    document.updateLayer(.quantities) { layer in
      let field = layer.schema.index(of: "unit")!
      for (index, span) in spans.enumerated() {
        layer.append(span, stage: 0, [.string(kind), .decimal(ExactDecimal(figures[index].1))])
        if let unit { layer.set(field, at: index, .string(unit)) }
      }
    }
    document.updateLayer(.entities) { layer in
      let ref = layer.schema.index(of: "ref")!
      for (index, span) in nameSpans.enumerated() {
        layer.append(span, stage: 0, [.string("LOC")])
        layer.set(ref, at: index, .string(names[index].1))
      }
    }
    return document
  }

  static let figures = [("4,812", 4812), ("37", 37), ("1,250", 1250), ("613", 613), ("92,400", 92_400)]
  static let german = [("4.812", 4812), ("37", 37), ("1.250", 1250), ("613", 613), ("92.400", 92_400)]

  private func duplicates(
    _ documents: [Document], _ stage: DeduplicateStage = .inMemory()
  ) throws -> [String: Duplicate] {
    Dictionary(
      uniqueKeysWithValues: try stage.run(documents).compactMap { document in
        document.duplicate.map { (document.id.display, $0) }
      })
  }

  @Test func `a story in three languages is one, with what its articles share`() throws {
    let found = try duplicates([
      Self.story("en", "en", Self.figures, names: [("Veldhaven", "place:1")]),
      Self.story("de", "de", Self.german, published: "2024-03-06", names: [("Feldhafen", "place:1")]),
      Self.story("uk", "uk", Self.figures, published: "2024-03-07"),
      Self.story("other", "de", [("5.377", 5377), ("41", 41), ("3.111", 3111), ("702", 702)]),
    ])
    #expect(found["en"]?.role == .kept)
    for id in ["de", "uk"] {
      #expect(found[id]?.role == .related)
      #expect(found[id]?.kind == .translation)
      #expect(found[id]?.kept == "en")
      #expect(found[id]?.cluster == found["en"]?.cluster)
      #expect(found[id]?.similarity == 1)
    }
    #expect(
      found["de"]?.shares == [
        "4,812 = 4.812", "37", "1,250 = 1.250", "613", "92,400 = 92.400", "Veldhaven = Feldhafen",
      ])
    #expect(found["other"] == nil)
  }

  @Test func `copies of a translation stay with it, and only they are dropped`() throws {
    let english = Self.story("en", "en", Self.figures)
    let translated = Self.story("de", "de", Self.figures, published: "2024-03-06")
    var copy = Self.story("de copy", "de", Self.figures, seed: "de".utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    copy.published = "2024-03-07"
    let found = try duplicates([english, translated, copy])
    #expect(found["de"]?.kind == .translation)
    #expect(found["de copy"]?.role == .copy)
    #expect(found["de copy"]?.kept == "de")
    #expect(Set(found.values.map(\.cluster)).count == 1)
    let outcomes = try DeduplicateStage.inMemory(drops: true).run([english, translated, copy]).map(\.outcome)
    #expect(outcomes == [.kept, .kept, .dropped(stage: "deduplicate", reason: "duplicate")])
  }

  @Test(arguments: [("en", "en"), ("en-GB", "en-US"), ("zh-Hans", "zh-Hant"), ("und", "en"), (nil, "en")])
  func `articles of one language, or of none that is known, are no translations`(a: String?, b: String?) throws {
    #expect(try duplicates([Self.story("a", a, Self.figures), Self.story("b", b, Self.figures)]).isEmpty)
  }

  @Test func `without figures looked for, and where it is turned off, nothing is labelled`() throws {
    let words = DeduplicateStageTests.words(100, seed: 5).joined(separator: " ")
    var plain = [article("a", "4,812 " + words), article("b", "4,812 more")]
    plain[0].language = "en"
    plain[1].language = "de"
    #expect(try duplicates(plain).isEmpty)
    var stage = DeduplicateStage.inMemory()
    stage.translations.isOn = false
    #expect(try duplicates([Self.story("a", "en", Self.figures), Self.story("b", "de", Self.figures)], stage).isEmpty)
  }

  @Test func `tomorrow's report with other figures is no translation`() throws {
    let tomorrow = [("5.377", 5377), ("41", 41), ("1.250", 1250), ("702", 702), ("92.400", 92_400)]
    #expect(
      try duplicates([
        Self.story("a", "en", Self.figures), Self.story("b", "de", tomorrow, published: "2024-03-06"),
      ]).isEmpty)
  }

  @Test func `of two that agree the surer one is the translation`() throws {
    let update = [("4.812", 4812), ("37", 37), ("1.250", 1250), ("613", 613), ("92.400", 92_400), ("8.115", 8115)]
    let found = try duplicates([
      Self.story("en", "en", Self.figures), Self.story("de", "de", Self.german, published: "2024-03-06"),
      Self.story("later", "de", update, published: "2024-03-07"),
    ])
    #expect(found["de"]?.kind == .translation)
    #expect(found["later"] == nil)
  }

  @Test func `figures in common are enough only where they are many, and some of them rare`() throws {
    let round = [("20", 20), ("300", 300), ("50", 50), ("12", 12)]
    #expect(try duplicates([Self.story("a", "en", round), Self.story("b", "de", round)]).isEmpty)
    let two = [("4,812", 4812), ("613", 613)]
    #expect(try duplicates([Self.story("a", "en", two), Self.story("b", "de", two)]).isEmpty)
    let places = [("Veldhaven", "place:1")]
    let found = try duplicates([Self.story("a", "en", two, names: places), Self.story("b", "de", two, names: places)])
    #expect(Set(found.values.map(\.kind)) == [nil, .translation])
  }

  @Test func `figures of two units are two figures`() throws {
    #expect(
      try duplicates([
        Self.story("a", "en", Self.figures, unit: "kilometer"), Self.story("b", "de", Self.figures, unit: "tonne"),
      ]).isEmpty)
    // A language whose units are not known has none.
    #expect(
      try duplicates([
        Self.story("a", "en", Self.figures, unit: "kilometer"), Self.story("b", "de", Self.figures),
      ]).count == 2)
  }

  @Test func `stories of different places with the same figures are two`() throws {
    #expect(
      try duplicates([
        Self.story("a", "en", Self.figures, names: [("Veldhaven", "place:1"), ("Norland", "place:2")]),
        Self.story("b", "de", Self.figures, names: [("Osterau", "place:3"), ("Südland", "place:4")]),
      ]).isEmpty)
  }

  @Test func `articles that were published far from each other are not compared`() throws {
    let late = [Self.story("a", "en", Self.figures), Self.story("b", "de", Self.figures, published: "2024-03-20")]
    #expect(try duplicates(late).isEmpty)
    var stage = DeduplicateStage.inMemory()
    stage.translations.days = 15
    #expect(try duplicates(late, stage).count == 2)
    let undated = [Self.story("a", "en", Self.figures), Self.story("b", "de", Self.figures, published: nil)]
    #expect(try duplicates(undated).count == 2)
  }

  @Test func `the decision does not depend on the order of reading`() throws {
    var random = SplitMix(4)
    var documents: [Document] = []
    for story in 0..<30 {
      var figures = (0..<8).map { _ in Int.random(in: 11..<99_999, using: &random) }
      for language in ["en", "de", "uk", "zh", "ar"].shuffled(using: &random).prefix(3) {
        documents.append(Self.story("\(story) \(language)", language, figures.map { ("\($0)", $0) }))
        // The next telling of it has other figures, some of them more than the guard lets pass.
        figures[Int.random(in: 0..<8, using: &random)] += story % 4
      }
    }
    let expected = try duplicates(documents)
    #expect(expected.values.contains { $0.kind == .translation })
    for _ in 0..<5 { #expect(try duplicates(documents.shuffled(using: &random)) == expected) }
  }

  @Test func `a pair of figures that all articles have costs no more for each of them`() throws {
    func reads(_ count: Int) throws -> Int {
      var random = SplitMix(8)
      let documents = (0..<count).map { number in
        let own = (0..<4).map { _ in Int.random(in: 10_000..<9_999_999, using: &random) }
        return Self.story(
          "\(number)", number % 2 == 0 ? "en" : "de", [("4,812", 4812), ("613", 613)] + own.map { ("\($0)", $0) })
      }
      let stage = DeduplicateStage.inMemory()
      let store = try MemoryCorpusStore(stage, documents)
      _ = try stage.run(in: store, documents)
      return store.blobReads
    }
    let (few, many) = (try reads(200), try reads(800))
    #expect(many < few * 5)
    #expect(many < 800 * 20)
  }

  @Test func `layers of another shape and damaged blobs are read as far as they go`() throws {
    let odd = LayerSchema("quantities", "", fields: [.init("kind", .string), .init("value", .string)])
    var document = article("a", DeduplicateStageTests.words(60, seed: 3).joined(separator: " "))
    document.language = "en"
    document.updateLayer(odd) { $0.append(ByteRange(0, 4), stage: 0, [.string("cardinal"), .string("many")]) }
    var other = Self.story("b", "de", Self.figures)
    other.updateLayer(.dates) { layer in
      layer.append(ByteRange(0, 3), stage: 0, [.string("?"), .string("no day"), .string("no day")])
      layer.append(ByteRange(3, 5), stage: 0)
    }
    other.updateLayer(.quantities) { layer in
      layer.append(ByteRange(0, 2), stage: 0)
      layer.append(ByteRange(0, 2), stage: 0, [.string("measure")])
      layer.append(ByteRange(0, 2), stage: 0, [.string("rejected"), .decimal(ExactDecimal(77))])
    }
    #expect(try duplicates([document, other]).isEmpty)

    let features = TranslationFeatures(of: Self.story("c", "en", Self.figures, names: [("Veldhaven", "place:1")]))
    #expect(features.anchors.map(\.value) == [4812, 37, 1250, 613, 92_400])
    var blob: [UInt8] = [1, 2, 3]
    features.append(to: &blob)
    let back = TranslationFeatures(blob: blob)
    #expect(back.anchors.map(\.key) == features.anchors.map(\.key))
    #expect(back.context.map(\.text) == features.context.map(\.text))
    #expect(back.day == features.day)
    for length in blob.indices { #expect(TranslationFeatures(blob: Array(blob[..<length])).anchors.isEmpty) }
    for position in blob.indices {
      var damaged = blob
      damaged[position] ^= 0xFF
      #expect(TranslationFeatures(blob: damaged).anchors.count <= 300)
    }
  }

  @Test func `an index keeps translations as articles of their own`() throws {
    let folder = TemporaryPath()
    var stage = DeduplicateStage.inMemory()
    stage.against = folder.path / "archive.index"
    stage.records = true
    let documents = [Self.story("en", "en", Self.figures), Self.story("de", "de", Self.german)]
    let first = try duplicates(documents, stage)
    #expect(first["de"]?.kind == .translation || first["en"]?.kind == .translation)
    #expect(try duplicates(documents, stage) == first)
    let copy = Self.story("new", "de", Self.german, seed: "de".utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    let second = try duplicates([copy], stage)
    #expect(second["new"]?.role == .copy)
    #expect(second["new"]?.kept == "de")
  }

  @Test func `the longest common row of figures is found`() {
    func longestRow(_ places: [Int]) -> Int { TranslationMatch.row(places.enumerated().map { ($1, $0) }).count }
    #expect(longestRow([]) == 0)
    #expect(longestRow([3, 1, 2, 5, 4, 6]) == 4)
  }
}
