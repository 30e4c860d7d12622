import PackFormat
import Pipeline

/// The words and forms of dates in one language: its `dates.tsv`, that of `root` and the names that ICU knows, looked up
/// by folded hash.
final class DateVocabulary: Sendable {
  /// One phrase: what it means and the words behind its first.
  struct Entry: Sendable {
    var role: DateRole
    /// The number of a month or weekday; the offset of a relative date; the years an era is away.
    var value = 0
    var unit = DateUnit.day
    var calendar = DateCalendar.gregorian
    /// Position and number of the words behind the first in `rest`.
    var restStart = 0
    var restCount = 0
    /// Bytes of a particle at the end, which are no part of the date.
    var particleBytes: UInt32 = 0
    /// Whether the particle opens a range ("from").
    var opensRange = false
    /// Whether the particle means "and".
    var joins = false
    /// Whether the ending may mean "from": another date that follows at once is the end of a range.
    var mayOpenRange = false
  }

  /// A word of a phrase behind the first, with what stands before it: 0 nothing, 1 a blank, else a sign.
  struct Next: Sendable {
    var hash: UInt64
    var gap: UInt8
  }

  /// Years counted from another beginning that stand without its name, such as 2567 in Thai.
  struct ImplicitEra: Sendable {
    let years: ClosedRange<Int>
    let offset: Int
    let calendar: DateCalendar
  }

  let forms: [DateForm]
  /// What the forms may begin with.
  let beginnings: DateForm.Beginnings
  /// Whether names count only when capitalized.
  let isTitleCased: Bool
  /// Whether a month's name alone is a date without a cue before it.
  let hasBareMonths: Bool
  /// Whether a day and month in digits with full stops need no cue: "12.5. alkaen".
  let hasBareNumbers: Bool
  /// Whether a full stop behind a day belongs to it: "5. Mai".
  let daysTakeStops: Bool
  /// Whether the language says which words follow a year; without them no cue before digits makes a year of them.
  let hasAfterYearWords: Bool
  /// Whether words such as "last" may stand behind a name.
  let shiftsStandBehind: Bool
  let implicitEras: [ImplicitEra]
  let rest: [Next]
  private let entries: [Entry]
  /// Open addressing: the hash of a first word, and where its entries lie.
  private let slots: [(hash: UInt64, start: Int32, count: Int32, roles: DateRoles)]
  /// One bit for each possible value of 16 bits of the hash of a word that starts a date; most words end here.
  let starts: [UInt64]
  private let orders: [(prefix: Language, order: NumericOrder)]

  /// Whether a word of this hash may start a date. Few words that can't pass.
  @inline(__always)
  static func mayStart(_ hash: UInt64, _ starts: UnsafeBufferPointer<UInt64>) -> Bool {
    starts[Int(truncatingIfNeeded: hash >> 6) & 1023] >> (hash & 63) & 1 != 0
  }

  /// The positions of the phrases whose first word has this hash, longest first; empty where none has the role.
  @inline(__always)
  func entries(_ role: DateRole, startingWith hash: UInt64) -> Range<Int> {
    slots.withUnsafeBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
      while slots[slot].count != 0 {
        if slots[slot].hash == hash {
          guard slots[slot].roles.contains(DateRoles(role)) else { return 0..<0 }
          return Int(slots[slot].start)..<Int(slots[slot].start + slots[slot].count)
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      return 0..<0
    }
  }

  /// The roles of phrases whose first word has this hash.
  @inline(__always)
  func roles(startingWith hash: UInt64) -> DateRoles {
    slots.withUnsafeBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
      while slots[slot].count != 0 {
        if slots[slot].hash == hash { return slots[slot].roles }
        slot = (slot + 1) & (slots.count - 1)
      }
      return []
    }
  }

  @inline(__always)
  func entry(_ index: Int) -> Entry { entries[index] }

  func numericOrder(in language: Language) -> NumericOrder {
    // The longest prefix that matches decides.
    orders.filter { language.matches($0.prefix) }.max { $0.prefix.tag.utf8.count < $1.prefix.tag.utf8.count }?.order
      ?? .dayFirst
  }

  /// Rows of other roles, and phrases that are no words, are left out; the tests of the packs look for them.
  init(_ tables: [PackTable], names: [DateRow] = []) {
    let rows = tables.flatMap(\.rows).map(DateRow.init) + names
    var phrases = PhraseCollector(rows)
    var forms: [DateForm] = []
    var orders: [(Language, NumericOrder)] = []
    var eras: [ImplicitEra] = []
    var isTitleCased = false
    var hasBareMonths = false
    var hasBareNumbers = false
    var daysTakeStops = false
    for row in rows {
      switch row.role {
      case "form": forms += row.forms.compactMap { DateForm($0) }
      case "case":
        if row.value == "title" { isTitleCased = true }
        if row.value == "bare" { hasBareMonths = true }
        if row.value == "numbers" { hasBareNumbers = true }
      case "order":
        let order: NumericOrder? =
          switch row.value {
          case "month-first": .monthFirst
          case "day-first": .dayFirst
          case "unknown": .unknown
          default: nil
          }
        if let order { orders += row.forms.map { (Language($0), order) } }
      case "era-implicit":
        for form in row.forms {
          let ends = form.split(separator: "-").compactMap { Int($0) }
          guard ends.count == 2, ends[0] <= ends[1] else { continue }
          eras.append(
            ImplicitEra(
              years: ends[0]...ends[1], offset: Int(row.value) ?? 0,
              calendar: DateCalendar(rawValue: row.value) ?? .gregorian))
        }
      case "ordinal-suffix" where row.forms.contains("."):
        daysTakeStops = true
        phrases.add(row)
      default: phrases.add(row)
      }
    }
    self.forms = forms
    beginnings = forms.reduce(into: []) { $0.formUnion($1.begins) }
    self.orders = orders
    self.isTitleCased = isTitleCased
    self.hasBareMonths = hasBareMonths
    self.hasBareNumbers = hasBareNumbers
    self.daysTakeStops = daysTakeStops
    implicitEras = eras
    hasAfterYearWords = phrases.found.contains { $0.entry.role == .afterYear }
    shiftsStandBehind = phrases.found.contains { $0.entry.role == .shiftBehind }
    rest = phrases.rest

    // Stable: phrases of one length keep the order of the rows.
    let found = phrases.found
    let order = found.indices.sorted { a, b in
      if found[a].first != found[b].first { return found[a].first < found[b].first }
      let lengths = (found[a].entry.restCount, found[b].entry.restCount)
      return lengths.0 != lengths.1 ? lengths.0 > lengths.1 : a < b
    }
    var capacity = 64
    while capacity < found.count * 2 { capacity *= 2 }
    var slots = [(hash: UInt64, start: Int32, count: Int32, roles: DateRoles)](
      repeating: (0, 0, 0, []), count: capacity)
    var starts = [UInt64](repeating: 0, count: 1024)
    for (position, index) in order.enumerated() {
      let (first, entry) = found[index]
      var slot = Int(truncatingIfNeeded: first >> 20) & (capacity - 1)
      while slots[slot].count != 0, slots[slot].hash != first { slot = (slot + 1) & (capacity - 1) }
      if slots[slot].count == 0 { slots[slot] = (first, Int32(position), 0, []) }
      slots[slot].count += 1
      slots[slot].roles.insert(DateRoles(entry.role))
      if entry.role.startsDate { starts[Int(truncatingIfNeeded: first >> 6) & 1023] |= 1 << (first & 63) }
    }
    entries = order.map { found[$0].entry }
    self.slots = slots
    self.starts = starts
  }
}
