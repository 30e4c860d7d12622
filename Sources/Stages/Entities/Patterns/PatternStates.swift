/// States of the deterministic automaton of a pattern set, made when a text first needs them.
///
/// A state is the set of places that the tokens so far may have reached. State 0 is the empty set: nothing can match any
/// more. What was made is forgotten when it becomes too much, so memory is bounded whatever the patterns and texts.
struct PatternStates {
  typealias Edge = PatternAutomaton.Edge

  private let automaton: PatternAutomaton
  private var edges: [[Edge]] = [[]]
  private var accepted: [[Int32]] = [[]]
  private var isAccepting = [false]
  private var numbers: [[UInt32]: UInt32] = [:]
  private var starts: [[Edge]: UInt32] = [:]
  private var steps = KeyTable()

  static let mostStates = 5000
  static let mostSteps = 300_000

  init(_ automaton: PatternAutomaton) { self.automaton = automaton }

  var isFull: Bool { edges.count > Self.mostStates || steps.count > Self.mostSteps }

  mutating func removeAll() { self = PatternStates(automaton) }

  /// The state before the first token.
  mutating func start(_ firsts: [Edge]) -> UInt32 {
    if let known = starts[firsts] { return known }
    edges.append(firsts)
    accepted.append([])
    isAccepting.append(false)
    starts[firsts] = UInt32(edges.count - 1)
    return UInt32(edges.count - 1)
  }

  @inline(__always)
  func accepts(_ state: UInt32) -> Bool { isAccepting[Int(state)] }

  /// Patterns that match the tokens up to a state.
  @inline(__always)
  func accepted(_ state: UInt32) -> [Int32] { accepted[Int(state)] }

  /// The state behind a token of a class.
  @inline(__always)
  mutating func step(_ state: UInt32, _ tokenClass: UInt32, isJoined: Bool, _ classes: PatternClasses) -> UInt32 {
    let key = (UInt64(state) << 33 | UInt64(tokenClass) << 1 | (isJoined ? 1 : 0)) &* 0x9E37_79B9_7F4A_7C15
    if let known = steps.value(key) { return known }
    let next = make(state, tokenClass, isJoined, classes)
    steps.insert(key, next)
    return next
  }

  private mutating func make(
    _ state: UInt32, _ tokenClass: UInt32, _ isJoined: Bool, _ classes: PatternClasses
  ) -> UInt32 {
    var places: [UInt32] = []
    for edge in edges[Int(state)] where automaton.admits(edge, tokenClass, isJoined, classes) {
      places.append(edge >> 2)
    }
    if places.isEmpty { return 0 }
    places = Self.unique(places)
    if let known = numbers[places] { return known }
    var next: [Edge] = []
    var accepting: [Int32] = []
    for place in places {
      next += automaton.follows[Int(place)]
      if automaton.isLast[Int(place)], accepting.last != automaton.pattern[Int(place)] {
        accepting.append(automaton.pattern[Int(place)])
      }
    }
    edges.append(Self.unique(next))
    accepted.append(accepting)
    isAccepting.append(!accepting.isEmpty)
    numbers[places] = UInt32(edges.count - 1)
    return UInt32(edges.count - 1)
  }

  private static func unique(_ values: [UInt32]) -> [UInt32] {
    let sorted = values.sorted()
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }
}

extension PatternAutomaton {
  /// Whether a token of a class may take an edge.
  @inline(__always)
  func admits(_ edge: Edge, _ tokenClass: UInt32, _ isJoined: Bool, _ classes: PatternClasses) -> Bool {
    switch edge & 3 {
    case 1: if !isJoined { return false }
    case 2: if isJoined { return false }
    default: break
    }
    return classes.passes(tokenClass, conditions[Int(edge >> 2)])
  }
}
