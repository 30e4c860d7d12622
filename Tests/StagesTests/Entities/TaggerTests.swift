import CEntityModel
import Pipeline
import Testing

@testable import Stages

/// The model that ships, and models trained on a few sentences of our own.
@Suite struct TaggerTests {
  private func names(_ text: String, _ tagger: EntityTagger = .embedded) -> [String] {
    tagger.names(in: Array(text.utf8)).map { name in
      let bytes = Array(text.utf8)[Int(name.start)..<Int(name.end)]
      return String(decoding: bytes, as: UTF8.self) + "/" + name.type.name
    }
  }

  @Test(arguments: [
    ("The mayor, John Miller, flew to Paris on Monday.", ["John Miller/PER", "Paris/LOC"]),
    ("Der Minister Hans Weber reiste gestern nach Berlin.", ["Hans Weber/PER", "Berlin/LOC"]),
    ("El presidente Carlos García viajó a Madrid el lunes.", ["Carlos García/PER", "Madrid/LOC"]),
    ("O ministro João Silva chegou ontem a Lisboa.", ["João Silva/PER", "Lisboa/LOC"]),
    ("Statsminister Lars Hansen rejste til København i går.", ["Lars Hansen/PER", "København/LOC"]),
    ("Ministar Ivan Horvat jučer je doputovao u Zagreb.", ["Ivan Horvat/PER", "Zagreb/LOC"]),
    ("Kovács János tegnap Budapesten járt.", ["Kovács János/PER", "Budapesten/LOC"]),
    ("Министр Сергей Иванов приехал в Москву.", ["Сергей Иванов/PER", "Москву/LOC"]),
    ("นายวิชัย สุขใจ กล่าวว่า ประเทศไทยพร้อมแล้ว", ["นายวิชัย สุขใจ/PER", "ประเทศไทย/LOC"]),
    ("어제 김민수 의원은 서울에서 기자들을 만났다.", ["김민수/PER", "서울/LOC"]),
    ("田中太郎は昨日、東京を訪れた。", ["田中太郎/PER", "東京/LOC"]),
    ("राहुल शर्मा कल दिल्ली गए।", ["राहुल शर्मा/PER", "दिल्ली/LOC"]),
  ])
  func `names of a sentence are found in many languages`(text: String, expected: [String]) {
    #expect(names(text) == expected)
  }

  @Test func `a sentence without names has none`() {
    #expect(names("The bread was still warm when it was cut into slices.").isEmpty)
  }

  @Test func `names don't go over a line break`() {
    let tagger = EntityTagger.embedded
    let text = Array("He met John\nMiller met him".utf8)
    for name in tagger.names(in: text) { #expect(!text[Int(name.start)..<Int(name.end)].contains(0x0A)) }
  }

  @Test func `spans lie in the text, in order and apart, whatever the text is`() {
    var random = SplitMix(7)
    let parts = [
      "Anna ", "of ", "北京", "서울", "\n", "U.S.", "'", "-", "กรุง", "½", "\u{AD}", "12", "Ꮳ", "é\u{301} ", "…", "OSLO ",
      "\u{F900}", "ｶﾅ", "々", "ະ",
    ]
    for _ in 0..<300 {
      let text = Array((0..<40).map { _ in parts.randomElement(using: &random)! }.joined().utf8)
      var end: UInt32 = 0
      for name in EntityTagger.embedded.names(in: text) {
        #expect(name.start >= end && name.end > name.start && Int(name.end) <= text.count)
        #expect(String(validating: text[Int(name.start)..<Int(name.end)], as: UTF8.self) != nil)
        end = name.end
      }
    }
  }

  @Test func `what was tagged before changes nothing`() {
    let texts = ["Maria Rossi lives in Oslo.", "ООН приняла решение.", "Rossi met Maria in Rome, said Oslo Group."]
    let fresh = texts.map { names($0, try! EntityTagger(Self.shipped())) }
    let tagger = try! EntityTagger(Self.shipped())
    #expect(texts.reversed().map { names($0, tagger) }.reversed() == fresh)
  }

  @Test func `features that are kept of a word depend on its key alone`() throws {
    struct Sink: FeatureSink {
      var found: [UInt64] = []
      mutating func add(_ feature: UInt64, at place: FeaturePlace) { found += [feature, UInt64(place.rawValue)] }
    }
    // Words that the lexical pass gives one hash, among others.
    let text = Array(
      "أن إن ان أُفتتح افتتح फ़ुट फुट Straße STRASSE Anna anna ANNA п’ять п'ять co\u{AD}op coop ... … 12 12".utf8)
    let words = try Self.shipped().knownWords
    #expect(!words.isEmpty)
    var known: [UInt64: [UInt64]] = [:]
    var tokens = TaggerTokens()
    text.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { tokens.scan($0, bytes) }
      for token in tokens.tokens {
        var sink = Sink()
        TaggerFeatures.addWord(token, bytes, words, to: &sink)
        let key = TaggerFeatures.key(token, bytes)
        #expect(known[key] == nil || known[key] == sink.found)
        known[key] = sink.found
      }
    }
    #expect(known.count > 15)
  }

  @Test func `a megabyte of capitals is tagged in parts of bounded size`() {
    let text = [UInt8](repeating: UInt8(ascii: "A"), count: 1_000_000)
    #expect(EntityTagger.embedded.names(in: text).count <= 1)
    let words = Array(String(repeating: "ABC ", count: 250_000).utf8)
    var tokens = TaggerTokens()
    words.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { tokens.scan($0, bytes) }
    }
    let lengths = zip(tokens.sequences, tokens.sequences.dropFirst()).map { $1 - $0 }
    #expect(lengths.reduce(0, +) == 250_000)
    #expect(lengths.max()! <= TaggerTokens.longestSequence)
  }

  // MARK: The file

  private static func shipped() throws -> TaggerModel {
    try TaggerModel(UnsafeRawBufferPointer(start: assay_entity_model(), count: assay_entity_model_size()))
  }

  private static func shippedBytes() -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: assay_entity_model(), count: assay_entity_model_size()))
  }

  @Test func `the model that ships is whole and has at most 10 MB`() throws {
    #expect(try Self.shipped().rowCount > 100_000)
    #expect(assay_entity_model_size() <= 10_000_000)
  }

  @Test func `a damaged or foreign file is refused with what is wrong`() throws {
    let model = Self.small()
    func problem(_ change: (inout [UInt8]) -> Void) -> TaggerModel.Damage? {
      var bytes = model
      change(&bytes)
      do {
        _ = try TaggerModel(copying: bytes)
        return nil
      } catch { return error }
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0 = [] } == .foreign)
    #expect(problem { $0[0] ^= 1 } == .foreign)
    #expect(problem { $0[8] = 99 } == .version(99))
    #expect(problem { $0.removeLast() } == .length(model.count - 1, expected: model.count))
    #expect(problem { $0.append(0) } == .length(model.count + 1, expected: model.count))
    #expect(problem { $0.removeLast($0.count - 30) } == .foreign)
    #expect(problem { $0[12] ^= 1 } == .content)
    #expect(problem { $0[31] ^= 0x80 } == .content)
    // Every bit of the header and of what follows counts.
    for position in 0..<model.count where position < 1024 || position % 97 == 0 {
      for bit in 0..<8 { #expect(problem { $0[position] ^= 1 << UInt8(bit) } != nil) }
    }
  }

  @Test func `a model of any content reads only its own bytes`() throws {
    var random = SplitMix(11)
    let text = Array("Anna Kovalenko met 北京 and Ольга in S\u{E3}o Paulo, said U.S. officials.".utf8)
    for _ in 0..<20 {
      var bytes = Self.small()
      for index in TaggerModel.headerSize..<bytes.count { bytes[index] = UInt8.random(in: 0...255, using: &random) }
      let checksum = bytes.withUnsafeBytes { TaggerModel.checksum($0) }
      withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(24..<28, with: $0) }
      for name in EntityTagger(try TaggerModel(copying: bytes)).names(in: text) {
        #expect(name.start < name.end && Int(name.end) <= text.count)
      }
    }
  }

  @Test func `what a model holds of a feature is found again, and nothing of others`() throws {
    var random = SplitMix(5)
    let features = (0..<500).map { _ in random.next() }
    let rows = features.enumerated().map { index, feature in
      TaggerModel.Row(feature: feature, weights: SIMD8(repeating: Int8(index % 100 + 1)))
    }
    let steps = [Int16](repeating: 0, count: TaggerModel.transitionCount)
    let model = try TaggerModel(
      copying: TaggerModel.file(transitions: steps, doubt: 0, rows: rows, buckets: 300, slots: []))
    let found = features.enumerated().count { index, feature in
      model.row(feature) == 0x0101_0101_0101_0101 &* UInt64(index % 100 + 1)
    }
    // A bucket has no room for more than seven, nor for two of one check.
    #expect(found == model.rowCount && found > 480)
    let strangers = (0..<1000).count { _ in model.row(random.next()) != 0 }
    #expect(strangers < 20)
  }

  // MARK: Training

  private static let sentences = """
    Anna\tB-PER
    lives\tO
    in\tO
    Tarnow\tB-LOC
    .\tO

    # text = Boris, of Harbour Watch, went to Velden.
    Boris\tB-PER
    ,\tO
    of\tO
    Harbour\tB-ORG
    Watch\tI-ORG
    ,\tO
    went\tO
    to\tO
    Velden\tB-LOC
    .\tO

    """

  private static func corpus() throws -> TaggingCorpus {
    try TaggingCorpus(tsv: Array(String(repeating: sentences + "\n", count: 8).utf8))
  }

  private static func small(seed: UInt64 = 1) -> [UInt8] {
    var options = TaggerTrainer.Options()
    options.seed = seed
    options.maximumSize = 50_000
    var trainer = TaggerTrainer(options)
    return trainer.train([try! corpus()])
  }

  @Test func `the same data and seed give the same bytes`() {
    let model = Self.small()
    #expect(model == Self.small())
    #expect(model != Self.small(seed: 2))
    #expect(model.count <= 50_000)
  }

  @Test func `a trained model finds what it was shown`() throws {
    let tagger = EntityTagger(try TaggerModel(copying: Self.small()))
    #expect(
      names("Boris, of Harbour Watch, lives in Velden.", tagger) == [
        "Boris/PER", "Harbour Watch/ORG", "Velden/LOC",
      ])
  }

  @Test func `training data keep names as bytes of the running text`() throws {
    let corpus = try Self.corpus()
    #expect(String(decoding: corpus.sentences[0].text, as: UTF8.self) == "Anna lives in Tarnow.")
    #expect(
      corpus.sentences[1].names == [
        TaggedName(start: 0, end: 5, type: .person), TaggedName(start: 10, end: 23, type: .organization),
        TaggedName(start: 33, end: 39, type: .location),
      ])
    #expect(corpus.marks == [.person, .location, .organization])
  }

  @Test(arguments: [
    ("Anna PER\n", "line 1: expected 'token TAB tag', found no tab"),
    ("Anna\tNNP\tB-NP\tB-PER\n", "line 1: expected 'token TAB tag', found 4 columns"),
    ("a\tO\n\tO\n", "line 2: no token before the tab"),
    ("", "line 1: the file ends without a sentence"),
    ("\n\n# only a comment\n", "line 3: the file ends without a sentence"),
    ("Anna\tI-PER\n", "line 1: I-PER without B-PER or I-PER in the line before it"),
    ("Anna\tB-LOC\nBerg\tI-PER\n", "line 2: I-PER without B-PER or I-PER in the line before it"),
    ("Anna\tB-PER\n\nBerg\tI-PER\n", "line 3: I-PER without B-PER or I-PER in the line before it"),
    (
      "a\tO\nAnna\tB-NAME\n",
      "line 2: tag 'B-NAME' is none of O, B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG, B-MISC, I-MISC"
    ),
  ])
  func `training data that are not understood are refused with the line`(tsv: String, message: String) {
    #expect { try TaggingCorpus(tsv: Array(tsv.utf8)) } throws: { "\($0)" == message }
  }

  @Test(arguments: [
    ([0xFF, 0xFE, 0x41, 0] as [UInt8], "line 1: UTF-16; expected UTF-8"),
    ([0xFE, 0xFF, 0, 0x41], "line 1: UTF-16; expected UTF-8"),
    ([0x61, 0x09, 0x4F, 0x0A, 0xE9, 0x09, 0x4F], "line 2: not UTF-8"),
  ])
  func `training data of another encoding are refused`(bytes: [UInt8], message: String) {
    #expect { try TaggingCorpus(tsv: bytes) } throws: { "\($0)" == message }
  }

  @Test func `signs stand on words as in print`() throws {
    let tsv = "\"\tO\nYes\tO\n,\tO\n\"\tO\nhe\tO\nsaid\tO\n(\tO\nat\tO\n50\tO\n%\tO\n)\tO\n.\tO\n"
    let sentence = try TaggingCorpus(tsv: Array(tsv.utf8)).sentences[0]
    #expect(String(decoding: sentence.text, as: UTF8.self) == "\"Yes,\" he said (at 50%).")
  }
}
