import Pipeline

/// Years, decades and centuries that stand alone. Digits are a year only where something near says so.
struct YearRules {
  let text: DateText
  let forms: DateFormMatcher

  func match(at index: Int) -> DateMatch? {
    let start = text.words[index].start
    guard text.isOpen(before: start) else { return nil }
    return century(at: index) ?? yearRange(at: index) ?? year(at: index)
  }

  // MARK: Centuries and decades

  private func century(at index: Int) -> DateMatch? {
    guard let number = text.number(at: index), number.count <= 2, (1...21).contains(number.value) else { return nil }
    var end = text.words[index].end
    var next = index + 1
    if let suffix = forms.suffix(.ordinalSuffix, behind: index) {
      end = suffix.end
      next = suffix.next
    }
    guard text.gap(from: end, toWord: next) != .other, let word = text.phrase(.century, at: next) else { return nil }
    return DateMatch(
      range: ByteRange(text.words[index].start, word.end), value: DateValue(century: number.value), next: word.next)
  }

  /// A century in Roman digits, found from the word behind them: "XIX століття".
  func romanCentury(wordAt index: Int) -> DateMatch? {
    guard index > 0, text.gap(before: index) == .blank,
      let word = text.phrase(.century, at: index) ?? text.phrase(.shortCentury, at: index)
    else { return nil }
    let digits = text.words[index - 1]
    guard digits.kind == .letters, text.isOpen(before: digits.start),
      let number = romanNumber(text.bytes[Int(digits.start)..<Int(digits.end)]), number <= 21
    else { return nil }
    return DateMatch(range: ByteRange(digits.start, word.end), value: DateValue(century: number), next: word.next)
  }

  private func romanNumber(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard digits.count <= 5 else { return nil }
    var values: [Int] = []
    for digit in digits {
      switch digit {
      case UInt8(ascii: "I"): values.append(1)
      case UInt8(ascii: "V"): values.append(5)
      case UInt8(ascii: "X"): values.append(10)
      default: return nil
      }
    }
    var total = 0
    for (position, value) in values.enumerated() {
      total += position + 1 < values.count && values[position + 1] > value ? -value : value
    }
    return total > 0 ? total : nil
  }

  func decade(at index: Int) -> DateMatch? {
    guard let number = text.number(at: index), number.value % 10 == 0, text.isOpen(before: text.words[index].start)
    else {
      return nil
    }
    let start = text.words[index].start
    let end = text.words[index].end
    if number.count == 4, (1500...2100).contains(number.value) {
      if text.gap(from: end, toWord: index + 1) == .none, let sign = text.phrase(.decadeSign, at: index + 1) {
        return decade(number.value, ByteRange(start, sign.end), sign.next)
      }
      guard let suffix = forms.suffix(.decadeSuffix, behind: index) else { return nil }
      if text.gap(from: suffix.end, toWord: suffix.next) == .blank, let word = text.phrase(.decadeWord, at: suffix.next)
      {
        return decade(number.value, ByteRange(start, word.end), word.next)
      }
      return decade(number.value, ByteRange(start, suffix.end), suffix.next)
    }
    // "90-х років" is taken as the 1990s.
    guard number.count == 2, number.value >= 30, let suffix = forms.suffix(.decadeSuffix, behind: index),
      text.gap(from: suffix.end, toWord: suffix.next) == .blank, let word = text.phrase(.decadeWord, at: suffix.next)
    else { return nil }
    return decade(1900 + number.value, ByteRange(start, word.end), word.next)
  }

  private func decade(_ year: Int, _ range: ByteRange, _ next: Int) -> DateMatch {
    // "the 1800s" is a hundred years, "the 2000s" ten.
    let value = year % 100 == 0 && year < 2000 ? DateValue(hundred: year) : DateValue(decade: year)
    return DateMatch(range: range, value: value, next: next)
  }

  // MARK: Years

  private func yearRange(at index: Int) -> DateMatch? {
    guard let first = text.number(at: index), first.count == 4, (1500...2100).contains(first.value) else { return nil }
    let end = text.words[index].end
    var second = index + 1
    if let dash = text.dash(at: end), text.gap(from: dash.end, toWord: second) == .none, dash.isTight {
    } else if text.gap(from: end, toWord: second) == .blank, let word = text.phrase(.range, at: second),
      text.gap(from: word.end, toWord: word.next) == .blank
    {
      second = word.next
    } else {
      return nil
    }
    guard let last = text.number(at: second), last.count == 4,
      (first.value + 1...first.value + 300).contains(last.value),
      last.value <= 2100
    else { return nil }
    var matchEnd = text.words[second].end
    var next = second + 1
    let start = text.words[index].start
    var isYears = isParenthesized(start, matchEnd)
    if text.gap(from: matchEnd, toWord: next) == .blank {
      if let word = text.phrase(.yearWord, at: next) ?? text.phrase(.longYearWord, at: next) {
        isYears = true
        matchEnd = word.end
        next = word.next
      } else if text.has(.notYear, at: next) {
        return nil
      }
    }
    guard text.isClosed(at: matchEnd), isYears || hasCue(before: index, isRound: false) else { return nil }
    guard let value = DateValue(from: PartialDate(year: first.value), to: PartialDate(year: last.value), published: nil)
    else { return nil }
    return DateMatch(range: ByteRange(start, matchEnd), value: value, next: next)
  }

  private func year(at index: Int) -> DateMatch? {
    guard let year = forms.plainYear(at: index), (1500...2100).contains(year.value), text.isClosed(at: year.end) else {
      return nil
    }
    let isRound = year.value % 100 == 0
    let start = text.words[index].start
    let isYear: Bool
    if year.hasWord {
      isYear = true
    } else if year.hasSuffix, !isRound {
      isYear = !text.has(.notYear, at: year.next)
    } else if isParenthesized(start, year.end) {
      isYear = !isRound
    } else {
      isYear = isCuedYear(at: index, isRound: isRound)
    }
    guard isYear else { return nil }
    return DateMatch(
      range: ByteRange(start, year.end),
      value: DateValue(PartialDate(year: year.value), published: nil)!, next: year.next)
  }

  private func isCuedYear(at index: Int, isRound: Bool) -> Bool {
    let next = index + 1
    let follows = text.gap(from: text.words[index].end, toWord: next) == .blank
    if follows, text.has(.notYear, at: next) || text.has(.era, at: next) { return false }
    if follows, !isRound, text.has(.yearNoun, at: next) { return true }
    if hasCue(before: index, isRound: isRound) {
      // A round number, and one behind a weak cue, must be followed by something that does not follow a count.
      if !isRound, hasStrongCue(before: index) { return true }
      return !follows || text.has(.afterYear, at: next)
    }
    return false
  }

  private func hasStrongCue(before index: Int) -> Bool {
    isNear(index) && (text.hasEnding(.inCue, before: index) || text.hasEnding(.cue, before: index))
      && text.vocabulary.hasAfterYearWords
  }

  private func hasCue(before index: Int, isRound: Bool) -> Bool {
    hasStrongCue(before: index)
      || (!isRound && isNear(index) && text.vocabulary.hasAfterYearWords && text.hasEnding(.weakCue, before: index))
  }

  private func isNear(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    if text.gap(before: index) == .blank { return true }
    return text.dash(at: text.words[index - 1].end)?.isTight == true && text.words[index - 1].kind == .letters
  }

  /// "(2019)", "(2014–2018)", "(born 1950)" is none.
  private func isParenthesized(_ start: UInt32, _ end: UInt32) -> Bool {
    guard start > 0, text.byte(start - 1) == UInt8(ascii: "(") else { return false }
    return text.byte(end) == UInt8(ascii: ")")
  }
}
