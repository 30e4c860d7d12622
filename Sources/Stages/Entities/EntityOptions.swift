import Pipeline

/// A list of the user's, as the option `lists` names it.
struct NameListOption {
  var path: ByteString
  var type: String
  var rule: NameCase
  var language: Language?

  static let spec = OptionSpec(
    "lists",
    .list(
      .either(
        .path,
        .record([
          OptionSpec("path", .path, isRequired: true, "the list: TSV with a header, one name a line, or JSON Lines; also packed (.gz, .zst)"),
          OptionSpec("type", .string, default: "MISC", "type of entries that don't say one: PER, ORG, WEAPON, …"),
          OptionSpec(
            "case", .enumeration(NameCase.names), default: "title", "case rule of entries that don't say one"),
          OptionSpec("language", .language, "only in documents of this language"),
        ]))),
    "lists of names to find; earlier lists win over later ones, and all over the countries")

  init?(_ value: OptionValue) {
    switch value {
    case .path(let path): self.init(path: path, type: "MISC", rule: .title, language: nil)
    case .string(let path): self.init(path: ByteString(path), type: "MISC", rule: .title, language: nil)
    case .record(let options):
      guard let path = options.path("path") ?? options.string("path").map({ ByteString($0) }) else { return nil }
      self.init(
        path: path, type: options.string("type") ?? "MISC",
        rule: options.string("case").flatMap { NameCase($0) } ?? .title, language: options.language("language"))
    default: return nil
    }
  }

  private init(path: ByteString, type: String, rule: NameCase, language: Language?) {
    self.path = path
    self.type = type
    self.rule = rule
    self.language = language
  }
}

extension GazetteerBuilder {
  /// The user's lists as one gazetteer; the suffixes hold for words of their letters, whatever the language.
  ///
  /// - Throws: `StageSetupError` for a file that can't be read or a line that is not understood.
  static func gazetteer(
    of lists: [NameListOption], suffixes: NameSuffixes, cache: GazetteerCache? = .user,
    readFile: (ByteString) throws -> [UInt8]
  ) throws -> Gazetteer {
    try gazetteer(
      of: lists.map { list -> (bytes: [UInt8], reader: NameListReader) in
        var reader = NameListReader(path: list.path.display, type: list.type)
        reader.rule = list.rule
        reader.language = list.language
        do { return (try readFile(list.path), reader) } catch {
          throw StageSetupError("\(list.path.display): can't read the list: \(error)", option: "lists")
        }
      }, suffixes: suffixes, cache: cache)
  }
}
