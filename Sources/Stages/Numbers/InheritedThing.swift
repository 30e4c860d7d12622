import Pipeline

/// Gives a figure without a thing that of the figure before, where the sentence leaves it out: 5,000 workers in May and
/// 7,000 in June; 4 million shells, compared to 1.3 million a year ago.
struct InheritedThing {
  let text: NumberText
  let vocabulary: NumberVocabulary
  private var classes: WordClasses { vocabulary.wordClasses }
  private static let maximumBytes = 160

  func complete(_ figures: inout [Figure]) {
    var source: Int?
    for index in figures.indices {
      if let reason = figures[index].reason {
        // Numbered things between break the list; dates don't.
        if ![.date, .year, .time, .one].contains(reason) { source = nil }
        continue
      }
      if figures[index].of == nil, index + 1 < figures.count, isPart(figures[index], of: figures[index + 1]) {
        figures[index].of = figures[index + 1].of
      }
      if figures[index].of != nil {
        source = index
      } else if let from = source, figures[index].kind == figures[from].kind, let of = figures[from].of,
        inherits(figures[index], from: figures[from], of)
      {
        figures[index].of = of
        figures[index].unit = figures[from].unit
      }
    }
  }

  /// Eight of its 31 tanks: only "of", articles and possessives between.
  private func isPart(_ figure: Figure, of whole: Figure) -> Bool {
    guard whole.reason == nil, whole.of != nil, whole.kind == .cardinal, figure.kind == .cardinal,
      figure.endWord < whole.firstWord, whole.firstWord - figure.endWord <= 3
    else { return false }
    var hasOf = false
    for index in figure.endWord..<whole.firstWord {
      let word = classes[text.words[index]]
      guard word.contains(.of) || word.contains(.determiner), text.gap(behind: index) == .blank else { return false }
      if word.contains(.of) { hasOf = true }
    }
    return hasOf && text.gap(behind: figure.endWord - 1) == .blank
  }

  private func inherits(_ figure: Figure, from source: Figure, _ of: ByteRange) -> Bool {
    let start = max(source.end, Int(of.end))
    guard figure.start > start, figure.start - start < Self.maximumBytes, figure.firstWord > 0,
      isOneSentence(from: start, to: figure.start)
    else { return false }
    var index = figure.firstWord - 1
    let isAlone = isAlone(figure)
    while index > 0, classes.comparisons.match(index, text) == nil, !classes[text.words[index]].contains(.and),
      let (_, count) = vocabulary.modifiersBefore.match(index, text)
    {
      index -= count
    }
    guard index >= 0, Int(text.words[index].start) >= start else { return false }
    // 30% in Frankfurt, 31% in New York
    if isComma(behind: index) { return isAlone && hasPrepositionBehind(figure) }
    guard text.gap(behind: index) == .blank else { return false }
    if classes.comparisons.match(index, text) != nil { return isAlone || isBeforeUnit(figure) }
    guard isAlone else { return false }
    let word = classes[text.words[index]]
    if word.contains(.and) { return true }
    // "38 flights on Monday and on Tuesday 12"
    if word.isDisjoint(with: .stops), index > 1, Int(text.words[index - 2].start) >= start,
      text.gap(behind: index - 1) == .blank, text.gap(behind: index - 2) == .blank,
      classes[text.words[index - 1]].contains(.preposition), classes[text.words[index - 2]].contains(.and)
    {
      return true
    }
    // "and wounded 40": one verb between.
    let isVerb = word.contains(.verb) || text.hasEnding(index, classes.verbEndings)
    return isVerb && index > 0 && Int(text.words[index - 1].start) >= start && text.gap(behind: index - 1) == .blank
      && classes[text.words[index - 1]].contains(.and)
  }

  /// "1.3 million a year ago", "1,3 млн годом ранее": behind a comparison a unit of time says when.
  private func isBeforeUnit(_ figure: Figure) -> Bool {
    figure.endWord < text.words.count && classes[text.words[figure.endWord]].contains(.unit)
  }

  private func isComma(behind index: Int) -> Bool {
    let end = Int(text.words[index].end)
    return text[end] == 0x2C && end + 1 + text.blank(at: end + 1) == Int(text.words[index + 1].start)
  }

  private func hasPrepositionBehind(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count, figure.endWord > 0 else { return false }
    return classes[text.words[figure.endWord]].contains(.preposition)
      && figure.end + text.blank(at: figure.end) == Int(text.words[figure.endWord].start)
  }

  /// Whether no full stop, semicolon or line break stands between.
  private func isOneSentence(from start: Int, to end: Int) -> Bool {
    for offset in start..<end {
      switch text[offset] {
      case 0x0A, 0x3B, 0x21, 0x3F: return false
      case 0x2E: if text[offset + 1] == 0x20 || text[offset + 1] == 0x0A { return false }
      default: break
      }
    }
    return true
  }

  /// Whether nothing that could be a thing of its own follows: a word that no noun phrase holds, or the end of the clause.
  private func isAlone(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count else { return true }
    let gap = figure.endWord > 0 ? text.gap(behind: figure.endWord - 1) : .other
    if gap == .other { return true }
    let next = classes[text.words[figure.endWord]]
    return gap == .blank && !next.isDisjoint(with: .stops) && next.isDisjoint(with: [.of, .unit])
  }
}
