/// The places of patterns and what may follow each: position automata (Glushkov 1961, McNaughton and Yamada 1960), one for
/// each pattern, in one numbering.
///
/// A place is an occurrence of a token condition in a pattern with its repetitions written out; there are no empty moves, so
/// a text of n tokens takes at most n steps for each place. Places are numbered in the order of the pattern, which is also
/// the order of preference: an earlier part takes what it can.
struct PatternAutomaton: Sendable {
  /// A place, and what must stand before its token: `place << 2 | TokenSpace`.
  typealias Edge = UInt32

  /// The token condition of each place, by its number.
  private(set) var conditions: [Int32] = []
  private(set) var follows: [[Edge]] = []
  private(set) var isLast: [Bool] = []
  private(set) var pattern: [Int32] = []
  /// The captured parts that each place lies in, as bits.
  private(set) var groups: [UInt32] = []
  /// Where each pattern may start.
  private(set) var firsts: [[Edge]] = []
  /// The places of each pattern.
  private(set) var places: [Range<Int>] = []

  static func place(_ edge: Edge) -> Int { Int(edge >> 2) }
  static func space(_ edge: Edge) -> TokenSpace { TokenSpace(rawValue: UInt8(edge & 3)) ?? .any }

  private struct Fragment {
    var isNullable: Bool
    var first: [Edge]
    var last: [Int]

    static let empty = Fragment(isNullable: true, first: [], last: [])
  }

  /// Adds a pattern; `condition` gives the number of a token condition.
  mutating func add(_ pattern: TokenPattern, condition: (TokenCondition) -> Int) {
    let start = conditions.count
    let number = Int32(firsts.count)
    let fragment = fragment(pattern.match, number, groups: 0, condition)
    for place in fragment.last { isLast[place] = true }
    for place in start..<conditions.count { follows[place] = Self.unique(follows[place]) }
    firsts.append(Self.unique(fragment.first))
    places.append(start..<conditions.count)
  }

  private mutating func fragment(
    _ part: PatternPart, _ number: Int32, groups: UInt32, _ condition: (TokenCondition) -> Int
  ) -> Fragment {
    switch part {
    case .token(let token): return place(condition(token), number, groups)
    case .span(let source): return span(source, number, groups, condition)
    case .sequence(let parts):
      return parts.reduce(.empty) { whole, part in
        let next = fragment(part, number, groups: groups, condition)
        return joined(whole, next)
      }
    case .either(let parts):
      var whole = Fragment(isNullable: false, first: [], last: [])
      for part in parts {
        let other = fragment(part, number, groups: groups, condition)
        whole.isNullable = whole.isNullable || other.isNullable
        whole.first += other.first
        whole.last += other.last
      }
      return whole
    case .repeated(let part, let min, let max):
      return repeated(part, min, max, number, groups, condition)
    case .spaced(let space, let part):
      var fragment = fragment(part, number, groups: groups, condition)
      fragment.first = fragment.first.compactMap { edge in
        switch Self.space(edge) {
        case .any: edge | Edge(space.rawValue)
        case space: edge
        default: nil
        }
      }
      return fragment
    case .group(let index, let part):
      return fragment(part, number, groups: groups | 1 << UInt32(index), condition)
    }
  }

  private mutating func place(_ condition: Int, _ number: Int32, _ groups: UInt32) -> Fragment {
    let place = conditions.count
    conditions.append(Int32(condition))
    follows.append([])
    isLast.append(false)
    pattern.append(number)
    self.groups.append(groups)
    return Fragment(isNullable: false, first: [Edge(place) << 2], last: [place])
  }

  /// All tokens of a span: one that begins and ends it, or one that begins it, some inside, and one that ends it.
  private mutating func span(
    _ source: SpanSource, _ number: Int32, _ groups: UInt32, _ condition: (TokenCondition) -> Int
  ) -> Fragment {
    func place(_ tests: [TokenTest]) -> Fragment { self.place(condition(TokenCondition(tests: tests)), number, groups) }
    let begin = place([.edge(source, begins: true, ends: false)])
    var inner = place([.edge(source, begins: false, ends: false)])
    connect(inner.last, to: inner.first)
    inner.isNullable = true
    let end = place([.edge(source, begins: false, ends: true)])
    let alone = place([.edge(source, begins: true, ends: true)])
    let long = joined(joined(begin, inner), end)
    return Fragment(isNullable: false, first: long.first + alone.first, last: long.last + alone.last)
  }

  private mutating func repeated(
    _ part: PatternPart, _ min: Int, _ max: Int?, _ number: Int32, _ groups: UInt32,
    _ condition: (TokenCondition) -> Int
  ) -> Fragment {
    var whole = Fragment.empty
    // `x{2,}` is x x+, so that the last copy is the one that repeats.
    for copy in 0..<Swift.max(min, max == nil ? 1 : 0) {
      var next = fragment(part, number, groups: groups, condition)
      if max == nil, copy == Swift.max(min, 1) - 1 {
        connect(next.last, to: next.first)
        if min == 0 { next.isNullable = true }
      }
      whole = joined(whole, next)
    }
    guard let max, max > min else { return whole }
    // x{0,3} is (x (x x?)?)?: each copy follows only the one before.
    var copies: [Fragment] = []
    for _ in min..<max { copies.append(fragment(part, number, groups: groups, condition)) }
    var rest = Fragment.empty
    for copy in copies.reversed() {
      rest = joined(copy, rest)
      rest.isNullable = true
    }
    return joined(whole, rest)
  }

  private mutating func joined(_ a: Fragment, _ b: Fragment) -> Fragment {
    connect(a.last, to: b.first)
    return Fragment(
      isNullable: a.isNullable && b.isNullable, first: a.isNullable ? a.first + b.first : a.first,
      last: b.isNullable ? a.last + b.last : b.last)
  }

  private mutating func connect(_ places: [Int], to edges: [Edge]) {
    for place in places { follows[place] += edges }
  }

  private static func unique(_ edges: [Edge]) -> [Edge] {
    var last: Edge?
    return edges.sorted().filter { edge in
      defer { last = edge }
      return edge != last
    }
  }
}
