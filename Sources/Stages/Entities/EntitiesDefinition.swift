import Pipeline

extension EntitiesStage {
  static let spec = StageSpec(
    name: "entities", version: 2, kind: .annotating,
    summary: "Finds people, places and organizations, countries in every language, and names of your lists.",
    discussion: """
      A name is found as whole words, the longest first; at equal length your lists win, the earlier over the later, and \
      all of them over the built-in countries. Between the words of a name spaces, hyphens and apostrophes may be of any \
      kind, but no line break.

      A list is a TSV file. Its header names the columns, in any order: `name` (required), `type`, `id` (written as \
      `ref`), `language`, `aliases` (separated by `|`), `case` (`title`, `exact`, `any`, `inside`: not at the start of a \
      sentence, `off`: not a name) and `canonical`. Without a header the first column is the name. Lower-case words of a \
      name are found in any case, capitalized ones only capitalized, codes such as US only as they are. Write `case: any` \
      to find "russia" too.

      Where a name of your lists ends or covers the counted phrase of a figure, it becomes that figure's `of.name`, so that \
      "снарядів" and "shells" meet.

      Countries and territories come from CLDR, with `ref` iso3166. A document gets the names of its language, and the \
      English ones that are no common words elsewhere.

      Cities of 15,000 and more inhabitants come from GeoNames (geonames.org, CC BY 4.0) with `ref` geonames and coordinates: \
      the most populous of the name, the others as `candidates`. Great ones are found by their names, unless these are common \
      words or stand beside other capitalized words; all of them explain places that the model has found. Peoples (MISC) have \
      the `ref` of their country, international organizations and news agencies one of Wikidata or of Assay's own. \
      `built-in: countries` or `none` leaves them out.

      A pattern is a sequence over tokens in a few lines of YAML: words, shapes, numbers, regular expressions, names that others \
      found. The guide is Documentation/Patterns.md; `built-in-patterns` are written in the same way.

      A model finds people (PER), places (LOC), organizations (ORG) and, less surely, other names (MISC) that no list has, in \
      27 languages; `via` says what found a name. Of names that overlap, one that lies in another gives way to it, such as \
      England to Bank of England; of the others the one that `precedence` names first stays. Names of your lists never give way \
      to the model. `model: none` leaves the model out; a path takes one \
      that you made with `assay train`.
      """,
    options: [
      NameListOption.spec,
      OptionSpec(
        "countries", .enumeration(["title", "any", "off"]), default: "title",
        "built-in countries: capitalized, in any case, or not at all"),
      OptionSpec(
        "built-in", .enumeration(["all", "countries", "none"]), default: "all",
        "which built-in lists there are: cities, demonyms and organizations too, countries alone, or none"),
      ModelOption.spec,
      PatternOptions.own,
      PatternOptions.builtIn,
      OptionSpec(
        "precedence", .list(.enumeration(NamePrecedence.names)), default: "[lists, patterns, model]",
        "what wins where names overlap and none lies in the other; your lists always go before the built-in ones"),
      OptionSpec(
        "overlaps", .enumeration(["longest", "precedence"]), default: "longest",
        "a name in a longer one: the longer one stays, or the one that goes first in 'precedence'"),
    ],
    mainOption: "lists", uses: ["quantities"], provides: [.entities],
    example: """
      - entities:
          lists:
            - lists/weapons.tsv
            - { path: lists/people.tsv, type: PER, case: exact }
          countries: title
      """)

  /// The stage as a program registers it, with the names of countries from `sources`.
  public static func definition(_ sources: CountrySources, cache: GazetteerCache? = .user) -> StageDefinition {
    StageDefinition(spec, check: PatternOptions.problems) { options, context in
      let paths = try (options.list("lists") ?? []).map { value in
        guard let list = NameListOption(value) else {
          throw StageSetupError("a list is a path, or a record with a path", option: "lists")
        }
        return list
      }
      let countries = options.string("countries") ?? "title"
      // A stage made in code without the option has no cities.
      let builtIn = options.string("built-in") ?? "countries"
      return EntitiesStage(
        lists: try GazetteerBuilder.gazetteer(
          of: paths, suffixes: suffixes(sources), cache: cache, readFile: context.readFile),
        countries: countries == "off" || builtIn == "none"
          ? nil : try CountryGazetteers(sources, ignoresCase: countries == "any", peoples: builtIn == "all"),
        cities: builtIn == "all" ? .embedded : nil,
        tagger: try ModelOption.tagger(options["model"], readFile: context.readFile),
        patterns: try PatternOptions.patterns(options, context, suffixes: patternSuffixes(sources)),
        precedence: NamePrecedence(
          options.strings("precedence") ?? [], longestFirst: options.string("overlaps") != "precedence"),
        endings: NameEndingsCache(sources), position: context.position)
    }
  }

  /// The stage with its built-in lists as an evaluation measures it: `builtIn` is a value of the option of that name.
  package init(measured tagger: EntityTagger?, builtIn: String) throws {
    let sources = CountrySources.builtIn
    self.init(
      lists: GazetteerBuilder().finish(),
      countries: builtIn == "none" ? nil : try CountryGazetteers(sources, ignoresCase: false, peoples: builtIn == "all"),
      cities: builtIn == "all" ? .embedded : nil, tagger: tagger, endings: NameEndingsCache(sources))
  }

  /// Suffixes that hold for the user's lists, whatever the language: those of scripts that only one language with
  /// suffixes writes.
  private static func suffixes(_ sources: CountrySources) -> NameSuffixes {
    sources.packFile("ko", "suffixes.tsv").map { NameSuffixes(tsv: $0) } ?? NameSuffixes()
  }

  private static func patternSuffixes(_ sources: CountrySources) -> PatternSuffixes {
    sources.packFile("ko", "suffixes.tsv").map { PatternSuffixes(tsv: $0) } ?? PatternSuffixes()
  }
}
