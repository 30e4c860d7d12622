import ICU
import PackFormat
import Pipeline
import Stages

/// Inverts CLDR's spell-out rules: adds to the numerals of a pack what is missing to read back what the rules write.
///
/// Goes through the numbers upwards. Where a spelling is not read as its number, one piece of it must be unknown: the
/// pieces that are spellings of smaller numbers are taken off, and what is left gets the value and role that make the
/// whole come out right. A spelling below 100 that can't be taken apart is learned whole.
struct NumeralLearner {
  struct Row: Hashable {
    let value: ExactDecimal
    let role: Numeral.Role
    let form: String
  }

  private(set) var rows: [Row] = []
  private(set) var unread: [String] = []
  /// What the pack has, and all that has been learned.
  private var known: [Row]
  private var lexicon: NumeralTrial
  private var rules: SpelloutRules
  /// Spellings of numbers that others are made of.
  private var spellings: [Int64: Set<String>] = [:]
  private var ordinalSpellings: [Int64: Set<String>] = [:]

  /// Scale words of the pack already, which tell where the factor before them ends.
  private let knownScales: [Row]

  init(rules: SpelloutRules, known: [Row]) {
    self.rules = rules
    self.known = known
    lexicon = Self.trial(known)
    knownScales = known.filter { $0.role == .scale || $0.role == .article }
  }

  private static func trial(_ rows: [Row]) -> NumeralTrial {
    NumeralTrial(rows.map { ($0.form, Numeral(role: $0.role, value: $0.value)) })
  }

  /// Goes on with the rules of another locale of the same language.
  mutating func use(_ rules: SpelloutRules) { self.rules = rules }

  // MARK: Cardinals

  mutating func learnCardinals(_ sets: [String]) throws {
    // Twice: a word that joins parts shows only when both are known.
    for _ in 0..<2 {
      unread = []
      for set in sets {
        for number in Self.numbers { try learn(number, set) }
      }
    }
  }

  /// All up to 1000, then each scale with what makes it inflect, up to 10^15.
  private static let numbers: [Int64] = {
    var numbers = Array(Int64(0)...1000)
    for scale: Int64 in [
      1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
      100_000_000_000, 1_000_000_000_000, 1_000_000_000_000_000,
    ] {
      for factor: Int64 in [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 21, 22, 25, 31, 71, 81, 91, 99, 100, 101, 121, 200, 300, 500,
      ]
      where scale < 1_000_000_000_000_000 || factor < 9 {
        for rest: Int64 in [0, 1, 2, 21, 100, 345] where rest == 0 || scale < 1_000_000_000_000 {
          numbers.append(scale * factor + rest)
        }
      }
    }
    return numbers
  }()

  private mutating func learn(_ number: Int64, _ set: String) throws {
    let text = try clean(rules.words(for: number, ruleSet: set))
    guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.properties.numericType == .decimal }) else { return }
    if number < 1000 { spellings[number, default: []].insert(text) }
    if reads(text, number, lexicon) { return }
    for row in candidates(text, number, set) {
      let trial = Self.trial(known + [row])
      if reads(text, number, trial) {
        lexicon = trial
        known.append(row)
        rows.append(row)
        return
      }
    }
    unread.append("\(number) \(text)")
  }

  private func reads(_ text: String, _ number: Int64, _ lexicon: NumeralTrial) -> Bool {
    guard let reading = lexicon.reading(of: text) else { return false }
    return !reading.isOrdinal && reading.value == ExactDecimal(coefficient: Int128(number))
  }

  private func candidates(_ text: String, _ number: Int64, _ set: String) -> [Row] {
    func row(_ value: Int64, _ role: Numeral.Role, _ form: some StringProtocol) -> Row {
      Row(value: ExactDecimal(coefficient: Int128(value)), role: role, form: Self.trimmed(String(form)))
    }
    var rows: [Row] = []
    if number < 21 || (number < 100 && number % 10 == 0) {
      if number >= 20 {
        // A ten that is the same behind its unit: "siebzig".
        rows.append(row(number, .ten, text))
      } else {
        rows.append(row(number, number == 0 ? .zero : number < 10 ? .unit : .teen, text))
      }
    } else if number < 100 {
      let (ten, unit) = (number / 10 * 10, number % 10)
      for (head, tail) in splits(text, ten, unit) where !Self.trimmed(head + tail).isEmpty {
        rows.append(row(10, .and, head + tail))
      }
      for known in spellings[ten] ?? [] where text.hasPrefix(known) {
        rows.append(row(unit, .unit, text.dropFirst(known.count)))
      }
      for known in spellings[unit] ?? [] where text.hasSuffix(known) {
        rows.append(row(ten, .ten, text.dropLast(known.count)))
      }
      rows.append(row(number, .teen, text))
    } else if number < 1000 {
      let (hundreds, rest) = (number / 100, number % 100)
      for tail in rest == 0 ? [""] : Array(spellings[rest] ?? []).sorted() where text.hasSuffix(tail) {
        let head = text.dropLast(tail.count)
        for factor in (spellings[hundreds] ?? []).sorted() where head.hasPrefix(factor) {
          rows.append(row(100, .hundred, head.dropFirst(factor.count)))
        }
        if hundreds == 1 { rows.append(row(100, .hundreds, head)) }
        rows.append(row(hundreds * 100, .hundreds, head))
      }
      for known in (spellings[hundreds * 100] ?? []).sorted() where rest > 0 && text.hasPrefix(known) {
        let tail = text.dropFirst(known.count)
        for other in (spellings[rest] ?? []).sorted() where tail.hasSuffix(other) {
          rows.append(row(100, .and, tail.dropLast(other.count)))
        }
        rows.append(row(rest, rest < 10 ? .unit : rest < 100 && rest % 10 == 0 ? .ten : .teen, tail))
      }
    } else {
      let scale = Self.scale(of: number)
      let (factor, rest) = (number / scale, number % scale)
      for tail in rest == 0 ? [""] : Array(spellings[rest] ?? []).sorted() where text.hasSuffix(tail) {
        let head = text.dropLast(tail.count)
        for known in (spellings[factor] ?? []).sorted() where head.hasPrefix(known) {
          rows.append(row(scale, .scale, head.dropFirst(known.count)))
        }
        // The factor in a form that stands only here: "ettusen", "ventunmila".
        for form in scaleForms(scale) where Self.trimmed(String(head)).hasSuffix(form) && factor < 100 {
          let piece = Self.trimmed(String(head)).dropLast(form.count)
          rows.append(row(factor, factor < 10 ? .unit : factor % 10 == 0 && factor > 10 ? .ten : .teen, piece))
          let ten = factor / 10 * 10
          for known in (spellings[ten] ?? []).sorted() where ten > 0 && factor > ten && piece.hasPrefix(known) {
            rows.append(row(factor - ten, .unit, piece.dropFirst(known.count)))
          }
        }
        let isOneWord = !Self.trimmed(String(head)).contains(" ")
        if factor == 1, isOneWord {
          rows.append(row(scale, .scale, head))
          rows.append(
            Row(value: ExactDecimal(coefficient: Int128(scale)), role: .article, form: Self.trimmed(String(head))))
        }
        if factor == 2, isOneWord { rows.append(row(2 * scale, .hundreds, head)) }
      }
      for form in scaleForms(scale) {
        guard rest > 0, rest < 1000, let range = text.firstRange(of: form) else { continue }
        let tail = text[range.upperBound...]
        for other in (spellings[rest] ?? []).sorted() where tail.hasSuffix(other) {
          rows.append(row(100, .and, tail.dropLast(other.count)))
        }
        rows.append(row(rest, rest < 10 ? .unit : rest % 10 == 0 && rest < 100 ? .ten : .teen, tail))
      }
    }
    return rows.filter { !$0.form.isEmpty }
  }

  private func scaleForms(_ scale: Int64) -> [String] {
    (knownScales + rows).filter {
      ($0.role == .scale || $0.role == .article) && $0.value == ExactDecimal(coefficient: Int128(scale))
    }
    .map(\.form)
  }

  private static func scale(of number: Int64) -> Int64 {
    var scale: Int64 = 1000
    while scale <= number / 1000 { scale *= 1000 }
    return scale
  }

  /// What stands between a spelling of `a` at the start and one of `b` at the end.
  private func splits(_ text: String, _ a: Int64, _ b: Int64) -> [(head: String, tail: String)] {
    var result: [(String, String)] = []
    for head in (spellings[a] ?? []).sorted() where text.hasPrefix(head) {
      let rest = text.dropFirst(head.count)
      for tail in (spellings[b] ?? []).sorted() where rest.hasSuffix(tail) {
        result.append((String(rest.dropLast(tail.count)), ""))
      }
    }
    return result
  }

  // MARK: Ordinals

  mutating func learnOrdinals(_ sets: [String]) throws {
    for set in sets {
      for number in Array(Int64(1)...1000) + [2000, 5000, 10_000, 1_000_000, 2_000_000, 1_000_000_000] {
        let text = try clean(rules.words(for: number, ruleSet: set))
        if text.isEmpty || spellings[number]?.contains(text) == true { continue }
        ordinalSpellings[number, default: []].insert(text)
        if readsOrdinal(text, number, lexicon) || reads(text, number, lexicon) { continue }
        for row in ordinalCandidates(text, number) where !isCardinal(row) {
          let trial = Self.trial(known + [row])
          if readsOrdinal(text, number, trial) {
            lexicon = trial
            known.append(row)
            rows.append(row)
            break
          }
        }
      }
    }
  }

  /// Whether a form is the cardinal itself, with at most a letter or two before it (and-five).
  private func isCardinal(_ row: Row) -> Bool {
    guard let value = Int64(row.value.digits), row.role == .ordinal else { return false }
    return spellings[value]?.contains { row.form.hasSuffix($0) && row.form.count <= $0.count + 1 } ?? false
  }

  private func readsOrdinal(_ text: String, _ number: Int64, _ lexicon: NumeralTrial) -> Bool {
    guard let reading = lexicon.reading(of: text) else { return false }
    return reading.isOrdinal && reading.value == ExactDecimal(coefficient: Int128(number))
  }

  private func ordinalCandidates(_ text: String, _ number: Int64) -> [Row] {
    func row(_ value: Int64, _ role: Numeral.Role, _ form: some StringProtocol) -> Row {
      Row(value: ExactDecimal(coefficient: Int128(value)), role: role, form: Self.trimmed(String(form)))
    }
    var rows: [Row] = []
    let isRound = number < 21 || number < 100 && number % 10 == 0 || number < 1000 && number % 100 == 0
    for power: Int64 in [100, 1000, 1_000_000, 1_000_000_000] where number % power == 0 && number / power < 10 {
      for known in (spellings[number / power] ?? []).sorted() where text.hasPrefix(known) {
        rows.append(row(power, .ordinalScale, text.dropFirst(known.count)))
      }
      if number == power {
        rows.append(row(power, .ordinal, text))
        rows.append(row(power, .ordinalScale, text))
      }
    }
    if isRound, number < 1000 { rows.append(row(number, .ordinal, text)) }
    for place: Int64 in [100, 10] where number > place && number % place != 0 {
      let rest = number % place
      let head = number - rest
      for known in (spellings[head] ?? []).union(ordinalSpellings[head] ?? []).sorted() where text.hasPrefix(known) {
        let tail = text.dropFirst(known.count)
        if rest < 20 || rest % 10 == 0 { rows.append(row(rest, .ordinal, tail)) }
      }
    }
    // Croatian and others cut the hundred before an ordinal: "st šesti".
    if number > 100, number % 100 != 0 {
      for known in (ordinalSpellings[number % 100] ?? []).sorted() where text.hasSuffix(known) {
        rows.append(row(number / 100 * 100, .hundreds, text.dropLast(known.count)))
      }
    }
    if number < 100 { rows.append(row(number, .ordinal, text)) }
    return rows.filter { !$0.form.isEmpty }
  }

  // MARK: Text

  private func clean(_ words: String) throws -> String {
    String(String.UnicodeScalarView(words.lowercased().unicodeScalars.map { $0 == "\u{2019}" ? "'" : $0 }))
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)[...]
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "-" || scalar == "\u{A0}" || scalar == ","
    }
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
