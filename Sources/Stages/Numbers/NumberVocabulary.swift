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
    case per
    case times
    case ageBefore
    case ageAfter
    case designator
    case yearBefore
    case yearAfter
    case month
    case clockAfter
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
    let isDuration: Bool
  }

  enum Money: Sendable {
    case whole([String])
    /// One hundredth (or another part) of a unit.
    case part([String], parts: ExactDecimal)
  }

  struct Modifier: Sendable {
    /// nil: the word is passed over.
    let meaning: String?
    let isChange: Bool
  }

  struct RangeWords: Sendable {
    var open = PhraseTable<[Int]>(reversed: true)
    var middle = PhraseTable<Int>()
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
  /// Middle words of ranges; the value says whether opening words are needed, and `rangeOpen` has those.
  private(set) var rangeMiddle = PhraseTable<Bool>()
  private(set) var rangeOpen = PhraseTable<Bool>(reversed: true)
  private(set) var rangeSuffixes = SignTable<Bool>()
  /// By role; nil where the packs have no words for it. Words of some roles stand before a number and are matched
  /// backwards.
  private var classes = [PhraseTable<Bool>?](repeating: nil, count: Role.allCases.count)
  private(set) var classifiers = SignTable<Bool>()
  private(set) var particles = SignTable<Bool>()
  /// Where the names of counted things begin and end.
  let wordClasses = WordClasses()

  private static let reversedRoles: Set<Role> = [
    .designator, .section, .legal, .phoneBefore, .ageBefore, .yearBefore, .month,
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
    for row in pack.file("units.tsv")?.rows ?? [] {
      let unit = Unit(id: row["unit"], isDuration: row["kind"] == "duration")
      for form in row.phrases("forms") {
        if row["case"] == "exact" { unitSigns.add(form, unit) } else { units.add(form, unit) }
      }
    }
    for row in pack.file("currencies.tsv")?.rows ?? [] { addMoney(row) }
    for row in pack.file("modifiers.tsv")?.rows ?? [] {
      let meaning = row["meaning"]
      let isChange = meaning == "up" || meaning == "down"
      let modifier = Modifier(meaning: meaning == "none" ? nil : meaning, isChange: isChange)
      for form in row.phrases("forms") {
        switch row["position"] {
        case "before": modifiersBefore.add(form, modifier)
        case "suffix": modifierSuffixes.add(form, modifier)
        default: modifiersAfter.add(form, modifier)
        }
      }
    }
    for row in pack.file("ranges.tsv")?.rows ?? [] {
      let opens = row.phrases("open")
      for open in opens { rangeOpen.add(open, true) }
      for middle in row.phrases("middle") {
        rangeMiddle.add(middle, !opens.isEmpty)
        if row["close"] == "suffix" { rangeSuffixes.add(middle, true) }
      }
    }
    for row in pack.file("grammar.tsv")?.rows ?? [] { addGrammar(row["role"], row.phrases("forms")) }
    if let table = pack.file("wordclasses.tsv") {
      wordClasses.add(table)
      for row in table.rows { addGrammar(row["role"], row.phrases("forms")) }
    }
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
