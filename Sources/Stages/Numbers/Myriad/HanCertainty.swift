import Pipeline

/// Whether Han signs are a number or part of other words.
extension MyriadReader {
  func hanCertainty(_ reading: MyriadScanner.Reading, _ figure: Figure) -> Certainty {
    let isCounted = vocabulary.classifiers.match(from: figure.end, text.bytes) != nil
    let isFree = isFree(figure)
    if reading.signs == 1 || !reading.hasMultiplier {
      if isOrdinalPrefix(before: figure.start) { return reading.signs == 1 ? .certain : .none }
      if reading.hasPoint { return isPlace(reading, figure) ? .certain : .needsUnit }
      guard reading.signs == 1, !isDetermined(figure, reading) else { return .none }
      if isCounted, reading.value >= 2, !reading.isFormal { return .certain }
      if isRangeStart(reading) || isSubject(figure, reading) { return .certain }
      return .needsUnit
    }
    if isCounted || scanner.isBoundary(figure.end) { return isSame(reading) ? .none : .certain }
    return isFree && reading.digits > 0 ? .certain : .needsUnit
  }

  /// 万万 and 千千 are words that say "by all means" or "very many".
  private func isSame(_ reading: MyriadScanner.Reading) -> Bool {
    reading.digits == 0 && reading.multipliers == 2 && reading.value == 100_000_000
  }

  /// Whether a decimal in signs ends where a number may: 五・一五事件 names a day.
  private func isPlace(_ reading: MyriadScanner.Reading, _ figure: Figure) -> Bool {
    guard figure.end < text.bytes.count else { return true }
    if !text.isWord(at: figure.end) { return true }
    return (0x3041...0x309F).contains(text.bytes.scalar(at: figure.end).value)
  }

  /// Whether Han numerals may end before any other sign: no part of a date follows.
  private func isFree(_ figure: Figure) -> Bool {
    guard figure.end < text.bytes.count else { return true }
    // 年 月 日 号 世 点 时 時 分
    return ![0x5E74, 0x6708, 0x65E5, 0x53F7, 0x4E16, 0x70B9, 0x65F6, 0x6642, 0x5206]
      .contains(text.bytes.scalar(at: figure.end).value)
  }

  /// 这一, 同一, 每一: behind such a word one is no count; 星期三, 周五: and behind these no sign is.
  private func isDetermined(_ figure: Figure, _ reading: MyriadScanner.Reading) -> Bool {
    guard figure.firstWord > 0, Int(text.words[figure.firstWord - 1].end) == figure.start else { return false }
    return reading.value == 1 && vocabulary.isWord(.oneBefore, figure.firstWord - 1, text) != nil
      || vocabulary.isWord(.weekdayBefore, figure.firstWord - 1, text) != nil
  }

  /// 三到五个: the other end of a range follows, with a counter or unit behind it.
  private func isRangeStart(_ reading: MyriadScanner.Reading) -> Bool {
    guard let (_, count) = vocabulary.rangeSuffixes.match(from: reading.end, text.bytes) else { return false }
    let next = reading.end + count
    guard next < text.bytes.count, text.digit(at: next) == nil,
      let other = scanner.read(next, leading: nil, word: 0), other.value > reading.value
    else { return false }
    if vocabulary.classifiers.match(from: other.end, text.bytes) != nil { return true }
    return startsUnit(other.end, 0)
  }

  /// 三は奇数: a number of its own that a particle marks as what is spoken of.
  private func isSubject(_ figure: Figure, _ reading: MyriadScanner.Reading) -> Bool {
    guard reading.value >= 2, !reading.isFormal, reading.digits == 1,
      figure.firstWord == 0 || Int(text.words[figure.firstWord - 1].end) < figure.start
    else { return false }
    return vocabulary.topics.match(from: figure.end, text.bytes) != nil
  }

  func isHanSign(_ offset: Int) -> Bool {
    let scalar = text.bytes.scalar(at: offset).value
    return !MyriadSign.isHangul(scalar) && MyriadSign.sign(scalar) != nil
  }

  /// Whether the text is nothing but this number, as a cell of a table is.
  func isAlone(_ figure: Figure) -> Bool {
    guard figure.firstWord == 0, figure.endWord == text.words.count, text.bytes.count - figure.end < 8,
      figure.start < 8
    else { return false }
    return !vocabulary.isMultiplierAlone(text, figure)
  }

  /// 十几个, 三十幾人: "and some" behind tens, before what is counted.
  func joinRest(_ figure: inout Figure, _ reading: MyriadScanner.Reading) {
    guard reading.hasMultiplier, !reading.isOpen, reading.value.coefficient % 10 == 0,
      let (_, count) = vocabulary.rests.match(from: figure.end, text.bytes),
      vocabulary.modifierSuffixes.match(from: figure.end, text.bytes) == nil
    else { return }
    let end = figure.end + count
    guard vocabulary.classifiers.match(from: end, text.bytes) != nil || startsUnit(end, figure.firstWord) else {
      return
    }
    figure.end = end
    figure.endWord = wordEnd(end, from: figure.firstWord)
    figure.modifier = .moreThan
  }

  func startsUnit(_ offset: Int, _ word: Int) -> Bool {
    guard let next = text.word(at: offset, from: word) else { return false }
    return vocabulary.units.match(next, text) != nil || vocabulary.money.match(next, text) != nil
      || vocabulary.isWord(.ageAfter, next, text) != nil || vocabulary.isWord(.percent, next, text) != nil
  }

  func isHanSupported(_ figure: Figure) -> Bool {
    guard figure.kind == .measure || figure.kind == .duration, figure.end - 3 > figure.start else { return true }
    let (scalar, count) = text.bytes.scalar(at: figure.start)
    let last = text.bytes.scalar(at: figure.end - 3).value
    let isOne = MyriadSign.sign(text.bytes.scalar(at: figure.start + count).value) == nil
    if isOne, let sign = MyriadSign.sign(scalar) {
      // 百年, 千米, 万年 are words; so are 二度 (once more), 二分 (halved) and 三日 (the third).
      if case .digit = sign {} else if scalar != 0x5341 { return false }
      if last == 0x5EA6 || last == 0x65E5 || last == 0x5206 { return false }
    }
    // 八十年代, 三年级: the sign behind makes another word of it.
    guard last == 0x5E74, figure.end < text.bytes.count else { return true }
    return ![0x4EE3, 0x7EA7, 0x7D1A, 0x5EA6, 0x751F].contains(text.bytes.scalar(at: figure.end).value)
  }
}
