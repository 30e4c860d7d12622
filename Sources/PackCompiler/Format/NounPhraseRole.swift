/// What a word can be in and around the name of a counted thing.
@frozen public struct NounPhraseRole: OptionSet, Sendable {
  public let rawValue: UInt32

  /// Prepositions, conjunctions, pronouns, adverbs, relatives: words that no noun phrase holds.
  @inlinable public static var function: NounPhraseRole { NounPhraseRole(rawValue: 1 << 0) }
  @inlinable public static var verb: NounPhraseRole { NounPhraseRole(rawValue: 1 << 1) }
  @inlinable public static var determiner: NounPhraseRole { NounPhraseRole(rawValue: 1 << 2) }
  /// "of": leads from a number or noun to what it is a part of.
  @inlinable public static var of: NounPhraseRole { NounPhraseRole(rawValue: 1 << 3) }
  @inlinable public static var and: NounPhraseRole { NounPhraseRole(rawValue: 1 << 4) }
  /// A noun is still to come behind it.
  @inlinable public static var adjective: NounPhraseRole { NounPhraseRole(rawValue: 1 << 5) }
  @inlinable public static var plural: NounPhraseRole { NounPhraseRole(rawValue: 1 << 6) }
  /// units, pieces, rounds: the thing stands behind it, and it is the unit.
  @inlinable public static var partitive: NounPhraseRole { NounPhraseRole(rawValue: 1 << 7) }
  /// more, other: passed over between number and noun.
  @inlinable public static var skip: NounPhraseRole { NounPhraseRole(rawValue: 1 << 8) }
  /// Words between a thing and its number: rose, to, reached.
  @inlinable public static var linking: NounPhraseRole { NounPhraseRole(rawValue: 1 << 9) }
  /// Linking words that are enough for any noun: numbered, totalled.
  @inlinable public static var numbering: NounPhraseRole { NounPhraseRole(rawValue: 1 << 10) }
  /// early, home: part of a phrase only before its noun.
  @inlinable public static var modifier: NounPhraseRole { NounPhraseRole(rawValue: 1 << 12) }
  /// A unit that the number stage may not know, and that is no thing either.
  @inlinable public static var unit: NounPhraseRole { NounPhraseRole(rawValue: 1 << 13) }
  @inlinable public static var preposition: NounPhraseRole { NounPhraseRole(rawValue: 1 << 11) }
  /// Verbs behind which a figure is of their subject: rose, costs, weighs.
  @inlinable public static var stating: NounPhraseRole { NounPhraseRole(rawValue: 1 << 14) }
  /// Between a thing and its price: worth, costing.
  @inlinable public static var valued: NounPhraseRole { NounPhraseRole(rawValue: 1 << 15) }
  /// Between a sum and what it is made of: $9 trillion *in* assets.
  @inlinable public static var container: NounPhraseRole { NounPhraseRole(rawValue: 1 << 16) }

  /// Words that end a noun phrase wherever they stand.
  @inlinable public static var stops: NounPhraseRole { [.function, .verb, .determiner, .of, .and, .preposition] }

  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The class of a role in wordclasses.tsv; nil where the role is no class of single words.
  public init?(role: String) {
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
    case "stating": self = .stating
    case "valued": self = .valued
    case "container": self = .container
    case "numbering": self = [.linking, .numbering]
    default: return nil
    }
  }
}

/// How a language builds the names of things.
@frozen public struct PhraseOrder: OptionSet, Sendable {
  public let rawValue: UInt16

  /// Adjectives stand before the noun, which ends the phrase.
  @inlinable public static var nounLast: PhraseOrder { PhraseOrder(rawValue: 1 << 0) }
  /// Nouns are capitalized.
  @inlinable public static var capitalNouns: PhraseOrder { PhraseOrder(rawValue: 1 << 1) }
  /// The noun comes first; words behind it that agree with it belong to it.
  @inlinable public static var nounFirst: PhraseOrder { PhraseOrder(rawValue: 1 << 2) }
  /// "of" and a bare noun behind the noun belong to it: obus d'artillerie.
  @inlinable public static var ofComplement: PhraseOrder { PhraseOrder(rawValue: 1 << 3) }
  /// What is measured stands directly behind the unit: 500 Tonnen Reis.
  @inlinable public static var measured: PhraseOrder { PhraseOrder(rawValue: 1 << 4) }
  /// What is divided stands directly behind the percent sign: 20 % бюджета.
  @inlinable public static var divided: PhraseOrder { PhraseOrder(rawValue: 1 << 5) }
  /// Words go without spaces.
  @inlinable public static var unspaced: PhraseOrder { PhraseOrder(rawValue: 1 << 6) }

  /// Counters and particles tell what is counted.
  @inlinable public static var counters: PhraseOrder { PhraseOrder(rawValue: 1 << 7) }
  /// A clause stands before its noun, with a connector between: 来自朝鲜的士兵.
  @inlinable public static var relativeFirst: PhraseOrder { PhraseOrder(rawValue: 1 << 8) }

  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  public init(names: [String]) {
    let known: [(String, PhraseOrder)] = [
      ("noun-last", .nounLast), ("capital-nouns", .capitalNouns), ("noun-first", .nounFirst),
      ("of-complement", .ofComplement), ("measured", .measured), ("divided", .divided), ("unspaced", .unspaced),
      ("counters", .counters), ("relative-first", .relativeFirst),
    ]
    self = PhraseOrder(known.filter { names.contains($0.0) }.map(\.1))
  }
}
