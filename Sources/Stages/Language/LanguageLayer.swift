import Pipeline

extension LayerSchema {
  /// Paragraphs that are not in the document's language.
  static let languages = LayerSchema(
    "languages", "Paragraphs in another language than the document's.", writesText: false,
    fields: [
      Field("language", .string, "BCP 47"),
      Field("score", .decimal, "how sure the language is against the document's, up to 0.99"),
    ])
}
