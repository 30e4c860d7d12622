import ICU
import Pipeline

/// Spells numbers out by CLDR's rules and reads them back, to show how sound a pack's number words are.
public struct NumeralCheck: Sendable {
  /// How many spellings were read back as the number that they were made from.
  public struct Share: Sendable {
    public private(set) var right = 0
    public private(set) var all = 0
    /// The first spellings that were not, with what they stand for.
    public private(set) var failures: [String] = []

    mutating func count(_ isRight: Bool, _ failure: @autoclosure () -> String) {
      all += 1
      if isRight { right += 1 } else if failures.count < 5 { failures.append(failure()) }
    }
  }

  /// 0 to 999,999,999.
  public private(set) var cardinals = Share()
  /// 10⁹ to 10¹⁵.
  public private(set) var large = Share()
  /// 1 to 1000.
  public private(set) var ordinals = Share()

  /// Checks one language; nil where ICU has no rules for it. `all` numbers from 0 are spelled out, then `random` ones.
  public init?(language: Language, upTo all: Int64 = 2000, random: Int = 1000) throws {
    guard let rules = try SpelloutRules(locale: language.tag) else { return nil }
    // Financial forms are signs; native Korean numerals need a counter behind them.
    let sets = rules.ruleSets.filter {
      !$0.contains("financial") && !$0.contains("native") && !$0.contains("construct")
    }
    let vocabulary = NumberVocabulary.vocabulary(for: language)
    let marks = NumberMarks.marks(for: language)
    func read(_ text: String) -> Figure? {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        let figures = Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
          NumberRecognizer(
            NumberText(bytes: bytes, words: words), vocabulary, marks, dates: [], region: nil
          ).figures()
        }
        guard figures.count == 1, figures[0].start == 0, figures[0].end == bytes.count else { return nil }
        return figures[0].reason == nil || figures[0].reason == .one ? figures[0] : nil
      }
    }
    var state = UInt64(2024)
    func next(below bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 11) % bound
    }
    for (position, set) in sets.filter({ $0.contains("cardinal") }).enumerated() {
      // All numbers in the first rule set; in the others (genders, cases) a sample.
      let step = position == 0 ? 1 : max(1, Int(all) / 300)
      var numbers = Array(stride(from: Int64(0), through: all, by: step))
      for round in 0..<(position == 0 ? random : random / 5) {
        numbers.append(next(below: [100_000, 10_000_000, 1_000_000_000][round % 3]))
      }
      for round in 0..<(position == 0 ? random / 2 : random / 10) {
        numbers.append(1_000_000_000 + next(below: [1_000_000_000_000, 999_000_000_000_000][round % 2]))
      }
      for number in numbers {
        let text = try rules.words(for: number, ruleSet: set)
        let figure = read(text)
        let isRight = figure?.value == ExactDecimal(coefficient: Int128(number)) && figure?.kind != .ordinal
        if number < 1_000_000_000 {
          cardinals.count(isRight, "\(number) \(text)")
        } else {
          large.count(isRight, "\(number) \(text)")
        }
      }
    }
    for (position, set) in sets.filter({ $0.contains("ordinal") }).enumerated() {
      for number in stride(from: Int64(1), through: min(all, 1000), by: position == 0 ? 1 : 7) {
        let text = try rules.words(for: number, ruleSet: set)
        let figure = read(text)
        ordinals.count(figure?.value == ExactDecimal(coefficient: Int128(number)), "\(number) \(text)")
      }
    }
  }
}
