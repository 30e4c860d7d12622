/// The declared type of an option. Scalars are read from their raw text by this type, never by YAML's resolver.
public indirect enum OptionType: Hashable, Sendable {
  case bool
  case int(ClosedRange<Int>)
  case decimal(ClosedRange<Double>)
  /// A share between 0 and 1, written `0.4` or `40%`.
  case share
  /// Bytes, written `500`, `256kB`, `16MB`, `1GB` (powers of 1000) or `KiB`, `MiB` (powers of 1024).
  case bytes
  /// A length of time, written `500ms`, `10s`, `2min`, `1h`; its value is a decimal, in seconds.
  case duration
  case string
  case enumeration([String])
  /// A path; relative ones resolve from the pipeline file's folder.
  case path
  /// A BCP 47 tag or prefix.
  case language
  case list(OptionType)
  /// A mapping with these keys.
  case record([OptionSpec])
  /// A mapping with any keys.
  case map(OptionType)
  /// A list item or scalar of the first type that fits: a path, or a record with more to say.
  case either(OptionType, OptionType)
  /// A condition of `when` and `filter`.
  case condition
  /// A list of values that the stage reads itself, with their places; an item that is a path stands for the list in that
  /// YAML file. The stage's `check` says what is wrong with them.
  case trees
}

/// The declared description of one option; parsing, defaults, `assay stages` and the JSON Schema derive from it.
public struct OptionSpec: Hashable, Sendable {
  public let name: String
  public let type: OptionType
  /// The default as a pipeline file would write it; nil: the option may be left out and then has no value.
  public let defaultText: String?
  public let isRequired: Bool
  public let summary: String

  public init(
    _ name: String, _ type: OptionType, default defaultText: String? = nil, isRequired: Bool = false, _ summary: String
  ) {
    self.name = name
    self.type = type
    self.defaultText = defaultText
    self.isRequired = isRequired
    self.summary = summary
  }
}

/// A value that an option got, of the declared type.
public indirect enum OptionValue: Hashable, Sendable {
  case bool(Bool)
  case int(Int)
  case decimal(Double)
  case string(String)
  /// Resolved against the pipeline file's folder.
  case path(ByteString)
  case language(Language)
  case list([OptionValue])
  case record(Options)
  case map([(key: String, value: OptionValue)])
  case condition(Condition)
  case trees([OptionTree])

  public static func == (a: OptionValue, b: OptionValue) -> Bool {
    switch (a, b) {
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.decimal(let a), .decimal(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.path(let a), .path(let b)): a == b
    case (.language(let a), .language(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.record(let a), .record(let b)): a == b
    case (.map(let a), .map(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    case (.condition(let a), .condition(let b)): a == b
    case (.trees(let a), .trees(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .decimal(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .path(let value): hasher.combine(value)
    case .language(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .record(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value.count)
    case .condition: break
    case .trees(let value): hasher.combine(value)
    }
  }
}

/// The checked options of a stage or format: every declared option that was given or has a default, in the order of
/// the spec. Asking for an undeclared name is a programmer's error and traps.
public struct Options: Hashable, Sendable {
  public private(set) var entries: [Entry]

  public struct Entry: Hashable, Sendable {
    public let name: String
    public let value: OptionValue

    public init(name: String, value: OptionValue) {
      self.name = name
      self.value = value
    }
  }

  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// For tests and for stages made in code: names with values, nothing checked.
  public init(_ values: KeyValuePairs<String, OptionValue>) { entries = values.map { Entry(name: $0, value: $1) } }

  /// The value of an option, or nil where it was left out and has no default.
  public subscript(name: String) -> OptionValue? { entries.first { $0.name == name }?.value }

  public func bool(_ name: String) -> Bool? { if case .bool(let value)? = self[name] { value } else { nil } }
  public func int(_ name: String) -> Int? { if case .int(let value)? = self[name] { value } else { nil } }
  public func decimal(_ name: String) -> Double? { if case .decimal(let value)? = self[name] { value } else { nil } }
  public func string(_ name: String) -> String? { if case .string(let value)? = self[name] { value } else { nil } }
  public func path(_ name: String) -> ByteString? { if case .path(let value)? = self[name] { value } else { nil } }
  public func language(_ name: String) -> Language? {
    if case .language(let value)? = self[name] { value } else { nil }
  }
  public func list(_ name: String) -> [OptionValue]? { if case .list(let value)? = self[name] { value } else { nil } }
  public func strings(_ name: String) -> [String]? {
    list(name)?.compactMap { if case .string(let value) = $0 { value } else { nil } }
  }
  public func record(_ name: String) -> Options? { if case .record(let value)? = self[name] { value } else { nil } }
  public func condition(_ name: String) -> Condition? {
    if case .condition(let value)? = self[name] { value } else { nil }
  }
  public func trees(_ name: String) -> [OptionTree]? { if case .trees(let value)? = self[name] { value } else { nil } }
}
