import Pipeline

/// Finds what is measured, paid or changed by a figure that counts nothing behind it: revenue rose by 12%, a net profit of
/// $1.2 billion, a contract worth $160 million, $9 trillion in assets, 152mm rounds, a four-year contract.
///
/// Only in languages whose packs have words for it (`stating` in wordclasses.tsv).
struct MeasuredThing {
  let text: NumberText
  let vocabulary: NumberVocabulary
  private var classes: WordClasses { vocabulary.wordClasses }
  private var phrases: NounPhrase { NounPhrase(text: text, vocabulary: vocabulary) }
  /// How many words may stand between a verb and its subject's first word.
  private static let reach = 10
  private static let longest = 4

  /// Nothing for figures that have a thing or count one.
  func find(_ figure: Figure) -> ByteRange? {
    guard classes.findsSubjects, figure.of == nil, figure.reason == nil, !figure.isFuzzy else { return nil }
    switch figure.kind {
    case .ordinal, .fraction: return nil
    case .cardinal: return figure.isSpelled ? nil : subject(figure)
    default: return adjacent(figure) ?? before(figure) ?? behind(figure) ?? subject(figure)
    }
  }

  // MARK: Behind the figure

  /// "a four-year contract", "42-year-old man", "152mm rounds": the figure is an adjective of the noun.
  private func adjacent(_ figure: Figure) -> ByteRange? {
    guard figure.kind != .percent, figure.kind != .currency, figure.endWord < text.words.count,
      text.isSpaced(figure.endWord - 1), isAdjective(figure)
    else { return nil }
    return phrases.find(from: figure.endWord)
  }

  private func isAdjective(_ figure: Figure) -> Bool {
    guard figure.endWord > figure.firstWord + 1 else { return false }
    let last = text.words[figure.endWord - 1]
    let start = Int(last.start)
    return text.dash(endingAt: start) > 0
      || (Int(text.words[figure.endWord - 2].end) == start && text.words[figure.endWord - 2].kind == .digits)
  }

  /// "$9 trillion in assets", "six years of construction".
  private func behind(_ figure: Figure) -> ByteRange? {
    let index = figure.endWord
    guard index + 1 < text.words.count, index > 0, text.isSpaced(index - 1), text.isSpaced(index),
      text.words[index + 1].letterCase == .lower, classes[text.words[index + 1]].isDisjoint(with: .stops)
    else { return nil }
    let isOf = classes[text.words[index]].contains(.of) && figure.kind == .duration
    let isIn = figure.kind == .currency && classes[text.words[index]].contains(.container)
    return isOf || isIn ? phrases.find(from: index + 1) : nil
  }

  // MARK: Before the figure

  /// "a net profit of $1.2 billion", "winds of up to 240 km/h", "aircraft worth an estimated $20 billion".
  private func before(_ figure: Figure) -> ByteRange? {
    guard figure.kind != .age, var index = start(figure), index >= 0 else { return nil }
    // "valued at 50 million": the preposition belongs to the participle.
    if index > 0, classes[text.words[index]].contains(.preposition), classes[text.words[index - 1]].contains(.valued) {
      index -= 1
    }
    let word = classes[text.words[index]]
    guard word.contains(.of) || word.contains(.valued), index > 0, text.isSpaced(index - 1) else { return nil }
    index -= 1
    return run(endingAt: index)
  }

  /// The word before the figure and what hedges it.
  private func start(_ figure: Figure) -> Int? {
    var index = figure.firstWord - 1
    while index >= 0, Int(text.words[index].end) > figure.start { index -= 1 }
    var next = figure.start
    for _ in 0..<4 {
      guard index >= 0, text.isAdjacent(Int(text.words[index].end), next) else { return nil }
      let word = classes[text.words[index]]
      let hedge = vocabulary.modifiersBefore.match(index, text)?.count ?? 0
      // "of" leads to a noun, but not in "an average of", "short of".
      if word.contains(.valued) || (word.contains(.of) && hedge < 2) { return index }
      if hedge > 0 {
        index -= hedge
      } else if word.contains(.determiner) {
        index -= 1
      } else {
        return index
      }
      guard index >= 0 else { return nil }
      next = Int(text.words[index + 1].start)
    }
    return index
  }

  /// The nouns and adjectives that end with word `last`.
  private func run(endingAt last: Int) -> ByteRange? {
    var first = last + 1
    while first > 0, last - first < Self.longest {
      let index = first - 1
      guard text.words[index].kind == .letters, classes[text.words[index]].isDisjoint(with: .stops),
        classes[text.words[index]].isDisjoint(with: [.linking]) || index < last,
        index == last || text.gap(behind: index) != .other, !phrases.isNumeral(index)
      else { break }
      first = index
    }
    guard first <= last, isNoun(last) else { return nil }
    return ByteRange(text.words[first].start, text.words[last].end)
  }

  // MARK: Subjects

  /// "Shares of the carmaker fell 4.6 percent", "The tower is 828 meters high": the first noun phrase of the clause.
  private func subject(_ figure: Figure) -> ByteRange? {
    guard var verb = verb(figure) else { return nil }
    // "now costs": adverbs before the verb are no part of its subject.
    while verb > 1, classes[text.words[verb - 1]].contains(.function),
      !classes[text.words[verb - 1]].contains(.preposition), text.isSpaced(verb - 1)
    {
      verb -= 1
    }
    var start = verb
    while start > 0, verb - start < Self.reach, continues(start - 1) { start -= 1 }
    guard start < verb, start == 0 || !continues(start - 1) else { return nil }
    phrases.skipArticles(&start)
    var end = start
    while end < verb, text.words[end].kind == .letters, classes[text.words[end]].isDisjoint(with: .stops),
      end == start || text.gap(behind: end - 1) != .other
    {
      end += 1
    }
    guard end > start, isNoun(end - 1) else { return nil }
    return ByteRange(text.words[start].start, text.words[end - 1].end)
  }

  private func isNoun(_ index: Int) -> Bool {
    text.words[index].range.count > 1 && !text.hasEnding(index, classes.verbEndings)
      && classes[text.words[index]].isDisjoint(with: [.linking, .modifier])
  }

  /// "by 12% to 3.4 billion euros": the second of two figures is of what the first is of.
  func inherited(_ figure: Figure, from source: Figure) -> ByteRange? {
    guard classes.findsSubjects, figure.reason == nil, figure.kind != .ordinal, figure.kind != .age,
      source.reason == nil, figure.firstWord >= source.endWord, figure.firstWord - source.endWord <= 3,
      let of = source.of, Int(of.end) <= source.start, !text.hasStop(source.end, figure.start)
    else { return nil }
    var hasDirection = false
    for index in source.endWord..<figure.firstWord where Int(text.words[index].start) < figure.start {
      guard text.words[index].kind == .letters else { return nil }
      if vocabulary.rangeMiddle.match(index, text) != nil || vocabulary.rangeOpen.match(index, text) != nil {
        hasDirection = true
      }
    }
    return hasDirection ? of : nil
  }

  /// The verb that links a subject to the figure, as far to the left as it goes: "has risen to".
  private func verb(_ figure: Figure) -> Int? {
    guard var index = start(figure), index > 0 else { return nil }
    var found: Int?
    for _ in 0..<6 {
      guard index > 0, text.isSpaced(index) || found == nil else { break }
      let word = classes[text.words[index]]
      if word.contains(.stating) || (word.contains(.linking) && word.contains(.verb)) {
        found = index
      } else if !word.contains(.linking), !isDirection(index) {
        break
      }
      index -= 1
    }
    // A cardinal is of a subject only behind a verb of change or of being so many.
    guard let found else { return nil }
    if figure.kind == .cardinal, !hasChange(found, figure) { return nil }
    return found
  }

  private func hasChange(_ verb: Int, _ figure: Figure) -> Bool {
    (verb..<figure.firstWord).contains {
      vocabulary.changeBefore.match($0, text).map { $0.value != .by } ?? false
    }
  }

  /// "by", "from" and the like between the verb and the figure.
  private func isDirection(_ index: Int) -> Bool {
    if let (change, _) = vocabulary.changeBefore.match(index, text), change == .by { return true }
    return vocabulary.rangeMiddle.match(index, text) != nil || vocabulary.rangeOpen.match(index, text) != nil
  }

  /// Whether the clause goes on to the left over word `index`.
  private func continues(_ index: Int) -> Bool {
    guard text.words[index].kind == .letters, text.gap(behind: index) != .other else { return false }
    let word = classes[text.words[index]]
    if word.contains(.of) || word.contains(.preposition) || word.contains(.determiner) { return true }
    return word.isDisjoint(with: .stops)
  }
}
