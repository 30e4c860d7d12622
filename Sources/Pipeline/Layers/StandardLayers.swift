/// The layers that ship with Assay. Plugins may add to them or define their own.
extension LayerSchema {
  public static let tokens = LayerSchema(
    "tokens", "Words by UAX #29 as ICU tailors it, without punctuation and white space.", writesText: false, fields: [])

  public static let sentences = LayerSchema(
    "sentences", "Sentences, without white space at their ends.", writesText: false, fields: [])

  public static let marks = LayerSchema(
    "marks", "Parts of the text that are not the article: captions, link lists, bylines, frames of a site.",
    writesText: false,
    fields: [Field("kind", .string, "caption, link, byline, source, frame, …")])

  public static let entities = LayerSchema(
    "entities", "Names of people, organizations, places and whatever a list names.",
    fields: [
      Field("type", .string, "PER, ORG, LOC, MISC, or the type a list gives"),
      Field("name", .string, "the canonical name in the list"),
      Field("ref", .string, "an id in a knowledge base, such as iso3166:KP"),
      Field("same", .int, "mentions of one thing in this document share this number"),
      Field("via", .enumeration(["list", "pattern", "model"]), "what found it"),
      Field("candidates", .list(.string), "other ids the name may stand for"),
      Field("rule", .string, "the name of the pattern that found it"),
      Field("name_key", .string, "the sound of the full name in Latin letters, for comparing names across scripts"),
      Field("lat", .decimal, "latitude of a place in degrees, north positive"),
      Field("lon", .decimal, "longitude of a place in degrees, east positive"),
    ])

  public static let quantities = LayerSchema(
    "quantities", "Figures with their values, exactly as written.",
    fields: [
      Field(
        "kind",
        .enumeration([
          "cardinal", "ordinal", "percent", "fraction", "multiplier", "currency", "measure", "duration", "age",
          "rejected",
        ]), "what kind of figure it is"),
      Field("value", .decimal, "the value: 75 for 75%, the rank for an ordinal; absent for a range or a fuzzy figure"),
      Field("low", .decimal, "lower bound of a range; absent = open"),
      Field("high", .decimal, "upper bound of a range; absent = open"),
      Field(
        "modifier", .enumeration(["approx", "atLeast", "atMost", "moreThan", "lessThan", "fuzzy"]),
        "how the text hedges the figure"),
      Field("unit", .string, "CLDR unit identifier: kilometer, kilogram, celsius, day"),
      Field("currency", .string, "ISO 4217 code"),
      Field("candidates", .list(.string), "ISO 4217 codes that an open sign such as $ may stand for"),
      Field("per", .string, "what the figure is a rate of: hour, 100000"),
      Field("change", .enumeration(["up", "down"]), "whether the text says that something rose or fell by it"),
      Field("of", .span, "the counted thing"),
      Field("of.name", .string, "the user's canonical name of the counted thing"),
      Field("reason", .string, "why digits are no quantity (kind rejected)"),
      Field("alternative", .decimal, "the other value of a form such as 1.234 that neither text nor language decides"),
      Field("low_open", .bool, "true: the lower bound itself does not belong to the range (more than 5 and …)"),
      Field("high_open", .bool, "true: the upper bound itself does not belong to the range (… and less than 10)"),
    ])

  public static let dates = LayerSchema(
    "dates", "Dates in EDTF (ISO 8601-2).",
    fields: [
      Field("value", .string, "EDTF: 2023-11, 2024-06-14, 2024-06/2024-08, XXXX-07"),
      Field("earliest", .string, "first day it may mean, ISO 8601"),
      Field("latest", .string, "last day it may mean, ISO 8601"),
      Field("relative", .bool, "resolved by the publication date"),
    ])

  /// All layers that ship, in the order in which the record writes them.
  public static let standard: [LayerSchema] = [.tokens, .sentences, .marks, .entities, .quantities, .dates]
}
