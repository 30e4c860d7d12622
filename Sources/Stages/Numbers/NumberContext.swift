import Pipeline

/// Reads around a figure: what hedges it, what it counts, and what it is not after all.
struct NumberContext {
  let text: NumberText
  let vocabulary: NumberVocabulary
  let dates: [ByteRange]

  func complete(_ figure: inout Figure) {
    guard figure.reason == nil else { return }
    if isInDate(figure) {
      figure.reason = "date"
      return
    }
    attachModifierBefore(&figure)
    attachModifierBehind(&figure)
    CountedThing(text: text, vocabulary: vocabulary).attach(to: &figure)
    if figure.modifier == nil, let of = figure.of { attachModifier(&figure, from: Int(of.end)) }
    if figure.kind == "cardinal" { figure.reason = rejection(figure) }
    if figure.kind == "duration", figure.isBare == false, isClock(figure) { figure.reason = "time" }
  }

  private func isInDate(_ figure: Figure) -> Bool {
    guard !dates.isEmpty else { return false }
    var low = 0
    var high = dates.count
    while low < high {
      let middle = (low + high) / 2
      if Int(dates[middle].start) < figure.end { low = middle + 1 } else { high = middle }
    }
    // The last date that starts before the end of the figure is the only one that may hold it.
    guard low > 0, Int(dates[low - 1].end) > figure.start else { return false }
    // A figure that goes beyond the date (2024 tanks) is one of its own, unless it is only digits.
    return figure.kind == "cardinal" || figure.kind == "ordinal" || Int(dates[low - 1].start) <= figure.start
  }

  // MARK: Modifiers

  private func attachModifierBefore(_ figure: inout Figure) {
    var index = figure.firstWord - 1
    // The sign of a currency is no word, so the words before the sign are those before the number.
    while index >= 0, Int(text.words[index].end) > figure.start { index -= 1 }
    var next = figure.start
    if figure.value == nil, figure.low != nil, figure.high != nil, index >= 0,
      isAdjacent(Int(text.words[index].end), next), let (_, count) = vocabulary.rangeOpen.match(index, text)
    {
      // The word that opens a range is no hedge of it.
      index -= count
      next = Int(text.words[index + 1].start)
    }
    for _ in 0..<4 {
      guard index >= 0, isAdjacent(Int(text.words[index].end), next) else { break }
      if let count = vocabulary.isWord(.ageBefore, index, text), figure.kind == "cardinal",
        figure.value.map({ $0 <= 130 }) ?? false,
        figure.scale == nil
      {
        figure.kind = "age"
        figure.unit = "year"
        index -= count
        next = index >= 0 ? Int(text.words[index + 1].start) : 0
        continue
      }
      guard let (modifier, count) = vocabulary.modifiersBefore.match(index, text) else { break }
      if let meaning = modifier.meaning {
        if modifier.isChange {
          if figure.change == nil { figure.change = meaning }
        } else if figure.modifier == nil {
          figure.modifier = meaning
        } else {
          break
        }
      }
      index -= count
      next = Int(text.words[index + 1].start)
    }
  }

  /// Whether only blanks, a bracket or a tilde stand between two places.
  private func isAdjacent(_ end: Int, _ start: Int) -> Bool {
    guard end <= start, start - end <= 6 else { return false }
    var offset = end
    while offset < start {
      let length = max(text.blank(at: offset), text.dash(at: offset))
      if length > 0 {
        offset += length
      } else if [0x28, 0x2E, 0x7E, 0x24].contains(text[offset]) {
        offset += 1
      } else {
        return false
      }
    }
    return true
  }

  private func attachModifierBehind(_ figure: inout Figure) {
    if text[figure.end] == 0x2B, figure.modifier == nil, !text.isWord(at: figure.end + 1) {
      figure.modifier = "atLeast"
      return
    }
    guard figure.modifier == nil else { return }
    attachModifier(&figure, from: figure.end)
  }

  /// Hedges that stand behind the figure or behind what it counts: 500 or more, 1만 명 이상, 100여 명.
  private func attachModifier(_ figure: inout Figure, from end: Int) {
    var offset = end
    // A counter may stand between: 100명 이상, 100여 명.
    if let (modifier, _) = vocabulary.modifierSuffixes.match(from: offset, text.bytes) {
      figure.modifier = modifier.meaning
      return
    }
    let blank = text.blank(at: offset)
    if let (_, count) = vocabulary.classifiers.match(from: offset + blank, text.bytes) { offset += blank + count }
    let gap = text.blank(at: offset)
    if let (modifier, _) = vocabulary.modifierSuffixes.match(from: offset + gap, text.bytes) {
      figure.modifier = modifier.meaning
      return
    }
    guard gap > 0, let index = firstWord(at: offset + gap, from: figure.endWord),
      let (modifier, _) = vocabulary.modifiersAfter.match(index, text), let meaning = modifier.meaning
    else { return }
    if modifier.isChange { figure.change = figure.change ?? meaning } else { figure.modifier = meaning }
  }

  private func firstWord(at offset: Int, from index: Int) -> Int? {
    var index = index
    while index < text.words.count, Int(text.words[index].start) < offset { index += 1 }
    return index < text.words.count && Int(text.words[index].start) == offset ? index : nil
  }

  // MARK: Rejection

  private func rejection(_ figure: Figure) -> String? {
    let next =
      figure.endWord < text.words.count && figure.endWord > 0 && text.isSpaced(figure.endWord - 1)
      ? figure.endWord : nil
    if !figure.isSpelled, isClock(figure) { return "time" }
    if let cue = cue(figure) { return cue }
    guard figure.isBare else { return nil }
    if isYear(figure, next) { return "year" }
    if isListNumber(figure) { return "list" }
    if isBracketed(figure) { return "reference" }
    if figure.modifier == nil, isName(figure, next) { return "designator" }
    return nil
  }

  /// at 5, 5 p.m.
  private func isClock(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count,
      text.isJoined(figure.endWord - 1) || Int(text.words[figure.endWord].start) == figure.end
    else { return false }
    return vocabulary.isWord(.clockAfter, figure.endWord, text) != nil
  }

  /// Route 17, Section 4, Article 12: a word before that says what is numbered.
  private func cue(_ figure: Figure) -> String? {
    let index = figure.firstWord - 1
    guard index >= 0, figure.modifier == nil, figure.scale == nil, isAdjacent(Int(text.words[index].end), figure.start)
    else { return nil }
    let cues: [(NumberVocabulary.Role, String)] = [
      (.designator, "designator"), (.section, "section"), (.legal, "section"), (.phoneBefore, "phone"),
    ]
    for (role, reason) in cues where vocabulary.isWord(role, index, text) != nil {
      // "the bus 40 people were in": a counted thing right behind makes it a figure, unless the cue is capitalized.
      if figure.of != nil, text.words[index].letterCase == .lower, !figure.isBare { continue }
      return reason
    }
    return nil
  }

  /// Four bare digits of a likely year, unless a thing is counted and nothing speaks of a year.
  private func isYear(_ figure: Figure, _ next: Int?) -> Bool {
    guard let value = figure.value, value >= 1500, value <= 2100, figure.end - figure.start == 4, !figure.isSpelled
    else { return false }
    if figure.modifier == "approx" || figure.modifier == nil || figure.modifier == "atMost" {
      if figure.of == nil { return true }
      if let next, vocabulary.isWord(.yearAfter, next, text) != nil { return true }
      let index = figure.firstWord - 1
      if value >= 1900, index >= 0, text.isSpaced(index), vocabulary.isWord(.yearBefore, index, text) != nil {
        return true
      }
      return false
    }
    return false
  }

  /// "1." or "2)" at the start of a line.
  private func isListNumber(_ figure: Figure) -> Bool {
    guard figure.start == 0 || text[figure.start - 1] == 0x0A, figure.end - figure.start <= 3 else { return false }
    return text[figure.end] == 0x29 || (text[figure.end] == 0x2E && text.blank(at: figure.end + 1) > 0)
  }

  /// [12]: a footnote mark.
  private func isBracketed(_ figure: Figure) -> Bool { text[figure.start - 1] == 0x5B && text[figure.end] == 0x5D }

  /// Numbers in names: 38 North, Apollo 11. Scripts without case have no such sign.
  private func isName(_ figure: Figure, _ next: Int?) -> Bool {
    guard vocabulary.has(.titleSmall), figure.value.map({ $0 < 10_000 }) ?? false, !isHeadline(figure) else {
      return false
    }
    if let next, isCapitalized(next), Int(text.words[next].start) - figure.end <= 3 {
      // Capitalized words behind the number are a name, unless they lead to a noun (13 North Korean troops).
      var last = next
      while last + 1 < text.words.count, text.isSpaced(last), isCapitalized(last + 1) { last += 1 }
      let isAdjective =
        text.hasEnding(last, vocabulary.wordClasses.adjectiveEndings) || text.words[last].letterCase == .upper
      return !(isAdjective && figure.of != nil)
    }
    let index = figure.firstWord - 1
    guard figure.of == nil, index >= 0, text.isSpaced(index), isCapitalized(index), !isSentenceStart(index) else {
      return false
    }
    return vocabulary.isWord(.month, index, text) == nil
  }

  private func isCapitalized(_ index: Int) -> Bool {
    let word = text.words[index]
    return word.kind == .letters
      && (word.letterCase == .title || word.letterCase == .upper || word.letterCase == .mixed)
  }

  private func isSentenceStart(_ index: Int) -> Bool {
    var offset = Int(text.words[index].start)
    while offset > 0 {
      let blank = text.blank(endingAt: offset)
      if blank == 0 { break }
      offset -= blank
    }
    guard offset > 0 else { return true }
    return [0x0A, 0x2E, 0x21, 0x3F, 0x3A, 0x22].contains(text[offset - 1]) || text[offset - 1] >= 0x80
  }

  /// Whether most longer words of the line are capitalized, as in English headlines.
  private func isHeadline(_ figure: Figure) -> Bool {
    let line = text.line(around: figure.start)
    var index = figure.firstWord
    while index > 0, Int(text.words[index - 1].start) >= line.lowerBound { index -= 1 }
    var capitalized = 0
    var all = 0
    while index < text.words.count, Int(text.words[index].start) < line.upperBound {
      let word = text.words[index]
      if word.kind == .letters, word.range.count > 3, word.letterCase != .none {
        all += 1
        if isCapitalized(index) { capitalized += 1 }
      }
      index += 1
    }
    return all >= 3 && capitalized * 10 >= all * 7
  }
}
