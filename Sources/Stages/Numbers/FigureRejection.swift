import Pipeline

/// Tells why digits that look like a figure are none: a time, page, year, number in a name, list mark or score.
///
/// What digits alone show by their shape (phones, versions, codes) is `DigitShape`'s.
struct FigureRejection {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func reason(_ figure: Figure) -> Figure.Rejection? {
    let streets = StreetAddress(text: text, vocabulary: vocabulary)
    if figure.kind == .ordinal {
      if streets.isBeforeName(figure) { return .address }
      return !figure.isSpelled && isBeforeDesignator(figure) ? .designator : nil
    }
    if figure.areYears, figure.of == nil { return .year }
    if isScore(figure) { return .score }
    let next =
      figure.endWord < text.words.count && figure.endWord > 0 && text.isSpaced(figure.endWord - 1)
      ? figure.endWord : nil
    if !figure.isSpelled, isClock(figure) { return .time }
    if !figure.isSpelled, isAfterClockWord(figure) { return .time }
    if isNamedYear(figure) { return .year }
    guard figure.kind == .cardinal else { return nil }
    if let cue = cue(figure) { return cue }
    if figure.isSpelled { return isCapitalNumeral(figure) ? .designator : nil }
    if figure.unit == nil, figure.scale == nil, isBeforeDesignator(figure) { return .designator }
    guard figure.isBare else { return nil }
    if streets.holds(figure) { return .address }
    if isSerialNumber(figure) { return .code }
    if isYear(figure, next) { return .year }
    if isListNumber(figure) { return .list }
    if isBracketed(figure) { return .reference }
    if figure.modifier == nil, isName(figure, next) { return .designator }
    return nil
  }

  // MARK: Times and scores

  /// 18時15分: minutes behind the hour of a time are no duration.
  func rejectMinutes(_ figures: inout [Figure]) {
    for index in figures.indices.dropFirst()
    where figures[index - 1].reason == .time && figures[index].reason == nil
      && figures[index].start - figures[index - 1].end <= 4
    {
      let isMinute = ["minute", "second"].contains(figures[index].unit)
      // 14时30分 where 分 alone is no unit: digits between two signs without blanks.
      let isGlued =
        figures[index].isBare && figures[index].value.map { $0 < 60 } ?? false
        && text[figures[index].start - 1] >= 0x80 && text[figures[index].end] >= 0x80
      guard isMinute || isGlued else { continue }
      figures[index].reason = .time
    }
  }

  /// 5 p.m., 14.30 Uhr, 5時.
  private func isClock(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count, figure.kind == .cardinal || (figure.value ?? 99) <= 24,
      text.isJoined(figure.endWord - 1) || Int(text.words[figure.endWord].start) == figure.end
    else { return false }
    return vocabulary.isWord(.clockAfter, figure.endWord, text) != nil
  }

  /// klockan 14, о 9, kl. 14.30: a word before that tells the time, and nothing counted behind.
  private func isAfterClockWord(_ figure: Figure) -> Bool {
    let index = figure.firstWord - 1
    guard index >= 0, figure.of == nil, figure.modifier == nil, figure.scale == nil,
      figure.change == nil, let value = figure.value, value <= 24, value >= 0, value.exponent >= -2,
      text.isAdjacent(Int(text.words[index].end), figure.start),
      vocabulary.isWord(.clockBefore, index, text) != nil
    else { return false }
    if figure.kind == .duration { return figure.unit == "hour" }
    guard figure.endWord < text.words.count, text.isSpaced(figure.endWord - 1) else { return true }
    return text.words[figure.endWord].letterCase != .lower || value.exponent == -2
  }

  /// "lost 1-3", "a 2–3 defeat": small numbers with a dash beside a word of games.
  private func isScore(_ figure: Figure) -> Bool {
    guard figure.kind == .cardinal, figure.value == nil, let high = figure.high, high < 100, !figure.isSpelled,
      vocabulary.has(.scoreCue), figure.endWord == figure.firstWord + 2,
      text.dash(at: Int(text.words[figure.firstWord].end)) > 0
    else { return false }
    for index in [figure.firstWord - 1, figure.firstWord - 2, figure.endWord]
    where index >= 0 && index < text.words.count {
      if vocabulary.isWord(.scoreCue, index, text) != nil { return true }
    }
    return false
  }

  /// 3比1, 3대 1: two small numbers and a word of games between them.
  func rejectScores(_ figures: inout [Figure]) {
    guard vocabulary.has(.scoreMiddle), figures.count > 1 else { return }
    for index in 1..<figures.count {
      let (a, b) = (figures[index - 1], figures[index])
      guard a.isBare, b.isBare, !a.isSpelled, !b.isSpelled, a.reason == nil, b.reason == nil,
        let first = a.value, let second = b.value, first < 100, second < 100,
        a.endWord + 1 == b.firstWord, b.start - a.end <= 4, Int(text.words[a.endWord].start) == a.end,
        vocabulary.isWord(.scoreMiddle, a.endWord, text) != nil
      else { continue }
      figures[index - 1].reason = .score
      figures[index].reason = .score
    }
  }

  // MARK: Numbered things

  /// 558 numaralı, 98.7 FM: a word behind that says what is numbered.
  private func isBeforeDesignator(_ figure: Figure) -> Bool {
    figure.endWord < text.words.count && text.isJoined(figure.endWord - 1)
      && vocabulary.isWord(.designatorAfter, figure.endWord, text) != nil
  }

  /// "serial number AB 1234567": capital letters before digits too many for a year.
  private func isSerialNumber(_ figure: Figure) -> Bool {
    let index = figure.firstWord - 1
    guard index >= 0, figure.of == nil, figure.modifier == nil, text.isSpaced(index),
      text.words[index].letterCase == .upper, text.words[index].range.count <= 3
    else { return false }
    return text.words[figure.firstWord].range.count >= 5
  }

  /// "the Group of Seven": a small number in a capitalized word inside a sentence is part of a name.
  private func isCapitalNumeral(_ figure: Figure) -> Bool {
    guard vocabulary.has(.titleSmall), figure.endWord == figure.firstWord + 1, figure.scale == nil,
      figure.modifier == nil, let value = figure.value, value <= 20,
      text.words[figure.firstWord].letterCase == .title,
      figure.of.map({ of in text.word(at: Int(of.start), from: figure.endWord).map(isCapitalized) ?? false }) ?? true
    else { return false }
    return !isSentenceStart(figure.firstWord) && !isHeadline(figure)
  }

  /// Route 17, Section 4, Article 12: a word before that says what is numbered.
  private func cue(_ figure: Figure) -> Figure.Rejection? {
    let index = figure.firstWord - 1
    // 제12조: 조 is "article" here and no scale word.
    guard index >= 0, figure.modifier == nil,
      figure.scale == nil || (!figure.isSpelled && Int(text.words[index].end) == figure.start),
      text.isAdjacent(Int(text.words[index].end), figure.start)
    else { return nil }
    let cues: [(NumberVocabulary.Role, Figure.Rejection)] = [
      (.designator, .designator), (.section, .section), (.legal, .section), (.phoneBefore, .phone),
    ]
    for (role, reason) in cues where vocabulary.isWord(role, index, text) != nil {
      // "the bus 40 people were in": a counted thing right behind makes it a figure, unless the cue is capitalized.
      let isCounted = !figure.isBare && (figure.value?.exponent ?? 0) >= 0
      if figure.of != nil, text.words[index].letterCase == .lower, isCounted || figure.isSpelled { continue }
      if figure.isSpelled, text.words[index].letterCase == .lower, role == .designator { continue }
      return reason
    }
    return nil
  }

  /// Four bare digits of a likely year, unless a thing is counted and nothing speaks of a year.
  private func isYear(_ figure: Figure, _ next: Int?) -> Bool {
    guard let value = figure.value, value >= 1500, value <= 2100, figure.end - figure.start == 4, !figure.isSpelled,
      figure.modifier == nil || figure.modifier == .approx
        || figure.modifier == .atMost || figure.modifier == .atLeast, !isBounded(figure)
    else { return false }
    if figure.of == nil { return true }
    if let next, vocabulary.isWord(.yearAfter, next, text) != nil { return true }
    let index = figure.firstWord - 1
    return value >= 1900 && index >= 0 && text.isSpaced(index) && vocabulary.isWord(.yearBefore, index, text) != nil
  }

  /// 1500以下: where hedges stand behind the number, a bound is no "until".
  private func isBounded(_ figure: Figure) -> Bool {
    figure.modifier != nil && figure.modifier != .approx && vocabulary.has(.myriads)
  }

  /// 2019 році, 2019年: a year with the word for it, which reads like a duration.
  private func isNamedYear(_ figure: Figure) -> Bool {
    guard figure.kind == .duration, figure.unit == "year", figure.modifier == nil, figure.scale == nil,
      !figure.isSpelled, let value = figure.value, value >= 1900, value <= 2100, value.exponent == 0
    else { return false }
    let index = figure.endWord - 1
    return index > figure.firstWord && vocabulary.isWord(.yearAfter, index, text) != nil
  }

  /// "1." or "2)" at the start of a line.
  private func isListNumber(_ figure: Figure) -> Bool {
    guard figure.start == 0 || text[figure.start - 1] == 0x0A, figure.end - figure.start <= 3 else { return false }
    return text[figure.end] == 0x29 || (text[figure.end] == 0x2E && text.blank(at: figure.end + 1) > 0)
  }

  /// [12]: a footnote mark.
  private func isBracketed(_ figure: Figure) -> Bool { text[figure.start - 1] == 0x5B && text[figure.end] == 0x5D }

  // MARK: Names

  /// Numbers in names: 38 North, Apollo 11. Scripts without case have no such sign.
  private func isName(_ figure: Figure, _ next: Int?) -> Bool {
    if isLabel(figure, next) { return true }
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

  /// "die B 17", "Warnstufe 4.": a capital letter before the number, or a capitalized word with nothing counted behind.
  private func isLabel(_ figure: Figure, _ next: Int?) -> Bool {
    let index = figure.firstWord - 1
    guard index >= 0, !figure.isSpelled, text.isSpaced(index), isCapitalized(index), !isSentenceStart(index),
      vocabulary.isWord(.month, index, text) == nil, vocabulary.money.match(index, text) == nil,
      vocabulary.units.match(index, text) == nil
    else { return false }
    if text.words[index].letterCase == .upper, text.words[index].range.count == 1 { return true }
    guard next == nil, figure.of == nil, figure.value.map({ $0 < 1000 }) ?? false, !isHeadline(figure) else {
      return false
    }
    return [0x2E, 0x2C, 0x3B, 0x0A, 0].contains(text[figure.end])
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
