import PackFormat
import Pipeline
import Synchronization

/// All that Assay knows about one language: the checked files of one folder below `Languages/`, compiled in.
public struct LanguagePack: Sendable {
  /// The folder's name: a primary language subtag such as `uk`, or `root`.
  public let code: String
  private let compiled: CompiledPack

  /// Codes of all languages that have a pack, sorted; `root` is not one of them.
  public static let codes: [String] = packs.keys.filter { $0 != "root" }.sorted()

  /// What holds in every language.
  public static let root = packs["root"]!

  public static func named(_ code: String) -> LanguagePack? { packs[code] }

  /// The pack for a language, by its whole tag first, then by its primary subtag.
  public static func pack(for language: Language) -> LanguagePack? { packs[language.tag] ?? packs[language.primary] }

  /// The names of the pack's files, sorted.
  public var fileNames: [String] { compiled.files.map { $0.name.description } }

  /// Reads a file of the pack; nil where the pack has none of that name. Not cached: build what you need of it once and
  /// keep that, with `PackCache`.
  public func file(_ name: String) -> PackTable? {
    compiled.files.first { $0.name.description == name }.map { PackTable($0.text.description) }
  }

  /// The bytes of a file of the pack, without comments: a header line, then rows.
  public func bytes(of name: String) -> [UInt8]? {
    compiled.files.first { $0.name.description == name }.map { $0.text.withUTF8Buffer { Array($0) } }
  }

  /// The tables of words and signs around numbers, as `PackImage` writes them.
  var numbers: StaticString { compiled.numbers }

  /// Swift runs this once, on first use, whatever the thread.
  private static let packs: [String: LanguagePack] = Dictionary(
    uniqueKeysWithValues: compiledPacks.map {
      ($0.folder.description, LanguagePack(code: $0.folder.description, compiled: $0))
    })
}

/// A language pack inside the program.
struct CompiledPack: Sendable {
  let folder: StaticString
  /// Sorted by name.
  let files: [CompiledPackFile]
  let numbers: StaticString
}

/// A file of a pack inside the program.
struct CompiledPackFile: Sendable {
  let name: StaticString
  let text: StaticString
}

/// Keeps what stages build from packs: one value a language, built on first use, shared by all threads.
public final class PackCache<Value: Sendable>: Sendable {
  private let values = Mutex<[String: Value]>([:])
  private let build: @Sendable (LanguagePack) -> Value

  public init(_ build: @escaping @Sendable (LanguagePack) -> Value) { self.build = build }

  /// The value for a pack. Two threads that ask for a new one at once may both build it; all get the same one.
  public func value(for pack: LanguagePack) -> Value {
    if let known = values.withLock({ $0[pack.code] }) { return known }
    let built = build(pack)
    return values.withLock { values in
      if let known = values[pack.code] { return known }
      values[pack.code] = built
      return built
    }
  }
}
