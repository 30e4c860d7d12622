/// Why a line is not the article; the `kind` of its mark.
enum BoilerplateKind: String, CaseIterable, Sendable {
  /// What a picture shows, and who took it.
  case caption
  /// A line that leads to another article, the heading of a list of such lines, and the lines below it.
  case link
  /// Who wrote or edited the article, and when it was put up.
  case byline
  /// Where the article was taken from.
  case source
  /// Share, subscribe, cookies, advertisement, rights.
  case notice
  /// What the editors say about the article.
  case note
  /// A line that stood in the document before.
  case repeated
}
