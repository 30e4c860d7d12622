/// The tables of words and signs that a pack's files about numbers are compiled to, each named by what it is asked for.
public enum NumberTable {
  /// A number of the table below 128, or 128 and the number of a `NumberRole`.
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
    /// Names of money that particles are glued to: 달러를.
    case gluedMoney
    /// Case endings of units and currencies, in languages that hang them on: 10 mil*den*.
    case unitEndings
    /// Words behind the number that a rate is counted by, and endings of such words: 10万人*当たり*, 100 000 lakos*ra*.
    case perAfter, perEndings
    /// Endings of names of streets: Haupt*straße*.
    case addressEndings
    /// Words before a number that say which unit the sign behind it means: 화씨 98도.
    case unitsBefore
    /// Signs of numbers that count by ten thousands, see `NumberRole`.
    case rests, points, minusSigns, ordinalPrefixes, wholeJoiners, gluedCounters, tenths, tenthsNot
    case halves, halfCounters, halvesNot, dozens, topics
    /// Words of ranges that hang on what is before them.
    case rangeMiddleSigns, rangeCloseSigns
    /// Native Korean numerals, which stand before counters.
    case natives
    /// What definite nouns begin with, where ordinals stand behind their noun: السؤال الثاني.
    case definitePrefixes

    /// Decimal and grouping marks by language tag; in `root` only.
    case marks

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
  /// Between part and whole (3 out of 4; one in five) and between dividend and divisor (1 over 20).
  case outOf
  case oneIn
  case dividedBy
  case ageBefore
  case ageAfter
  /// Has its subject's age: hat, tiene.
  case ageVerb
  /// Looks like such a verb and is none: il y a.
  case ageNot
  case temperature
  /// Words that tell pounds of weight from pounds of money and from books.
  case weight
  case weakUnit
  /// Between a sum and its cents: 3 euros *com* 99.
  case moneyAnd
  /// Behind a time and its hedge, makes an age of it: 3 महीने से कम *उम्र*.
  case ageBehind
  /// Between numerator and denominator: पांच *बटा* आठ, ثلاثة *على* خمسة.
  case over
  /// Between a numerator and an ordinal that is its denominator where a word for `share` follows: दो *का* पांचवां *हिस्सा*.
  case overOrdinal
  /// Behind the whole and before its part: 5 *में से* 2.
  case ofWhole
  case share
  case designator
  case yearBefore
  case yearAfter
  case month
  case clockAfter
  case clockBefore
  case scoreCue
  /// Right before a sign for one to nine that counts nothing: 这一.
  case oneBefore
  case designatorAfter
  /// Words for streets: before a house number, behind it, and as the end of a name.
  /// Beside them a Roman number is a rank: XX Congress, глава IV.
  case romanAfter
  case romanBefore
  case addressBefore
  case addressAfter
  case addressEnding
  /// Between the numbers of a score: 3比1.
  case scoreMiddle
  /// Makes a temperature negative: 18 degrees *below zero*.
  case belowZero
  /// Behind it "to" says where and is no limit.
  case goal
  /// Behind what a rate is counted by, or ends the word there.
  case perAfter
  case perEnding
  /// Before a length per hour: 時速130キロ.
  case speedBefore
  case phoneBefore
  case section
  case legal
  case ordinalSuffix
  case idiom
  case titleSmall
  case myriads
  /// Signs of numbers that count by ten thousands: what stands for "and some", a decimal point, a minus, an ordinal.
  case numeralRest
  case decimalPoint
  case minusSign
  case ordinalSign
  /// Between a whole number and a fraction.
  case wholeJoiner
  /// A last sign without its place takes the next lower one: 二百五 is 250.
  case elliptic
  /// Behind a number: so many tenths (成, 割), hundredths and thousandths of a whole.
  case tenths
  case hundredths
  case thousandths
  /// Begins other words with such a sign: 成 in 成员.
  case tenthsNot
  /// Half of the unit or counter before, and what a word that only begins so goes on with.
  case halfUnit
  case halfCounter
  case halfNot
  case dozenSign
  /// A particle that marks what is spoken of.
  case topic
  /// Before signs that name a day of the week: 星期三.
  case weekdayBefore
  /// Counters that a numeral of one syllable is often glued to.
  case gluedCounter
  case counter
  case particle
  case unitEnding
  case definitePrefix

  public static let named = casesByName()

  /// Words of these roles stand before a number and are matched backwards.
  @inlinable public var isReversed: Bool {
    switch self {
    case .designator, .section, .legal, .phoneBefore, .ageBefore, .yearBefore, .month, .clockBefore, .scoreCue,
      .oneBefore, .percentBefore, .ageVerb, .ageNot, .addressBefore, .romanBefore, .goal, .speedBefore, .weekdayBefore:
      true
    default: false
    }
  }

  @inlinable public var id: NumberTable.ID { 128 + rawValue }
}
