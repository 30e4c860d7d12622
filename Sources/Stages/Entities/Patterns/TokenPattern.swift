import Pipeline

/// A pattern as its author wrote it, checked: a name, what its entities get, and what it matches.
struct TokenPattern: Sendable {
  var name: String
  var type: String
  var id: PatternTemplate?
  /// Only in documents of one of these languages; empty for all.
  var languages: [Language] = []
  var match: PatternPart
  /// Names of the captured parts in the order of the pattern; `entity` is the part that becomes the entity.
  var groups: [String] = []
  /// Where its name stands.
  var tree: OptionTree

  /// The name of the captured part that becomes the entity.
  static let entityGroup = "entity"
}

/// A part of a pattern: an expression over tokens.
indirect enum PatternPart: Hashable, Sendable {
  case token(TokenCondition)
  /// All tokens of a name or figure that something else found.
  case span(SpanSource)
  case sequence([PatternPart])
  case either([PatternPart])
  case repeated(PatternPart, min: Int, max: Int?)
  /// What stands before the first token of the part.
  case spaced(TokenSpace, PatternPart)
  /// A captured part, by its number.
  case group(Int, PatternPart)

  /// Whether it matches no token at all.
  var isNullable: Bool {
    switch self {
    case .token, .span: false
    case .sequence(let parts): parts.allSatisfy(\.isNullable)
    case .either(let parts): parts.contains(where: \.isNullable)
    case .repeated(let part, let min, _): min == 0 || part.isNullable
    case .spaced(_, let part), .group(_, let part): part.isNullable
    }
  }

  /// Places in the automaton that the part takes, with repetitions written out; `Int.max` for more than can be counted.
  var size: Int {
    switch self {
    case .token: 1
    case .span: 4
    case .sequence(let parts), .either(let parts): parts.reduce(0) { Self.sum($0, $1.size) }
    case .repeated(let part, let min, let max):
      part.size.multipliedReportingOverflow(by: Swift.max(1, max ?? min)).overflow
        ? .max : part.size * Swift.max(1, max ?? min)
    case .spaced(_, let part), .group(_, let part): part.size
    }
  }

  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }
}

/// White space before a token.
enum TokenSpace: UInt8, Hashable, Sendable {
  case any, none, some
}

/// Tests that a token must pass, all of them.
struct TokenCondition: Hashable, Sendable {
  var tests: [TokenTest]
}

indirect enum TokenTest: Hashable, Sendable {
  /// One of these words or signs.
  case words([TokenWord])
  case shapes([TokenShape])
  case languages([Language])
  /// All of the token matches; positions in the expressions of the pattern file's reader are by their text.
  case regex(String)
  /// The token lies in what the source found.
  case inside(SpanSource)
  case not([TokenTest])
  /// The token is the first or last of what the source found, or neither.
  case edge(SpanSource, begins: Bool, ends: Bool)
}

/// A word as a pattern writes it: exactly, or in any case.
struct TokenWord: Hashable, Sendable {
  /// As the lexical pass hashes words, and `PatternTokens` signs.
  var hash: UInt64
  /// The bytes that the token must have; empty where case does not count.
  var spelling: [UInt8]
  var isSign = false
}

/// What a token looks like.
enum TokenShape: String, CaseIterable, Hashable, Sendable {
  case lower, title, upper, mixed, capitalized, caseless, letters, digits, sign, any
}

/// Something that found spans of tokens.
enum SpanSource: Hashable, Sendable {
  /// Entities of a type; nil for any.
  case entities(String?)
  /// Figures of a kind; nil for any.
  case quantities(String?)
  /// The names of a list, by its path.
  case list(ByteString)
}

/// What `id` says, with captured parts filled in.
struct PatternTemplate: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case text(String)
    /// A captured part by its number; -1 for the whole match.
    case group(Int)
  }

  var pieces: [Piece]
}
