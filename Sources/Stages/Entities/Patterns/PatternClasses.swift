import ICU
import Pipeline

/// Sorts tokens into classes: tokens of one class pass the same conditions of a pattern set.
///
/// What a token is (its word, form, language, spans) is a key; only the first token of a key is held against the
/// conditions. Regular expressions run only where the rest of a condition holds, and once for a word as long as it stays
/// in a small cache.
final class PatternClasses {
  private let set: PatternSet
  private let width: Int
  private var bits: [UInt64] = []
  private(set) var count = 0
  /// Classes of tokens whose expressions are not yet matched.
  private var openClasses: [OpenClass] = []
  private var byKey = KeyTable()
  private var byResults = KeyTable()
  private var languages: [Language] = []
  private let matchers: [RegularExpression.Matcher?]
  private var remembered = [UInt64](repeating: 0, count: 8192)

  private struct OpenClass {
    var features: Features
    /// Expressions that decide; empty where `closed` is the class.
    var regexes: [Int]
    var closed: UInt32
  }

  private struct Features {
    var word: UInt32
    var form: TokenForm
    var language: Language?
    var spans: [PatternSpans.Flags]
  }

  /// Words longer than this match no regular expression.
  static let longestWord = 200

  init(_ set: PatternSet) {
    self.set = set
    width = max(1, (set.conditions.count + 63) / 64)
    matchers = set.regexes.map { try? RegularExpression.Matcher($0) }
  }

  static let most = 20_000
  var isFull: Bool { openClasses.count > Self.most || count > Self.most }

  func removeAll() {
    bits.removeAll(keepingCapacity: true)
    count = 0
    openClasses.removeAll(keepingCapacity: true)
    byKey = KeyTable()
    byResults = KeyTable()
    languages.removeAll()
  }

  @inline(__always)
  func passes(_ tokenClass: UInt32, _ condition: Int32) -> Bool {
    bits[Int(tokenClass) * width + Int(condition >> 6)] & (1 << UInt64(condition & 63)) != 0
  }

  /// The class of a token, and where the token ends without a suffix.
  func classify(
    _ token: PatternToken, _ bytes: UnsafeBufferPointer<UInt8>, _ spans: PatternSpans, _ active: [Int],
    _ language: Language?
  ) -> (tokenClass: UInt32, end: Int) {
    var (word, end) = set.words.number(of: token, bytes)
    var key = UInt64(word) << 8 | UInt64(token.form.rawValue)
    for source in active {
      let (flags, spanEnd) = spans.flags(source, token.start, token.end)
      if flags.isEmpty { continue }
      key = Lexicon.finish(key ^ UInt64(source) << 56 ^ UInt64(flags.rawValue) << 48)
      end = min(end, spanEnd)
    }
    if set.asksForLanguage { key = Lexicon.finish(key ^ UInt64(number(of: language)) << 40) }
    let open: Int
    if let known = byKey.value(key &+ 1) {
      open = Int(known)
    } else {
      var flags = Array(repeating: PatternSpans.Flags(), count: set.sources.count)
      for source in active { flags[source] = spans.flags(source, token.start, token.end).flags }
      open = self.open(Features(word: word, form: token.form, language: language, spans: flags))
      byKey.insert(key &+ 1, UInt32(open))
    }
    if openClasses[open].regexes.isEmpty { return (openClasses[open].closed, end) }
    return (closed(open, token, bytes), end)
  }

  private func number(of language: Language?) -> Int {
    guard let language else { return 0 }
    if let index = languages.firstIndex(of: language) { return index + 1 }
    languages.append(language)
    return languages.count
  }

  /// Holds a new kind of token against all conditions.
  private func open(_ features: Features) -> Int {
    var regexes: [Int] = []
    for tests in set.conditions where Self.holds(tests, features, nil) == nil { Self.regexes(in: tests, &regexes) }
    var closed: UInt32 = 0
    if regexes.isEmpty { closed = append(features, []) }
    openClasses.append(OpenClass(features: features, regexes: regexes, closed: closed))
    return openClasses.count - 1
  }

  private func append(_ features: Features, _ matching: Set<Int>) -> UInt32 {
    let start = bits.count
    bits += repeatElement(0, count: width)
    for (index, tests) in set.conditions.enumerated() where Self.holds(tests, features, matching) == true {
      bits[start + index >> 6] |= 1 << UInt64(index & 63)
    }
    count += 1
    return UInt32(count - 1)
  }

  /// The class once the expressions that matter have been matched.
  private func closed(_ open: Int, _ token: PatternToken, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var spelling = Lexicon.hashSeed
    for position in token.start..<token.end { spelling = Lexicon.hash(spelling, adding: UInt32(bytes[position])) }
    spelling = Lexicon.finish(spelling)
    var key = UInt64(open) &+ 1
    var matching: UInt64 = 0
    for (index, regex) in openClasses[open].regexes.enumerated() {
      let isMatch = matches(regex, token, spelling, bytes)
      if isMatch { matching |= 1 << UInt64(index & 63) }
      if index & 63 == 63 {
        key = Lexicon.finish(key ^ matching &* 0x9E37_79B9_7F4A_7C15)
        matching = 0
      }
    }
    key = Lexicon.finish(key &* 0x9E37_79B9_7F4A_7C15 ^ matching)
    if let known = byResults.value(key) { return known }
    let regexes = openClasses[open].regexes
    let passed = Set(regexes.filter { matches($0, token, spelling, bytes) })
    let made = append(openClasses[open].features, passed)
    byResults.insert(key, made)
    return made
  }

  /// Whether a token matches an expression. The cache holds, at the place of a (word, expression), its 63 bits and the answer.
  private func matches(
    _ regex: Int, _ token: PatternToken, _ spelling: UInt64, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard token.end - token.start <= Self.longestWord else { return false }
    let key = Lexicon.finish(spelling ^ UInt64(regex) &* 0x9E37_79B9_7F4A_7C15) | 1
    let slot = Int(truncatingIfNeeded: key >> 1) & (remembered.count - 1)
    if remembered[slot] | 1 == key, remembered[slot] != 0 { return remembered[slot] & 1 == 1 }
    let isMatch = matchers[regex]?.matches(UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])) ?? false
    remembered[slot] = isMatch ? key : key & ~1
    return isMatch
  }

  // MARK: Tests

  /// Whether all tests hold; nil where that depends on expressions that are not yet matched (`matching` nil).
  private static func holds(_ tests: [PatternSet.Test], _ token: Features, _ matching: Set<Int>?) -> Bool? {
    var isOpen = false
    for test in tests {
      switch holds(test, token, matching) {
      case false: return false
      case nil: isOpen = true
      default: break
      }
    }
    return isOpen ? nil : true
  }

  private static func holds(_ test: PatternSet.Test, _ token: Features, _ matching: Set<Int>?) -> Bool? {
    switch test {
    case .words(let numbers): token.word != 0 && numbers.contains(token.word)
    case .shapes(let shapes): shapes.contains { token.form.has($0) }
    case .languages(let languages): token.language.map { spoken in languages.contains { spoken.matches($0) } } ?? false
    case .regex(let index): matching.map { $0.contains(index) }
    case .inside(let source): token.spans[source].contains(.inside)
    case .edge(let source, let begins, let ends):
      token.spans[source].contains(.inside) && token.spans[source].contains(.begins) == begins
        && token.spans[source].contains(.ends) == ends
    case .not(let tests): holds(tests, token, matching).map { !$0 }
    }
  }

  private static func regexes(in tests: [PatternSet.Test], _ found: inout [Int]) {
    for test in tests {
      switch test {
      case .regex(let index): if !found.contains(index) { found.append(index) }
      case .not(let inner): regexes(in: inner, &found)
      default: break
      }
    }
  }
}
