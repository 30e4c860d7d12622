/// The tables of words and signs that a pack's files about numbers are compiled to, each named by what it is asked for.
public enum NumberTable {
  /// A number of the table below 64, or 64 and the number of a `NumberRole`.
  public typealias ID = UInt8

  /// Tables of phrases, looked up by the words of a text.
  @frozen public enum Phrases: UInt8, Sendable, CaseIterable {
    case numerals
    /// Numerals that words are put together from.
    case numeralParts
    case wordsBeforeDot
    case fuzzy, units, money
    case modifiersBefore, modifiersAfter
    case rangeMiddle, rangeOpen, rangeClose
    case changeBefore, changeAfter
    /// Words right before a number that compare it with the one before: "compared to", "from".
    case comparisons
    /// "number of": what stands behind it is the thing.
    case counts
    /// Things that stand before their number: "death toll", "killed".
    case tolls

    /// Whether it is asked for phrases that end at a word instead of starting there.
    @inlinable public var isReversed: Bool {
      switch self {
      case .modifiersBefore, .rangeOpen, .changeBefore, .comparisons, .tolls: true
      default: false
      }
    }

    @inlinable public var id: ID { rawValue }
  }

  /// Tables of signs, looked up by the bytes of a text.
  @frozen public enum Signs: UInt8, Sendable, CaseIterable {
    /// Letters glued to digits: `4.5bn`.
    case suffixes = 32
    case ordinalSuffixes
    case unitSigns, moneySigns, moneyCodes, percentSigns
    case modifierSuffixes, rangeSuffixes, changeSuffixes
    case classifiers, particles
    case counters, countingNouns, nouns, heads, breaks, connectors, hedges
    case objectParticles, subjectParticles, togetherParticles
    case adjectiveEndings, verbEndings, pluralEndings, singularEndings, linkEndings

    @inlinable public var id: ID { rawValue }

    /// The bit of a table in the sections `signStarts` and `signEnds`.
    @inlinable public static func bit(_ table: ID) -> UInt64 { 1 << UInt64(table - 32) }
  }
}

/// Closed classes of words in cues.tsv, grammar.tsv and wordclasses.tsv.
@frozen public enum NumberRole: UInt8, Sendable, PackName {
  case of
  case and
  case determiner
  case percent
  case percentPoint
  case percentBefore
  case per
  case times
  case ageBefore
  case ageAfter
  case designator
  case yearBefore
  case yearAfter
  case month
  case clockAfter
  case clockBefore
  case scoreCue
  case oneBefore
  case oneAfter
  case designatorAfter
  case phoneBefore
  case section
  case legal
  case ordinalSuffix
  case idiom
  case titleSmall
  case myriads
  case counter
  case particle

  public static let named = casesByName()

  /// Words of these roles stand before a number and are matched backwards.
  @inlinable public var isReversed: Bool {
    switch self {
    case .designator, .section, .legal, .phoneBefore, .ageBefore, .yearBefore, .month, .clockBefore, .scoreCue,
      .oneBefore, .percentBefore:
      true
    default: false
    }
  }

  @inlinable public var id: NumberTable.ID { 64 + rawValue }
}
