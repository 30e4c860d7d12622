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

  /// Whole forms by the bytes of their last word, which holds the stop: `B.` of `z. B.`.
  private var forms: [ArraySlice<UInt8>: [(form: [UInt8], role: Role)]] = [:]
  private var starters: Set<UInt64> = []
  private let longest: Int

  static let none = Abbreviations([])

  init(_ rows: [PackTable.Row]) {
    var longest = 0
    for row in rows {
      for phrase in row.phrases("forms") {
        if row["role"] == "starter" {
          if let hash = Lexicon.hash(ofWord: phrase) { starters.insert(hash) }
        } else if let role = Role(rawValue: row["role"]) {
          let form = Array(phrase.utf8)
          let last = form.lastIndex(of: 0x20).map { form[($0 + 1)...] } ?? form[...]
          forms[ArraySlice(Array(last)), default: []].append((form, role))
          longest = max(longest, last.count)
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
    for (form, role) in candidates where form.count <= end && form.count > best?.count ?? 0 {
      let begin = end - form.count
      guard bytes[begin..<end].elementsEqual(form) else { continue }
      if begin < start, begin > 0, bytes[begin - 1] > 0x20, bytes[begin - 1] != UInt8(ascii: "(") { continue }
      best = (role, form.count)
    }
    return best?.role
  }

  func isStarter(_ hash: UInt64) -> Bool { starters.contains(hash) }

  private static let openingMarks: [[UInt8]] = ["«", "“", "„", "‘", "("].map { Array($0.utf8) }
}
