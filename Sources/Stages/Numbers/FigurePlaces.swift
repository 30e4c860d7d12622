import Pipeline

/// Where a figure ends, what stands behind it, and how its end moves.
extension NumberRecognizer {
  /// Where the next thing behind the figure may stand: right there, or behind one blank or hyphen.
  func behind(_ figure: Figure) -> PlacesBehind {
    // An abbreviated scale word has a dot: 39,7 Mio. m³.
    let dot = figure.scale != nil && text[figure.end] == 0x2E && text.blank(at: figure.end + 1) > 0 ? 1 : 0
    let gap = max(text.blank(at: figure.end + dot), text.dash(at: figure.end))
    var places = PlacesBehind(figure.end)
    if gap > 0 { places.append(figure.end + dot + gap) }
    if figure.scale != nil, let next = nextWord(figure), let count = vocabulary.isWord(.of, next, text) {
      // 90 millions de $
      let end = Int(text.words[next + count - 1].end)
      places.append(end + text.blank(at: end))
    }
    return places
  }

  /// The index of the next word where only blanks, hyphens or an abbreviation's dot stand before it.
  func nextWord(_ figure: Figure) -> Int? {
    guard figure.endWord < text.words.count else { return nil }
    let start = Int(text.words[figure.endWord].start)
    if start == figure.end { return figure.endWord }
    var offset = figure.end
    if figure.scale != nil, text[offset] == 0x2E { offset += 1 }
    for _ in 0..<(readsMyriads ? 4 : 2) {
      let gap = max(text.blank(at: offset), text.dash(at: offset))
      if gap == 0 { break }
      offset += gap
    }
    return offset == start ? figure.endWord : nil
  }

  /// The next word of a unit or currency, behind the "of" that some languages put after scale words: millions d'euros.
  func nextUnitWord(_ figure: Figure) -> Int? {
    guard let next = nextWord(figure) else { return nil }
    guard figure.scale != nil || figure.isFuzzy || figure.kind == .fraction,
      let count = vocabulary.isWord(.of, next, text),
      next + count < text.words.count, text.isJoined(next + count - 1),
      vocabulary.money.match(next, text) == nil, vocabulary.units.match(next, text) == nil
    else { return next }
    return next + count
  }

  func take(_ figure: inout Figure, words count: Int) {
    take(&figure, upTo: figure.endWord + count)
  }

  func take(_ figure: inout Figure, upTo endWord: Int) {
    figure.endWord = endWord
    figure.end = Int(text.words[endWord - 1].end)
    figure.isBare = false
  }

  func moveEnd(_ figure: inout Figure, to end: Int) {
    figure.end = end
    figure.isBare = false
    while figure.endWord < text.words.count, Int(text.words[figure.endWord].start) < end { figure.endWord += 1 }
  }

  /// Digits with letters glued to them that are no unit and no scale: 24703L202, 5G.
  func rejectGluedLetters(_ figure: inout Figure) {
    guard !figure.isSpelled, figure.kind == .cardinal, text.isWord(at: figure.end) else { return }
    let entry = UnicodeTable.shared.entry(text.bytes.scalar(at: figure.end).value)
    guard entry.wordClass == .letter, entry.script != UnicodeTable.Script.hangul else { return }
    let isClock = figure.endWord < text.words.count && vocabulary.isWord(.clockAfter, figure.endWord, text) != nil
    figure.reason = isClock ? .time : .code
  }
}

/// Up to three places behind a figure, gone through in order; an array would take memory for every figure.
struct PlacesBehind: Sequence, IteratorProtocol {
  private var places: (Int, Int, Int)
  private var count = 1
  private var index = 0

  init(_ first: Int) { places = (first, 0, 0) }

  mutating func append(_ place: Int) {
    if count == 1 { places.1 = place } else { places.2 = place }
    count += 1
  }

  mutating func next() -> Int? {
    guard index < count else { return nil }
    defer { index += 1 }
    return index == 0 ? places.0 : index == 1 ? places.1 : places.2
  }
}
