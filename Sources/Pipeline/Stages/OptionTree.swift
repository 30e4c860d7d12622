/// A value of a pipeline file with its place, for a stage that reads the structure itself: an item of an option of type
/// `trees`.
///
/// Scalars are their raw text, as everywhere in pipeline files: `no` is a word.
public struct OptionTree: Hashable, Sendable {
  public indirect enum Content: Hashable, Sendable {
    case scalar(String)
    case list([OptionTree])
    case mapping([Entry])
  }

  public struct Entry: Hashable, Sendable {
    public let key: OptionTree
    public let value: OptionTree

    public init(key: OptionTree, value: OptionTree) {
      self.key = key
      self.value = value
    }

    /// The text of the key.
    public var name: String { key.scalar ?? "" }
  }

  /// Where a value stands. Lines and columns count from 1; line 0 is no place in a file.
  public struct Place: Hashable, Sendable {
    /// The file as users see it; empty for the pipeline file itself.
    public let file: ByteString
    /// The folder that paths in the file resolve from.
    public let folder: ByteString
    public let line: Int
    public let column: Int

    public init(file: ByteString = "", folder: ByteString = "", line: Int, column: Int) {
      self.file = file
      self.folder = folder
      self.line = line
      self.column = column
    }
  }

  public let content: Content
  public let place: Place

  public init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  public var scalar: String? { if case .scalar(let text) = content { text } else { nil } }
  public var list: [OptionTree]? { if case .list(let items) = content { items } else { nil } }
  public var mapping: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// The value as one line, without places; equal for equal values.
  public var inLine: String {
    switch content {
    case .scalar(let text): "\"\(text)\""
    case .list(let items): "[" + items.map(\.inLine).joined(separator: ", ") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.name): \($0.value.inLine)" }.joined(separator: ", ") + "}"
    }
  }
}

/// What is wrong with a part of an option, and where.
public struct OptionProblem: Hashable, Sendable {
  /// The value at fault.
  public let tree: OptionTree
  /// Where in the text of a scalar, in Unicode scalars; nil for the whole value.
  public let offset: Int?
  /// One sentence without capital and full stop; says what is wrong and what was expected.
  public let message: String
  /// A name that there is not, and those that there are: the nearest is offered.
  public let unknown: String?
  public let known: [String]
  /// Further facts, such as the names that exist.
  public let notes: [String]

  public init(
    _ tree: OptionTree, offset: Int? = nil, _ message: String, unknown: String? = nil, known: [String] = [],
    notes: [String] = []
  ) {
    self.tree = tree
    self.offset = offset
    self.message = message
    self.unknown = unknown
    self.known = known
    self.notes = notes
  }
}
