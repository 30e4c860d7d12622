import Pipeline

/// Finds what patterns match in one document after another, on one thread.
///
/// From every token that may start a pattern the deterministic automaton runs until nothing can match any more, at most
/// `longestMatch` tokens: so any pattern takes time linear in the text. Of each pattern the leftmost match counts, of those the
/// longest, and the next one starts behind it.
///
/// Not for several threads at once: it is lent to one document after another.
final class PatternMatcher: @unchecked Sendable {
  /// Tokens of a match.
  static let longestMatch = 128

  struct Found: Equatable {
    var pattern: Int
    /// All that the pattern matched.
    var whole: ByteRange
    /// The part that becomes the entity.
    var range: ByteRange
    /// Captured parts by their number; nil where an optional one is absent.
    var parts: [ByteRange?]
  }

  /// What a document gives beside its words.
  struct Input {
    var bytes: UnsafeBufferPointer<UInt8>
    var words: UnsafeBufferPointer<Lexicon.Word>
    var spans: PatternSpans
    var language: Language?
    /// Paragraphs in another language than the document's, in order.
    var otherLanguages: [(range: ByteRange, language: Language)] = []
  }

  private struct Step {
    var start: Int
    /// Without a suffix.
    var end: Int
    var rawEnd: Int
    var tokenClass: UInt32
    var isJoined: Bool
  }

  private let set: PatternSet
  private let classes: PatternClasses
  private var states: PatternStates
  private var starts: [String: PatternStarts] = [:]
  private var path: [Step] = []
  /// Where the next match of each pattern may start.
  private var free: [Int] = []
  private var best: [(pattern: Int, count: Int)] = []
  private var found: [Found] = []
  private var start: UInt32 = 0
  /// For each word of the document that was looked at, its class and one more, and where it ends without a suffix.
  private var known: [(tokenClass: UInt32, end: UInt32)] = []

  init(_ set: PatternSet) {
    self.set = set
    classes = PatternClasses(set)
    states = PatternStates(set.automaton)
    path.reserveCapacity(Self.longestMatch)
  }

  /// The matches of all patterns, by start; those of different patterns may overlap.
  func matches(_ input: Input) -> [Found] {
    let starts = starts(for: input.language)
    if starts.firsts.isEmpty { return [] }
    found.removeAll(keepingCapacity: true)
    free = Array(repeating: 0, count: set.patterns.count)
    known.removeAll(keepingCapacity: true)
    known += repeatElement((tokenClass: 0, end: 0), count: input.words.count)
    start = states.start(starts.firsts)
    let active = set.sources.indices.filter { !input.spans.isEmpty($0) }
    let spanStarts = starts.spanSources.flatMap { input.spans.starts($0) }.sorted()
    let looksAtGaps = starts.hasSigns || !spanStarts.isEmpty
    let forms = starts.forms
    let suffixScript = set.words.suffixes.script
    var nextSpan = 0
    var position = 0
    starts.filter.withUnsafeBufferPointer { filter in
      for (index, word) in input.words.enumerated() {
        let start = Int(word.start)
        if looksAtGaps, start > position, start - position > 1 || input.bytes[position] != 0x20 {
          gap(from: position, to: start, index, starts, filter, spanStarts, &nextSpan, input, active)
        }
        position = Int(word.end)
        while nextSpan < spanStarts.count, Int(spanStarts[nextSpan]) < start { nextSpan += 1 }
        if PatternStarts.forms(of: word) & forms != 0 || starts.mayStart(word.hash, filter)
          || word.script == suffixScript || (nextSpan < spanStarts.count && spanStarts[nextSpan] < word.end)
        {
          attempt(from: start, word: index, starts, input, active)
        }
      }
      if looksAtGaps, position < input.bytes.count {
        gap(
          from: position, to: input.bytes.count, input.words.count, starts, filter, spanStarts, &nextSpan, input, active
        )
      }
    }
    return found
  }

  /// The signs between two words.
  private func gap(
    from start: Int, to end: Int, _ word: Int, _ starts: PatternStarts, _ filter: UnsafeBufferPointer<UInt64>,
    _ spanStarts: [UInt32], _ nextSpan: inout Int, _ input: Input, _ active: [Int]
  ) {
    let anySign = starts.forms & (1 << TokenForm.sign.rawValue) != 0
    var position = start
    while position < end {
      let (scalar, length) = input.bytes.scalar(at: position)
      if scalar != 0x20 {
        while nextSpan < spanStarts.count, Int(spanStarts[nextSpan]) < position { nextSpan += 1 }
        let startsSpan = nextSpan < spanStarts.count && Int(spanStarts[nextSpan]) < position + length
        if anySign || startsSpan || starts.mayStart(PatternTokens.hash(ofSign: scalar), filter),
          PatternTokens.isSign(scalar)
        {
          attempt(from: position, word: word, starts, input, active)
        }
      }
      position += length
    }
  }

  private func attempt(from position: Int, word: Int, _ starts: PatternStarts, _ input: Input, _ active: [Int]) {
    if states.isFull || classes.isFull {
      states.removeAll()
      classes.removeAll()
      for index in known.indices { known[index].tokenClass = 0 }
      start = states.start(starts.firsts)
    }
    var tokens = PatternTokens(input.words, input.bytes, from: position, word: word)
    var state = start
    path.removeAll(keepingCapacity: true)
    best.removeAll(keepingCapacity: true)
    let language = set.asksForLanguage ? language(at: position, input) : nil
    while path.count < Self.longestMatch, let token = tokens.next() {
      let (tokenClass, end) = classify(token, input, active, language)
      state = states.step(state, tokenClass, isJoined: token.isJoined, classes)
      if state == 0 { break }
      path.append(
        Step(start: token.start, end: end, rawEnd: token.end, tokenClass: tokenClass, isJoined: token.isJoined))
      guard states.accepts(state) else { continue }
      for pattern in states.accepted(state) where free[Int(pattern)] <= position {
        if let index = best.firstIndex(where: { $0.pattern == Int(pattern) }) {
          best[index].count = path.count
        } else {
          best.append((Int(pattern), path.count))
        }
      }
    }
    for (pattern, count) in best {
      free[pattern] = path[count - 1].rawEnd
      found.append(match(pattern, count))
    }
  }

  @inline(__always)
  private func classify(
    _ token: PatternToken, _ input: Input, _ active: [Int], _ language: Language?
  ) -> (tokenClass: UInt32, end: Int) {
    guard token.word >= 0 else { return classes.classify(token, input.bytes, input.spans, active, language) }
    let seen = known[token.word]
    if seen.tokenClass > 0 { return (seen.tokenClass - 1, Int(seen.end)) }
    let (tokenClass, end) = classes.classify(token, input.bytes, input.spans, active, language)
    known[token.word] = (tokenClass + 1, UInt32(end))
    return (tokenClass, end)
  }

  private func starts(for language: Language?) -> PatternStarts {
    let tag = language?.tag ?? ""
    if let known = starts[tag] { return known }
    let isKnown = language.map { $0 != .undetermined } ?? false
    let made = PatternStarts(set) { index in
      let bound = set.patterns[index].languages
      // Where nobody knows the language, patterns bound to one count all the same, as names of lists do.
      return bound.isEmpty || !isKnown || bound.contains { language?.matches($0) ?? true }
    }
    if starts.count > 200 { starts.removeAll() }
    starts[tag] = made
    return made
  }

  private func language(at position: Int, _ input: Input) -> Language? {
    let other = input.otherLanguages.first { Int($0.range.start) <= position && position < Int($0.range.end) }
    return other?.language ?? input.language
  }

  // MARK: Captured parts

  private func match(_ pattern: Int, _ count: Int) -> Found {
    let whole = ByteRange(UInt32(path[0].start), UInt32(path[count - 1].end))
    let names = set.patterns[pattern].groups
    if names.isEmpty { return Found(pattern: pattern, whole: whole, range: whole, parts: []) }
    let places = parse(pattern, count)
    let parts = names.indices.map { group -> ByteRange? in
      let bit = UInt32(1) << UInt32(group)
      let inside = places.indices.filter { set.automaton.groups[places[$0]] & bit != 0 }
      guard let first = inside.first, let last = inside.last else { return nil }
      return ByteRange(UInt32(path[first].start), UInt32(path[last].end))
    }
    let entity = names.firstIndex(of: TokenPattern.entityGroup).flatMap { parts[$0] }
    return Found(pattern: pattern, whole: whole, range: entity ?? whole, parts: parts)
  }

  /// The place that each of the first `count` tokens takes: of all ways the one with the lowest places, from the left.
  private func parse(_ pattern: Int, _ count: Int) -> [Int] {
    let automaton = set.automaton
    var reached: [[Int]] = []
    var edges = automaton.firsts[pattern]
    for step in path[..<count] {
      let places = edges.filter { automaton.admits($0, step.tokenClass, step.isJoined, classes) }
        .map(PatternAutomaton.place)
      let unique = Set(places).sorted()
      reached.append(unique)
      edges = unique.flatMap { automaton.follows[$0] }
    }
    var good: [Set<Int>] = Array(repeating: [], count: count)
    good[count - 1] = Set(reached[count - 1].filter { automaton.isLast[$0] })
    for index in stride(from: count - 2, through: 0, by: -1) {
      good[index] = Set(reached[index].filter { next($0, good[index + 1], path[index + 1]) != nil })
    }
    guard var place = good[0].min() else { return [] }
    var places = [place]
    for index in 1..<count {
      guard let following = next(place, good[index], path[index]) else { return [] }
      place = following
      places.append(place)
    }
    return places
  }

  /// The lowest of `places` that may follow `place` with the token of `step`.
  private func next(_ place: Int, _ places: Set<Int>, _ step: Step) -> Int? {
    for edge in set.automaton.follows[place] where places.contains(PatternAutomaton.place(edge)) {
      if set.automaton.admits(edge, step.tokenClass, step.isJoined, classes) { return PatternAutomaton.place(edge) }
    }
    return nil
  }
}
