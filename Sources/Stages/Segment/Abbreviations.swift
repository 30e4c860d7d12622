import PackFormat
import Pipeline

/// The words with a full stop that ends no sentence, from a pack's `abbreviations.tsv`.
struct Abbreviations: Sendable {
  enum Role: String, Sendable {
    /// Stands before a name or number: never ends a sentence on its line.
    case title
    /// Ends a sentence only before a capital letter.
    case any
    /// May stand before a name: ends a sentence only before a word that often starts one.
    case name
  }

  /// A form, or the first words of one, and the rest that must follow then.
  private struct Form: Sendable {
    let bytes: [UInt8]
    let rest: [UInt8]
    let role: Role
  }

  /// Forms by the bytes of their last word, which holds the stop: `B.` of `z. B.`.
  private var forms: [ArraySlice<UInt8>: [Form]] = [:]
  private var starters: Set<UInt64> = []
  private let longest: Int
  /// Up to so many digits with a stop are an ordinal number ("21. Mai"); 0 where the language writes none so.
  private(set) var ordinalDigits = 0

  static let none = Abbreviations([])

  init(_ rows: [PackTable.Row]) {
    var longest = 0
    for row in rows {
      for phrase in row.phrases("forms") {
        if row["role"] == "starter" {
          if let hash = Lexicon.hash(ofWord: phrase) { starters.insert(hash) }
        } else if row["role"] == "ordinal" {
          ordinalDigits = max(ordinalDigits, phrase.utf8.count - 1)
        } else if let role = Role(rawValue: row["role"]) {
          let whole = Array(phrase.utf8)
          // No sentence ends inside a form either.
          let ends = whole.indices.filter { whole[$0] == 0x20 } + [whole.count]
          for end in ends {
            let form = Array(whole[..<end])
            let last = Array(form[(form.lastIndex(of: 0x20).map { $0 + 1 } ?? 0)...])[...]
            let isWhole = end == whole.count
            forms[last, default: []].append(
              Form(bytes: form, rest: Array(whole[end...]), role: isWhole ? role : .title))
            longest = max(longest, last.count)
          }
        }
      }
    }
    self.longest = longest
  }

  var isEmpty: Bool { forms.isEmpty }

  /// The role of the abbreviation that ends right before `end`, where one does.
  func role(endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Role? {
    var start = end
    while start > 0, end - start <= longest, bytes[start - 1] > 0x20, bytes[start - 1] != UInt8(ascii: "("),
      bytes[start - 1] != UInt8(ascii: "\"")
    {
      start -= 1
    }
    // Quotation marks of two and three bytes before the word.
    for mark in Self.openingMarks where bytes[start..<end].starts(with: mark) { start += mark.count }
    guard let candidates = forms[ArraySlice(Array(bytes[start..<end]))] else { return nil }
    var best: (role: Role, count: Int)?
    for form in candidates where form.bytes.count <= end && form.bytes.count > best?.count ?? 0 {
      let begin = end - form.bytes.count
      guard bytes[begin..<end].elementsEqual(form.bytes), bytes[end...].starts(with: form.rest) else { continue }
      if begin < start, begin > 0, bytes[begin - 1] > 0x20, bytes[begin - 1] != UInt8(ascii: "(") { continue }
      best = (form.role, form.bytes.count)
    }
    return best?.role
  }

  func isStarter(_ hash: UInt64) -> Bool { starters.contains(hash) }

  private static let openingMarks: [[UInt8]] = ["«", "“", "„", "‘", "("].map { Array($0.utf8) }
}
