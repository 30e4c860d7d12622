import Pipeline

/// Which tokens may start a pattern of those that count in a document: asked of every word, so it turns nearly all away.
struct PatternStarts {
  /// The edges to the first places, for the automaton.
  private(set) var firsts: [PatternAutomaton.Edge] = []
  /// Forms that may start a pattern whatever the word.
  private(set) var forms: UInt16 = 0
  /// Sources whose spans may start a pattern.
  private(set) var spanSources: [Int] = []
  /// Bits of hashes of words that may start a pattern.
  private(set) var filter = [UInt64](repeating: 0, count: 64)
  /// Whether a sign may.
  private(set) var hasSigns = false

  init(_ set: PatternSet, isActive: (Int) -> Bool) {
    for pattern in set.patterns.indices where isActive(pattern) { firsts += set.automaton.firsts[pattern] }
    var hashes: [UInt64] = []
    for edge in firsts {
      let condition = set.conditions[Int(set.automaton.conditions[PatternAutomaton.place(edge)])]
      note(condition, set.words, &hashes)
    }
    var count = 64
    while count * 8 < hashes.count { count *= 2 }
    filter = [UInt64](repeating: 0, count: count)
    for hash in hashes { filter[bit(hash) >> 6] |= 1 << UInt64(bit(hash) & 63) }
  }

  private mutating func note(_ tests: [PatternSet.Test], _ words: PatternWords, _ hashes: inout [UInt64]) {
    var allowed = ~UInt16(0)
    for test in tests {
      switch test {
      case .words(let numbers):
        for (hash, isSign) in words.hashes(of: numbers) {
          hashes.append(hash)
          if isSign { hasSigns = true }
        }
        return
      case .edge(let source, _, _), .inside(let source):
        if !spanSources.contains(source) { spanSources.append(source) }
        return
      case .shapes(let shapes):
        var bits: UInt16 = 0
        for form in TokenForm.allCases where shapes.contains(where: { form.has($0) }) { bits |= 1 << form.rawValue }
        allowed &= bits
      case .languages, .regex, .not: break
      }
    }
    forms |= allowed
    if allowed & (1 << TokenForm.sign.rawValue) != 0 { hasSigns = true }
  }

  @inline(__always)
  private func bit(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 20) & (filter.count &* 64 &- 1) }

  @inline(__always)
  func mayStart(_ hash: UInt64, _ filter: UnsafeBufferPointer<UInt64>) -> Bool {
    let bit = Int(truncatingIfNeeded: hash >> 20) & (filter.count &* 64 &- 1)
    return filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  /// The forms that a word may have, as bits; more than one where only its letters tell.
  @inline(__always)
  static func forms(of word: Lexicon.Word) -> UInt16 {
    switch word.kind {
    case .letters:
      switch word.letterCase {
      case .none: 1 << TokenForm.caseless.rawValue
      case .lower: 1 << TokenForm.lower.rawValue
      case .title: 1 << TokenForm.title.rawValue
      case .upper: 1 << TokenForm.upper.rawValue
      case .mixed: 1 << TokenForm.mixed.rawValue | 1 << TokenForm.mixedUpper.rawValue
      }
    case .digits: 1 << TokenForm.digits.rawValue
    case .ideograph: 1 << TokenForm.ideograph.rawValue
    case .number: 1 << TokenForm.number.rawValue
    }
  }
}
