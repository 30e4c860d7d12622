import Pipeline

/// Money whose name stands before its number: rupees 5 lakh.
extension NumberRecognizer {
  /// "dollari 996", "rupees 5 lakh": the name of a currency before a number that nothing else belongs to.
  func attachMoneyName(_ figure: inout Figure, floor: Int) -> Bool {
    guard figure.kind == .cardinal, figure.reason == nil, !figure.isFuzzy, !isYearLike(figure) else { return false }
    for count in 1...3 {
      let first = figure.firstWord - count
      guard first >= 0, Int(text.words[first].start) >= floor, text.isSpaced(figure.firstWord - 1),
        vocabulary.money.mayStart(text.words[first].hash),
        let (money, width) = vocabulary.money.match(first, text), width == count, case .whole(let codes) = money
      else { continue }
      // Short names are other words too: she won 121 matches.
      guard text.words[first].range.count > 3, isWritten(figure, behind: first), isFree(first) else { return false }
      setMoney(&figure, codes)
      figure.start = Int(text.words[first].start)
      figure.firstWord = first
      return true
    }
    return false
  }

  /// Marks, decimals or a scale show an amount; digits alone only behind a word in small letters and where no noun
  /// follows: "Euro 6" is a norm.
  private func isWritten(_ figure: Figure, behind name: Int) -> Bool {
    if figure.isSpelled { return figure.scale != nil }
    if !figure.isBare { return true }
    guard figure.end - figure.start >= 3, text.words[name].letterCase != .title else { return false }
    guard let next = nextWord(figure) else { return true }
    return !vocabulary.wordClasses[text.words[next]].isDisjoint(with: .stops)
  }

  /// Whether the name of a currency belongs to no number before it: not in "5 dollars 20".
  private func isFree(_ name: Int) -> Bool {
    var before = name - 1
    while before > 0, name - before < 4, text.gap(behind: before) != .other, vocabulary.isWord(.of, before, text) != nil
    {
      before -= 1
    }
    guard before >= 0, text.gap(behind: before) != .other, vocabulary.isWord(.of, before, text) == nil else {
      return true
    }
    let word = text.words[before]
    return word.kind != .digits && word.kind != .number && vocabulary.numerals.match(before, text) == nil
      && vocabulary.fuzzy.match(before, text) == nil
  }
}
