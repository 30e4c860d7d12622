import Pipeline

/// Figures that begin with digits.
extension NumberRecognizer {
  func digitFigure(_ index: Int) -> Figure {
    var figure = digits.read(index)
    readLeadingMark(&figure)
    let shape = DigitShape(text: text, vocabulary: vocabulary)
    if figure.reason == nil, let before = numeralBefore(figure) {
      // ke-5, thứ 5: a word that makes ordinals.
      if before.is(.ordinalPrefix), figure.isBare, !text.isWord(at: figure.end) {
        figure.kind = .ordinal
        figure.isBare = false
        return figure
      }
      // साढ़े 3 लाख.
      if before.is(.halfBefore), let sum = figure.value?.adding(before.value) {
        figure.value = sum
        figure.firstWord -= 1
        figure.start = Int(text.words[figure.firstWord].start)
        figure.isBare = false
        return figure
      }
    }
    if let (reason, end) = shape.rejection(figure) {
      figure.reason = reason
      figure.endWord = end
      figure.end = Int(text.words[end - 1].end)
      return figure
    }
    if figure.reason != nil { return figure }
    if let end = shape.hourMark(figure) {
      figure.reason = .time
      figure.endWord = end
      figure.end = Int(text.words[end - 1].end)
      return figure
    }
    let minus = shape.minus(figure)
    if PowerReader(text: text, digits: digits).extend(&figure) {
      if minus > 0 { negate(&figure, minus) }
      return figure
    }
    if var fraction = slashFraction(figure) ?? mixedFraction(figure) {
      if minus > 0 { negate(&fraction, minus) }
      return fraction
    }
    // 3/9より: a day of a month, where no word ends a fraction.
    if readsMyriads, text[figure.end] == 0x2F, figure.endWord < text.words.count,
      text.words[figure.endWord].kind == .digits, Int(text.words[figure.endWord].start) == figure.end + 1
    {
      figure.reason = .code
      take(&figure, words: 1)
      return figure
    }
    if figure.endWord < text.words.count, text.words[figure.endWord].kind == .number,
      Int(text.words[figure.endWord].start) == figure.end,
      let mixed = vulgarFraction(figure.endWord, whole: figure)
    {
      return mixed
    }
    if minus > 0 { negate(&figure, minus) }
    if !startsUnit(figure) { myriads.extend(&figure) }
    return figure
  }

  /// ",08": decimals without a whole before them.
  func readLeadingMark(_ figure: inout Figure) {
    let mark = figure.start - 1
    guard mark >= 0, UInt32(text[mark]) == digits.decimal, figure.end - figure.start > 1,
      figure.end - figure.start < 20,
      figure.endWord == figure.firstWord + 1,
      mark == 0 || text.blank(endingAt: mark) > 0 || [0x28, 0x2D, 0x0A, 0x3C, 0x3E, 0x3D].contains(text[mark - 1])
    else { return }
    var places = "0."
    var offset = figure.start
    while offset < figure.end, let digit = text.digit(at: offset) {
      places += "\(digit.value)"
      offset += digit.count
    }
    guard let value = ExactDecimal(places) else { return }
    figure.value = value
    figure.start = mark
    figure.reason = nil
    figure.isBare = false
  }

  /// Takes a minus of so many bytes into the figure.
  func negate(_ figure: inout Figure, _ minus: Int) {
    figure.value = figure.value?.negated
    figure.start -= minus
    figure.isBare = false
  }
}
