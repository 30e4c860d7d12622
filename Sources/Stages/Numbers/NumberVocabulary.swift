import PackFormat
import Pipeline

/// What the packs say about numbers in one language, ready for look-up; `root` is part of every one.
///
/// A class, since it is large and handed around for every number. It is filled by its initializer alone and never
/// changed afterwards, so it may be shared between threads although its properties are variables.
final class NumberVocabulary: @unchecked Sendable {
  /// Closed classes of words in grammar.tsv and wordclasses.tsv.
  enum Role: Int, CaseIterable, Sendable {
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

    /// The name in grammar.tsv: `percent-point` for `percentPoint`.
    init?(name: String) {
      guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
      self = role
    }

    private var name: String {
      "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
  }

  struct Fuzzy: Sendable {
    let isPlural: Bool
    let low: ExactDecimal?
    let high: ExactDecimal?
    let factor: ExactDecimal?
  }

  struct Unit: Sendable {
    let id: String
    /// The kind of figure that it makes: measure, duration or age.
    let kind: Figure.Kind
    var isDuration: Bool { kind == .duration }
  }

  enum Money: Sendable {
    case whole([String])
    /// One hundredth (or another part) of a unit.
    case part([String], parts: ExactDecimal)
  }

  enum Change: Sendable {
    case up, down
    /// Stands between the verb and the amount.
    case by
  }

  struct Modifier: Sendable {
    /// nil: the word is passed over.
    let meaning: Figure.Modifier?
  }

  /// What a word between two figures needs to make them a range.
  struct RangeMiddle: OptionSet, Sendable {
    let rawValue: UInt8
    static let alone = RangeMiddle(rawValue: 1)
    /// A word before the first figure: between 5 and 10.
    static let opened = RangeMiddle(rawValue: 2)
    /// A word behind the second figure: 5 ve 10 arasında.
    static let closed = RangeMiddle(rawValue: 4)
  }

  private(set) var code = "root"
  let numerals: CompiledNumerals
  /// Suffixes glued to digits: `4.5bn`.
  private(set) var suffixes = SignTable<ExactDecimal>()
  private(set) var fuzzy = PhraseTable<Fuzzy>()
  private(set) var units = PhraseTable<Unit>()
  private(set) var unitSigns = SignTable<Unit>()
  private(set) var money = PhraseTable<Money>()
  private(set) var moneySigns = SignTable<[String]>()
  private(set) var moneyCodes = SignTable<[String]>()
  /// Names of money that particles are glued to: 달러를.
  private(set) var gluedMoney = SignTable<Money>()
  /// Words before a number that say which unit the sign behind it means: 화씨 98도.
  private(set) var unitsBefore = SignTable<Unit>()
  private(set) var percentSigns = SignTable<Bool>()
  private(set) var modifiersBefore = PhraseTable<Modifier>(reversed: true)
  private(set) var modifiersAfter = PhraseTable<Modifier>()
  /// Words glued behind a number or counter: 여, 이상.
  private(set) var modifierSuffixes = SignTable<Modifier>()
  /// Middle words of ranges; the value says what else is needed, and `rangeOpen` and `rangeClose` have that.
  private(set) var rangeMiddle = PhraseTable<RangeMiddle>()
  private(set) var rangeOpen = PhraseTable<Bool>(reversed: true)
  private(set) var rangeClose = PhraseTable<Bool>()
  private(set) var rangeSuffixes = SignTable<Bool>()
  /// Words that say what rose or fell by a figure.
  private(set) var changeBefore = PhraseTable<Change>(reversed: true)
  private(set) var changeAfter = PhraseTable<Change>()
  private(set) var changeSuffixes = SignTable<Change>()
  /// By role; nil where the packs have no words for it. Words of some roles stand before a number and are matched
  /// backwards.
  private var classes = [PhraseTable<Bool>?](repeating: nil, count: Role.allCases.count)
  private(set) var classifiers = SignTable<Bool>()
  private(set) var particles = SignTable<Bool>()
  private(set) var rests = SignTable<Bool>()
  private(set) var points = SignTable<Bool>()
  private(set) var minusSigns = SignTable<Bool>()
  private(set) var ordinalPrefixes = SignTable<Bool>()
  private(set) var wholeJoiners = SignTable<Bool>()
  private(set) var gluedCounters = SignTable<Bool>()
  private(set) var tenths = SignTable<ExactDecimal>()
  private(set) var tenthsNot = SignTable<Bool>()
  private(set) var dozens = SignTable<Bool>()
  private(set) var topics = SignTable<Bool>()
  private(set) var rangeCloseSigns = SignTable<Bool>()
  private(set) var rangeMiddleSigns = SignTable<Bool>()
  private(set) var halves = SignTable<Bool>()
  private(set) var halfCounters = SignTable<Bool>()
  private(set) var halvesNot = SignTable<Bool>()
  /// Native Korean numerals, which stand before counters.
  private(set) var natives = SignTable<ExactDecimal>()
  /// Where the names of counted things begin and end.
  let wordClasses = WordClasses()

  private static let reversedRoles: Set<Role> = [
    .designator, .section, .legal, .phoneBefore, .ageBefore, .yearBefore, .month, .clockBefore, .scoreCue, .oneBefore,
    .percentBefore, .weekdayBefore,
  ]

  /// How many words of `role` start at (or, for words that stand before a number, end at) `index`; nil: none.
  func isWord(_ role: Role, _ index: Int, _ text: NumberText) -> Int? {
    classes[role.rawValue]?.match(index, text)?.count
  }

  func has(_ role: Role) -> Bool { classes[role.rawValue] != nil }

  /// Words that a figure may begin with; most words are not among them.
  private(set) var starts = WordFilter()

  init(_ pack: LanguagePack?) {
    var lexicon = NumeralLexicon()
    // Hand-written rows first: of two that differ on a form the first counts.
    for name in ["numerals-hand.tsv", "numerals.tsv"] {
      for row in pack?.file(name)?.rows ?? [] {
        guard let role = Numeral.Role(rawValue: row["role"]), let value = row.decimal("value") else { continue }
        for form in row.phrases("forms") {
          if role == .suffix {
            suffixes.add(form, value)
          } else if role == .native || role == .attributive {
            natives.add(form, value)
          } else {
            lexicon.add(form, Numeral(role: role, value: value))
          }
        }
      }
    }
    numerals = CompiledNumerals(lexicon)
    add(LanguagePack.root)
    if let pack {
      code = pack.code
      add(pack)
    }
    for hash in lexicon.firstHashes { starts.insert(hash) }
    for hash in fuzzy.firstHashes { starts.insert(hash) }
    if has(.myriads) { for hash in MyriadSign.hashes { starts.insert(hash) } }
  }

  private func add(_ pack: LanguagePack) {
    for row in pack.file("fuzzy.tsv")?.rows ?? [] {
      let value = Fuzzy(
        isPlural: row["role"] == "plural", low: row.decimal("low"), high: row.decimal("high"),
        factor: row.decimal("factor"))
      for form in row.phrases("forms") { fuzzy.add(form, value) }
    }
    // What is written by hand stands first, so it wins.
    for name in ["units.tsv", "cldr-units.tsv"] {
      for row in pack.file(name)?.rows ?? [] {
        let unit = Unit(id: row["unit"], kind: Figure.Kind(rawValue: row["kind"]) ?? .measure)
        for form in row.phrases("forms") {
          if row["case"] == "before" {
            unitsBefore.add(form, unit)
          } else if row["case"] == "exact" {
            if name == "units.tsv" || !unitSigns.contains(form) { unitSigns.add(form, unit) }
          } else {
            units.add(form, unit)
          }
        }
      }
    }
    for name in ["currencies.tsv", "cldr-currencies.tsv"] {
      for row in pack.file(name)?.rows ?? [] { addMoney(row) }
    }
    for row in pack.file("modifiers.tsv")?.rows ?? [] {
      let modifier = Modifier(meaning: Figure.Modifier(rawValue: row["meaning"]))
      for form in row.phrases("forms") {
        switch row["position"] {
        case "before": modifiersBefore.add(form, modifier)
        case "suffix": modifierSuffixes.add(form, modifier)
        default: modifiersAfter.add(form, modifier)
        }
      }
    }
    for row in pack.file("change.tsv")?.rows ?? [] {
      for form in row.phrases("forms") {
        switch row["role"] {
        case "up-suffix": changeSuffixes.add(form, .up)
        case "down-suffix": changeSuffixes.add(form, .down)
        case "by": changeBefore.add(form, .by)
        default:
          changeBefore.add(form, row["role"] == "up" ? .up : .down)
          changeAfter.add(form, row["role"] == "up" ? .up : .down)
        }
      }
    }
    addRanges(pack)
    for name in ["grammar.tsv", "cues.tsv"] {
      for row in pack.file(name)?.rows ?? [] { addGrammar(row["role"], row.phrases("forms")) }
    }
    if let table = pack.file("wordclasses.tsv") {
      wordClasses.add(table)
      for row in table.rows { addGrammar(row["role"], row.phrases("forms")) }
    }
  }

  private func addRanges(_ pack: LanguagePack) {
    var middles: [String: RangeMiddle] = [:]
    var order: [String] = []
    for row in pack.file("ranges.tsv")?.rows ?? [] {
      for open in row.phrases("open") { rangeOpen.add(open, true) }
      let isSuffix = row["close"] == "suffix"
      if !isSuffix {
        for close in row.phrases("close") {
          rangeClose.add(close, true)
          if MyriadSign.isHangul(close) { rangeCloseSigns.add(close, true) }
        }
        for middle in row.phrases("middle") where MyriadSign.isHangul(middle) { rangeMiddleSigns.add(middle, true) }
      }
      for middle in row.phrases("middle") {
        if isSuffix { rangeSuffixes.add(middle, true) }
        if middles[middle] == nil { order.append(middle) }
        let needs: RangeMiddle =
          !row["open"].isEmpty ? .opened : isSuffix || row["close"].isEmpty ? .alone : .closed
        middles[middle, default: []].insert(needs)
      }
    }
    for middle in order { rangeMiddle.add(middle, middles[middle] ?? .alone) }
  }

  private func addMoney(_ row: PackTable.Row) {
    let codes = row.phrases("currency")
    for form in row.phrases("forms") {
      switch row["role"] {
      case "sign": moneySigns.add(form, codes)
      case "code": moneyCodes.add(form, codes)
      case "subunit": money.add(form, .part(codes, parts: row.decimal("parts") ?? ExactDecimal(100)))
      default: money.add(form, .whole(codes))
      }
      if row["role"] == "name" || row["role"] == "subunit", MyriadSign.isHangul(form) {
        let isPart = row["role"] == "subunit"
        gluedMoney.add(form, isPart ? .part(codes, parts: row.decimal("parts") ?? ExactDecimal(100)) : .whole(codes))
      }
    }
  }

  private func addGrammar(_ name: String, _ forms: [String]) {
    guard let role = Role(name: name) else { return }
    switch role {
    case .counter:
      for form in forms { classifiers.add(form, true) }
    case .particle:
      for form in forms { particles.add(form, true) }
    case .numeralRest:
      for form in forms { rests.add(form, true) }
    case .decimalPoint:
      for form in forms { points.add(form, true) }
    case .minusSign:
      for form in forms { minusSigns.add(form, true) }
    case .ordinalSign:
      for form in forms { ordinalPrefixes.add(form, true) }
    case .wholeJoiner:
      for form in forms { wholeJoiners.add(form, true) }
    case .gluedCounter:
      for form in forms { gluedCounters.add(form, true) }
    case .tenths:
      for form in forms { tenths.add(form, ExactDecimal(10)) }
    case .hundredths:
      for form in forms { tenths.add(form, ExactDecimal(1)) }
    case .thousandths:
      for form in forms { tenths.add(form, ExactDecimal(coefficient: 1, exponent: -1)) }
    case .tenthsNot:
      for form in forms { tenthsNot.add(form, true) }
    case .halfUnit:
      for form in forms { halves.add(form, true) }
    case .halfCounter:
      for form in forms { halfCounters.add(form, true) }
    case .dozenSign:
      for form in forms { dozens.add(form, true) }
    case .topic:
      for form in forms { topics.add(form, true) }
    case .halfNot:
      for form in forms { halvesNot.add(form, true) }
    default:
      var table = classes[role.rawValue] ?? PhraseTable(reversed: Self.reversedRoles.contains(role))
      for form in forms {
        table.add(form, true)
        if role == .percent || role == .percentPoint { percentSigns.add(form, role == .percentPoint) }
      }
      classes[role.rawValue] = table
    }
  }

  // MARK: By language

  private static let cache = PackCache { NumberVocabulary($0) }
  private static let rootOnly = NumberVocabulary(nil)

  static func vocabulary(for language: Language) -> NumberVocabulary {
    guard let pack = LanguagePack.pack(for: language) else { return rootOnly }
    return cache.value(for: pack)
  }
}

/// Decimal and grouping marks of a language, and whether its digits group by two behind the first three.
struct NumberMarks: Sendable {
  let decimal: UInt32
  let grouping: UInt32

  var groupsWithBlanks: Bool { grouping == 0xA0 || grouping == 0x202F || grouping == 0x20 }

  private static let table: [String: NumberMarks] = {
    var table: [String: NumberMarks] = [:]
    for row in LanguagePack.root.file("locales.tsv")?.rows ?? [] {
      guard let decimal = scalar(row["decimal"]) else { continue }
      table[row["language"]] = NumberMarks(decimal: decimal, grouping: scalar(row["grouping"]) ?? 0)
    }
    return table
  }()

  private static func scalar(_ cell: String) -> UInt32? {
    let first = cell.split(separator: " ").first.map(String.init) ?? cell
    if first.hasPrefix("U+") { return UInt32(first.dropFirst(2), radix: 16) }
    return first.unicodeScalars.first?.value
  }

  static func marks(for language: Language) -> NumberMarks {
    table[language.tag] ?? table[language.primary] ?? NumberMarks(decimal: 0x2E, grouping: 0x2C)
  }
}
