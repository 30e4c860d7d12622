import Pipeline

/// The options of `entities` that are about patterns.
enum PatternOptions {
  static let own = OptionSpec(
    "patterns", .trees, "patterns of your own, here or in YAML files; see Documentation/Patterns.md")

  static let builtInNames = ["titles", "ministries", "designators", "media", "names", "sites", "email", "url", "hashtag"]

  static let builtIn = OptionSpec(
    "built-in-patterns", .list(.enumeration(builtInNames)), default: "[titles, ministries, designators, media, names, sites]",
    "which patterns that ship are used; [] for none")

  /// What is wrong with the patterns of a pipeline file.
  static func problems(_ options: Options) -> [OptionProblem] {
    PatternReader(options.trees("patterns") ?? []).problems
  }

  /// The patterns that options ask for; nil for none.
  ///
  /// - Throws: `StageSetupError` with the place of what is wrong.
  static func patterns(
    _ options: Options, _ context: StageContext, suffixes: PatternSuffixes
  ) throws -> EntityPatterns? {
    let own = PatternReader(options.trees("patterns") ?? [])
    if !own.problems.isEmpty { throw StageSetupError(own.problems, option: "patterns") }
    let names = options.strings("built-in-patterns") ?? []
    let shipped = try BuiltInPatterns.patterns(names, context.readTrees)
    if own.patterns.isEmpty, shipped.isEmpty { return nil }
    let set = try PatternSet(own.patterns + shipped, suffixes: suffixes)
    return try EntityPatterns(set, own: own.patterns.count) { path in
      do {
        let list = NameListOption(.path(path))
        return try GazetteerBuilder.gazetteer(
          of: list.map { [$0] } ?? [], suffixes: suffixes.suffixes, readFile: context.readFile)
      } catch let error as StageSetupError {
        guard let place = own.listPlaces[path] else { throw error }
        throw StageSetupError(
          [
            OptionProblem(
              place, error.message, unknown: path.display, known: Self.paths(options),
              notes: ["'list' is the path of a list, as in the option 'lists'; a pattern file's own folder counts"])
          ], option: "patterns")
      }
    }
  }

  /// The lists that the stage names, one of which may have been meant.
  private static func paths(_ options: Options) -> [String] {
    (options.list("lists") ?? []).compactMap { NameListOption($0)?.path.display }
  }
}
