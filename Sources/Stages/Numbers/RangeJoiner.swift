import Pipeline

/// Joins two figures to a range: between 15 and 20, 15–20, from 5 to 10 percent.
struct RangeJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: [Figure]) -> [Figure] {
    var result: [Figure] = []
    result.reserveCapacity(figures.count)
    var index = 0
    while index < figures.count {
      if index + 1 < figures.count, let range = range(figures[index], figures[index + 1]) {
        result.append(range)
        index += 2
      } else {
        result.append(figures[index])
        index += 1
      }
    }
    return result
  }

  private func range(_ a: Figure, _ b: Figure) -> Figure? {
    guard a.reason == nil || a.reason == "one", b.reason == nil, !a.isFuzzy, !b.isFuzzy, a.end <= b.start,
      b.start - a.end <= 24, a.kind != "fraction", a.kind != "ordinal", var low = a.value, let high = b.value
    else { return nil }
    let isSameKind = a.kind == b.kind && a.unit == b.unit && a.currency == b.currency
    guard isSameKind || a.kind == "cardinal" || (a.kind == "currency" && b.kind == "cardinal") else { return nil }
    guard isLinked(a, b) else { return nil }
    // A scale word behind the second number holds for both, where the first has none and is the smaller with it.
    if a.scale == nil, let scale = b.scale, scale > 1, let scaled = low.multiplied(by: scale), scaled < high,
      low < scale
    {
      low = scaled
    }
    guard low < high else { return nil }
    var range = b
    range.start = a.start
    range.firstWord = a.firstWord
    range.value = nil
    range.low = low
    range.high = high
    range.isBare = false
    if b.kind == "cardinal", a.kind == "currency" {
      range.kind = a.kind
      range.currency = a.currency
      range.candidates = a.candidates
    }
    return range
  }

  /// Whether the words or signs between two figures, and before the first, say that they are the ends of a range.
  private func isLinked(_ a: Figure, _ b: Figure) -> Bool {
    var offset = a.end
    let blank = text.blank(at: offset)
    offset += blank
    let dash = text.dash(at: offset)
    if dash > 0 {
      let behind = offset + dash + text.blank(at: offset + dash)
      // A hyphen with blanks is a pause, a dash with blanks may be a range.
      return behind == b.start && (blank == 0 || dash == 3) && !a.isSpelled
    }
    if text[offset] == 0x7E || (text[offset] == 0xE3 && text[offset + 1] == 0x80 && text[offset + 2] == 0x9C)
      || (text[offset] == 0xEF && text[offset + 1] == 0xBD && text[offset + 2] == 0x9E)
    {
      return offset + (text[offset] == 0x7E ? 1 : 3) + text.blank(at: offset + (text[offset] == 0x7E ? 1 : 3))
        == b.start
    }
    if let (_, count) = vocabulary.rangeSuffixes.match(from: a.end, text.bytes) {
      let next = a.end + count
      return next + text.blank(at: next) == b.start
    }
    guard a.endWord < text.words.count, a.endWord < b.firstWord, text.isSpaced(a.endWord - 1) || blank > 0,
      let (needsOpening, count) = vocabulary.rangeMiddle.match(a.endWord, text), a.endWord + count == b.firstWord,
      Int(text.words[a.endWord + count - 1].end) + 1 >= b.start - 4
    else { return false }
    let hasOpening = a.firstWord > 0 && vocabulary.rangeOpen.match(a.firstWord - 1, text) != nil
    if hasOpening {
      // "rose from 5 to 7 percent" is a change, and both figures stand for themselves.
      let before = a.firstWord - 2
      if before >= 0, let (modifier, _) = vocabulary.modifiersBefore.match(before, text), modifier.isChange {
        return false
      }
      return true
    }
    return !needsOpening && b.scale == a.scale || !needsOpening && a.scale == nil
  }
}
