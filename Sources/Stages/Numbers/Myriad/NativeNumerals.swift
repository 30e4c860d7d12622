import Pipeline

/// Native Korean numerals: 두 명, 열두 개, 스물 다섯 번째, 백스물다섯.
extension MyriadReader {
  /// A native numeral that stands before a counter, as a word of its own or glued to it.
  func readNative(_ index: Int) -> Figure? {
    let word = text.words[index]
    let start = Int(word.start)
    guard let (value, end) = native(start) else { return nil }
    if vocabulary.isWord(.idiom, index, text) != nil { return nil }
    let blank = text.blank(at: end)
    guard isCounted(value, start, end, blank) else { return nil }
    var figure = Figure(start: start, end: end, firstWord: index, endWord: wordEnd(end, from: index))
    figure.value = value
    figure.isSpelled = true
    return figure
  }

  /// Whether a counter follows; a numeral of one syllable is also the start of many words (세대, 한국, 두통), so that only
  /// counters that it is often written together with count right behind it.
  private func isCounted(_ value: ExactDecimal, _ start: Int, _ end: Int, _ blank: Int) -> Bool {
    let isShort = end - start == 3
    if blank > 0 {
      if vocabulary.classifiers.match(from: end + blank, text.bytes) != nil { return true }
      // 두 사건, 다섯 나라: a word of its own before a noun; 한, 네 and 열 are other words as often.
      guard value >= 2 else { return false }
      return !isShort || [0xB450, 0xC138].contains(text.bytes.scalar(at: start).value)
    }
    let table = isShort ? vocabulary.gluedCounters : vocabulary.classifiers
    guard !isShort || [0xD55C, 0xCCAB, 0xB450, 0xC138, 0xB124].contains(text.bytes.scalar(at: start).value),
      let (_, count) = table.match(from: end, text.bytes)
    else { return false }
    return !text.isWord(at: end + count) || vocabulary.particles.match(from: end + count, text.bytes) != nil
      || vocabulary.modifierSuffixes.match(from: end + count, text.bytes) != nil
  }

  /// A native numeral at `offset`, tens and units written together or apart.
  private func native(_ offset: Int) -> (value: ExactDecimal, end: Int)? {
    guard let (first, count) = vocabulary.natives.match(from: offset, text.bytes) else { return nil }
    let end = offset + count
    guard first >= 10, first.coefficient % 10 == 0 else { return (first, end) }
    let next = end + text.blank(at: end)
    if let (unit, length) = vocabulary.natives.match(from: next, text.bytes), unit < 10, let sum = first.adding(unit) {
      return (sum, next + length)
    }
    return (first, end)
  }

  /// 백스물다섯: native tens and units behind Sino-Korean hundreds.
  func joinNative(_ figure: inout Figure, _ reading: MyriadScanner.Reading) {
    guard reading.hasMultiplier, let value = figure.value, value >= 100, let (rest, end) = native(figure.end),
      rest < 100,
      isCounted(rest, figure.end, end, text.blank(at: end)), let sum = value.adding(rest)
    else { return }
    figure.value = sum
    figure.end = end
    figure.endWord = wordEnd(end, from: figure.firstWord)
  }
}
