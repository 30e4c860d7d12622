import PackFormat
import Pipeline

/// What the packs say about numbers in one language, ready for look-up; `root` is part of every one.
///
/// Made when the package is built (`NumberPack`); here it is only given names and types. A copy costs nothing.
struct NumberVocabulary: Sendable {
  typealias Role = NumberRole
  typealias Change = NumberPack.Change
  typealias RangeMiddle = NumberPack.RangeMiddle

  private let phrases: CompiledPhrases

  init(_ phrases: CompiledPhrases) { self.phrases = phrases }

  // MARK: Numbers

  var numerals: NumeralLexicon { NumeralLexicon(phrases) }
  /// Suffixes glued to digits: `4.5bn`.
  var suffixes: SignTable<ExactDecimal> { SignTable(phrases, .suffixes) }
  var fuzzy: PhraseTable<Fuzzy> { PhraseTable(phrases, .fuzzy) }

  /// False: no spelled-out figure starts with the word of this hash. Most words end here.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool { phrases.mayStart(hash) }

  /// Decimal and grouping marks by language tag; in `root` only.
  var marks: SignTable<NumberMarks> { SignTable(phrases, .marks) }

  // MARK: Units and money

  var units: PhraseTable<Unit> { PhraseTable(phrases, .units) }
  var unitSigns: SignTable<Unit> { SignTable(phrases, .unitSigns) }
  var money: PhraseTable<Money> { PhraseTable(phrases, .money) }
  var moneySigns: SignTable<[String]> { SignTable(phrases, .moneySigns) }
  var moneyCodes: SignTable<[String]> { SignTable(phrases, .moneyCodes) }
  /// Names of money that particles are glued to: 달러를.
  var gluedMoney: SignTable<Money> { SignTable(phrases, .gluedMoney) }
  /// Words before a number that say which unit the sign behind it means: 화씨 98도.
  var unitsBefore: SignTable<Unit> { SignTable(phrases, .unitsBefore) }
  var percentSigns: SignTable<Bool> { SignTable(phrases, .percentSigns) }

  /// Case endings of units and currencies, in languages that hang them on: 10 mil*den*.
  var unitEndings: EndingTable? {
    phrases.has(NumberTable.Signs.unitEndings.id) ? EndingTable(phrases, .unitEndings) : nil
  }

  /// What stands behind the base of a rate: 人当たり, 명당.
  var perAfter: SignTable<Bool> { SignTable(phrases, .perAfter) }
  var perEndings: EndingTable { EndingTable(phrases, .perEndings) }
  var addressEndings: EndingTable { EndingTable(phrases, .addressEndings) }

  // MARK: Signs of numbers that count by ten thousands

  var rests: SignTable<Bool> { SignTable(phrases, .rests) }
  var points: SignTable<Bool> { SignTable(phrases, .points) }
  var minusSigns: SignTable<Bool> { SignTable(phrases, .minusSigns) }
  var definitePrefixes: SignTable<Bool> { SignTable(phrases, .definitePrefixes) }
  var ordinalPrefixes: SignTable<Bool> { SignTable(phrases, .ordinalPrefixes) }
  var wholeJoiners: SignTable<Bool> { SignTable(phrases, .wholeJoiners) }
  var gluedCounters: SignTable<Bool> { SignTable(phrases, .gluedCounters) }
  /// What a number of tenths, hundredths or thousandths is multiplied by to be percent.
  var tenths: SignTable<ExactDecimal> { SignTable(phrases, .tenths) }
  var tenthsNot: SignTable<Bool> { SignTable(phrases, .tenthsNot) }
  var dozens: SignTable<Bool> { SignTable(phrases, .dozens) }
  /// Particles that mark what is spoken of.
  var topics: SignTable<Bool> { SignTable(phrases, .topics) }
  var halves: SignTable<Bool> { SignTable(phrases, .halves) }
  var halfCounters: SignTable<Bool> { SignTable(phrases, .halfCounters) }
  var halvesNot: SignTable<Bool> { SignTable(phrases, .halvesNot) }
  /// Native Korean numerals, which stand before counters.
  var natives: SignTable<ExactDecimal> { SignTable(phrases, .natives) }

  /// Ordinals stand behind definite nouns.
  var hasDefiniteNouns: Bool { phrases.has(NumberTable.Signs.definitePrefixes.id) }

  // MARK: Hedges, ranges, changes

  var modifiersBefore: PhraseTable<Modifier> { PhraseTable(phrases, .modifiersBefore) }
  var modifiersAfter: PhraseTable<Modifier> { PhraseTable(phrases, .modifiersAfter) }
  /// Words glued behind a number or counter: 여, 이상.
  var modifierSuffixes: SignTable<Modifier> { SignTable(phrases, .modifierSuffixes) }
  /// Middle words of ranges; the value says what else is needed, and `rangeOpen` and `rangeClose` say where that is.
  var rangeMiddle: PhraseTable<RangeMiddle> { PhraseTable(phrases, .rangeMiddle) }
  var rangeOpen: PhraseTable<Int> { PhraseTable(phrases, .rangeOpen) }
  var rangeClose: PhraseTable<Int> { PhraseTable(phrases, .rangeClose) }
  /// Words of ranges in Hangul, which hang on what is before them: 십과 십오 사이에.
  var rangeMiddleSigns: SignTable<Bool> { SignTable(phrases, .rangeMiddleSigns) }
  var rangeCloseSigns: SignTable<Bool> { SignTable(phrases, .rangeCloseSigns) }
  var rangeSuffixes: SignTable<Bool> { SignTable(phrases, .rangeSuffixes) }
  /// Words that say what rose or fell by a figure.
  var changeBefore: PhraseTable<Change> { PhraseTable(phrases, .changeBefore) }
  var changeAfter: PhraseTable<Change> { PhraseTable(phrases, .changeAfter) }
  var changeSuffixes: SignTable<Change> { SignTable(phrases, .changeSuffixes) }

  // MARK: Classes of words

  var classifiers: SignTable<Bool> { SignTable(phrases, .classifiers) }
  var particles: SignTable<Bool> { SignTable(phrases, .particles) }
  /// Where the names of counted things begin and end.
  var wordClasses: WordClasses { WordClasses(phrases) }

  /// How many words of `role` start at (or, for words that stand before a number, end at) `index`; nil: none.
  func isWord(_ role: Role, _ index: Int, _ text: NumberText) -> Int? {
    PhraseTable<Bool>(phrases, role.id, isReversed: role.isReversed).count(index, text)
  }

  /// Whether the packs have words of `role`.
  func has(_ role: Role) -> Bool { phrases.has(role.id) }

  // MARK: By language

  private static let cache = PackCache { pack in
    let phrases = CompiledPhrases(pack.numbers)
    let vocabulary = NumberVocabulary(phrases)
    if vocabulary.has(.myriads) { for hash in MyriadSign.hashes { phrases.addStart(hash) } }
    return vocabulary
  }

  /// What holds in every language.
  static let root = cache.value(for: .root)

  /// The vocabulary of a language; that of `root` where it has no pack.
  static func vocabulary(for language: Language) -> NumberVocabulary {
    cache.value(for: LanguagePack.pack(for: language) ?? .root)
  }
}

extension NumberVocabulary {
  struct Fuzzy: PhraseValue {
    let isPlural: Bool
    let low: ExactDecimal?
    let high: ExactDecimal?
    let factor: ExactDecimal?

    static func value(_ number: Int, _ phrases: CompiledPhrases) -> Fuzzy {
      let row = phrases.row(number)
      return Fuzzy(
        isPlural: row[0] == "plural", low: ExactDecimal(row[1]), high: ExactDecimal(row[2]),
        factor: ExactDecimal(row[3]))
    }
  }

  struct Unit: PhraseValue {
    let id: String
    /// The kind of figure that it makes: measure, duration or age.
    let kind: Figure.Kind
    var isDuration: Bool { kind == .duration }

    static func value(_ number: Int, _ phrases: CompiledPhrases) -> Unit {
      let row = phrases.row(number)
      let kind: Figure.Kind =
        switch row[1].utf8.first {
        case UInt8(ascii: "d"): .duration
        case UInt8(ascii: "a"): .age
        default: .measure
        }
      return Unit(id: row[0], kind: kind)
    }
  }

  enum Money: PhraseValue {
    case whole([String])
    /// One hundredth (or another part) of a unit.
    case part([String], parts: ExactDecimal)

    static func value(_ number: Int, _ phrases: CompiledPhrases) -> Money {
      let row = phrases.row(number)
      let codes = Array(row.dropFirst())
      return ExactDecimal(row[0]).map { .part(codes, parts: $0) } ?? .whole(codes)
    }
  }

  struct Modifier: PhraseValue {
    /// nil: the word is passed over.
    let meaning: Figure.Modifier?

    private static let meanings = NumberPack.meanings.map { Figure.Modifier(rawValue: $0) }

    static func value(_ number: Int, _ phrases: CompiledPhrases) -> Modifier {
      Modifier(meaning: meanings[number])
    }
  }
}

extension NumberPack.Change: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> NumberPack.Change {
    NumberPack.Change(rawValue: UInt8(number)) ?? .by
  }
}

extension NumberPack.RangeMiddle: PhraseValue {
  static func value(_ number: Int, _ phrases: CompiledPhrases) -> NumberPack.RangeMiddle {
    NumberPack.RangeMiddle(rawValue: number)
  }
}
