import Pipeline

/// Compiles the files of a pack that are about numbers to one image of phrase tables.
///
/// Each file's columns and roles decide to which tables its forms go; what a value means is `NumberVocabulary`'s.
public struct NumberPack {
  /// Kinds of files that are read.
  public static let fileNames = [
    "numerals-hand.tsv", "numerals.tsv", "fuzzy.tsv", "units.tsv", "cldr-units.tsv", "currencies.tsv",
    "cldr-currencies.tsv", "modifiers.tsv", "change.tsv", "ranges.tsv", "grammar.tsv", "cues.tsv", "wordclasses.tsv",
    "locales.tsv",
  ]

  /// Meanings in modifiers.tsv, by the number that is their value.
  public static let meanings = ["none", "approx", "atLeast", "atMost", "moreThan", "lessThan", "fuzzy"]

  /// Values of the tables of changes.
  @frozen public enum Change: UInt8, Sendable, CaseIterable {
    case up, down
    /// Stands between the verb and the amount.
    case by
  }

  /// What a word between two figures needs to make them a range. Rows of ranges.tsv are bits, the 11th for all further.
  @frozen public struct RangeMiddle: RawRepresentable, Sendable {
    public var rawValue: Int
    @inlinable public init(rawValue: Int) { self.rawValue = rawValue }
    static let rows = 11

    /// Joins two figures by itself.
    @inlinable public var isAlone: Bool { rawValue & 1 != 0 }
    /// Rows that have it behind a word before the first figure: between 5 and 10.
    @inlinable public var opened: Int { rawValue >> 1 & 0x7FF }
    /// Rows that have it before a word behind the second figure: 5 ve 10 arasında.
    @inlinable public var closed: Int { rawValue >> 12 }
  }

  private var builder = PhraseImageBuilder()

  /// The image of a language: what `root` says, then what the language's own files say.
  public static func words(root: [String: PackTable], language: [String: PackTable]) -> [UInt64] {
    var pack = NumberPack()
    pack.addNumerals(language)
    pack.add(root)
    pack.add(language)
    // Which marks a language has is asked of `root` alone.
    if language.isEmpty { for row in root["locales.tsv"]?.rows ?? [] { pack.addMarks(row) } }
    pack.builder.startsFigures(.numerals)
    pack.builder.startsFigures(.fuzzy)
    if language["cues.tsv"]?.rows.contains(where: { $0["role"].hasPrefix("roman-") }) ?? false {
      for value in 2...RomanNumber.largest { pack.builder.startsFigures(with: RomanNumber.letters(value)) }
    }
    return pack.builder.words()
  }

  private mutating func addNumerals(_ files: [String: PackTable]) {
    var numerals = NumeralForms()
    // Hand-written rows first: of two that differ on a form the first counts.
    for name in ["numerals-hand.tsv", "numerals.tsv"] {
      for row in files[name]?.rows ?? [] {
        guard let role = Numeral.Role(name: row["role"]), let value = row.decimal("value") else { continue }
        for form in row.phrases("forms") {
          if role == .suffix {
            builder.add(.suffixes, form, value: builder.value([row["value"]]))
          } else {
            if role == .native || role == .attributive {
              builder.add(.natives, form, value: builder.value([row["value"]]))
            } else {
              numerals.add(form, Numeral(role: role, value: value), to: &builder)
            }
          }
        }
      }
    }
  }

  private mutating func add(_ files: [String: PackTable]) {
    for row in files["fuzzy.tsv"]?.rows ?? [] {
      let value = builder.value([row["role"], row["low"], row["high"], row["factor"]])
      for form in row.phrases("forms") { builder.add(.fuzzy, form, value: value) }
    }
    // What is written by hand stands first, so it wins.
    var byHand: Set<String> = []
    for name in ["units.tsv", "cldr-units.tsv"] {
      for row in files[name]?.rows ?? [] {
        let value = builder.value([row["unit"], row["kind"]])
        for form in row.phrases("forms") + (row["case"] == "exact" ? [] : plain(row.phrases("forms"))) {
          switch row["case"] {
          case "before": builder.add(.unitsBefore, form, value: value)
          case "exact":
            if name == "units.tsv" { byHand.insert(form) } else if byHand.contains(form) { continue }
            builder.add(.unitSigns, form, value: value)
          default:
            if let sign = Self.sign(form) {
              builder.add(.unitSigns, sign, value: value)
            } else {
              builder.add(.units, form, value: value)
            }
          }
        }
      }
    }
    for name in ["currencies.tsv", "cldr-currencies.tsv"] {
      for row in files[name]?.rows ?? [] { addMoney(row) }
    }
    for row in files["modifiers.tsv"]?.rows ?? [] {
      let value = Self.meanings.firstIndex(of: row["meaning"]) ?? 0
      for form in row.phrases("forms") {
        switch row["position"] {
        case "before": builder.add(.modifiersBefore, form, value: value)
        case "suffix": builder.add(.modifierSuffixes, form, value: value)
        default: builder.add(.modifiersAfter, form, value: value)
        }
      }
    }
    for row in files["change.tsv"]?.rows ?? [] {
      for form in row.phrases("forms") { addChange(row["role"], form) }
    }
    addRanges(files["ranges.tsv"]?.rows ?? [])
    for name in ["grammar.tsv", "cues.tsv"] {
      for row in files[name]?.rows ?? [] { addRole(row["role"], row.phrases("forms")) }
    }
    for row in files["wordclasses.tsv"]?.rows ?? [] {
      addWordClass(row["role"], row.phrases("forms"))
      addRole(row["role"], row.phrases("forms"))
    }
  }

  /// CLDR's short forms that keep their blank (French: " A", " mA") are signs, whose case matters.
  private static func sign(_ form: String) -> String? {
    let scalars = form.unicodeScalars
    guard let blank = scalars.first, blank.properties.isWhitespace else { return nil }
    let rest = scalars.dropFirst()
    let isSign = rest.count == 1 || rest.contains { $0.properties.isUppercase }
    return isSign ? String(String.UnicodeScalarView(rest)) : nil
  }

  /// The forms that have accents, without them, where the language is often written so.
  private func plain(_ forms: [String]) -> [String] {
    // Not of two or three letters: nó is a knot, no is "in the".
    builder.rules & PhraseImage.Rule.unaccented == 0
      ? [] : forms.compactMap { $0.unaccented }.filter { $0.utf8.count > 3 }
  }

  /// Marks are a row of the scalars of the decimal and the grouping mark, 0 where there is none.
  private mutating func addMarks(_ row: PackTable.Row) {
    let marks = [row["decimal"], row["grouping"]].map { PackScalars.parse($0)?.first?.value ?? 0 }
    guard marks[0] != 0 else { return }
    builder.add(.marks, row["language"], value: builder.value(marks.map { String($0) }))
  }

  /// Money is a row of the parts that make one of the currency (empty: the word names the currency itself), then codes.
  private mutating func addMoney(_ row: PackTable.Row) {
    let codes = row.phrases("currency")
    let isName = row["role"] == "name" || row["role"] == "subunit"
    for form in row.phrases("forms") + (isName ? plain(row.phrases("forms")) : []) {
      switch row["role"] {
      case "sign": builder.add(.moneySigns, form, value: builder.value(codes))
      case "code": builder.add(.moneyCodes, form, value: builder.value(codes))
      default:
        let parts = row["role"] != "subunit" ? "" : row.decimal("parts") == nil ? "100" : row["parts"]
        let value = builder.value([parts] + codes)
        builder.add(.money, form, value: value)
        if Self.isHangul(form) {
          builder.add(.gluedMoney, form, value: value)
        }
      }
    }
  }

  /// Whether a form is in Hangul, so that particles may be glued to it.
  private static func isHangul(_ form: String) -> Bool {
    form.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  private mutating func addChange(_ role: String, _ form: String) {
    func value(_ change: Change) -> Int { Int(change.rawValue) }
    switch role {
    case "up-suffix": builder.add(.changeSuffixes, form, value: value(.up))
    case "down-suffix": builder.add(.changeSuffixes, form, value: value(.down))
    case "by": builder.add(.changeBefore, form, value: value(.by))
    default:
      builder.add(.changeBefore, form, value: value(role == "up" ? .up : .down))
      builder.add(.changeAfter, form, value: value(role == "up" ? .up : .down))
    }
  }

  private mutating func addRanges(_ rows: [PackTable.Row]) {
    var middles: [String: Int] = [:]
    var opens: [String: Int] = [:]
    var closes: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      let bit = 1 << min(index, RangeMiddle.rows - 1)
      let isSuffix = row["close"] == "suffix"
      for open in row.phrases("open") { opens[open, default: 0] |= bit }
      if !isSuffix {
        for close in row.phrases("close") {
          closes[close, default: 0] |= bit
          if Self.isHangul(close) { builder.add(.rangeCloseSigns, close) }
        }
        if !row["close"].isEmpty {
          for middle in row.phrases("middle") where Self.isHangul(middle) { builder.add(.rangeMiddleSigns, middle) }
        }
      }
      for middle in row.phrases("middle") {
        if isSuffix { builder.add(.rangeSuffixes, middle) }
        let isAlone = row["open"].isEmpty && (isSuffix || row["close"].isEmpty)
        middles[middle, default: 0] |= isAlone ? 1 : !row["open"].isEmpty ? bit << 1 : bit << 12
      }
    }
    for (form, bits) in opens.sorted(by: { $0.key < $1.key }) { builder.add(.rangeOpen, form, value: bits) }
    for (form, bits) in closes.sorted(by: { $0.key < $1.key }) { builder.add(.rangeClose, form, value: bits) }
    for (form, needs) in middles.sorted(by: { $0.key < $1.key }) { builder.add(.rangeMiddle, form, value: needs) }
  }

  /// Roles whose forms are found by their bytes, since what stands around them need not be another word.
  private static let signs: [NumberRole: NumberTable.Signs] = [
    .counter: .classifiers, .particle: .particles, .numeralRest: .rests, .decimalPoint: .points,
    .minusSign: .minusSigns, .ordinalSign: .ordinalPrefixes, .wholeJoiner: .wholeJoiners,
    .gluedCounter: .gluedCounters, .tenthsNot: .tenthsNot, .halfUnit: .halves, .halfCounter: .halfCounters,
    .halfNot: .halvesNot, .dozenSign: .dozens, .topic: .topics, .unitEnding: .unitEndings,
    .definitePrefix: .definitePrefixes, .perAfter: .perAfter, .perEnding: .perEndings,
    .addressEnding: .addressEndings,
  ]

  private mutating func addRole(_ name: String, _ forms: [String]) {
    guard let role = NumberRole(name: name) else { return }
    if let table = Self.signs[role] {
      for form in forms { builder.add(table, form) }
      return
    }
    switch role {
    case .tenths: for form in forms { builder.add(.tenths, form, value: builder.value(["10"])) }
    case .hundredths: for form in forms { builder.add(.tenths, form, value: builder.value(["1"])) }
    case .thousandths: for form in forms { builder.add(.tenths, form, value: builder.value(["0.1"])) }
    default:
      builder.has(role.id)
      for form in forms {
        builder.add(role.id, form, reversed: role.isReversed)
        if role == .percent || role == .percentPoint {
          builder.add(.percentSigns, form, value: role == .percentPoint ? 1 : 0)
        }
      }
    }
  }

  private mutating func addWordClass(_ role: String, _ forms: [String]) {
    if let wordClass = NounPhraseRole(role: role) {
      if wordClass == .stating { builder.rules |= PhraseImage.Rule.subjects }
      for form in forms { builder.add(form, wordClass) }
      return
    }
    let words: [String: NumberTable.Phrases] = ["comparison": .comparisons, "count": .counts, "toll": .tolls]
    let endings: [String: NumberTable.Signs] = [
      "adjective-ending": .adjectiveEndings, "verb-ending": .verbEndings, "plural-ending": .pluralEndings,
      "singular-ending": .singularEndings, "link-ending": .linkEndings,
    ]
    let strings: [String: NumberTable.Signs] = [
      "counter": .counters, "counting-noun": .countingNouns, "noun": .nouns, "head": .heads, "break": .breaks,
      "connector": .connectors, "hedge": .hedges, "object-particle": .objectParticles,
      "subject-particle": .subjectParticles, "together-particle": .togetherParticles,
    ]
    if role == "order" { builder.order.formUnion(PhraseOrder(names: forms)) }
    if let table = words[role] { for form in forms { builder.add(table, form) } }
    if let table = endings[role] { for form in forms { builder.add(table, form) } }
    // Signs of these are one letter at least of the scripts that need them.
    if let table = strings[role] { for form in forms where form.utf8.count >= 3 { builder.add(table, form) } }
  }
}

/// Adds the forms of numerals to an image, in all spellings, with the rules of the language.
public struct NumeralForms {
  private var variants: [(from: String, to: String)] = []
  /// The language is often written without its accents.
  private var isUnaccented = false

  public init() {}

  public mutating func add(_ form: String, _ numeral: Numeral, to builder: inout PhraseImageBuilder) {
    switch numeral.role {
    case .rule:
      if form == "compound" { builder.rules |= PhraseImage.Rule.compound }
      if form == "unit-first" { builder.rules |= PhraseImage.Rule.unitFirst }
      if form == "nested" { builder.rules |= PhraseImage.Rule.nested }
      if form == "ordinal-fractions" { builder.rules |= PhraseImage.Rule.ordinalFractions }
      if form == "unaccented" {
        builder.rules |= PhraseImage.Rule.unaccented
        isUnaccented = true
      }
      if form == "mixed-and" { builder.rules |= PhraseImage.Rule.mixedAnd }
      if form == "bare-whole" { builder.rules |= PhraseImage.Rule.bareWhole }
      if form == "counted-halves" { builder.rules |= PhraseImage.Rule.countedHalves }
    case .variant:
      // By scalars: a mark behind the sign would make one character with it.
      let pair = form.unicodeScalars.split(separator: ">", omittingEmptySubsequences: false).map { String($0) }
      if pair.count == 2 { variants.append((pair[0], pair[1])) }
    case .denominatorPlural:
      for spelling in [form, isUnaccented ? form.unaccented : nil].compactMap({ $0 }) {
        // Ordinals first of all, so that they go on being read as such where no number stands before them.
        builder.add(spelling, Numeral(role: numeral.value < 1000 ? .ordinal : .ordinalScale, value: numeral.value))
        builder.add(spelling, Numeral(role: .denominator, value: numeral.value))
        builder.add(spelling, numeral)
      }
    case .ordinalSuffix: builder.add(.ordinalSuffixes, form)
    case .ordinalDot:
      builder.rules |= PhraseImage.Rule.ordinalDot
      if Lexicon.hash(ofWord: form) != nil { builder.add(.wordsBeforeDot, form) }
    default:
      builder.add(form, numeral)
      var other = form
      for (from, to) in variants { other = Self.replacing(from, by: to, in: other) }
      if !other.utf8.elementsEqual(form.utf8) { builder.add(other, numeral) }
      if isUnaccented, let plain = form.unaccented { builder.add(plain, numeral) }
    }
  }

  private static func replacing(_ from: String, by to: String, in text: String) -> String {
    let from = Array(from.unicodeScalars)
    var scalars = Array(text.unicodeScalars)[...]
    var result = String.UnicodeScalarView()
    while !scalars.isEmpty {
      if scalars.starts(with: from) {
        result.append(contentsOf: to.unicodeScalars)
        scalars = scalars.dropFirst(from.count)
      } else {
        result.append(scalars.removeFirst())
      }
    }
    return String(result)
  }
}
