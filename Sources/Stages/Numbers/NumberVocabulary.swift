import PackFormat
import Pipeline

/// What the packs say about numbers in one language, ready for look-up; `root` is part of every one.
struct NumberVocabulary: Sendable {
  enum NumeralRole: String, Sendable {
    case zero, unit, teen, ten, hundreds, hundred, scale, suffix, mixed, dozen, article, ordinal, denominator, part
    case collective, times, native, attributive
    case ordinalScale = "ordinal-scale"
  }

  struct Numeral: Sendable {
    let role: NumeralRole
    let value: ExactDecimal
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

  var code = "root"
  var numerals = PhraseTable<Numeral>()
  /// Suffixes glued to digits: `4.5bn`.
  var suffixes = SignTable<ExactDecimal>()
  var fuzzy = PhraseTable<Fuzzy>()
  var units = PhraseTable<Unit>()
  var unitSigns = SignTable<Unit>()
  var money = PhraseTable<Money>()
  var moneySigns = SignTable<[String]>()
  var moneyCodes = SignTable<[String]>()
  var percentSigns = SignTable<Bool>()
  var modifiersBefore = PhraseTable<Modifier>(reversed: true)
  var modifiersAfter = PhraseTable<Modifier>()
  /// Words glued behind a number or counter: 여, 이상.
  var modifierSuffixes = SignTable<Modifier>()
  /// Middle words of ranges; the value says whether opening words are needed, and `rangeOpen` has those.
  var rangeMiddle = PhraseTable<Bool>()
  var rangeOpen = PhraseTable<Bool>(reversed: true)
  var rangeSuffixes = SignTable<Bool>()
  private var classes: [String: PhraseTable<Bool>] = [:]
  private var reversedClasses: [String: PhraseTable<Bool>] = [:]
  private var endings: [String: [[UInt8]]] = [:]
  var classifiers = SignTable<Bool>()
  var particles = SignTable<Bool>()

  private static let reversedRoles: Set<String> = [
    "designator", "section", "legal", "phone-before", "age-before", "year-before", "clock-before", "one-before", "month",
  ]

  /// Whether a word or phrase of `role` starts at (or, for words that stand before a number, ends at) `index`.
  func isWord(_ role: String, _ index: Int, _ text: NumberText) -> Int? {
    if let table = reversedClasses[role] { return table.match(index, text)?.count }
    return classes[role]?.match(index, text)?.count
  }

  func endings(_ role: String) -> [[UInt8]] { endings[role] ?? [] }

  func has(_ role: String) -> Bool { classes[role] != nil || reversedClasses[role] != nil || endings[role] != nil }

  init(_ pack: LanguagePack?) {
    add(LanguagePack.root)
    if let pack {
      code = pack.code
      add(pack)
    }
  }

  private mutating func add(_ pack: LanguagePack) {
    for row in pack.file("numerals.tsv")?.rows ?? [] {
      guard let role = NumeralRole(rawValue: row["role"]), let value = row.decimal("value") else { continue }
      for form in row.phrases("forms") {
        if role == .suffix {
          suffixes.add(form, value)
        } else {
          numerals.add(form, Numeral(role: role, value: value))
        }
      }
    }
    for row in pack.file("fuzzy.tsv")?.rows ?? [] {
      let value = Fuzzy(
        isPlural: row["role"] == "plural", low: row.decimal("low"), high: row.decimal("high"), factor: row.decimal("factor"))
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
  }

  private mutating func addMoney(_ row: PackTable.Row) {
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

  private mutating func addGrammar(_ role: String, _ forms: [String]) {
    switch role {
    case "verb-ending", "adjective-ending", "plural-ending", "singular-ending":
      endings[role, default: []] += forms.map { Array($0.utf8) }
    case "classifier":
      for form in forms { classifiers.add(form, true) }
    case "particle":
      for form in forms { particles.add(form, true) }
    default:
      let isReversed = Self.reversedRoles.contains(role)
      for form in forms {
        if isReversed {
          reversedClasses[role, default: PhraseTable(reversed: true)].add(form, true)
        } else {
          classes[role, default: PhraseTable()].add(form, true)
        }
        if role == "percent" || role == "percent-point" { percentSigns.add(form, role == "percent-point") }
      }
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
