import Pipeline
import Testing

@testable import Stages

/// The automaton of patterns against the slow way, and on texts and patterns that are made to hurt.
struct PatternMatcherTests {
  private static let place = OptionTree(.scalar("p"), at: .init(line: 1, column: 1))

  private static func pattern(_ match: PatternPart, groups: [String] = []) -> TokenPattern {
    TokenPattern(name: "p", type: "X", match: match, groups: groups, tree: place)
  }

  private static func word(_ text: String, exact: Bool = true) -> TokenTest {
    let bytes = Array(text.utf8)
    let token = bytes.withUnsafeBufferPointer { PatternTokens.all(in: $0)[0] }
    return .words([
      TokenWord(hash: token.hash, spelling: exact && token.form != .sign ? bytes : [], isSign: token.form == .sign)
    ])
  }

  private static func token(_ tests: TokenTest...) -> PatternPart { .token(TokenCondition(tests: tests)) }

  private static func found(_ patterns: [TokenPattern], in text: String) throws -> [PatternMatcher.Found] {
    let matcher = PatternMatcher(try PatternSet(patterns))
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
        matcher.matches(.init(bytes: bytes, words: words, spans: PatternSpans(count: 0)))
      }
    }
  }

  // MARK: Against the slow way

  private struct Maker {
    var random: SplitMix
    var groups = 0

    mutating func text() -> String {
      let tokens = ["a", "A", "B", "b", "Ab", "7", "-", "та", "Та", "国", "-", "é"]
      var text = ""
      for _ in 0..<Int.random(in: 1...9, using: &random) {
        text += tokens.randomElement(using: &random)! + ["", " ", " ", "\n", "\u{A0}"].randomElement(using: &random)!
      }
      return text
    }

    mutating func test() -> TokenTest {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: PatternMatcherTests.word(["a", "та"].randomElement(using: &random)!, exact: false)
      case 1, 2: PatternMatcherTests.word(["a", "A", "B", "7", "-", "国", "Та"].randomElement(using: &random)!)
      case 3: .shapes([TokenShape.allCases.randomElement(using: &random)!])
      case 4: .not([test()])
      default: .shapes([.any])
      }
    }

    mutating func part(_ depth: Int, _ mayCapture: Bool) -> PatternPart {
      switch depth == 0 ? 0 : Int.random(in: 0..<9, using: &random) {
      case 0, 1, 2: return PatternMatcherTests.token(test())
      case 3, 4:
        return .sequence((0..<Int.random(in: 1...3, using: &random)).map { _ in part(depth - 1, mayCapture) })
      case 5: return .either((0..<Int.random(in: 2...3, using: &random)).map { _ in part(depth - 1, mayCapture) })
      case 6:
        return .spaced([.none, .some].randomElement(using: &random)!, part(depth - 1, mayCapture))
      case 7 where mayCapture:
        groups += 1
        return .group(groups - 1, part(depth - 1, mayCapture))
      default:
        let min = Int.random(in: 0...2, using: &random)
        let max = Bool.random(using: &random) ? nil : min + Int.random(in: min == 0 ? 1...2 : 0...2, using: &random)
        return .repeated(part(depth - 1, false), min: min, max: max)
      }
    }
  }

  @Test(arguments: 0..<400) func `the automaton finds what the slow way finds`(seed: Int) throws {
    var maker = Maker(random: SplitMix(seed: UInt64(seed)))
    for _ in 0..<20 {
      maker.groups = 0
      let match = maker.part(3, true)
      if match.isNullable { continue }
      let pattern = Self.pattern(match, groups: (0..<maker.groups).map { "g\($0)" })
      let text = maker.text()
      let fast = try Self.found([pattern], in: text)
      let slow = SlowPatterns(text).matches(of: pattern)
      #expect(fast.map(\.whole) == slow.map(\.whole), "\(match) in \(text.debugDescription)")
    }
  }

  /// Of parts that are alternatives of single tokens and repetitions of these, there is no doubt which way is preferred.
  @Test(arguments: 0..<200) func `captured parts are those of the slow way`(seed: Int) throws {
    var maker = Maker(random: SplitMix(seed: UInt64(seed) + 7777))
    for _ in 0..<20 {
      let count = Int.random(in: 1...4, using: &maker.random)
      let parts = (0..<count).map { index in
        let token = maker.part(0, false)
        let min = Int.random(in: 0...1, using: &maker.random)
        let core: PatternPart =
          Bool.random(using: &maker.random) ? .repeated(token, min: min, max: [nil, 2].randomElement(using: &maker.random)!) : token
        return PatternPart.group(index, core)
      }
      let match = PatternPart.sequence(parts)
      if match.isNullable { continue }
      let pattern = Self.pattern(match, groups: (0..<count).map { "g\($0)" })
      let text = maker.text()
      let fast = try Self.found([pattern], in: text)
      let slow = SlowPatterns(text).matches(of: pattern)
      #expect(
        fast.map { SlowPatterns.Match(whole: $0.whole, parts: $0.parts) } == slow,
        "\(match) in \(text.debugDescription)")
    }
  }

  @Test func `several patterns find what each finds alone`() throws {
    var maker = Maker(random: SplitMix(seed: 5))
    for _ in 0..<100 {
      let patterns = (0..<4).map { _ in maker.part(2, false) }.filter { !$0.isNullable }.map { Self.pattern($0) }
      let text = maker.text()
      let together = try Self.found(patterns, in: text)
      for (index, pattern) in patterns.enumerated() {
        let alone = try Self.found([pattern], in: text).map(\.whole)
        #expect(together.filter { $0.pattern == index }.map(\.whole) == alone)
      }
    }
  }

  // MARK: Hostile

  @Test func `a text of one word and a pattern that nearly matches everywhere`() throws {
    // A megabyte, a word from which nothing can go on but itself; 128 steps from each word at most.
    let count = 32_000
    let text = String(repeating: "abcdefghijklmnopqrstuvwxyzabcd ", count: count)
    let word = Self.word("abcdefghijklmnopqrstuvwxyzabcd")
    let run = PatternPart.repeated(Self.token(word), min: 1, max: nil)
    #expect(try Self.found([Self.pattern(.sequence([run, Self.token(Self.word("b"))]))], in: text).isEmpty)
    // The longest run that a match may have, again and again.
    let runs = try Self.found([Self.pattern(run)], in: text)
    #expect(runs.count == (count + PatternMatcher.longestMatch - 1) / PatternMatcher.longestMatch)
  }

  @Test func `repetitions in repetitions are one automaton`() throws {
    var match = PatternPart.repeated(Self.token(Self.word("a")), min: 1, max: nil)
    for _ in 0..<8 { match = .repeated(.either([match, match]), min: 1, max: nil) }
    match = .sequence([match, Self.token(Self.word("b"))])
    let text = String(repeating: "a ", count: 2000) + "b"
    #expect(try Self.found([Self.pattern(match)], in: text).count == 1)
  }

  @Test func `a pattern whose automaton has more states than are kept`() throws {
    // The tenth token from the end decides, so a deterministic automaton must remember the last ones.
    let any = Self.token(.shapes([.any]))
    let match = PatternPart.sequence([
      .repeated(any, min: 0, max: nil), Self.token(Self.word("a")), .repeated(any, min: 14, max: 14),
      Self.token(Self.word("c")),
    ])
    var random = SplitMix(seed: 3)
    let words = (0..<3000).map { _ in ["a", "b"].randomElement(using: &random)! } + ["c"]
    let text = words.joined(separator: " ")
    // The last match ends with c, and has an a fifteen tokens before it.
    let found = try Self.found([Self.pattern(match)], in: text)
    #expect(found.isEmpty == (words[words.count - 16] != "a"))
    #expect(found.allSatisfy { Int($0.whole.end) == text.utf8.count })
  }

  @Test func `a match does not go over a line`() throws {
    let match = PatternPart.sequence([Self.token(Self.word("a")), Self.token(Self.word("b"))])
    #expect(try Self.found([Self.pattern(match)], in: "a\nb a b").map(\.whole) == [ByteRange(4, 7)])
  }

  @Test func `damage at the edges of a text does no harm`() throws {
    let any = Self.pattern(.repeated(Self.token(.shapes([.any])), min: 1, max: nil))
    for text in ["", " ", "\n", "\u{200B}", "a", "-", "\u{FEFF}a\u{200D}", "🇺🇦", "a\u{301}", "\u{0}"] {
      let found = try Self.found([any], in: text)
      #expect(found.allSatisfy { Int($0.whole.end) <= text.utf8.count && !$0.whole.isEmpty })
    }
  }
}
