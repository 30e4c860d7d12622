import PackFormat
import Pipeline

/// What a pack's `abbreviations.tsv` says: words with a full stop that ends no sentence, and a few marks.
///
/// Made once a language and not changed after that, so all threads may share it.
final class Abbreviations: @unchecked Sendable {
  enum Role: String, Sendable {
    /// Stands before a name or number: never ends a sentence on its line.
    case title
    /// Ends a sentence only before a capital letter.
    case any
    /// Behind a number like `any`, elsewhere like `title`: "2019 г." is a year, "г. Москва" a town.
    case unit
    /// May stand before a name: ends a sentence only before a word that often starts one.
    case name
  }

  /// A form, or the first words of one, and the rest that must follow then.
  private struct Form: Sendable {
    let bytes: [UInt8]
    let rest: [UInt8]
    let role: Role
    /// Written with a capital only at the start of a sentence.
    let isStart: Bool
  }

  /// Forms by the hash of their last word, which holds the stop: `B.` of `z. B.`.
  private var forms: [UInt64: [Form]] = [:]
  private var starters: Set<UInt64> = []
  private var ordinalWords: Set<UInt64> = []
  private var letterWords: [[UInt8]] = []
  private var longest = 0
  /// Up to so many digits with a stop are an ordinal number ("21. Mai"); 0 where the language writes none so.
  private(set) var ordinalDigits = 0
  /// Marks that end sentences besides Unicode's.
  private(set) var triggers = SentenceTriggers.standard
  /// Whether a colon joins letters of a word.
  private(set) var colonJoins = false

  static let none = Abbreviations([])

  init(_ rows: [PackTable.Row]) {
    var marks: [Unicode.Scalar] = []
    for row in rows {
      for phrase in row.phrases("forms") {
        switch row["role"] {
        case "starter": if let hash = Lexicon.hash(ofWord: phrase) { starters.insert(hash) }
        case "ordinal": ordinalDigits = max(ordinalDigits, phrase.utf8.count - 1)
        case "ordinal-word": if let hash = Lexicon.hash(ofWord: phrase) { ordinalWords.insert(hash) }
        case "word": letterWords.append(Array(phrase.utf8))
        case "end": marks += phrase.unicodeScalars.prefix(1)
        case "joiner": colonJoins = colonJoins || phrase == ":"
        default:
          guard let role = Role(rawValue: row["role"]) else { continue }
          add(Array(phrase.utf8), role, isStart: false)
          let capitalized = Array((phrase.prefix(1).uppercased() + phrase.dropFirst()).utf8)
          if capitalized != Array(phrase.utf8) { add(capitalized, role, isStart: true) }
        }
      }
    }
    if !marks.isEmpty { triggers = SentenceTriggers(marks: marks) }
  }

  /// Adds a form and each of its beginnings, since no sentence ends inside a form either.
  private func add(_ whole: [UInt8], _ role: Role, isStart: Bool) {
    let inner = whole.indices.dropFirst().filter { whole[$0] == 0x20 || whole[$0 - 1] == UInt8(ascii: ".") }
    for end in inner + [whole.count] where whole[end - 1] == UInt8(ascii: ".") {
      let form = Array(whole[..<end])
      let last = form[(form.lastIndex(where: Self.separates).map { $0 + 1 } ?? 0)...]
      forms[Self.hash(last), default: []].append(
        Form(bytes: form, rest: Array(whole[end...]), role: end == whole.count ? role : .title, isStart: isStart))
      longest = max(longest, last.count)
    }
  }

  private static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in word { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    return hash
  }

  var isEmpty: Bool { forms.isEmpty }

  /// The role of the abbreviation that ends right before `end`, where one does; its sentence began at `sentence`.
  func role(endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>, sentence: Int) -> Role? {
    var start = end
    while start > sentence, end - start <= longest, !Self.separates(bytes[start - 1]) { start -= 1 }
    // Quotation marks and dashes of two and three bytes before the word, and a no-break space.
    while start + 3 < end, bytes[start] == 0xC2 || bytes[start] == 0xE2,
      let length = Self.markLength(at: start, in: bytes)
    {
      start += length
    }
    guard end - start <= longest, let candidates = forms[Self.hash(bytes[start..<end])] else { return nil }
    var best: (role: Role, count: Int)?
    for form in candidates where form.bytes.count <= end && form.bytes.count > best?.count ?? 0 {
      let begin = end - form.bytes.count
      guard bytes[begin..<end].elementsEqual(form.bytes), bytes[end...].starts(with: form.rest) else { continue }
      if begin < start, begin > 0, !Self.separates(bytes[begin - 1]) { continue }
      if form.isStart, begin > sentence + 3 { continue }
      best = (form.role, form.bytes.count)
    }
    return best?.role
  }

  /// Whether a capital letter is a word of its own, and no initial: the English "I".
  func isWord(_ letter: some Sequence<UInt8>) -> Bool { letterWords.contains { $0.elementsEqual(letter) } }
  func isStarter(_ hash: UInt64) -> Bool { starters.contains(hash) }
  /// A word that follows ordinal numbers: a month.
  func followsOrdinal(_ hash: UInt64) -> Bool { ordinalWords.contains(hash) }

  /// Bytes before a word: blanks, opening brackets, quotes, dashes and slashes.
  private static func separates(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"),
      UInt8(ascii: "-"), UInt8(ascii: ","):
      true
    default: false
    }
  }

  private static func markLength(at position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let (value, length) = bytes.scalar(at: position)
    return [0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2018, 0x201C, 0x201D, 0x201E, 0x202F].contains(value) ? length : nil
  }
}
