/// Every kind of file that packs may hold; one line a kind, in the order of their names' importance to a reader.
extension PackFileKind {
  public static let all: [PackFileKind] = [
    numerals, fuzzy, modifiers, ranges, units, currencies, grammar, locales, dates, abbreviations, places, endings, organizations, demonyms,
    nameEndings, suffixes, boilerplate, wordclasses, thingEndings, numeralsByHand, change, cldrUnits, cldrCurrencies, cues,
    conversions,
  ]

  /// Number words made from CLDR's rules by `generate-numerals`. The roles are in Documentation/LanguagePacks.md.
  static let numerals = numeralFile("numerals.tsv")
  /// Number words written by hand: what the rules don't have, and what the file made from them is to stand back for.
  static let numeralsByHand = numeralFile("numerals-hand.tsv")

  private static func numeralFile(_ name: String) -> PackFileKind {
    PackFileKind(
      name, .language, key: ["value", "role", "forms"],
      columns: [
        Column("value", .decimal),
        Column(
          "role",
          .oneOf([
            "zero", "unit", "teen", "ten", "hundreds", "hundred", "scale", "mixed", "half", "half-before", "dozen",
            "article", "ordinal", "ordinal-scale", "ordinal-prefix", "ordinal-suffix", "ordinal-dot", "denominator",
            "denominator-ending", "denominator-plural",
            "part", "collective", "times", "native", "attributive", "suffix", "and", "minus", "point", "weak", "rule",
            "variant", "prefix",
          ])),
        Column("forms", .phrases),
      ])
  }

  /// Words that state a number without naming it: dozens, several.
  static let fuzzy = PackFileKind(
    "fuzzy.tsv", .language, key: ["forms"],
    columns: [
      Column("role", .oneOf(["plural", "few"])),
      Column("low", .decimal, isRequired: false),
      Column("high", .decimal, isRequired: false),
      Column("factor", .decimal, isRequired: false),
      Column("forms", .phrases),
    ])

  /// Words that hedge a figure or say that something rose or fell by it.
  static let modifiers = PackFileKind(
    "modifiers.tsv", .language, key: ["position", "forms"],
    columns: [
      Column(
        "meaning", .oneOf(["approx", "atLeast", "atMost", "moreThan", "lessThan", "fuzzy", "up", "down", "none"])),
      Column("position", .oneOf(["before", "after", "suffix"])),
      Column("forms", .phrases),
    ])

  /// The words around the two ends of a range.
  static let ranges = PackFileKind(
    "ranges.tsv", .language, key: ["open", "middle", "close"],
    columns: [
      Column("open", .phrases, isRequired: false),
      Column("middle", .phrases),
      Column("close", .phrases, isRequired: false),
    ])

  /// Words for what rose or fell by a figure.
  static let change = PackFileKind(
    "change.tsv", .language, key: ["role", "forms"],
    columns: [
      /// `by` stands before the amount and lets the verb stand farther away; suffixes are matched right behind a figure.
      Column("role", .oneOf(["up", "down", "by", "up-suffix", "down-suffix"])),
      Column("forms", .phrases),
    ])

  /// Unit words and, in `root`, unit symbols, with CLDR unit identifiers.
  static let units = PackFileKind("units.tsv", .both, key: ["case", "forms"], columns: unitColumns)

  /// Unit names from CLDR, written by scripts/cldr-tables.py.
  static let cldrUnits = PackFileKind("cldr-units.tsv", .language, key: ["case", "forms"], columns: unitColumns)

  private static let unitColumns = [
    Column("unit", .text),
    Column("kind", .oneOf(["measure", "duration", "age"])),
    Column("case", .oneOf(["any", "exact", "before"]), isRequired: false),
    Column("forms", .phrases),
  ]

  /// What a unit is in base units.
  static let conversions = PackFileKind(
    "conversions.tsv", .root, key: ["unit"],
    columns: [
      Column("unit", .text), Column("base", .text), Column("factor", .decimal), Column("offset", .decimal),
    ])

  /// Currency names and, in `root`, signs and codes, with ISO 4217 codes.
  static let currencies = PackFileKind("currencies.tsv", .both, key: ["role", "forms"], columns: currencyColumns)

  /// Currency names from CLDR, written by scripts/cldr-tables.py.
  static let cldrCurrencies = PackFileKind(
    "cldr-currencies.tsv", .language, key: ["role", "forms"], columns: currencyColumns)

  private static let currencyColumns = [
    /// One code; or several, where the word or sign stays open.
    Column("currency", .phrases),
    Column("role", .oneOf(["name", "subunit", "sign", "code", "qualifier"])),
    /// How many subunits make one unit, where `role` is `subunit`.
    Column("parts", .decimal, isRequired: false),
    Column("forms", .phrases),
  ]

  /// Words beside a figure that say what it measures (percent, rates, ages) or that it is none (page, route, p.m.).
  static let cues = PackFileKind(
    "cues.tsv", .language, key: ["role", "forms"],
    columns: [
      Column(
        "role",
        .oneOf([
          "of", "percent", "percent-before", "percent-point", "per", "times", "age-before", "age-after", "age-verb",
          "age-not", "age-behind", "temperature", "weight", "weak-unit", "unit-ending", "money-and", "designator",
          "designator-after", "section", "legal", "phone-before", "clock-before", "clock-after", "year-before",
          "year-after", "score-cue", "idiom", "out-of", "one-in", "divided-by", "over", "over-ordinal", "of-whole",
          "share", "roman-after", "roman-before", "address-before", "address-after", "address-ending", "score-middle",
          "below-zero", "goal", "per-after", "per-ending", "speed-before",
        ])),
      Column("forms", .phrases),
    ])

  /// Closed classes of words around figures that say what they are and what is no quantity.
  static let grammar = PackFileKind(
    "grammar.tsv", .both, key: ["role", "forms"],
    columns: [
      Column(
        "role",
        .oneOf([
          "minus", "point", "percent", "percent-point", "per", "times", "age-before", "age-after", "designator",
          "year-before", "year-after", "month", "clock-after", "clock-before", "phone-before", "section", "legal",
          "score-cue", "ordinal-prefix", "ordinal-suffix", "fraction-middle",
          "idiom", "one-before", "title-small", "abbreviation", "out-of", "one-in", "divided-by",
          "myriads", "numeral-rest",
          "decimal-point", "minus-sign", "ordinal-sign", "whole-joiner", "elliptic", "tenths", "hundredths",
          "thousandths", "tenths-not", "half-unit", "half-counter", "half-not", "glued-counter", "dozen-sign",
          "topic", "weekday-before",
        ])),
      Column("forms", .phrases),
    ])

  /// Words and endings that say where the name of a counted thing begins and ends.
  static let wordclasses = PackFileKind(
    "wordclasses.tsv", .language, key: ["role", "forms"],
    columns: [
      Column(
        "role",
        .oneOf([
          "order", "of", "and", "definite-prefix", "preposition", "conjunction", "verb", "determiner", "pronoun",
          "adverb", "relative",
          "adjective", "plural", "partitive", "skip", "linking", "numbering", "comparison", "count", "toll",
          "adjective-ending", "verb-ending", "plural-ending", "singular-ending", "link-ending", "counter",
          "counting-noun", "noun", "head", "break", "connector", "hedge", "particle", "object-particle",
          "subject-particle", "together-particle", "modifier", "unit", "stating", "valued", "container",
        ])),
      Column("forms", .phrases),
    ])

  /// Decimal and grouping marks by language.
  static let locales = PackFileKind(
    "locales.tsv", .root, key: ["language"],
    columns: [
      Column("language", .text),
      Column("decimal", .scalars),
      Column("grouping", .scalars),
      /// Digits in the last group and in the others: `3` or `3;2`.
      Column("sizes", .text, isRequired: false),
    ])

  /// Words of dates and the forms they stand in. Roles and forms are explained in Documentation/LanguagePacks.md.
  static let dates = PackFileKind(
    "dates.tsv", .both, key: ["role", "forms"],
    columns: [
      Column(
        "role",
        .oneOf([
          "month", "month-short", "month-dotted", "weak-month", "month-roman", "month-past", "part", "part-behind",
          "weekday", "weak-weekday",
          "weekday-short", "weekday-past", "weekday-coming", "weekday-name", "ordinal-suffix", "from-suffix",
          "day-word", "of", "year-word", "year-word-long", "year-prefix",
          "year-suffix", "decade-suffix", "decade-suffix-full", "decade-word", "decade-prefix", "decade-word-plain",
          "decade-name", "century", "century-prefix", "century-name", "century-short", "range", "range-between",
          "range-night",
          "between-cue", "in", "cue", "weak-cue", "day-cue", "after-year", "year-noun", "not-year", "era", "era-before",
          "era-behind", "era-letter", "relative", "shift", "shift-behind", "unit", "unit-plural", "unit-dual", "ago",
          "ahead", "not-ahead",
          "number", "year-sign", "month-sign", "day-sign", "decade-sign", "month-ending", "month-ending-from",
          "weekday-ending",
          "era-implicit", "particle", "range-particle", "and-particle", "case", "order", "form",
        ])),
      Column("value", .text, isRequired: false),
      Column("forms", .phrases),
    ])

  /// Words with a full stop that ends no sentence.
  static let abbreviations = PackFileKind(
    "abbreviations.tsv", .language, key: ["forms"],
    columns: [
      /// `title`: never ends one before a name or number. `any`: ends one only before a capital letter. `name`: ends one
      /// only before a `starter`, a word that often starts sentences. `unit`: `any` behind a number, else `title`.
      /// `ordinal`: digits with a stop are an ordinal number.
      /// `ordinal-word`: stands behind one (a month). `word`: a capital letter that is no initial. `end`: another mark that
      /// ends sentences. `joiner`: a sign that joins letters of one word.
      Column(
        "role",
        .oneOf(["title", "any", "unit", "name", "starter", "ordinal", "ordinal-word", "word", "end", "joiner"])),
      Column("forms", .phrases),
    ])

  /// Names of countries beyond those of CLDR; the columns of a list of names (see the `entities` stage).
  static let places = PackFileKind(
    "places.tsv", .language,
    columns: [
      Column("name", .text),
      Column("type", .text, isRequired: false),
      Column("ref", .text, isRequired: false),
      Column("case", .oneOf(["exact", "title", "any", "inside", "off"]), isRequired: false),
      /// `own`: only in documents of this language.
      Column("scope", .oneOf(["own"]), isRequired: false),
      Column("aliases", .phrases, isRequired: false),
      Column("forms", .phrases, isRequired: false),
    ])

  /// Names of international organizations, news agencies and papers; columns as in `places`.
  static let organizations = PackFileKind("organizations.tsv", .language, columns: places.columns)

  /// What a language calls peoples; classes of endings have rows of their own (see the `entities` stage).
  static let demonyms = PackFileKind(
    "demonyms.tsv", .language, columns: [Column("ref", .text), Column("names", .phrases)])

  /// Case endings of names of places, by the ending of the first form.
  static let endings = PackFileKind(
    "endings.tsv", .language,
    columns: [
      Column("kind", .oneOf(["noun", "adjective"])),
      Column("ending", .text),
      Column("forms", .phrases),
    ])

  /// Case endings of names of people, as `endings` has those of places; `-` is no ending. They say which names of a document
  /// are forms of one.
  static let nameEndings = PackFileKind("name-endings.tsv", .language, columns: endings.columns)

  /// Forms of common nouns and adjectives, as `endings` has those of names; for the user's lists of counted things.
  static let thingEndings = PackFileKind("thing-endings.tsv", .language, columns: endings.columns)

  /// Particles and endings that a name may carry without their being part of it.
  static let suffixes = PackFileKind("suffixes.tsv", .language, key: ["suffix"], columns: [Column("suffix", .text)])

  /// Phrases of lines that are not the article. Roles are explained in Documentation/LanguagePacks.md.
  static let boilerplate = PackFileKind(
    "boilerplate.tsv", .both, key: ["role", "forms"],
    columns: [
      Column(
        "role",
        .oneOf([
          "link", "link-label", "caption", "credit", "credit-label", "agency", "byline", "byline-label", "byline-name",
          "byline-end", "source-label", "notice", "notice-line", "notice-end", "note", "social",
        ])),
      Column("forms", .phrases),
    ])
}
