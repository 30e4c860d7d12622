import Pipeline

/// Years that stand alone. Digits are a year only where something near says so.
struct YearRules {
  let text: DateText
  let forms: DateFormMatcher

  func match(at index: Int) -> DateMatch? {
    let start = text.words[index].start
    guard text.isOpen(before: start) else { return nil }
    return yearRange(at: index) ?? year(at: index) ?? shortYear(at: index)
  }

  /// "in '24", "the class of '68": the apostrophe stands for the hundreds.
  private func shortYear(at index: Int) -> DateMatch? {
    guard index > 0, let apostrophe = text.apostrophe(before: index), let year = forms.shortYear(at: index),
      text.words[index - 1].end < apostrophe, text.skipBlanks(text.words[index - 1].end) == apostrophe,
      text.hasEnding(.inCue, before: index) || text.hasEnding(.cue, before: index)
        || text.hasEnding(.of, before: index),
      !text.has(.notYear, at: index + 1), let value = DateValue(PartialDate(year: year), published: nil)
    else { return nil }
    return DateMatch(range: ByteRange(apostrophe, text.words[index].end), value: value, next: index + 1)
  }

  private func yearRange(at index: Int) -> DateMatch? {
    guard let digits = text.number(at: index), digits.count == 4 else { return nil }
    let offset =
      text.vocabulary.implicitEras.first { $0.calendar == .gregorian && $0.years.contains(digits.value) }?.offset ?? 0
    let first = (value: digits.value + offset, count: 4)
    guard (1500...2100).contains(first.value) else { return nil }
    var end = text.words[index].end
    if text.vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: "."), text.dash(at: end + 1) != nil { end += 1 }
    var second = index + 1
    var isTight = false
    var hasFrom = false
    if let suffix = forms.suffix(.fromSuffix, behind: index), text.gap(from: suffix.end, toWord: suffix.next) == .blank,
      forms.suffix(.yearSuffix, behind: suffix.next) != nil
    {
      second = suffix.next
      hasFrom = true
    } else if text.gap(from: end, toWord: second) == .blank, let prefix = text.phrase(.yearPrefix, at: second),
      text.gap(before: prefix.next) == .blank, index > 0, text.has(.yearPrefix, at: index - 1)
    {
      // "vuodesta 2014 vuoteen 2018"
      second = prefix.next
      hasFrom = true
    } else if let dash = text.dash(at: end), text.gap(from: dash.end, toWord: second) == .none,
      dash.isTight || text.number(at: second)?.count == 4
    {
      isTight = dash.isTight
    } else if text.gap(from: end, toWord: second) == .blank, let word = text.phrase(.range, at: second),
      text.gap(from: word.end, toWord: word.next) == .blank
    {
      second = word.next
    } else {
      return nil
    }
    guard let last = lastYear(at: second, offset: offset, behind: first.value, isTight: isTight),
      (first.value + 1...first.value + 300).contains(last), last <= 2100
    else { return nil }
    var matchEnd = text.words[second].end
    var next = second + 1
    let start = text.words[index].start
    if let suffix = forms.suffix(.yearSuffix, behind: second) { (matchEnd, next) = (suffix.end, suffix.next) }
    // Digits alone say "years" where both are of our time.
    var isYears = hasFrom || isParenthesized(start, matchEnd) || (first.value >= 1900 && last <= 2050 && isTight)
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
    guard let value = DateValue(from: PartialDate(year: first.value), to: PartialDate(year: last), published: nil)
    else { return nil }
    return DateMatch(range: ByteRange(start, matchEnd), value: value, next: next)
  }

  /// The second year of a range: 2024, or 24 behind a dash without blanks.
  private func lastYear(at index: Int, offset: Int, behind first: Int, isTight: Bool) -> Int? {
    guard let number = text.number(at: index) else { return nil }
    if number.count == 4 { return number.value + offset }
    guard isTight, number.count == 2, first % 100 + 1 <= number.value, first >= 1900, number.value > 12 else {
      return nil
    }
    return first / 100 * 100 + number.value
  }

  private func year(at index: Int) -> DateMatch? {
    guard let year = forms.plainYear(at: index) else { return nil }
    var end = year.end
    var next = year.next
    var value = PartialDate(year: year.value)
    var hasEra = false
    if text.gap(from: end, toWord: next) != .other, let era = text.phrase(.eraBehind, at: next) {
      (end, next, hasEra) = (era.end, era.next, true)
      value.calendar = era.entry.calendar
      if era.entry.calendar == .gregorian { value.year = year.value + era.entry.value }
    } else if let era = text.vocabulary.implicitEras.first(where: { $0.years.contains(year.value) }) {
      value.year = year.value + era.offset
      value.calendar = era.calendar
    }
    guard text.isClosed(at: end), value.calendar != .gregorian || (1500...2100).contains(value.year!) else {
      return nil
    }
    let isRound = year.value % 100 == 0
    let start = text.words[index].start
    let isYear: Bool
    if year.hasWord || hasEra {
      isYear = true
    } else if year.hasSuffix, !isRound {
      isYear = !text.has(.notYear, at: year.next)
    } else if isNear(index), text.hasEnding(.yearPrefix, before: index) {
      isYear = text.gap(from: end, toWord: next) != .blank || !text.has(.notYear, at: next)
    } else if isParenthesized(start, year.end) {
      isYear = !isRound
    } else {
      isYear = isCuedYear(at: index, isRound: isRound)
    }
    guard isYear, let found = DateValue(value, published: nil) else { return nil }
    return DateMatch(range: ByteRange(start, end), value: found, next: next)
  }

  private func isCuedYear(at index: Int, isRound: Bool) -> Bool {
    let next = index + 1
    let follows = text.gap(from: text.words[index].end, toWord: next) == .blank
    if follows, text.has(.notYear, at: next) || text.has(.era, at: next) { return false }
    if follows, !isRound, text.has(.yearNoun, at: next) { return true }
    if !isRound, !follows || text.vocabulary.hasAfterYearWords,
      (1900...2039).contains(text.number(at: index)?.value ?? 0),
      hasStrongCue(before: index)
    {
      return true
    }
    if hasCue(before: index, isRound: isRound) {
      // A round number, and one behind a weak cue, must be followed by something that does not follow a count.
      if !isRound, hasStrongCue(before: index) { return true }
      return !follows || text.has(.afterYear, at: next)
    }
    return isPlainYear(at: index, isRound: isRound, follows: follows)
  }

  /// A year of our time that nothing is counted by: "2024 was a hard year", "the Paris Olympics 2024,".
  private func isPlainYear(at index: Int, isRound: Bool, follows: Bool) -> Bool {
    guard !isRound, let number = text.number(at: index), (1950...2035).contains(number.value) else { return false }
    if follows { return text.has(.afterYear, at: index + 1) && index > 0 && !text.has(.notYear, at: index - 1) }
    guard text.gap(from: text.words[index].end, toWord: index + 1) == .other else { return false }
    // Behind a letter: "Tokyo 2020." A number alone between signs may be anything.
    return isNear(index) && text.words[index - 1].kind == .letters && !text.has(.notYear, at: index - 1)
  }

  private func hasStrongCue(before index: Int) -> Bool {
    isNear(index) && (text.hasEnding(.inCue, before: index) || text.hasEnding(.cue, before: index))
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
