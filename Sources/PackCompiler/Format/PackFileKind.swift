/// A kind of file that a language pack may hold: its name and its columns.
///
/// To give packs a new kind of file, add it to `PackFileKind.all`; the compiler then checks every file of that name, and
/// stages read it with `LanguagePack.file(_:)`.
public struct PackFileKind: Hashable, Sendable {
  /// Where files of a kind may stand.
  public enum Place: Hashable, Sendable {
    /// In the folder of a language.
    case language
    /// In the folder `root`: what holds in every language.
    case root
    case both
  }

  public struct Column: Hashable, Sendable {
    public let name: String
    public let type: ColumnType
    /// Whether every row must have a value here.
    public let isRequired: Bool

    public init(_ name: String, _ type: ColumnType, isRequired: Bool = true) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
    }
  }

  /// What a cell may hold.
  public enum ColumnType: Hashable, Sendable {
    case text
    /// Words or phrases, with `|` between them.
    case phrases
    case integer
    /// Digits with an optional sign, dot and exponent: `0.5`, `1e6`.
    case decimal
    /// One of these names.
    case oneOf([String])
    /// Any of these names, with `|` between them.
    case anyOf([String])
    /// One Unicode scalar or none, written as itself or as `U+202F`; several with spaces between.
    case scalars
  }

  /// The file name: `numerals.tsv`.
  public let name: String
  public let place: Place
  public let columns: [Column]
  /// Columns whose values, taken together, may stand only once in a file; a `phrases` column counts each phrase.
  public let key: [String]

  public init(_ name: String, _ place: Place, key: [String] = [], columns: [Column]) {
    self.name = name
    self.place = place
    self.key = key
    self.columns = columns
  }

  public static func named(_ name: String) -> PackFileKind? { all.first { $0.name == name } }
}
