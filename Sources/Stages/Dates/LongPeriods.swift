import Pipeline

/// Decades and centuries: the 1990s, 90-е годы, années 90, XIX століття, 19世紀, the early 19th century.
struct LongPeriods {
  let text: DateText
  let forms: DateFormMatcher

  /// Ten or a hundred years from the first on, and where the words for them end.
  struct Years {
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
    return partBehind(years, from: start) ?? made(years, from: start)
  }

  func decade(at index: Int) -> DateMatch? {
    guard text.isOpen(before: text.words[index].start) || isShortened(index), let years = decadeYears(at: index),
      isEnded(years)
    else { return nil }
    let whole = inCentury(years, digits: index)
    return partBehind(whole, from: index) ?? made(whole, from: index)
  }

  /// "90-х років XX століття" says of which century.
  func inCentury(_ years: Years, digits index: Int) -> Years {
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
      let years = Years(first: years.first - 1 + digits.value, count: 10, end: decade.end, next: decade.next)
      return partBehind(years, from: index) ?? made(years, from: index)
    }
    return partBehind(years, from: index) ?? made(years, from: index)
  }

  /// Behind it is no "BC", and a range of them is left alone.
  private func isEnded(_ years: Years) -> Bool {
    text.gap(from: years.end, toWord: years.next) == .other || !text.has(.era, at: years.next)
  }

  /// "1990-luvun alussa", 1990年代初頭: the part stands behind.
  private func partBehind(_ years: Years, from start: Int) -> DateMatch? {
    guard text.gap(from: years.end, toWord: years.next) != .other, let found = text.phrase(.partBehind, at: years.next),
      let part = PeriodPart(rawValue: found.entry.value)
    else { return nil }
    return DateMatch(
      range: ByteRange(text.words[start].start, found.end),
      value: DateValue(part, ofYears: years.count, from: years.first), next: found.next)
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
      text.gap(before: next) != .other || text.dash(at: text.words[next - 1].end) != nil
        || text.apostrophe(before: next) != nil
    else { return nil }
    let years: Years?
    if text.words[next].kind == .digits {
      years = decadeYears(at: next) ?? centuryYears(at: next)
    } else if let found = name(.namedCentury, at: next) ?? name(.namedDecade, at: next) ?? prefixedDecade(at: next)
      ?? prefixedCentury(at: next)
    {
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
}
