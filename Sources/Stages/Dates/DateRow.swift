import ICU
import PackFormat
import Pipeline

/// A row of `dates.tsv`, or one made of names that ICU knows.
struct DateRow: Sendable {
  let role: String
  let value: String
  let forms: [String]

  init(role: String, value: String, forms: [String]) {
    self.role = role
    self.value = value
    self.forms = forms
  }

  init(_ row: PackTable.Row) { self.init(role: row["role"], value: row["value"], forms: row.phrases("forms")) }

  /// The role of its phrases; nil where it is no row of phrases.
  var phraseRole: DateRole? { DateRole(name: role) }

  /// Names of months and weekdays of a locale, without those that `pack` has. Names with digits are left out: the forms
  /// with signs read them.
  static func names(of locale: String, besides pack: [DateRow]) -> [DateRow] {
    guard let names = try? DateNames(locale: locale) else { return [] }
    var known = Set<[UInt64]>()
    for row in pack where row.role != "weak-month" && (row.role.hasPrefix("month") || row.role.hasPrefix("weekday")) {
      for form in row.forms { known.insert(PhraseCollector.hashes(of: form).map(\.hash)) }
    }
    let hasWeekdays = pack.contains { $0.role == "weekday" }
    var rows: [DateRow] = []
    func add(_ name: String, _ role: String, _ value: String) {
      let words = PhraseCollector.hashes(of: name).map(\.hash)
      guard !words.isEmpty, name.unicodeScalars.count > 2,
        !name.unicodeScalars.contains(where: { $0.properties.numericType != nil }),
        known.insert(words).inserted
      else { return }
      rows.append(DateRow(role: role, value: value, forms: [name]))
    }
    for wide in [names.months.wide, names.standaloneMonths.wide] {
      for (index, name) in wide.enumerated() { add(name, "month", String(index + 1)) }
    }
    for short in [names.months.abbreviated, names.standaloneMonths.abbreviated] {
      for (index, name) in short.enumerated() {
        add(name, name.hasSuffix(".") ? "month-dotted" : "month-short", String(index + 1))
      }
    }
    guard !hasWeekdays else { return rows }
    for wide in [names.weekdays.wide, names.standaloneWeekdays.wide] {
      for (index, name) in wide.enumerated() { add(name, "weekday", String(index == 0 ? 7 : index)) }
    }
    for short in [names.weekdays.abbreviated, names.standaloneWeekdays.abbreviated] {
      for (index, name) in short.enumerated() { add(name, "weekday-short", String(index == 0 ? 7 : index)) }
    }
    return rows
  }
}

/// Makes entries of the phrases of rows, with endings and particles.
struct PhraseCollector {
  private(set) var found: [(first: UInt64, entry: DateVocabulary.Entry)] = []
  private(set) var rest: [DateVocabulary.Next] = []
  private var particles: [(text: String, opensRange: Bool)] = [("", false)]
  private var monthEndings: [(text: String, opensRange: Bool)] = []
  private var weekdayEndings: [(text: String, opensRange: Bool)] = []

  init(_ rows: [DateRow]) {
    for row in rows where row.role == "particle" { particles += row.forms.map { ($0, false) } }
    for row in rows where row.role == "range-particle" {
      for form in row.forms {
        particles.removeAll { $0.text == form }
        particles.append((form, true))
      }
    }
    for row in rows where row.role == "month-ending" { monthEndings += row.forms.map { ($0, false) } }
    for row in rows where row.role == "month-ending-from" {
      monthEndings.removeAll { row.forms.contains($0.text) }
      monthEndings += row.forms.map { ($0, true) }
    }
    for row in rows where row.role == "weekday-ending" { weekdayEndings += row.forms.map { ($0, false) } }
  }

  mutating func add(_ row: DateRow) {
    guard let role = row.phraseRole else { return }
    let value = row.value
    var entry = DateVocabulary.Entry(role: role)
    let parts = value.split(separator: ":")
    entry.value = parts.last.flatMap { Int($0) } ?? 0
    if let first = parts.first {
      entry.unit = DateUnit(rawValue: String(first)) ?? .day
      entry.calendar = DateCalendar(rawValue: String(first)) ?? .gregorian
    }
    if role == .part || role == .partBehind { entry.value = PeriodPart(name: value)?.rawValue ?? 0 }
    let endings = role == .month ? monthEndings : role == .weekday ? weekdayEndings : []
    for form in row.forms {
      // Short words with endings would be other words.
      for ending in form.unicodeScalars.count > 2 ? [("", false)] + endings : [("", false)] {
        for particle in role.takesParticles ? particles : [("", false)] {
          entry.mayOpenRange = ending.opensRange
          add(form + ending.text + particle.text, entry, particle)
        }
      }
    }
  }

  private mutating func add(
    _ phrase: String, _ entry: DateVocabulary.Entry, _ particle: (text: String, opensRange: Bool)
  ) {
    let words = Self.hashes(of: phrase)
    guard let first = words.first else { return }
    var entry = entry
    entry.restStart = rest.count
    entry.restCount = words.count - 1
    entry.particleBytes = UInt32(particle.text.utf8.count)
    entry.opensRange = particle.opensRange
    rest += words.dropFirst()
    found.append((first.hash, entry))
  }

  /// The words of a phrase with what stands before each.
  static func hashes(of phrase: String) -> [DateVocabulary.Next] {
    Array(phrase.utf8).withUnsafeBufferPointer { bytes in
      var end: UInt32 = 0
      return Lexicon(scanning: bytes).words.map { word in
        let gap = DateText.gapSign(bytes, from: end, to: word.start)
        end = word.end
        return DateVocabulary.Next(hash: word.hash, gap: gap)
      }
    }
  }
}
