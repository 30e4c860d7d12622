/// Ordinals and decades written with digits: 21st, 5., 1990s.
extension NumberRecognizer {
  /// 1990s, 80s: tens with an s glued to them.
  func isDecade(_ figure: Figure) -> Bool {
    guard figure.isBare, text[figure.end] == UInt8(ascii: "s"), !text.isWord(at: figure.end + 1),
      let value = figure.value
    else { return false }
    return value >= 10 && value.coefficient % 10 == 0
  }

  /// 17th, 5-го, 5:e, 5º: an ending right behind digits or behind a hyphen; "5." where the language writes so.
  func attachOrdinal(_ figure: inout Figure) -> Bool {
    guard figure.kind == .cardinal, figure.isBare || readsMyriads, !isDegreeSign(figure) else { return false }
    let gap = text.dash(at: figure.end)
    let blank = readsMyriads ? text.blank(at: figure.end) : 0
    for offset in gap + blank > 0 ? [figure.end, figure.end + max(gap, blank)] : [figure.end] {
      if let (_, count) = vocabulary.numerals.ordinalSuffixes.match(from: offset, text.bytes),
        readsMyriads || !text.isWord(at: offset + count), blank == 0 || count > 3,
        vocabulary.gluedMoney.match(from: offset, text.bytes).map({ $0.count > count }) != true
      {
        figure.kind = .ordinal
        moveEnd(&figure, to: offset + count)
        return true
      }
    }
    guard figure.isBare else { return false }
    if attachOrdinalDot(&figure) { return true }
    guard figure.endWord < text.words.count, Int(text.words[figure.endWord].start) == figure.end + gap,
      vocabulary.isWord(.ordinalSuffix, figure.endWord, text) != nil
    else { return false }
    figure.kind = .ordinal
    take(&figure, words: 1)
    return true
  }

  /// "der 5. Tag", "5. května": digits with a full stop that ends no sentence, for a word in small letters follows, or a
  /// word stands before that calls for an ordinal.
  func attachOrdinalDot(_ figure: inout Figure) -> Bool {
    guard vocabulary.numerals.hasOrdinalDot, text[figure.end] == 0x2E, figure.end - figure.start <= 3,
      figure.endWord < text.words.count
    else { return false }
    let next = text.words[figure.endWord]
    let blank = text.blank(at: figure.end + 1)
    guard blank > 0, Int(next.start) == figure.end + 1 + blank, next.kind == .letters else { return false }
    let isCalledFor =
      figure.firstWord > 0 && text.isSpaced(figure.firstWord - 1)
      && vocabulary.numerals.isBeforeOrdinalDot(text.words[figure.firstWord - 1].hash)
    guard isCalledFor || next.letterCase == .lower else { return false }
    figure.kind = .ordinal
    figure.end += 1
    figure.isBare = false
    return true
  }
}
