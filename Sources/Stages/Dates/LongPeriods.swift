import Pipeline

/// Decades and centuries: the 1990s, 90-е годы, années 90, XIX століття, 19世紀, the early 19th century.
struct LongPeriods {
  let text: DateText
  let forms: DateFormMatcher

  /// Ten or a hundred years from the first on, and where the words for them end.
  private struct Years {
    let first: Int
    let count: Int
    let end: UInt32
    let next: Int
  }

  /// A period that starts with a letter, or is found from the word behind its Roman digits.
  func match(at index: Int) -> DateMatch? {
    var years: Years?
    var start = index
    let roles = text.vocabulary.roles(startingWith: text.words[index].hash)
    if roles.contains(DateRoles(.part)), let found = part(at: index) { return found }
    if let found = romanCentury(wordAt: index) { (years, start) = (found.years, found.start) }
    years = years ?? name(.namedCentury, at: index) ?? name(.namedDecade, at: index) ?? prefixedCentury(at: index)
    years = years ?? prefixedDecade(at: index)
    if years == nil, let han = text.hanNumber(at: index), han.value <= 21 {
      years = signedCentury(han.value, behind: han.next)
    }
    guard let years, text.isOpen(before: text.words[start].start), isEnded(years) else { return nil }
    return made(years, from: start)
  }

  func decade(at index: Int) -> DateMatch? {
    guard text.isOpen(before: text.words[index].start) || isShortened(index), let years = decadeYears(at: index),
      isEnded(years)
    else { return nil }
    return made(inCentury(years, digits: index), from: index)
  }

  /// "90-х років XX століття" says of which century.
  private func inCentury(_ years: Years, digits index: Int) -> Years {
    guard years.count == 10, let digits = text.number(at: index), digits.count == 2,
      text.gap(from: years.end, toWord: years.next) == .blank,
      let century = romanCentury(wordAt: years.next + 1)?.years
    else { return years }
    return Years(first: century.first - 1 + digits.value, count: 10, end: century.end, next: century.next)
  }

  func century(at index: Int) -> DateMatch? {
    guard text.isOpen(before: text.words[index].start), let years = centuryYears(at: index), isEnded(years) else {
      return nil
    }
    // 20世纪90年代: the decade of that century.
    if years.count == 100, text.gap(before: years.next) == .none, let decade = decadeYears(at: years.next),
      decade.count == 10, let digits = text.number(at: years.next), digits.count == 2
    {
      return made(
        Years(first: years.first - 1 + digits.value, count: 10, end: decade.end, next: decade.next), from: index)
    }
    return made(years, from: index)
  }

  /// Behind it is no "BC", and a range of them is left alone.
  private func isEnded(_ years: Years) -> Bool {
    text.gap(from: years.end, toWord: years.next) == .other || !text.has(.era, at: years.next)
  }

  private func made(_ years: Years, from start: Int) -> DateMatch {
    let value =
      years.count == 100
      ? years.first % 100 == 1 ? DateValue(century: years.first / 100 + 1) : DateValue(hundred: years.first)
      : DateValue(decade: years.first)
    return DateMatch(range: ByteRange(text.words[start].start, years.end), value: value, next: years.next)
  }

  /// "the early 1990s", "late 19th century".
  private func part(at index: Int) -> DateMatch? {
    guard let phrase = text.phrase(.part, at: index), let part = PeriodPart(rawValue: phrase.entry.value),
      text.isOpen(before: text.words[index].start), phrase.next < text.words.count
    else { return nil }
    var next = phrase.next
    if let of = text.phrase(.of, at: next), text.gap(before: next) == .blank { next = of.next }
    guard next < text.words.count,
      text.gap(before: next) != .other || text.dash(at: text.words[next - 1].end) != nil || isShortened(next)
    else { return nil }
    let years: Years?
    if text.words[next].kind == .digits {
      years = decadeYears(at: next) ?? centuryYears(at: next)
    } else if let found = prefixedDecade(at: next) ?? prefixedCentury(at: next) {
      years = found
    } else {
      years = romanCentury(wordAt: next + 1)?.years
    }
    guard let years, isEnded(years) else { return nil }
    return DateMatch(
      range: ByteRange(text.words[index].start, years.end),
      value: DateValue(part, ofYears: years.count, from: years.first), next: years.next)
  }

  private func name(_ role: DateRole, at index: Int) -> Years? {
    guard let found = text.phrase(role, at: index) else { return nil }
    let value = found.entry.value
    if role == .namedCentury {
      return Years(first: (value - 1) * 100 + 1, count: 100, end: found.end, next: found.next)
    }
    return Years(first: value, count: 10, end: found.end, next: found.next)
  }

  // MARK: Centuries

  private func centuryYears(at index: Int) -> Years? {
    guard let number = text.number(at: index), number.count <= 2, (1...21).contains(number.value) else { return nil }
    var end = text.words[index].end
    var next = index + 1
    if text.vocabulary.daysTakeStops, text.byte(end) == UInt8(ascii: ".") {
      end += 1
    } else if let suffix = forms.suffix(.ordinalSuffix, behind: index) {
      end = suffix.end
      next = suffix.next
    }
    if text.byte(end) == UInt8(ascii: "-"), text.gap(from: end + 1, toWord: next) == .none { end += 1 }
    guard text.gap(from: end, toWord: next) != .other, let word = text.phrase(.century, at: next) else { return nil }
    return Years(first: (number.value - 1) * 100 + 1, count: 100, end: word.end, next: word.next)
  }

  private func signedCentury(_ number: Int, behind next: Int) -> Years? {
    guard number > 0, text.gap(before: next) == .none, let word = text.phrase(.century, at: next) else { return nil }
    return Years(first: (number - 1) * 100 + 1, count: 100, end: word.end, next: word.next)
  }

  /// "siglo XIX", "secolul al XIX-lea", "thế kỷ 19".
  private func prefixedCentury(at index: Int) -> Years? {
    guard let prefix = text.phrase(.centuryPrefix, at: index) ?? text.phrase(.century, at: index),
      prefix.next < text.words.count
    else { return nil }
    let next = prefix.next
    let gap = text.gap(before: next)
    guard gap != .other || text.byte(prefix.end) == UInt8(ascii: "-") else { return nil }
    let value: Int
    if let number = text.number(at: next), number.count <= 2, prefix.entry.role == .centuryPrefix {
      value = number.value
    } else if let number = romanNumber(at: next) {
      value = number
    } else {
      return nil
    }
    guard (1...21).contains(value) else { return nil }
    let suffix = forms.suffix(.ordinalSuffix, behind: next)
    return Years(
      first: (value - 1) * 100 + 1, count: 100, end: suffix?.end ?? text.words[next].end, next: suffix?.next ?? next + 1
    )
  }

  /// A century in Roman digits, found from the word behind them: "XIX століття", "XIXe siècle".
  private func romanCentury(wordAt index: Int) -> (years: Years, start: Int)? {
    guard index > 0, index < text.words.count, text.gap(before: index) == .blank,
      let word = text.phrase(.century, at: index) ?? text.phrase(.shortCentury, at: index),
      text.isOpen(before: text.words[index - 1].start), let number = romanNumber(at: index - 1), number <= 21
    else { return nil }
    return (Years(first: (number - 1) * 100 + 1, count: 100, end: word.end, next: word.next), index - 1)
  }

  /// Roman digits in capitals, Latin or those of Cyrillic that look like them, with an ending in small letters.
  private func romanNumber(at index: Int) -> Int? {
    let word = text.words[index]
    guard word.kind == .letters, word.end - word.start <= 12 else { return nil }
    var values: [Int] = []
    var position = Int(word.start)
    scan: while position < Int(word.end) {
      let byte = text.bytes[position]
      switch (byte, position + 1 < Int(word.end) ? text.bytes[position + 1] : 0) {
      case (UInt8(ascii: "I"), _): values.append(1)
      case (UInt8(ascii: "V"), _): values.append(5)
      case (UInt8(ascii: "X"), _): values.append(10)
      case (0xD0, 0x86):
        values.append(1)
        position += 1
      case (0xD0, 0xA5):
        values.append(10)
        position += 1
      default: break scan
      }
      position += 1
    }
    // XIXe, XIXème: a short ending of small letters.
    guard !values.isEmpty, Int(word.end) - position <= 4,
      position == Int(word.end) || text.bytes[position] >= 0x61
    else { return nil }
    var total = 0
    for (position, value) in values.enumerated() {
      total += position + 1 < values.count && values[position + 1] > value ? -value : value
    }
    return total > 0 ? total : nil
  }

  // MARK: Decades

  /// "'90s": the apostrophe stands for the hundreds.
  private func isShortened(_ index: Int) -> Bool {
    let start = text.words[index].start
    guard start > 0 else { return false }
    return text.byte(start - 1) == 0x27 || start > 2 && text.byte(start - 1) == 0x99 && text.byte(start - 2) == 0x80
  }

  private func decadeYears(at index: Int) -> Years? {
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
  private func decadeWord(behind suffix: (next: Int, end: UInt32)) -> DatePhrase? {
    let end = text.byte(suffix.end) == UInt8(ascii: "-") ? suffix.end + 1 : suffix.end
    guard text.gap(from: end, toWord: suffix.next) != .other else { return nil }
    return text.phrase(.decadeWord, at: suffix.next)
  }

  /// "années 90", "años 1990", "anni '90".
  private func prefixedDecade(at index: Int) -> Years? {
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
  private func years(_ number: (value: Int, count: Int), _ end: UInt32, _ next: Int) -> Years? {
    let first = number.count == 4 ? number.value : (number.value >= 30 ? 1900 : 2000) + number.value
    guard (1500...2100).contains(first) else { return nil }
    return Years(first: first, count: first % 100 == 0 && first < 2000 ? 100 : 10, end: end, next: next)
  }
}
