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
    case designatorAfter
    case addressBefore
    case addressAfter
    case addressEnding
    case scoreMiddle
    case belowZero
    case goal
    case perAfter
    case perEnding
    case speedBefore
    case phoneBefore
    case section
    case legal
    case ordinalSuffix
    case idiom
    case titleSmall
    case myriads
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
  /// Words behind the number that a rate is counted by, matched byte for byte: 10万人*当たり*, 100 000 asukasta *kohden*.
  private(set) var perAfter = SignTable<Bool>()
  /// Endings of the word behind such a number: 100 000 lakos*ra*.
  private(set) var perEndings: [[UInt8]] = []
  /// Endings of names of streets: Haupt*straße*.
  private(set) var addressEndings: [[UInt8]] = []
  /// Where the names of counted things begin and end.
  let wordClasses = WordClasses()

  private static let reversedRoles: Set<Role> = [
    .designator, .section, .legal, .phoneBefore, .ageBefore, .yearBefore, .month, .clockBefore, .scoreCue,
    .percentBefore, .addressBefore, .goal, .speedBefore,
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
    if has(.myriads) { for hash in MyriadReader.hashesOfSigns { starts.insert(hash) } }
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
          if row["case"] == "exact" {
            unitSigns.add(form, unit)
          } else if let sign = sign(form) {
            unitSigns.add(sign, unit)
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

  /// CLDR's short forms that keep their blank (French: " A", " mA") are signs, whose case matters.
  private func sign(_ form: String) -> String? {
    let scalars = form.unicodeScalars
    guard let blank = scalars.first, blank.properties.isWhitespace else { return nil }
    let rest = scalars.dropFirst()
    let isSign = rest.count == 1 || rest.contains { $0.properties.isUppercase }
    return isSign ? String(String.UnicodeScalarView(rest)) : nil
  }

  private func addRanges(_ pack: LanguagePack) {
    var middles: [String: RangeMiddle] = [:]
    var order: [String] = []
    for row in pack.file("ranges.tsv")?.rows ?? [] {
      for open in row.phrases("open") { rangeOpen.add(open, true) }
      let isSuffix = row["close"] == "suffix"
      if !isSuffix { for close in row.phrases("close") { rangeClose.add(close, true) } }
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
    }
  }

  private func addGrammar(_ name: String, _ forms: [String]) {
    guard let role = Role(name: name) else { return }
    switch role {
    case .counter:
      for form in forms { classifiers.add(form, true) }
    case .particle:
      for form in forms { particles.add(form, true) }
    case .perAfter:
      for form in forms { perAfter.add(form, true) }
    case .perEnding: perEndings += forms.map { Array($0.utf8) }
    case .addressEnding: addressEndings += forms.map { Array($0.utf8) }
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
