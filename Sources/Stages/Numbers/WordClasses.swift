import PackFormat
import Pipeline

/// What a word can be in and around the name of a counted thing.
struct NounPhraseRole: OptionSet, Sendable {
  let rawValue: UInt32

  /// Prepositions, conjunctions, pronouns, adverbs, relatives: words that no noun phrase holds.
  static let function = NounPhraseRole(rawValue: 1 << 0)
  static let verb = NounPhraseRole(rawValue: 1 << 1)
  static let determiner = NounPhraseRole(rawValue: 1 << 2)
  /// "of": leads from a number or noun to what it is a part of.
  static let of = NounPhraseRole(rawValue: 1 << 3)
  static let and = NounPhraseRole(rawValue: 1 << 4)
  /// A noun is still to come behind it.
  static let adjective = NounPhraseRole(rawValue: 1 << 5)
  static let plural = NounPhraseRole(rawValue: 1 << 6)
  /// units, pieces, rounds: the thing stands behind it, and it is the unit.
  static let partitive = NounPhraseRole(rawValue: 1 << 7)
  /// more, other: passed over between number and noun.
  static let skip = NounPhraseRole(rawValue: 1 << 8)
  /// Words between a thing and its number: rose, to, reached.
  static let linking = NounPhraseRole(rawValue: 1 << 9)
  /// Linking words that are enough for any noun: numbered, totalled.
  static let numbering = NounPhraseRole(rawValue: 1 << 10)
  /// early, home: part of a phrase only before its noun.
  static let modifier = NounPhraseRole(rawValue: 1 << 12)
  /// A unit that the number stage may not know, and that is no thing either.
  static let unit = NounPhraseRole(rawValue: 1 << 13)
  static let preposition = NounPhraseRole(rawValue: 1 << 11)

  /// Words that end a noun phrase wherever they stand.
  static let stops: NounPhraseRole = [.function, .verb, .determiner, .of, .and, .preposition]

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The class of a role in wordclasses.tsv; nil where the role is no class of single words.
  init?(role: String) {
    switch role {
    case "conjunction", "pronoun", "adverb", "relative": self = .function
    case "unit": self = [.function, .unit]
    case "preposition": self = [.function, .preposition]
    case "verb": self = .verb
    case "determiner": self = .determiner
    case "of": self = .of
    case "and": self = [.and, .function]
    case "adjective": self = .adjective
    case "modifier": self = .modifier
    case "plural": self = .plural
    case "partitive": self = .partitive
    case "skip": self = .skip
    case "linking": self = .linking
    case "numbering": self = [.linking, .numbering]
    default: return nil
    }
  }
}

/// How a language builds the names of things.
struct PhraseOrder: OptionSet, Sendable {
  let rawValue: UInt16

  /// Adjectives stand before the noun, which ends the phrase.
  static let nounLast = PhraseOrder(rawValue: 1 << 0)
  /// Nouns are capitalized.
  static let capitalNouns = PhraseOrder(rawValue: 1 << 1)
  /// The noun comes first; words behind it that agree with it belong to it.
  static let nounFirst = PhraseOrder(rawValue: 1 << 2)
  /// "of" and a bare noun behind the noun belong to it: obus d'artillerie.
  static let ofComplement = PhraseOrder(rawValue: 1 << 3)
  /// What is measured stands directly behind the unit: 500 Tonnen Reis.
  static let measured = PhraseOrder(rawValue: 1 << 4)
  /// What is divided stands directly behind the percent sign: 20 % бюджета.
  static let divided = PhraseOrder(rawValue: 1 << 5)
  /// Words go without spaces.
  static let unspaced = PhraseOrder(rawValue: 1 << 6)

  /// Counters and particles tell what is counted.
  static let counters = PhraseOrder(rawValue: 1 << 7)
  /// A clause stands before its noun, with a connector between: 来自朝鲜的士兵.
  static let relativeFirst = PhraseOrder(rawValue: 1 << 8)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(names: [String]) {
    let known: [(String, PhraseOrder)] = [
      ("noun-last", .nounLast), ("capital-nouns", .capitalNouns), ("noun-first", .nounFirst),
      ("of-complement", .ofComplement), ("measured", .measured), ("divided", .divided), ("unspaced", .unspaced),
      ("counters", .counters), ("relative-first", .relativeFirst),
    ]
    self = PhraseOrder(known.filter { names.contains($0.0) }.map(\.1))
  }
}

/// The words of wordclasses.tsv, looked up by the hashes of the lexical pass.
///
/// A class, since it is handed around for every figure and a copy would count references to two dozen tables. Only
/// `NumberVocabulary` fills it, before anyone else sees it, so it may be shared between threads.
final class WordClasses: @unchecked Sendable {
  /// Open addressing with linear probing, at most half full; hash 0 is an empty slot.
  private var slots: [(hash: UInt64, word: NounPhraseRole)] = []
  private var count = 0
  private(set) var order: PhraseOrder = []
  /// Words right before a number that compare it with the one before: "compared to", "from".
  private(set) var comparisons = PhraseTable<Bool>(reversed: true)
  /// "number of": what stands behind it is the thing.
  private(set) var counts = PhraseTable<Bool>()
  /// Things that stand before their number: "death toll", "killed".
  private(set) var tolls = PhraseTable<Bool>(reversed: true)
  private(set) var adjectiveEndings: [[UInt8]] = []
  private(set) var verbEndings: [[UInt8]] = []
  private(set) var pluralEndings: [[UInt8]] = []
  private(set) var singularEndings: [[UInt8]] = []
  /// Ends a phrase that the word before it has begun: top mermi*si*.
  private(set) var linkEndings: [[UInt8]] = []
  /// Counters, nouns and words that are neither, in scripts without spaces and in Korean.
  private(set) var counters = StringTable()
  private(set) var countingNouns = StringTable()
  private(set) var nouns = StringTable()
  /// Characters that end nouns which are not listed: 者, 弹.
  private(set) var heads = StringTable()
  private(set) var breaks = StringTable()
  private(set) var connectors = StringTable()
  private(set) var hedges = StringTable()
  /// Particles of an object (を, 을) and of what a sentence is about (は, 가).
  private(set) var objectParticles = StringTable()
  private(set) var subjectParticles = StringTable()
  /// 2人で: behind a counter, says that so many did something together.
  private(set) var togetherParticles = StringTable()

  var isEmpty: Bool { count == 0 && order.isEmpty }

  subscript(_ word: Lexicon.Word) -> NounPhraseRole {
    if slots.isEmpty { return [] }
    return slots[slot(of: word.hash)].word
  }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func insert(_ hash: UInt64, _ word: NounPhraseRole) {
    if count * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: (0, []), count: max(256, old.count * 2))
      for entry in old where entry.hash != 0 { slots[slot(of: entry.hash)] = entry }
    }
    let slot = slot(of: hash)
    if slots[slot].hash == 0 { count += 1 }
    slots[slot] = (hash, slots[slot].word.union(word))
  }

  func add(_ table: PackTable) {
    for row in table.rows { add(row["role"], row.phrases("forms")) }
  }

  private func add(_ role: String, _ forms: [String]) {
    if let wordClass = NounPhraseRole(role: role) {
      for form in forms {
        if let hash = Lexicon.hash(ofWord: form) { insert(hash, wordClass) }
      }
      return
    }
    let bytes = { forms.map { Array($0.utf8) } }
    switch role {
    case "order": order.formUnion(PhraseOrder(names: forms))
    case "comparison": for form in forms { comparisons.add(form, true) }
    case "count": for form in forms { counts.add(form, true) }
    case "toll": for form in forms { tolls.add(form, true) }
    case "adjective-ending": adjectiveEndings += bytes()
    case "verb-ending": verbEndings += bytes()
    case "plural-ending": pluralEndings += bytes()
    case "singular-ending": singularEndings += bytes()
    case "link-ending": linkEndings += bytes()
    case "counter": for form in forms { counters.add(form) }
    case "counting-noun": for form in forms { countingNouns.add(form) }
    case "noun": for form in forms { nouns.add(form) }
    case "head": for form in forms { heads.add(form) }
    case "break": for form in forms { breaks.add(form) }
    case "connector": for form in forms { connectors.add(form) }
    case "object-particle": for form in forms { objectParticles.add(form) }
    case "subject-particle": for form in forms { subjectParticles.add(form) }
    case "together-particle": for form in forms { togetherParticles.add(form) }
    case "hedge": for form in forms { hedges.add(form) }
    default: break
    }
  }
}
