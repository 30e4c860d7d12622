import Pipeline

/// Tells ages that no word announces from their place beside a name: "Marta Koval, 34, said", "Anna Weber (41)", "Marie, 34 ans,".
struct AgeReader {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func read(_ figure: inout Figure) {
    if figure.kind == .duration, figure.reason == nil, isOld(figure) {
      figure.kind = .age
      return
    }
    guard vocabulary.has(.ageBefore) || vocabulary.has(.ageAfter), !figure.isFuzzy, !figure.isSpelled,
      figure.modifier == nil,
      let value = figure.value, value >= 1, value <= 110, value.exponent >= 0, figure.firstWord > 0
    else { return }
    let isBare = figure.kind == .cardinal && figure.isBare
    guard isBare || (figure.kind == .duration && figure.unit == "year") else { return }
    guard isApposition(figure, isBare: isBare) else { return }
    figure.kind = .age
    figure.unit = "year"
    figure.isBare = false
  }

  /// 500 साल से ज़्यादा पुरानी: a word of age behind the time, or behind the hedge that stands there.
  private func isOld(_ figure: Figure) -> Bool {
    guard vocabulary.has(.ageBehind), text.isSpaced(figure.endWord - 1) else { return false }
    var index = figure.endWord
    if let (_, count) = vocabulary.modifiersAfter.match(index, text) { index += count }
    return index > 0 && text.isSpaced(index - 1) && vocabulary.isWord(.ageBehind, index, text) != nil
  }

  private func isApposition(_ figure: Figure, isBare: Bool) -> Bool {
    let name = figure.firstWord - 1
    guard isName(name) else { return false }
    let gap = text.blank(endingAt: figure.start)
    let mark = text[figure.start - gap - 1]
    guard Int(text.words[name].end) == figure.start - gap - 1 || mark == 0x28 else { return false }
    if mark == 0x2C, gap > 0 {
      // A date ("June, 12, 2024") or list goes on with digits; a name before a number of years needs no second comma.
      let closes = text[figure.end] == 0x2C || (!isBare && [0x2E, 0x0A, 0x29].contains(text[figure.end]))
      let isList = figure.endWord < text.words.count && text.words[figure.endWord].kind == .digits
      return closes && !isList && vocabulary.isWord(.month, name, text) == nil
    }
    if mark == 0x28, gap == 0 {
      return text[figure.end] == 0x29 && name > 0 && text.isSpaced(name - 1) && isName(name - 1)
        && Int(text.words[name].end) + 2 == figure.start && text.blank(at: Int(text.words[name].end)) == 1
    }
    return false
  }

  private func isName(_ index: Int) -> Bool {
    let word = text.words[index]
    return word.kind == .letters && (word.letterCase == .title || word.letterCase == .mixed) && word.range.count > 1
  }
}
