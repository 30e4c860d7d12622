import Pipeline
import Synchronization

/// What the words of names may be forms of, by a language's tables: Зеленського is a form of Зеленський, 신원식이 of 신원식.
///
/// The tables say forward what a first form becomes (`name-endings.tsv` for people, `endings.tsv` for places, `suffixes.tsv` for
/// particles); here they are read backward. A word has several readings where several rows fit. No reading is known to be
/// right, but two words of one document that share a reading are hardly ever two names.
struct NameEndings: Sendable {
  /// By the hash of a form's letters, last one first: the first forms that it may come from.
  private var bases: [UInt64: [[UInt32]]] = [:]
  /// Letters of the longest form.
  private var longest = 0
  private var suffixes = NameSuffixes()
  /// A form that leaves fewer letters of the word than this is none.
  private static let stem = 2

  init() {}

  /// - Throws: `StageSetupError` with the line that is not understood.
  init(tables: [[UInt8]], suffixes: [UInt8]?) throws {
    if let suffixes { self.suffixes = NameSuffixes(tsv: suffixes) }
    for table in tables {
      for (number, line) in table.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        if line.isEmpty || line.first == UInt8(ascii: "#") || line.starts(with: "kind\t".utf8) { continue }
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard fields.count == 3 else {
          throw StageSetupError("endings, line \(number + 1): 3 columns expected: kind, ending, forms")
        }
        let base = fields[1].elementsEqual("-".utf8) ? [] : Self.letters(fields[1])
        for form in fields[2].split(separator: UInt8(ascii: "|")) { add(Self.letters(form), base) }
      }
    }
  }

  var isEmpty: Bool { bases.isEmpty && suffixes.isEmpty }

  private mutating func add(_ form: [UInt32], _ base: [UInt32]) {
    // What form and base share belongs to the stem: the rows of a consonant are one rule.
    let shared = zip(form, base).prefix { $0 == $1 }.count
    let ending = Array(form[shared...])
    let first = Array(base[shared...])
    guard !ending.isEmpty else { return }
    let hash = ending.reversed().reduce(Lexicon.hashSeed) { Lexicon.hash($0, adding: $1) }
    if bases[hash, default: []].contains(first) { return }
    bases[hash, default: []].append(first)
    longest = max(longest, ending.count)
  }

  /// Calls `body` with the hash of every first form that `word` may come from, but its own.
  func forEachBase(of word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    guard word.kind == .letters else { return }
    if !suffixes.isEmpty {
      suffixes.forEachStem(of: word, bytes) { stem, _ in
        body(stem)
        return false
      }
    }
    forEachFirstForm(of: word, bytes) { letters in
      body(Lexicon.finish(letters.reduce(Lexicon.hashSeed) { Lexicon.hash($0, adding: $1) }))
    }
  }

  /// Calls `body` with the folded letters of every first form that `word` may come from by its ending, but its own.
  func forEachFirstForm(
    of word: Lexicon.Word, _ bytes: UnsafeBufferPointer<UInt8>, _ body: ([UInt32]) -> Void
  ) {
    guard longest > 0, word.kind == .letters, word.letterCase != .upper else { return }
    let letters = Self.letters(UnsafeBufferPointer(rebasing: bytes[word.range.indices]))
    var hash = Lexicon.hashSeed
    for count in 1...max(1, min(longest, letters.count)) {
      guard letters.count - count >= Self.stem else { return }
      hash = Lexicon.hash(hash, adding: letters[letters.count - count])
      for base in bases[hash] ?? [] { body(letters.dropLast(count) + base) }
    }
  }

  /// Folded letters, as the lexical pass hashes them.
  static func letters(_ text: some Collection<UInt8>) -> [UInt32] {
    Array(text).withUnsafeBufferPointer { letters($0) }
  }

  static func letters(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var letters: [UInt32] = []
    letters.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let (scalar, length) = bytes.scalar(at: position)
      position += length
      let entry = UnicodeTable.shared.entry(scalar)
      switch entry.wordClass {
      case .format: continue
      case .apostrophe: letters.append(0x27)
      default:
        let folded = Lexicon.folded(scalar, entry)
        if folded != 0 { letters.append(folded) }
      }
    }
    return letters
  }
}

/// The endings of each language, read when first needed and kept.
final class NameEndingsCache: Sendable {
  private let packFile: @Sendable (String, String) -> [UInt8]?
  private let cache = Mutex<[String: NameEndings]>([:])

  init(_ sources: CountrySources) { packFile = sources.packFile }

  func endings(of language: Language?) -> NameEndings {
    guard let language, language != .undetermined else { return NameEndings() }
    let code = language.primary
    if let known = cache.withLock({ $0[code] }) { return known }
    let tables = ["name-endings.tsv", "endings.tsv"].compactMap { packFile(code, $0) }
    // A table that is not understood gives no endings; the tests read every pack.
    let endings = (try? NameEndings(tables: tables, suffixes: packFile(code, "suffixes.tsv"))) ?? NameEndings()
    cache.withLock { $0[code] = endings }
    return endings
  }
}
