import Pipeline

/// Sums of money in words: a name before the number, and units with subunits.
extension NumberRecognizer {
  /// "dollari 996", "rupees 5 lakh": the name of a currency before a number that nothing else belongs to.
  func attachMoneyName(_ figure: inout Figure) -> Bool {
    guard figure.kind == .cardinal, figure.reason == nil, !figure.isFuzzy, !isYearLike(figure) else { return false }
    for count in 1...3 {
      let first = figure.firstWord - count
      guard first >= 0, text.isSpaced(figure.firstWord - 1), vocabulary.money.mayStart(text.words[first].hash),
        let (money, width) = vocabulary.money.match(first, text), width == count, case .whole(let codes) = money
      else { continue }
      guard isWritten(figure, behind: first), isFree(first) else { return false }
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
    if !figure.isBare && (!figure.isSpelled || figure.scale != nil) { return true }
    guard figure.end - figure.start >= 3, text.words[name].letterCase != .title else { return false }
    guard let next = nextWord(figure) else { return true }
    return !vocabulary.wordClasses[text.words[next]].isDisjoint(with: .stops)
  }

  /// Whether the name of a currency belongs to no number before it: not in "5 dollars 20".
  private func isFree(_ name: Int) -> Bool {
    let before = name - 1
    guard before >= 0, text.gap(behind: before) != .other else { return true }
    if vocabulary.isWord(.of, before, text) != nil { return before == 0 || isFree(before) }
    let word = text.words[before]
    return word.kind != .digits && word.kind != .number && vocabulary.numerals.match(before, text) == nil
      && vocabulary.fuzzy.match(before, text) == nil
  }

  /// "3 dollars 50 cents", "5 euros and 20 cents", "15 dollars 50": the smaller part of a sum behind the units.
  func addSubunits(_ figure: inout Figure) {
    for _ in 0..<2 {
      guard let part = smallerPart(figure) else { return }
      guard let small = part.value, let sum = figure.value?.adding(small) else { return }
      figure.value = sum
      figure.end = part.end
      figure.endWord = part.endWord
      figure.isBare = false
      figure.isSubunit = part.isSubunit
    }
  }

  private func smallerPart(_ figure: Figure) -> Figure? {
    guard figure.kind == .currency, figure.reason == nil, !figure.isFuzzy, figure.scale == nil, let value = figure.value,
      value > 0, value.exponent >= 0 || figure.isSubunit, figure.endWord < text.words.count
    else { return nil }
    var position = figure.endWord
    let isJoined = isJoint(position)
    if isJoined { position += 1 }
    guard position < text.words.count, isBehind(position, figure, isJoined) else { return nil }
    let word = text.words[position]
    guard word.kind == .digits || readsMyriads || vocabulary.numerals.mayStart(word.hash)
        || vocabulary.numerals.lexicon.mayBeCompound(position, text),
      var part = core(position),
      part.reason == nil || part.reason == .one, part.kind == .cardinal, !part.isFuzzy, part.value != nil
    else { return nil }
    let bare = part
    attach(&part, isBehind: true)
    if part.isSubunit, part.kind == .currency, part.start == bare.start {
      return part.value.map { $0 < 1 && $0 < value } ?? false ? part : nil
    }
    guard !figure.isSubunit, part.kind == .cardinal, part.scale == nil, part.end == bare.end, bare.reason == nil,
      isCents(bare), let cents = bare.value, !isJoined || endsClause(bare)
    else { return nil }
    part.value = cents.multiplied(by: SpelledReader.quotient(1, 100))
    part.isSubunit = true
    return part
  }

  /// Two digits, or a word for a number below a hundred.
  private func isCents(_ figure: Figure) -> Bool {
    guard let value = figure.value, value < 100, value >= 1, value.exponent >= 0 else { return false }
    return figure.isSpelled || figure.isBare && figure.endWord == figure.firstWord + 1 && figure.end - figure.start == 2
  }

  private func isJoint(_ index: Int) -> Bool {
    let joints: NounPhraseRole = .and
    return vocabulary.wordClasses[text.words[index]].isSuperset(of: joints)
      || vocabulary.isWord(.moneyAnd, index, text) == 1
  }

  private func isBehind(_ index: Int, _ figure: Figure, _ isJoined: Bool) -> Bool {
    let start = Int(text.words[index].start)
    guard start > figure.end else { return readsMyriads && start == figure.end }
    return text.isSpaced(index - 1) && (!isJoined || text.isSpaced(index - 2) || readsMyriads)
      && start - figure.end <= 16
  }

  /// Whether a clause ends behind the figure: a mark, the end of the text, or a verb.
  private func endsClause(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count, Int(text.words[figure.endWord].start) - figure.end <= 3 else { return true }
    switch text.gap(behind: figure.endWord - 1) {
    case .other: return text.dash(at: figure.end) == 0 && text[figure.end] != 0x3A
    case .blank: return !vocabulary.wordClasses[text.words[figure.endWord]].isDisjoint(with: .verb)
    default: return false
    }
  }
}
