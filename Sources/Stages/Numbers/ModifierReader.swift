import Pipeline

/// Reads the words and signs that hedge a figure: about 500, 500 or more, at least $5, 1만 명 이상, ≥ 30, 20'den fazla.
struct ModifierReader {
  let text: NumberText
  let vocabulary: NumberVocabulary

  /// Reads hedges before a figure, from the word `floor` on: what stands before that belongs to another figure.
  func readBefore(_ figure: inout Figure, floor: Int = 0) {
    var index = figure.firstWord - 1
    // The sign of a currency is no word, so the words before the sign are those before the number.
    while index >= floor, Int(text.words[index].end) > figure.start { index -= 1 }
    var next = figure.start
    if let (meaning, count) = sign(before: next) {
      figure.modifier = figure.modifier ?? meaning
      next -= count
    }
    if figure.value == nil, figure.low != nil, figure.high != nil, index >= 0,
      text.isAdjacent(Int(text.words[index].end), next), let (_, count) = vocabulary.rangeOpen.match(index, text)
    {
      // The word that opens a range is no hedge of it.
      index -= count
      next = Int(text.words[index + 1].start)
    }
    for _ in 0..<5 {
      guard index >= floor, text.isAdjacent(Int(text.words[index].end), next) else { break }
      if isAge(figure), let count = vocabulary.isWord(.ageBefore, index, text) ?? ageVerb(index, figure) {
        figure.unit = figure.unit ?? "year"
        figure.kind = .age
        figure.isBare = false
        // "younger than" is a bound, too.
        if figure.modifier == nil { figure.modifier = vocabulary.modifiersBefore.match(index, text)?.value.meaning }
        index -= count
        next = Int(text.words[index + 1].start)
        continue
      }
      guard let (modifier, count) = vocabulary.modifiersBefore.match(index, text) else { break }
      if let meaning = modifier.meaning {
        guard figure.modifier == nil, !isGoal(meaning, index, count) else { break }
        figure.modifier = meaning
      }
      index -= count
      next = Int(text.words[index + 1].start)
    }
  }

  /// Whether "up to" says where something went instead of a limit: grew to 43 metres, с 57 % до 88 %.
  private func isGoal(_ meaning: Figure.Modifier, _ index: Int, _ count: Int) -> Bool {
    guard meaning == .atMost, count == 1, vocabulary.rangeMiddle.match(index - count + 1, text) != nil else {
      return false
    }
    let before = index - count
    guard before >= 0, text.isJoined(before) || text.words[before].kind == .digits else { return false }
    if let (change, _) = vocabulary.changeBefore.match(before, text), change != .by { return true }
    if vocabulary.isWord(.goal, before, text) != nil { return true }
    let gap = Int(text.words[before + 1].start) - Int(text.words[before].end)
    if text.words[before].kind == .digits { return gap <= 6 }
    return before > 0 && text.words[before - 1].kind == .digits && text.isJoined(before - 1)
  }

  /// "tenía cinco años": having years is an age, but for years of something or for something (10 años de experiencia).
  private func ageVerb(_ index: Int, _ figure: Figure) -> Int? {
    guard figure.kind == .duration, figure.unit == "year" || figure.unit == "month",
      let count = vocabulary.isWord(.ageVerb, index, text), vocabulary.isWord(.ageNot, index, text) == nil
    else { return nil }
    guard figure.endWord < text.words.count, text.gap(behind: figure.endWord - 1) != .other else { return count }
    let next = vocabulary.wordClasses[text.words[figure.endWord]]
    let isOpen = !next.isDisjoint(with: [.of, .preposition]) || vocabulary.isWord(.of, figure.endWord, text) != nil
    return isOpen ? nil : count
  }

  private func isAge(_ figure: Figure) -> Bool {
    guard figure.scale == nil, (figure.value ?? figure.high).map({ $0 <= 130 }) ?? false else { return false }
    return figure.kind == .cardinal
      || (figure.kind == .duration && ["year", "month", "week", "day"].contains(figure.unit))
  }

  /// ≥ ≤ > < ± ~ ≈ right before the figure or one blank away, and how many bytes they take.
  private func sign(before start: Int) -> (meaning: Figure.Modifier, count: Int)? {
    let blank = text.blank(endingAt: start)
    let end = start - blank
    guard end > 0 else { return nil }
    switch text[end - 1] {
    // An arrow (=>, ->) bounds nothing.
    case 0x3E where [0x3D, 0x2D, 0x3C].contains(text[end - 2]): return nil
    case 0x3C where text[end - 2] == 0x3D: return nil
    case 0x3E: return (.moreThan, blank + 1)
    case 0x3C: return (.lessThan, blank + 1)
    case 0x7E: return (.approx, blank + 1)
    case 0x3D:
      let other = text.blank(endingAt: end - 1)
      switch text[end - 2 - other] {
      case 0x3E: return (.atLeast, blank + 2 + other)
      case 0x3C: return (.atMost, blank + 2 + other)
      default: return nil
      }
    case 0xB1 where text[end - 2] == 0xC2: return (.approx, blank + 2)
    case 0x88 where text[end - 3] == 0xE2 && text[end - 2] == 0x89: return (.approx, blank + 3)
    case 0xA5 where text[end - 3] == 0xE2 && text[end - 2] == 0x89,
      0xA7 where text[end - 3] == 0xE2 && text[end - 2] == 0x89:
      return (.atLeast, blank + 3)
    case 0xA4 where text[end - 3] == 0xE2 && text[end - 2] == 0x89,
      0xA6 where text[end - 3] == 0xE2 && text[end - 2] == 0x89:
      return (.atMost, blank + 3)
    case 0x9E where text[end - 3] == 0xEF && text[end - 2] == 0xBC: return (.moreThan, blank + 3)
    case 0x9C where text[end - 3] == 0xEF && text[end - 2] == 0xBC: return (.lessThan, blank + 3)
    default: return nil
    }
  }

  func readBehind(_ figure: inout Figure) {
    // "about 500 or more": a bound behind says more than an approximation before.
    let before = figure.modifier
    guard before == nil || before == .approx else { return }
    if text[figure.end] == 0x2B, !text.isWord(at: figure.end + 1) {
      figure.modifier = .atLeast
      return
    }
    readBehind(&figure, from: figure.end)
    if before != nil, figure.modifier == nil { figure.modifier = before }
  }

  /// Hedges that stand behind the figure or behind what it counts: 500 or more, 1만 명 이상, 100여 명.
  func readBehind(_ figure: inout Figure, from end: Int) {
    var offset = end
    if let (modifier, _) = vocabulary.modifierSuffixes.match(from: offset, text.bytes) {
      figure.modifier = modifier.meaning
      return
    }
    let blank = text.blank(at: offset)
    // A counter may stand between: 100명 이상, 100여 명.
    if let (_, count) = vocabulary.classifiers.match(from: offset + blank, text.bytes) { offset += blank + count }
    let gap = text.blank(at: offset)
    if let (modifier, _) = vocabulary.modifierSuffixes.match(from: offset + gap, text.bytes) {
      figure.modifier = modifier.meaning
      return
    }
    // An ending may hang on digits by an apostrophe or hyphen: 20'den fazla.
    let joint = gap > 0 ? gap : joint(at: offset)
    guard var index = text.word(at: offset + joint, from: figure.endWord),
      joint > 0 || text.words[index].kind == .ideograph
    else { return }
    if vocabulary.modifiersAfter.match(index, text) == nil, end == figure.end, text.isSpaced(index),
      let (_, count) = vocabulary.modifiersAfter.match(index + 1, text), count > 1
    {
      // A counted word may stand between: 500 dosis como mínimo.
      index += 1
    }
    guard let (modifier, count) = vocabulary.modifiersAfter.match(index, text), let meaning = modifier.meaning,
      !opensNext(index, count)
    else { return }
    figure.modifier = meaning
    figure.hedgeEndWord = UInt32(index + count)
  }

  /// "5000 or less than 6000": the end of the phrase is the hedge of another number.
  private func opensNext(_ index: Int, _ count: Int) -> Bool {
    for last in index + 1..<index + count + 3 {
      guard last + 1 < text.words.count, let (hedge, width) = vocabulary.modifiersBefore.match(last, text),
        hedge.meaning != nil
      else { continue }
      let first = last - width + 1
      let next = text.words[last + 1]
      if first > index, first < index + count, text.isSpaced(last),
        next.kind == .digits || vocabulary.numerals.mayStart(next.hash)
      {
        return true
      }
    }
    return false
  }

  private func joint(at offset: Int) -> Int {
    if text[offset] == 0x27 { return 1 }
    if text[offset] == 0xE2, text[offset + 1] == 0x80, text[offset + 2] == 0x99 { return 3 }
    return text.dash(at: offset)
  }
}
