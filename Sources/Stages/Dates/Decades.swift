import Pipeline

/// Decades: the 1990s, 90-е годы, années 90, 1990年代.
extension LongPeriods {
  /// "'90s": the apostrophe stands for the hundreds.
  func isShortened(_ index: Int) -> Bool {
    text.apostrophe(before: index) != nil
  }

  func decadeYears(at index: Int) -> Years? {
    guard let number = text.number(at: index), number.value % 10 == 0 else { return nil }
    var end = text.words[index].end
    if text.vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: ".") { end += 1 }
    let gap = text.gap(from: end, toWord: index + 1)
    if gap == .none, let sign = text.phrase(.decadeSign, at: index + 1), number.count == 4 || number.count == 2 {
      return years(number, sign.end, sign.next)
    }
    if number.count == 4, !(1500...2100).contains(number.value) { return nil }
    guard number.count == 4 || number.count == 2 else { return nil }
    if number.count == 4, gap == .blank, let word = text.phrase(.plainDecadeWord, at: index + 1) {
      return years(number, word.end, word.next)
    }
    let full = forms.suffix(.fullDecadeSuffix, behind: index)
    if number.count == 4 || isShortened(index), let suffix = full ?? forms.suffix(.decadeSuffix, behind: index) {
      if text.gap(from: suffix.end, toWord: suffix.next) == .blank, let word = text.phrase(.decadeWord, at: suffix.next)
      {
        return years(number, word.end, word.next)
      }
      return years(number, suffix.end, suffix.next)
    }
    if let full { return years(number, full.end, full.next) }
    if let suffix = forms.suffix(.decadeSuffix, behind: index) {
      guard text.gap(from: suffix.end, toWord: suffix.next) == .blank,
        let word = text.phrase(.decadeWord, at: suffix.next)
      else { return nil }
      return years(number, word.end, word.next)
    }
    // "90. léta": the stop is the ending.
    guard end > text.words[index].end, gap == .blank, let word = text.phrase(.decadeWord, at: index + 1) else {
      return nil
    }
    return years(number, word.end, word.next)
  }

  /// "90er Jahre", "90er-Jahre".
  func decadeWord(behind suffix: (next: Int, end: UInt32)) -> DatePhrase? {
    let end = text.byte(suffix.end) == UInt8(ascii: "-") ? suffix.end + 1 : suffix.end
    guard text.gap(from: end, toWord: suffix.next) != .other else { return nil }
    return text.phrase(.decadeWord, at: suffix.next)
  }

  /// "années 90", "años 1990", "anni '90".
  func prefixedDecade(at index: Int) -> Years? {
    guard let prefix = text.phrase(.decadePrefix, at: index), let number = text.number(at: prefix.next),
      number.value % 10 == 0, number.count == 2 || number.count == 4
    else { return nil }
    let start = text.words[prefix.next].start
    guard
      text.gap(before: prefix.next) != .other || (isShortened(prefix.next) && start - prefix.end <= 4)
        || (start == prefix.end + 1 && text.byte(prefix.end) == UInt8(ascii: "-"))
    else {
      return nil
    }
    if number.count == 4, !(1500...2100).contains(number.value) { return nil }
    // "les années 2020 et 2021", "roku 1990": a word before a full year means ten of them only if it says so in plural.
    let suffix = forms.suffix(.decadeSuffix, behind: prefix.next)
    var end = suffix?.end ?? text.words[prefix.next].end
    let next = suffix?.next ?? prefix.next + 1
    guard text.isClosed(at: end) else { return nil }
    if text.vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: ".") { end += 1 }
    return years(number, end, next).map { inCentury($0, digits: prefix.next) }
  }

  /// "90-х років" is taken as the 1990s; "the 1800s" is a hundred years, "the 2000s" ten.
  func years(_ number: (value: Int, count: Int), _ end: UInt32, _ next: Int) -> Years? {
    let first = number.count == 4 ? number.value : (number.value >= 30 ? 1900 : 2000) + number.value
    guard (1500...2100).contains(first) else { return nil }
    return Years(first: first, count: first % 100 == 0 && first < 2000 ? 100 : 10, end: end, next: next)
  }
}
