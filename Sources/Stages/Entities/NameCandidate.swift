import Pipeline

/// What finds names, in the order of the default precedence.
enum NameSource: UInt8, CaseIterable {
  /// Lists of the user's.
  case lists
  /// Patterns of the user's.
  case ownPatterns
  /// Names that ship with Assay.
  case builtIn
  /// Patterns that ship with Assay.
  case patterns
  case model
  /// Built-in cities: their names are those of people and companies too, so that whatever else is known goes before.
  case cities

  /// As the field `via` says it.
  var via: String {
    switch self {
    case .lists, .builtIn, .cities: "list"
    case .ownPatterns, .patterns: "pattern"
    case .model: "model"
    }
  }
}

/// A span that one source takes for a name, before it is settled which names stay.
struct NameCandidate: Equatable {
  var range: ByteRange
  var source: NameSource
  /// Position among the finds of its source, where type, ref and what else it knows stand.
  var index: Int
  /// A name that a list calls none (`case: off`): nothing is tagged in its place.
  var isNone = false

  init(_ range: ByteRange, _ source: NameSource, _ index: Int, isNone: Bool = false) {
    self.range = range
    self.source = source
    self.index = index
    self.isNone = isNone
  }
}
