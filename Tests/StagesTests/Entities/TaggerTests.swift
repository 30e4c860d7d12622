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

  @Test func `features that are kept of a word depend on its key alone`() {
    struct Sink: FeatureSink {
      var found: [UInt64] = []
      mutating func add(_ feature: UInt64, at place: FeaturePlace) { found += [feature, UInt64(place.rawValue)] }
    }
    // Words that the lexical pass gives one hash, among others.
    let text = Array(
      "أن إن ان أُفتتح افتتح फ़ुट फुट Straße STRASSE Anna anna ANNA п’ять п'ять co\u{AD}op coop ... … 12 12".utf8)
    var known: [UInt64: [UInt64]] = [:]
    var tokens = TaggerTokens()
    text.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { tokens.scan($0, bytes) }
      for token in tokens.tokens {
        var sink = Sink()
        TaggerFeatures.addWord(token, bytes, to: &sink)
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
    #expect(problem { $0[12] ^= 1 } == .content)
    for position in stride(from: TaggerModel.headerSize, to: model.count, by: 97) {
      #expect(problem { $0[position] ^= 0x10 } == .checksum)
    }
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
    (
      "a\tO\nAnna\tB-NAME\n",
      "line 2: tag 'B-NAME' is none of O, B-PER, I-PER, B-LOC, I-LOC, B-ORG, I-ORG, B-MISC, I-MISC"
    ),
  ])
  func `training data that are not understood are refused with the line`(tsv: String, message: String) {
    #expect { try TaggingCorpus(tsv: Array(tsv.utf8)) } throws: { "\($0)" == message }
  }

  @Test func `signs stand on words as in print`() throws {
    let tsv = "\"\tO\nYes\tO\n,\tO\n\"\tO\nhe\tO\nsaid\tO\n(\tO\nat\tO\n50\tO\n%\tO\n)\tO\n.\tO\n"
    let sentence = try TaggingCorpus(tsv: Array(tsv.utf8)).sentences[0]
    #expect(String(decoding: sentence.text, as: UTF8.self) == "\"Yes,\" he said (at 50%).")
  }
}
