import PackFormat
import Pipeline

/// The words and forms of dates in one language: its `dates.tsv` and that of `root`, looked up by folded hash.
struct DateVocabulary: Sendable {
  enum Role: String, Sendable, CaseIterable {
    case month
    case shortMonth = "month-short"
    /// A short month that counts only with a full stop.
    case dottedMonth = "month-dotted"
    case weakMonth = "weak-month"
    case weekday
    case ordinalSuffix = "ordinal-suffix"
    case of
    case yearWord = "year-word"
    case longYearWord = "year-word-long"
    case yearSuffix = "year-suffix"
    case decadeSuffix = "decade-suffix"
    case decadeWord = "decade-word"
    case century
    case shortCentury = "century-short"
    case range
    case inCue = "in"
    case cue
    case weakCue = "weak-cue"
    case dayCue = "day-cue"
    case afterYear = "after-year"
    case yearNoun = "year-noun"
    case notYear = "not-year"
    case era
    case relative
    case yearSign = "year-sign"
    case monthSign = "month-sign"
    case daySign = "day-sign"
    case decadeSign = "decade-sign"

    /// Roles whose words start a date, and so are looked for at every word of a text.
    var startsDate: Bool {
      switch self {
      case .month, .shortMonth, .dottedMonth, .weekday, .relative, .century, .shortCentury: true
      default: false
      }
    }

    /// Roles whose words take the particles of the pack.
    var takesParticles: Bool {
      switch self {
      case .yearSign, .monthSign, .daySign, .decadeSign, .century, .relative: true
      default: false
      }
    }
  }

  enum Unit: String, Sendable { case day, month, year }

  /// One phrase: what it means and the hashes of its words behind the first.
  struct Entry: Sendable {
    let role: Role
    /// The number of a month or weekday; the offset of a relative date.
    let value: Int
    let unit: Unit
    let rest: [UInt64]
    /// Bytes of a particle at the end, which are no part of the date.
    let particleBytes: UInt32
    /// Whether the particle opens a range ("from").
    let opensRange: Bool
  }

  /// How to read 03/04/2024.
  enum NumericOrder: Sendable { case dayFirst, monthFirst, unknown }

  private(set) var forms: [DateForm] = []
  /// Whether names count only when capitalized.
  private(set) var isTitleCased = false
  private var entries: [Entry] = []
  private var ranges: [UInt64: Range<Int>] = [:]
  /// One bit for each possible value of 16 bits of the hash of a word that starts a date; most words end here.
  private var starts = [UInt64](repeating: 0, count: 1024)
  private var orders: [(prefix: Language, order: NumericOrder)] = []

  /// Whether a word of this hash may start a date. Few words that can't pass.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool {
    starts[Int(truncatingIfNeeded: hash >> 6) & 1023] >> (hash & 63) & 1 != 0
  }

  /// The phrases whose first word has this hash, longest first.
  func entries(startingWith hash: UInt64) -> ArraySlice<Entry> { ranges[hash].map { entries[$0] } ?? [] }

  func numericOrder(in language: Language) -> NumericOrder {
    // The longest prefix that matches decides.
    orders.filter { language.matches($0.prefix) }.max { $0.prefix.tag.utf8.count < $1.prefix.tag.utf8.count }?.order
      ?? .dayFirst
  }

  /// Whether the language says which words follow a year; without them no cue before digits makes a year of them.
  private(set) var hasAfterYearWords = false

  /// Rows of other roles, and phrases that are no words, are left out; the tests of the packs look for them.
  init(_ tables: [PackTable]) {
    var particles: [(text: String, opensRange: Bool)] = [("", false)]
    let rows = tables.flatMap(\.rows)
    for row in rows where row["role"] == "particle" { particles += row.phrases("forms").map { ($0, false) } }
    for row in rows where row["role"] == "range-particle" {
      for form in row.phrases("forms") {
        particles.removeAll { $0.text == form }
        particles.append((form, true))
      }
    }
    var found: [(first: UInt64, entry: Entry)] = []
    for row in rows {
      switch row["role"] {
      case "form":
        if let form = DateForm(row["forms"]) { forms.append(form) }
      case "case":
        isTitleCased = row["value"] == "title"
      case "order":
        let order: NumericOrder =
          switch row["value"] {
          case "month-first": .monthFirst
          case "day-first": .dayFirst
          default: .unknown
          }
        orders += row.phrases("forms").map { (Language($0), order) }
      default:
        guard let role = Role(rawValue: row["role"]) else { continue }
        if role == .afterYear { hasAfterYearWords = true }
        let value = row["value"].split(separator: ":")
        let unit = value.count == 2 ? Unit(rawValue: String(value[0])) ?? .day : .day
        let number = value.last.flatMap { Int($0) } ?? 0
        for form in row.phrases("forms") {
          for particle in role.takesParticles ? particles : [("", false)] {
            let hashes = Self.hashes(of: form + particle.text)
            guard let first = hashes.first else { continue }
            found.append(
              (
                first,
                Entry(
                  role: role, value: number, unit: unit, rest: Array(hashes.dropFirst()),
                  particleBytes: UInt32(particle.text.utf8.count), opensRange: particle.opensRange)
              ))
          }
        }
      }
    }
    // Stable: phrases of one length keep the order of the rows.
    let order = found.indices.sorted { a, b in
      if found[a].first != found[b].first { return found[a].first < found[b].first }
      let lengths = (found[a].entry.rest.count, found[b].entry.rest.count)
      return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : a < b
    }
    for index in order {
      let (first, entry) = found[index]
      entries.append(entry)
      ranges[first] = (ranges[first]?.lowerBound ?? entries.count - 1)..<entries.count
      if entry.role.startsDate { starts[Int(truncatingIfNeeded: first >> 6) & 1023] |= 1 << (first & 63) }
    }
  }

  private static func hashes(of phrase: String) -> [UInt64] {
    Array(phrase.utf8).withUnsafeBufferPointer { Lexicon(scanning: $0).words.map(\.hash) }
  }
}
