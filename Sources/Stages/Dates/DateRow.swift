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
