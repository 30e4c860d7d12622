import Pipeline

/// Joins two figures to a range: between 15 and 20, 15–20, from 5 to 10 percent, 5から10まで.
struct RangeJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// How far apart the two ends may stand, in bytes.
  private static let reach = 40

  func join(_ figures: inout [Figure]) { figures.joinNeighbours(range) }

  private func range(_ a: Figure, _ b: Figure) -> Figure? {
    guard a.reason == nil || a.reason == .one, b.reason == nil, !a.isFuzzy, !b.isFuzzy, a.end <= b.start,
      b.start - a.end <= Self.reach, isEnd(a), isEnd(b), var low = a.value, var high = b.value
    else { return nil }
    let isSameKind = a.kind == b.kind && a.unit == b.unit && a.currency == b.currency
    guard isSameKind || a.kind == .cardinal || (a.kind == .currency && b.kind == .cardinal) || isOpenMoney(a, b)
    else { return nil }
    guard let link = link(a, b) else { return nil }
    // "$5 or USD 7" names two sums; "$5–USD 7" and "between $5 and USD 7" one range.
    guard link != .word || isSameKind || a.kind == .cardinal || b.kind == .cardinal else { return nil }
    // Fractions and ordinals make ranges only in so many words: 3/4-1/2 is anything.
    guard link == .opened || (a.kind != .fraction && a.kind != .ordinal) else { return nil }
    // A scale word behind the second number holds for both, where the first has none and is the smaller with it.
    if a.scale == nil, let scale = b.scale, scale > 1, low < scale, let scaled = low.multiplied(by: scale),
      scaled < high
    {
      low = scaled
    } else if a.scale == nil, let scale = b.scale, low.exponent < 0, low < scale,
      let scaled = low.multiplied(by: scale),
      scaled > high
    {
      // From 4.2 to 3.9 million: the range runs downward.
      (low, high) = (high, scaled)
    }
    guard low < high, !isGoal(a, low, high) else { return nil }
    var range = b
    range.start = a.start
    range.firstWord = a.firstWord
    range.value = nil
    range.low = low
    range.high = high
    range.isBare = false
    range.areYears = isYear(a) && isYear(b)
    if a.kind == .currency {
      range.kind = a.kind
      if b.currency == nil {
        range.currency = a.currency
        range.candidates = a.candidates
      }
    }
    return range
  }

  /// "rose by $500 to $14,200": by how much and where to, and far apart.
  private func isGoal(_ a: Figure, _ low: ExactDecimal, _ high: ExactDecimal) -> Bool {
    var index = a.firstWord - 1
    while index >= 0, Int(text.words[index].end) > a.start { index -= 1 }
    guard index >= 0, text.isAdjacent(Int(text.words[index].end), a.start),
      let (change, _) = vocabulary.changeBefore.match(index, text), change == .by,
      vocabulary.rangeOpen.match(index, text) == nil,
      let far = low.multiplied(by: 10)
    else { return false }
    return high > far
  }

  private func isEnd(_ figure: Figure) -> Bool { figure.kind != .multiplier || !figure.isSpelled }

  /// "$5 to US$10": one end leaves the dollar open, the other doesn't.
  private func isOpenMoney(_ a: Figure, _ b: Figure) -> Bool {
    guard a.kind == .currency, b.kind == .currency else { return false }
    if a.currency == nil {
      return a.candidates == b.candidates || b.currency.map { a.candidates.contains($0) } ?? false
    }
    return b.currency == nil && b.candidates.contains(a.currency ?? "")
  }

  private func isYear(_ figure: Figure) -> Bool {
    figure.isBare && !figure.isSpelled && figure.endWord == figure.firstWord + 1
      && text.words[figure.firstWord].range.count == 4 && figure.value.map { $0 >= 1500 && $0 <= 2100 } ?? false
  }

  private enum Link {
    case sign, word, opened
  }

  /// What says that two figures are the ends of a range: a sign or word between them, with or without one before.
  private func link(_ a: Figure, _ b: Figure) -> Link? {
    let blank = text.blank(at: a.end)
    var offset = a.end + blank
    let dash = text.dash(at: offset)
    if dash > 0 {
      let behind = offset + dash + text.blank(at: offset + dash)
      // A hyphen with blanks is a pause, but for bare numbers before a unit (40 - 50 years); a dash may be a range. Where
      // nothing is written with a hyphen set apart, numbers of two digits are a range too: 20 - 100개.
      if behind == b.start {
        if dash == 1, blank == 1, vocabulary.has(.myriads), !a.isSpelled, a.value ?? 0 >= 10 { return .sign }
        let isTight = blank == 0 || dash == 3 || (behind > offset + dash && a.isBare && b.hasUnit)
        return isTight && (!a.isSpelled || b.isSpelled) ? .sign : nil
      }
    }
    let tilde = tilde(at: offset)
    if tilde > 0, offset + tilde + text.blank(at: offset + tilde) == b.start { return .sign }
    if let (_, count) = vocabulary.rangeSuffixes.match(from: offset, text.bytes) {
      offset += count
      // 57%から88%に上がった tells of a change, and both figures stand for themselves.
      if offset + text.blank(at: offset) == b.start {
        return ChangeReader(text: text, vocabulary: vocabulary).suffix(at: b.end) == nil ? .word : nil
      }
    }
    // 십과 십오 사이: both words hang on what is before them.
    if let (_, count) = vocabulary.rangeMiddleSigns.match(from: a.end, text.bytes),
      a.end + count + text.blank(at: a.end + count) == b.start, isClosed(b, .max)
    {
      return .opened
    }
    guard a.endWord < text.words.count, a.endWord < b.firstWord || a.endWord > 0,
      Int(text.words[a.endWord].start) - a.end <= 3,
      let (needs, count) = vocabulary.rangeMiddle.match(a.endWord, text),
      let between = between(a.endWord + count, b)
    else { return nil }
    let opening = opening(a)
    if let opening, needs.opened & opening.rows != 0 {
      // "rose from 5 to 7 percent" is a change, and both figures stand for themselves.
      return isChange(opening.before) ? nil : .opened
    }
    if needs.closed != 0, isClosed(b, needs.closed) { return .opened }
    guard needs.isAlone, !between else { return nil }
    return opening != nil ? .opened : b.scale == a.scale || a.scale == nil ? .word : nil
  }

  /// Whether words that may be passed over ("between 5 and about 10") stand before the second figure; nil: others do.
  private func between(_ index: Int, _ b: Figure) -> Bool? {
    var first = b.firstWord
    while first > index, Int(text.words[first - 1].end) > b.start { first -= 1 }
    if index == first { return false }
    guard index < first, first - index <= 3, first > 0,
      let (_, count) = vocabulary.modifiersBefore.match(first - 1, text), first - count == index
    else { return nil }
    return true
  }

  private func tilde(at offset: Int) -> Int {
    switch text[offset] {
    case 0x7E: 1
    case 0xE3: text[offset + 1] == 0x80 && text[offset + 2] == 0x9C ? 3 : 0
    case 0xEF: text[offset + 1] == 0xBD && text[offset + 2] == 0x9E ? 3 : 0
    case 0xE2: text[offset + 1] == 0x88 && text[offset + 2] == 0xBC ? 3 : 0
    default: 0
    }
  }

  /// The word before the phrase that opens a range before `a`, and what ranges it opens; nil: there is no such phrase.
  private func opening(_ a: Figure) -> (before: Int, rows: Int)? {
    var index = a.firstWord - 1
    while index >= 0, Int(text.words[index].end) > a.start { index -= 1 }
    for _ in 0..<3 {
      guard index >= 0, Int(text.words[index + 1].start) - Int(text.words[index].end) <= 4 else { return nil }
      let hedge = vocabulary.modifiersBefore.match(index, text)
      // "no más de 12 y": the end of a hedge opens nothing.
      if let (rows, count) = vocabulary.rangeOpen.match(index, text), count >= hedge?.count ?? 0 {
        return (index - count, rows)
      }
      guard let hedge else { return nil }
      index -= hedge.count
    }
    return nil
  }

  private func isChange(_ index: Int) -> Bool {
    guard index >= 0, text.isSpaced(index), let (change, _) = vocabulary.changeBefore.match(index, text) else {
      return false
    }
    return change != .by
  }

  private func isClosed(_ b: Figure, _ rows: Int) -> Bool {
    if vocabulary.rangeCloseSigns.match(from: b.end + text.blank(at: b.end), text.bytes) != nil { return true }
    var index = b.endWord
    for _ in 0..<3 {
      guard index > 0, index < text.words.count, text.isJoined(index - 1) else { return false }
      if let (others, _) = vocabulary.rangeClose.match(index, text), others & rows != 0 { return true }
      index += 1
    }
    return false
  }
}
