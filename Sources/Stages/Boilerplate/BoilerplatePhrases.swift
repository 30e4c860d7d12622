import PackFormat
import Pipeline

/// The phrases of all language packs, and the user's own.
///
/// Pages mix languages: a Korean article ends with English buttons. So phrases count in every document, except those that
/// are plain words elsewhere: names of agencies and the prepositions of bylines count in their own language only.
struct BoilerplatePhrases: Sendable {
  let trie: PhraseTrie

  static let builtIn = BoilerplatePhrases(trie: PhraseTrie(packPhrases))

  private init(trie: PhraseTrie) { self.trie = trie }

  /// The built-in phrases and those of a file in the form of a pack's `boilerplate.tsv`.
  ///
  /// - Throws: `StageSetupError` with line and column of the first problem.
  init(adding bytes: [UInt8], path: String) throws {
    let problems = PackValidation.problems(in: bytes, file: path, name: Self.fileName, folder: Self.rootFolder)
    if let first = problems.first {
      let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
      throw StageSetupError("\(first)\(more)", option: "phrases")
    }
    let rows = PackTable(String(decoding: bytes, as: UTF8.self)).rows
    trie = PhraseTrie(Self.packPhrases + Self.phrases(rows, own: Self.everyLanguage))
  }

  // MARK: Languages

  static let everyLanguage = UInt64.max
  /// Languages with a pack, a bit each.
  private static let bits: [String: UInt64] = {
    var bits: [String: UInt64] = [:]
    for code in LanguagePack.codes where LanguagePack.named(code)?.fileNames.contains(fileName) == true {
      bits[code] = 1 << UInt64(bits.count % 64)
    }
    return bits
  }()

  static let languages: [Language] = bits.keys.sorted().map { Language($0) }

  static func supports(_ language: Language) -> Bool {
    bits[language.tag] != nil || bits[language.primary] != nil
  }

  /// The bit of a language; all bits for one that is unknown or has no pack.
  static func bit(of language: Language?) -> UInt64 {
    guard let language else { return everyLanguage }
    return bits[language.tag] ?? bits[language.primary] ?? everyLanguage
  }

  // MARK: Packs

  private static let fileName = "boilerplate.tsv"
  private static let rootFolder = "root"

  private static let packPhrases: [PhraseTrie.Phrase] = {
    var phrases = LanguagePack.root.file(fileName).map { BoilerplatePhrases.phrases($0.rows, own: everyLanguage) } ?? []
    for code in LanguagePack.codes {
      guard let rows = LanguagePack.named(code)?.file(fileName)?.rows, let bit = bits[code] else { continue }
      phrases += BoilerplatePhrases.phrases(rows, own: bit)
    }
    return phrases
  }()

  private static func phrases(_ rows: [PackTable.Row], own: UInt64) -> [PhraseTrie.Phrase] {
    rows.flatMap { row -> [PhraseTrie.Phrase] in
      guard let role = PhraseRole(rawValue: row["role"]) else { return [] }
      let isOwn = role == .bylineName || role == .agency
      return row.phrases("forms").map {
        PhraseTrie.Phrase(text: $0, role: role, languages: isOwn ? own : everyLanguage)
      }
    }
  }
}
