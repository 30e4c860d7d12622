import Pipeline

@testable import Stages

/// What patterns match, by trying everything: a backtracking matcher that walks the pattern as it is written.
struct SlowPatterns {
  let bytes: [UInt8]
  /// The tokens of the text, in lines.
  private var lines: [[PatternToken]] = []

  struct Match: Equatable {
    var whole: ByteRange
    var parts: [ByteRange?]
  }

  private struct State {
    var position: Int
    var parts: [Range<Int>?]
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
    let lexicon = bytes.withUnsafeBufferPointer { Lexicon(scanning: $0) }
    bytes.withUnsafeBufferPointer { bytes in
      lexicon.words.withUnsafeBufferPointer { words in
        var start = 0
        for end in bytes.indices + [bytes.count] where end == bytes.count || bytes[end] == 0x0A {
          var tokens = PatternTokens(words, bytes, from: start, word: lexicon.firstWord(from: UInt32(start)))
          var line: [PatternToken] = []
          while let token = tokens.next() { line.append(token) }
          lines.append(line)
          start = end + 1
        }
      }
    }
  }

  /// Leftmost, longest, without overlaps; of several ways the first that a greedy matcher tries.
  func matches(of pattern: TokenPattern) -> [Match] {
    var found: [Match] = []
    for line in lines {
      var start = 0
      while start < line.count {
        var best: State?
        _ = visit(pattern.match, line, State(position: start, parts: pattern.groups.map { _ in nil })) { end in
          if end.position > (best?.position ?? start) { best = end }
          return false
        }
        guard let best else {
          start += 1
          continue
        }
        found.append(
          Match(
            whole: Self.range(start..<best.position, line), parts: best.parts.map { $0.map { Self.range($0, line) } }))
        start = best.position
      }
    }
    return found
  }

  private static func range(_ tokens: Range<Int>, _ line: [PatternToken]) -> ByteRange {
    ByteRange(UInt32(line[tokens.lowerBound].start), UInt32(line[tokens.upperBound - 1].end))
  }

  /// Calls `next` with every state in which the part may end, the preferred first, until it answers true.
  private func visit(
    _ part: PatternPart, _ line: [PatternToken], _ state: State, _ next: (State) -> Bool
  ) -> Bool {
    switch part {
    case .token(let condition):
      guard state.position < line.count, passes(condition.tests, line[state.position]) else { return false }
      var after = state
      after.position += 1
      return next(after)
    case .span: return false
    case .sequence(let parts):
      guard let first = parts.first else { return next(state) }
      return visit(first, line, state) { visit(.sequence(Array(parts.dropFirst())), line, $0, next) }
    case .either(let parts):
      return parts.contains { visit($0, line, state, next) }
    case .repeated(let part, let min, let max):
      if max != 0 {
        let rest = PatternPart.repeated(part, min: Swift.max(0, min - 1), max: max.map { $0 - 1 })
        let isDone = visit(part, line, state) { after in
          // A round that takes nothing is not repeated.
          after.position == state.position && min == 0 ? false : visit(rest, line, after, next)
        }
        if isDone { return true }
      }
      return min == 0 ? next(state) : false
    case .spaced(let space, let part):
      return visit(part, line, state) { after in
        if after.position > state.position {
          let isJoined = line[state.position].isJoined
          if space == .none && !isJoined || space == .some && isJoined { return false }
        }
        return next(after)
      }
    case .group(let index, let part):
      return visit(part, line, state) { after in
        var after = after
        if after.position > state.position { after.parts[index] = state.position..<after.position }
        return next(after)
      }
    }
  }

  private func passes(_ tests: [TokenTest], _ token: PatternToken) -> Bool {
    tests.allSatisfy { test in
      switch test {
      case .words(let words):
        words.contains { word in
          word.hash == token.hash
            && (word.spelling.isEmpty || word.spelling == Array(bytes[token.start..<token.end]))
        }
      case .shapes(let shapes): shapes.contains { token.form.has($0) }
      case .not(let tests): !passes(tests, token)
      case .languages, .regex, .inside, .edge: false
      }
    }
  }
}
