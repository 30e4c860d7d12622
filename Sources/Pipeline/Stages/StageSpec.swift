/// What a stage is: it edits, annotates, drops, or decides over all documents.
public enum StageKind: String, Sendable, CaseIterable {
  case text, annotating, filter, corpus
}

/// The declared description of a stage. Parsing, validation, defaults, `assay stages`, the JSON Schema and the reference
/// page derive from this one value.
public struct StageSpec: Sendable {
  /// Kebab-case; the name in pipeline files.
  public let name: String
  /// Raised whenever the same input may give another output; listed in the manifest.
  public let version: Int
  public let kind: StageKind
  /// One sentence.
  public let summary: String
  /// Paragraphs for the reference page.
  public let discussion: String
  public let options: [OptionSpec]
  /// The option that a bare scalar (or list) sets: `- normalize: nfkc`.
  public let mainOption: String?
  public let languages: LanguageSupport
  /// Layers or values that must be provided by a stage before this one.
  public let requires: [String]
  /// Layers that are used where present, so a stage that provides them should stand before.
  public let uses: [String]
  public let provides: [LayerSchema]
  /// Document values this stage sets, with their types.
  public let values: [LayerSchema.Field]
  /// Reasons with which a filter or corpus stage drops.
  public let reasons: [String]
  /// Lines of a pipeline file for the reference page; checked by the tests.
  public let example: String

  public enum LanguageSupport: Sendable, Hashable {
    /// Does not depend on the language.
    case any
    /// Has packs for these; other documents pass through (or get only what needs no pack) and are counted.
    case packs([Language])
  }

  public init(
    name: String, version: Int = 1, kind: StageKind, summary: String, discussion: String = "",
    options: [OptionSpec] = [], mainOption: String? = nil, languages: LanguageSupport = .any, requires: [String] = [],
    uses: [String] = [], provides: [LayerSchema] = [], values: [LayerSchema.Field] = [], reasons: [String] = [],
    example: String = ""
  ) {
    self.name = name
    self.version = version
    self.kind = kind
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.mainOption = mainOption
    self.languages = languages
    self.requires = requires
    self.uses = uses
    self.provides = provides
    self.values = values
    self.reasons = reasons
    self.example = example
  }
}
