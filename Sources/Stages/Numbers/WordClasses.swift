import PackFormat
import Pipeline

typealias NounPhraseRole = PackFormat.NounPhraseRole
typealias PhraseOrder = PackFormat.PhraseOrder

/// The words of wordclasses.tsv, looked up by the hashes of the lexical pass.
struct WordClasses: Sendable {
  private let phrases: CompiledPhrases

  init(_ phrases: CompiledPhrases) { self.phrases = phrases }

  var order: PhraseOrder { phrases.order }
  var findsSubjects: Bool { phrases.follows(PhraseImage.Rule.subjects) }
  var isEmpty: Bool { !phrases.follows(PhraseImage.Rule.wordClasses) && order.isEmpty }

  @inline(__always)
  subscript(_ word: Lexicon.Word) -> NounPhraseRole {
    phrases.wordClass(word.hash)
  }

  /// Words right before a number that compare it with the one before: "compared to", "from".
  var comparisons: PhraseTable<Bool> { PhraseTable(phrases, .comparisons) }
  /// "number of": what stands behind it is the thing.
  var counts: PhraseTable<Bool> { PhraseTable(phrases, .counts) }
  /// Things that stand before their number: "death toll", "killed".
  var tolls: PhraseTable<Bool> { PhraseTable(phrases, .tolls) }

  var adjectiveEndings: EndingTable { EndingTable(phrases, .adjectiveEndings) }
  var verbEndings: EndingTable { EndingTable(phrases, .verbEndings) }
  var pluralEndings: EndingTable { EndingTable(phrases, .pluralEndings) }
  var singularEndings: EndingTable { EndingTable(phrases, .singularEndings) }
  /// Ends a phrase that the word before it has begun: top mermi*si*.
  var linkEndings: EndingTable { EndingTable(phrases, .linkEndings) }

  /// Counters, nouns and words that are neither, in scripts without spaces and in Korean.
  var counters: StringTable { StringTable(phrases, .counters) }
  var countingNouns: StringTable { StringTable(phrases, .countingNouns) }
  var nouns: StringTable { StringTable(phrases, .nouns) }
  /// Characters that end nouns which are not listed: 者, 弹.
  var heads: StringTable { StringTable(phrases, .heads) }
  var breaks: StringTable { StringTable(phrases, .breaks) }
  var connectors: StringTable { StringTable(phrases, .connectors) }
  var hedges: StringTable { StringTable(phrases, .hedges) }
  /// Particles of an object (を, 을) and of what a sentence is about (は, 가).
  var objectParticles: StringTable { StringTable(phrases, .objectParticles) }
  var subjectParticles: StringTable { StringTable(phrases, .subjectParticles) }
  /// 2人で: behind a counter, says that so many did something together.
  var togetherParticles: StringTable { StringTable(phrases, .togetherParticles) }
}
