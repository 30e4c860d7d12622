import ICU
import Pipeline

/// Patterns compiled into one automaton, shared by all threads.
final class PatternSet: Sendable {
  /// A test of a token, with everything it names as numbers.
  indirect enum Test: Sendable {
    /// One of these words, by `PatternWords`.
    case words(Set<UInt32>)
    case shapes([TokenShape])
    case languages([Language])
    case regex(Int)
    case inside(Int)
    case edge(Int, begins: Bool, ends: Bool)
    case not([Test])
  }

  let patterns: [TokenPattern]
  let automaton: PatternAutomaton
  /// Tests of each token condition; all of one must hold.
  let conditions: [[Test]]
  let words: PatternWords
  /// What patterns need others to have found.
  let sources: [SpanSource]
  let regexes: [RegularExpression]
  /// Whether a condition asks for the language of a token.
  let asksForLanguage: Bool

  /// - Parameter suffixes: endings that a word may carry without being another one.
  init(_ patterns: [TokenPattern], suffixes: PatternSuffixes = PatternSuffixes()) throws {
    var compiler = Compiler(words: PatternWords.Builder())
    var automaton = PatternAutomaton()
    for pattern in patterns { automaton.add(pattern) { compiler.number(of: $0) } }
    var words = compiler.words
    self.patterns = patterns
    self.automaton = automaton
    conditions = compiler.conditions.map { $0.tests.map { compiler.compiled($0) } }
    self.words = words.finish(suffixes)
    sources = compiler.sources
    asksForLanguage = compiler.asksForLanguage
    regexes = try compiler.regexes.map { try RegularExpression($0) }
  }

  var isEmpty: Bool { patterns.isEmpty }

  private struct Compiler {
    var words: PatternWords.Builder
    private(set) var conditions: [TokenCondition] = []
    private(set) var sources: [SpanSource] = []
    private(set) var regexes: [String] = []
    private(set) var asksForLanguage = false
    private var numbers: [TokenCondition: Int] = [:]

    init(words: PatternWords.Builder) { self.words = words }

    mutating func number(of condition: TokenCondition) -> Int {
      if let known = numbers[condition] { return known }
      condition.tests.forEach { note($0) }
      numbers[condition] = conditions.count
      conditions.append(condition)
      return conditions.count - 1
    }

    private mutating func note(_ test: TokenTest) {
      switch test {
      case .words(let list): list.forEach { words.add($0) }
      case .regex(let text): if !regexes.contains(text) { regexes.append(text) }
      case .inside(let source), .edge(let source, _, _): if !sources.contains(source) { sources.append(source) }
      case .languages: asksForLanguage = true
      case .not(let tests): tests.forEach { note($0) }
      case .shapes: break
      }
    }

    /// Only when all conditions are known, since a word's spellings get their numbers then.
    func compiled(_ test: TokenTest) -> Test {
      switch test {
      case .words(let list): .words(list.reduce(into: []) { $0.formUnion(words.numbers(of: $1)) })
      case .shapes(let shapes): .shapes(shapes)
      case .languages(let languages): .languages(languages)
      case .regex(let text): .regex(regexes.firstIndex(of: text) ?? 0)
      case .inside(let source): .inside(sources.firstIndex(of: source) ?? 0)
      case .edge(let source, let begins, let ends):
        .edge(sources.firstIndex(of: source) ?? 0, begins: begins, ends: ends)
      case .not(let tests): .not(tests.map { compiled($0) })
      }
    }
  }
}

/// Endings of one script that a word may carry (북한이), and the script.
struct PatternSuffixes: Sendable {
  var suffixes = NameSuffixes()
  var script: UInt8 = .max

  init() {}

  /// One suffix a line; lines that start with `#` are comments.
  init(tsv bytes: [UInt8]) {
    suffixes = NameSuffixes(tsv: bytes)
    // The first line may be a header.
    let last = bytes.split(separator: 0x0A).last.map { Array($0) } ?? []
    script = last.withUnsafeBufferPointer { Lexicon(scanning: $0).words.first?.script ?? .max }
  }
}
