/// What a rule says of one line, before its neighbours are asked.
struct LineFinding {
  var kind: BoilerplateKind
  /// What is marked: the line, or a part of it at its end.
  var range: Range<Int>
  /// A heading of links: items may stand below.
  var isHeading = false
  /// A name behind a preposition: counts only near the article's edges.
  var needsEdge = false
  /// The end of a caption's own words, before the credit; the line itself where there is none.
  var captionEnd: Int?
}
