import Pipeline
import Testing

@testable import Stages

@Suite struct DeduplicateStageTests {
  /// Made-up text: words drawn with a skew, so that some are frequent as in prose.
  static func words(_ count: Int, seed: UInt64, alphabet: [String] = latin) -> [String] {
    var random = SplitMix(seed)
    return (0..<count).map { _ in
      let rank = Int.random(in: 0..<3000, using: &random) * Int.random(in: 1..<100, using: &random) / 100
      var word = SplitMix(UInt64(rank) &* 31 &+ 7)
      return (0..<Int.random(in: 2...4, using: &word)).map { _ in alphabet.randomElement(using: &word)! }.joined()
    }
  }
  static let latin = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"]

  static func paragraphs(_ words: [String], size: Int = 40) -> [String] {
    stride(from: 0, to: words.count, by: size).map {
      words[$0..<min($0 + size, words.count)].joined(separator: " ") + "."
    }
  }

  func duplicates(_ documents: [Document], _ stage: DeduplicateStage = .inMemory()) throws -> [Duplicate?] {
    try stage.run(documents).map(\.duplicate)
  }

  @Test func `quotes, case and spacing make no other text`() throws {
    let words = Self.words(30, seed: 1)
    let plain = "\"" + words.joined(separator: " ") + "\" - it's"
    let dressed = "“" + words.joined(separator: "\u{A0}").uppercased() + "” — IT’S!"
    let found = try duplicates([article("a", plain), article("b", dressed)])
    #expect(found[0]?.role == .kept)
    #expect(found[1]?.role == .copy)
    #expect(found[1]?.kind == .exact)
    #expect(found[1]?.kept == "a")
    #expect(found[0]?.cluster == found[1]?.cluster)
  }

  @Test func `a new headline makes no new article`() throws {
    let body = Self.paragraphs(Self.words(120, seed: 2)).joined(separator: "\n\n")
    let found = try duplicates([
      article("a", body, title: "One headline of some words"),
      article("b", body, title: "Quite another one, and longer"),
    ])
    #expect(found[1]?.kind == .near)
    #expect(found[1]?.similarity == 1)
  }

  @Test func `dropped paragraphs, an added frame and replaced words leave a copy`() throws {
    let words = Self.words(600, seed: 3)
    let full = Self.paragraphs(words)
    var random = SplitMix(9)
    let fresh = Self.words(600, seed: 4)
    let rewritten = zip(words, fresh).map { Int.random(in: 0..<10, using: &random) == 0 ? $1 : $0 }
    let edits: [(String, [String])] = [
      ("dropped", full.enumerated().filter { $0.offset % 3 != 1 }.map(\.element)),
      ("truncated", Array(full.prefix(full.count * 6 / 10))),
      (
        "read also",
        full.prefix(5) + ["Read also: \(Self.words(12, seed: 5).joined(separator: " "))"] + full.dropFirst(5)
      ),
      ("rewritten", Self.paragraphs(rewritten)),
    ]
    for (name, edited) in edits {
      let found = try duplicates([
        article("a", full.joined(separator: "\n\n")), article("b", edited.joined(separator: "\n\n")),
        article("c", Self.paragraphs(Self.words(600, seed: 77)).joined(separator: "\n\n")),
      ])
      #expect(found[1]?.role == .copy, "\(name)")
      #expect(found[2] == nil, "\(name)")
    }
  }

  @Test(arguments: [
    ("zh", ["中", "国", "政", "府", "经", "济", "发", "展", "新", "闻", "报", "道", "人", "民", "社", "会", "主", "义", "和", "平"]),
    ("ja", ["に", "は", "を", "政", "府", "発", "表", "の", "が", "と", "新", "聞", "社", "ア", "メ", "リ", "カ", "東", "京", "で"]),
    (
      "th",
      [
        "กา", "รท", "ำง", "าน", "ขอ", "งร", "ัฐ", "บา", "ลไ", "ทย", "มี", "คว", "าม", "สำ", "คั", "ญม", "าก", "ใน", "ปี",
        "นี้",
      ]
    ),
  ]) func `texts without spaces are compared by runs of characters`(language: String, alphabet: [String]) throws {
    var random = SplitMix(21)
    let units = (0..<700).map { _ in alphabet.randomElement(using: &random)! }
    let other = (0..<700).map { _ in alphabet.randomElement(using: &random)! }
    let found = try duplicates([
      article("a", units.joined()), article("b", units.prefix(600).joined()), article("c", other.joined()),
    ])
    #expect(found[1]?.role == .copy)
    #expect(found[1]?.kind == .near)
    #expect(found[2] == nil)
  }

  @Test(arguments: [["가", "나", "북한", "이", "정부", "는"], ["ال", "من", "في", "حك", "مة", "رو"]])
  func `spaced scripts are compared by words`(alphabet: [String]) throws {
    let words = Self.words(300, seed: 6, alphabet: alphabet)
    let found = try duplicates([
      article("a", words.joined(separator: " ")), article("b", words.dropFirst(60).joined(separator: " ")),
      article("c", Self.words(300, seed: 8, alphabet: Self.latin).joined(separator: " ")),
    ])
    #expect(found[1]?.role == .copy)
    #expect(found[2] == nil)
  }

  static func report(_ figures: some Sequence<Int>) -> String {
    let frame = words(200, seed: 11)
    return figures.enumerated().map { index, figure in
      frame[index * 8..<index * 8 + 8].joined(separator: " ") + " \(figure) points"
    }.joined(separator: ", ")
  }

  @Test func `reports of one series with other figures are no copies`() throws {
    let found = try duplicates([
      article("a", Self.report(100..<120)), article("b", Self.report(300..<320)), article("c", Self.report(500..<520)),
    ])
    #expect(found.compactMap(\.?.role).sorted { $0.rawValue < $1.rawValue } == [.kept, .related, .related])
    #expect(found.compactMap(\.?.kind) == [.template, .template])
    #expect(Set(found.compactMap(\.?.cluster)).count == 1)
  }

  @Test func `a text with one corrected figure is an update that says which`() throws {
    let found = try duplicates([
      article("a", Self.report(Array(100..<120)), published: "2024-01-01"),
      article("b", Self.report(Array(100..<119) + [777]), published: "2024-01-02"),
    ])
    #expect(found[1]?.role == .copy)
    #expect(found[1]?.kind == .update)
    #expect(found[1]?.differs == ["119 → 777"])
  }

  @Test func `figures come from the quantities layer where there is one`() throws {
    let words = Self.words(120, seed: 30).joined(separator: " ")
    func annotated(_ id: String, _ figure: String, _ value: Int) -> Document {
      var document = article(id, "\(words) \(figure) houses \(words.reversed())", published: "2024-01-0\(value % 7)")
      document.updateLayer(.quantities) { layer in
        let start = words.utf8.count + 1
        layer.append(
          ByteRange(start, start + figure.utf8.count), stage: 0, [.string("cardinal"), .decimal(ExactDecimal(value))])
      }
      return document
    }
    let same = try duplicates([annotated("a", "twelve", 12), annotated("b", "12", 12)])
    #expect(Set(same.map(\.?.kind)) == [nil, .near])
    let changed = try duplicates([annotated("a", "twelve", 15), annotated("b", "a score of", 20)])
    #expect(changed[1]?.kind == .update)
    #expect(changed[1]?.differs == ["twelve → a score of"])
  }

  @Test func `of two updates that are the same one is enough`() throws {
    let words = Self.words(150, seed: 31)
    func story(_ id: String, _ figure: Int) -> Document {
      article(
        id, (words[..<70] + ["\(figure)"] + words[70...]).joined(separator: " "), published: "2024-01-0\(id.count)")
    }
    let found = try DeduplicateStage.inMemory(drops: true).run([story("a", 12), story("bb", 15), story("ccc", 15)])
    #expect(found.map(\.duplicate?.kept) == ["a", "a", "bb"])
    #expect(found.map(\.duplicate?.kind) == [nil, .update, .exact])
    #expect(found.map { $0.outcome == .kept } == [true, true, false])
    #expect(Set(found.map(\.duplicate?.cluster)).count == 1)
  }

  @Test func `updates are no copies to be dropped, unless figures are not protected`() throws {
    let documents = [
      article("a", Self.report(Array(100..<120)), published: "2024-01-01"),
      article("b", Self.report(Array(100..<119) + [777]), published: "2024-01-02"),
    ]
    var stage = DeduplicateStage.inMemory(drops: true)
    #expect(try stage.run(documents).allSatisfy { $0.outcome.isKept })
    stage.likeness.protectsFigures = false
    let found = try stage.run(documents)
    #expect(found[1].duplicate?.kind == .near)
    #expect(found[1].outcome == .dropped(stage: "deduplicate", reason: "duplicate"))
  }

  @Test func `very short texts are copies only where they are the same, and empty ones never`() throws {
    let found = try duplicates([
      article("a", "Breaking news: rates rise"), article("b", "BREAKING NEWS — rates rise!"),
      article("c", "Breaking news: rates fall"), article("d", ""), article("e", ""), article("f", "…!"),
    ])
    #expect(found[1]?.kind == .exact)
    #expect(found[2] == nil)
    #expect(found[3...].allSatisfy { $0 == nil })
  }

  @Test func `a longer text with the kept one in it is never dropped`() throws {
    let wire = Self.paragraphs(Self.words(160, seed: 12))
    let frame = Self.paragraphs(Self.words(500, seed: 13))
    let embedded = frame.prefix(6) + wire + frame.dropFirst(6)
    let documents = [
      article("wire", wire.joined(separator: "\n"), published: "2024-01-01"),
      article("long", embedded.joined(separator: "\n"), published: "2024-01-02"),
    ]
    let found = try DeduplicateStage.inMemory(drops: true).run(documents)
    #expect(found.allSatisfy { $0.outcome.isKept })
    #expect(found[1].duplicate?.kind == .contained)
    #expect(found[1].duplicate?.kept == "wire")
    #expect(found[1].duplicate?.containment ?? 0 > 0.95)
    // The other way round the shorter one says nothing more.
    let reversed = try duplicates(
      [
        article("wire", wire.joined(separator: "\n"), published: "2024-01-03"),
        article("long", embedded.joined(separator: "\n"), published: "2024-01-02"),
      ], .inMemory(drops: true))
    #expect(reversed[0]?.kept == "long")
  }

  @Test func `marked passages are not compared`() throws {
    let own = Self.paragraphs(Self.words(80, seed: 14)).joined(separator: "\n")
    let other = Self.paragraphs(Self.words(80, seed: 15)).joined(separator: "\n")
    let frame = "\n" + Self.paragraphs(Self.words(300, seed: 16)).joined(separator: "\n")
    func marked(_ id: String, _ body: String) -> Document {
      var document = article(id, body + frame)
      document.updateLayer(.marks) { layer in
        layer.append(ByteRange(body.utf8.count, body.utf8.count + frame.utf8.count), stage: 0, [.string("link")])
      }
      return document
    }
    #expect(try duplicates([marked("a", own), marked("b", other)]).allSatisfy { $0 == nil })
    #expect(try duplicates([article("a", own + frame), article("b", other + frame)])[1]?.role == .copy)
  }

  @Test func `five thousand copies cost one comparison at most`() throws {
    let body = Self.paragraphs(Self.words(200, seed: 17)).joined(separator: "\n")
    let stage = DeduplicateStage.inMemory()
    let same = (0..<5000).map { article("doc\($0)", body) }
    let sameStore = try MemoryCorpusStore(stage, same)
    let found = try stage.run(in: sameStore, same)
    #expect(found.filter { $0.duplicate?.role == .copy && $0.duplicate?.kind == .exact }.count == 4999)
    #expect(sameStore.blobReads <= 2)
    let titled = (0..<5000).map { article("doc\($0)", body, title: "Headline number \($0)") }
    let titledStore = try MemoryCorpusStore(stage, titled)
    #expect(try stage.run(in: titledStore, titled).filter { $0.duplicate?.role == .copy }.count == 4999)
    #expect(titledStore.blobReads <= 2)
  }

  @Test func `thousands of nearly equal texts are compared linearly`() throws {
    let words = Self.words(200, seed: 18)
    let documents = (0..<2000).map {
      article("doc\($0)", (words + ["extra\($0)", "tail\($0)"]).joined(separator: " "))
    }
    let stage = DeduplicateStage.inMemory()
    let store = try MemoryCorpusStore(stage, documents)
    let found = try stage.run(in: store, documents)
    #expect(found.filter { $0.duplicate?.role == .copy }.count == 1999)
    #expect(store.blobReads < 2000 * 2 * SketchShape().bands)
  }

  @Test func `a long text that has parts of every other is read a few times only`() throws {
    // Every article shares a third of its paragraphs with the long text, which makes all of them candidates.
    let articles = (0..<300).map { Self.paragraphs(Self.words(240, seed: 500 + $0), size: 80) }
    let stage = DeduplicateStage.inMemory()
    // The order of comparison depends on the content; whichever of them comes first, the long one is held.
    for seed: UInt64 in 1...4 {
      let long = articles.map { $0[0] } + Self.paragraphs(Self.words(60_000, seed: seed))
      let documents =
        articles.enumerated().map { article("doc\($0.offset)", $0.element.joined(separator: "\n")) }
        + [article("long", (long + [articles[0].joined(separator: "\n")]).joined(separator: "\n"))]
      let store = try MemoryCorpusStore(stage, documents)
      let found = try stage.run(in: store, documents)
      #expect(found[0].duplicate?.cluster == found[300].duplicate?.cluster)
      #expect(found.count { $0.duplicate != nil } == 2)
      #expect(store.blobReads > 600)
      #expect(store.bytesRead < 8 * store.blobs.reduce(0) { $0 + $1.count })
    }
  }

  @Test func `decisions don't depend on the order of reading`() throws {
    var documents: [Document] = []
    var random = SplitMix(5)
    for cluster in 0..<40 {
      let words = Self.words(150 + cluster * 5, seed: UInt64(1000 + cluster))
      for copy in 0..<(cluster % 7) {
        let cut = Int.random(in: 0...40, using: &random)
        documents.append(
          article(
            "c\(cluster)-\(copy)", words.dropFirst(cut).joined(separator: " "),
            title: copy % 2 == 0 ? "Title \(copy)" : nil,
            published: copy % 3 == 0 ? nil : "2024-03-0\(1 + copy)"))
      }
    }
    documents += (0..<12).map { day in article("series\(day)", Self.report((day * 50)..<(day * 50 + 20))) }
    documents += (0..<6).map { article("same\($0)", "exactly the same words in here") }
    for keep in [Keep.earliest, .longest] {
      let stage = DeduplicateStage.inMemory(keep)
      func decisions(_ documents: [Document]) throws -> [ByteString: Duplicate?] {
        Dictionary(uniqueKeysWithValues: try stage.run(documents).map { ($0.id, $0.duplicate) })
      }
      let expected = try decisions(documents)
      #expect(expected.values.compactMap { $0 }.count > 60)
      for _ in 0..<5 { #expect(try decisions(documents.shuffled(using: &random)) == expected) }
    }
  }

  @Test func `the one that stays is the earliest, the longest or the first`() throws {
    let words = Self.words(200, seed: 19)
    let documents = [
      article("b", words.prefix(180).joined(separator: " "), published: "2024-05-02"),
      article("c", words.joined(separator: " "), published: "2024-05-01T23:30:00-05:00"),
      article("a", words.prefix(170).joined(separator: " "), published: "2024-05-02T03:00Z"),
    ]
    func kept(_ keep: Keep) throws -> ByteString? { try duplicates(documents, .inMemory(keep))[0]?.kept }
    #expect(try kept(.earliest) == "b")
    #expect(try kept(.longest) == "c")
    #expect(try kept(.first) == "b")
  }

  @Test func `without dates the smallest id stays and a note says so`() throws {
    let body = Self.words(50, seed: 20).joined(separator: " ")
    let documents = [article("z", body), article("b", body), article("m", body)]
    let stage = DeduplicateStage.inMemory()
    let store = try MemoryCorpusStore(stage, documents)
    #expect(try stage.run(in: store, documents)[0].duplicate?.kept == "b")
    #expect(store.notes.values.reduce(0, +) == 3)
  }

  @Test func `copies are dropped only on demand`() throws {
    let body = Self.words(50, seed: 20).joined(separator: " ")
    let documents = [article("a", body), article("b", body)]
    #expect(try DeduplicateStage.inMemory().run(documents).allSatisfy { $0.outcome.isKept })
    let dropped = try DeduplicateStage.inMemory(drops: true).run(documents)
    #expect(dropped.map(\.outcome) == [.kept, .dropped(stage: "deduplicate", reason: "duplicate")])
  }

  @Test func `articles of preferred publishers stay`() throws {
    let words = Self.words(200, seed: 40).joined(separator: " ")
    func published(_ id: String, _ publisher: String?, _ day: Int) -> Document {
      var document = article(id, words, published: "2024-03-0\(day)")
      document.publisher = publisher
      return document
    }
    let documents = [
      published("a", "Herald", 1), published("b", "Agency", 4), published("c", nil, 2), published("d", "Agency", 3),
    ]
    var stage = DeduplicateStage.inMemory()
    stage.preferred = ["Agency", "Herald"]
    #expect(try duplicates(documents, stage).allSatisfy { $0?.kept == "d" })
    stage.preferred = ["Herald"]
    #expect(try duplicates(documents, stage).allSatisfy { $0?.kept == "a" })
  }

  @Test func `what only a chain holds together are two clusters`() throws {
    let left = Self.paragraphs(Self.words(300, seed: 41))
    let right = Self.paragraphs(Self.words(300, seed: 42))
    let both = (left + right).joined(separator: "\n")
    let found = try duplicates([
      article("l1", left.joined(separator: "\n"), published: "2024-01-01"),
      article("l2", left.dropLast().joined(separator: "\n"), published: "2024-01-02"),
      article("both", both, published: "2024-01-03"),
      article("r1", right.joined(separator: "\n"), published: "2024-01-04"),
      article("r2", right.dropFirst().joined(separator: "\n"), published: "2024-01-05"),
    ])
    #expect(found[1]?.kept == "l1")
    #expect(found[4]?.kept == "r1")
    #expect(found[0]?.cluster != found[3]?.cluster)
  }

  @Test func `two articles in the same frame are no copies`() throws {
    let frame = Self.paragraphs(Self.words(130, seed: 43)).joined(separator: "\n")
    let documents = (0..<6).map { number in
      let own = Self.paragraphs(Self.words(100, seed: UInt64(50 + number))).joined(separator: "\n")
      return article("a\(number)", own + "\n" + frame)
    }
    #expect(try duplicates(documents).allSatisfy { $0 == nil })
  }

  @Test func `a digest of briefs is no copy of any of them, and a text that has one of them is`() throws {
    let briefs = (0..<6).map { Self.words(60, seed: 900 + $0).joined(separator: " ") }
    let digest = briefs.joined(separator: "\n")
    let alone = briefs[5] + "\n" + Self.words(220, seed: 910).joined(separator: " ")
    let found = try duplicates([
      article("digest", digest), article("first", briefs[0]), article("second", briefs[1]),
      article("fifth", briefs[4]), article("sixth", briefs[5]), article("longer", alone),
    ])
    #expect(found[0...3].allSatisfy { $0 == nil })
    #expect(found[4]?.cluster != nil && found[4]?.cluster == found[5]?.cluster)
  }

  @Test func `stories that are much shorter than their frame are no copies`() throws {
    let frame = Self.paragraphs(Self.words(90, seed: 47), size: 8).joined(separator: "\n")
    let documents = (0..<4).map { number in
      article("a\(number)", Self.words(34, seed: UInt64(60 + number)).joined(separator: " ") + "\n" + frame)
    }
    #expect(try duplicates(documents).allSatisfy { $0 == nil })
  }

  @Test func `what many articles have at their edges makes no two of them copies`() throws {
    let head = Self.words(60, seed: 70).joined(separator: " ") + ".\n"
    let foot = "\n" + Self.words(90, seed: 71).joined(separator: " ")
    var stories = (0..<40).map { Self.words(60, seed: 700 + $0) }
    stories.append(stories[7])
    stories[40][20] = "elsewhere"
    stories[40][45] = "again"
    let found = try duplicates(
      stories.enumerated().map { article("doc\($0.offset)", head + $0.element.joined(separator: " ") + foot) })
    #expect(found[40]?.cluster != nil && found[40]?.cluster == found[7]?.cluster)
    #expect(found.count { $0 != nil } == 2)
    // What the two are alike in is said without the frame: four of 59 pairs of words changed.
    #expect(found.compactMap(\.?.similarity).allSatisfy { $0 < 0.92 })
  }

  @Test func `a story that many papers print is no frame`() throws {
    let story = Self.words(300, seed: 72).joined(separator: " ")
    let documents = (0..<40).map { number in
      article("doc\(number)", story + "\n" + Self.words(30, seed: 800 + UInt64(number)).joined(separator: " "))
    }
    #expect(try duplicates(documents).count { $0?.role == .copy } == 39)
  }

  @Test func `a third of the words replaced leaves a copy`() throws {
    let words = Self.words(400, seed: 44)
    let fresh = Self.words(400, seed: 45)
    var random = SplitMix(3)
    let rewritten = zip(words, fresh).map { Int.random(in: 0..<10, using: &random) < 3 ? $1 : $0 }
    let found = try duplicates([
      article("a", words.joined(separator: " ")), article("b", rewritten.joined(separator: " ")),
      article("c", fresh.joined(separator: " ")),
    ])
    #expect(found[1]?.role == .copy || found[0]?.role == .copy)
    #expect(found[1]?.similarity ?? 1 < 0.4)
    #expect(found[2] == nil)
  }

  @Test func `figures in dates are not compared`() throws {
    let words = Self.words(120, seed: 46).joined(separator: " ")
    func dated(_ id: String, _ day: String) -> Document {
      var document = article(id, "\(day) \(words)", published: "2024-01-01")
      document.updateLayer(.dates) { $0.append(ByteRange(0, day.utf8.count), stage: 0, [.string("2024-06-14")]) }
      return document
    }
    let found = try duplicates([dated("a", "14 June"), dated("b", "17 June")])
    #expect(Set(found.map { $0?.kind }) == [nil, .near])
    #expect(found.allSatisfy { $0?.differs == [] })
  }

  @Test func `a damaged decision fails one document`() throws {
    var document = article("a", "text")
    #expect(throws: DocumentError.self) { try DeduplicateStage.inMemory().apply([9, 9, 9], to: &document) }
  }
}
