import PackFormat
import Pipeline
import Synchronization

/// The vocabularies of all languages, each made when a document first needs it.
final class DateVocabularies: Sendable {
  static let standard = DateVocabularies()

  /// Codes with a `dates.tsv`, sorted.
  let codes: [String]
  private let root: [PackTable]
  /// Codes that share the pack of another: `no` that of `nb`.
  private let aliases: [String: String]
  private let made = Mutex<[String: DateVocabulary]>([:])

  private init() {
    root = LanguagePack.root.file("dates.tsv").map { [$0] } ?? []
    codes = LanguagePack.codes.filter { LanguagePack.named($0)?.has("dates.tsv") ?? false }
    var aliases: [String: String] = [:]
    for row in root.flatMap(\.rows) where row["role"] == "order" && row["value"].hasPrefix("as:") {
      for form in row.phrases("forms") { aliases[form] = String(row["value"].dropFirst(3)) }
    }
    self.aliases = aliases
  }

  func hasPack(for language: Language) -> Bool {
    let code = String(language.primary)
    return codes.contains(aliases[code] ?? code)
  }

  func vocabulary(for language: Language) -> DateVocabulary {
    let code = String(language.primary)
    if let known = made.withLock({ $0[code] }) { return known }
    let pack = LanguagePack.named(aliases[code] ?? code)?.file("dates.tsv").map { [$0] } ?? []
    let rows = pack.flatMap(\.rows).map(DateRow.init)
    let names = language == .undetermined ? [] : DateRow.names(of: code, besides: rows)
    let vocabulary = DateVocabulary(pack + root, names: names)
    // Of two threads that made it at once, the first one's is kept.
    return made.withLock { made in
      if let known = made[code] { return known }
      // Tags come from documents, so their number is bounded.
      if made.count < 512 { made[code] = vocabulary }
      return vocabulary
    }
  }
}
