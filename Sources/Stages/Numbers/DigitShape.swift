import Pipeline

/// Tells from the signs around digits that they are no quantity: times, scores, versions, phones, codes, addresses.
struct DigitShape {
  let text: NumberText
  let vocabulary: NumberVocabulary

  /// Why the digits of `figure` are no quantity, and behind which word the whole of it ends; nil: they may be one.
  func rejection(_ figure: Figure) -> (reason: Figure.Rejection, endWord: Int)? {
    if isInAddress(figure) { return (.url, figure.endWord) }
    if let end = freephone(figure) { return (.phone, end) }
    if let reason = joined(figure) { return reason }
    if let reason = figure.reason { return (reason, chainEnd(figure.endWord)) }
    if let phone = phone(figure) { return phone }
    return before(figure).map { ($0, $0 == .designator ? chainEnd(figure.endWord) : figure.endWord) }
  }

  /// How many bytes a minus before the number has with the blank behind it: a dash with a blank, an opening bracket, a
  /// sign or nothing before it. 0: there is none.
  func minus(_ figure: Figure) -> Int {
    let dash = text.dash(endingAt: figure.start)
    guard dash > 0 else { return spacedMinus(figure) }
    // An em or en dash at the start of a line opens a list or a quotation.
    let isSign = dash == 3 && (text[figure.start - 2] == 0x88 || text[figure.start - 3] == 0xEF)
    guard dash == 1 || isSign else { return 0 }
    let before = figure.start - dash
    return before == 0 || opensMinus(before, figure, isSign) ? dash : 0
  }

  /// Whether a dash that starts at `before` may be a minus for what stands before it.
  private func opensMinus(_ before: Int, _ figure: Figure, _ isSign: Bool) -> Bool {
    if [0x28, 0x5B, 0x3C, 0x3D, 0x3E].contains(text[before - 1]) { return true }
    let blank = text.blank(endingAt: before)
    // 75 -300 mm: a range.
    if blank > 0 {
      guard figure.firstWord > 0 else { return true }
      let last = text.words[figure.firstWord - 1]
      return last.kind != .digits || Int(last.end) != before - blank
    }
    guard before >= 3, text[before - 1] >= 0x80, text[before - 3] & 0xF0 == 0xE0 else { return false }
    // 答えは-5, 前年度比−5%: particles carry no hyphen, and a real minus is none. But 火星-17 is a name.
    let scalar = text.bytes.scalar(at: before - 3).value
    if (0x3041...0x3096).contains(scalar) || scalar == 0x2264 || scalar == 0x2265 { return true }
    return isSign && UnicodeTable.shared.entry(scalar).wordClass == .unspaced
  }

  /// "- 10": the dash opens a text of one line, so it opens no list.
  private func spacedMinus(_ figure: Figure) -> Int {
    let blank = text.blank(endingAt: figure.start)
    let dash = text.dash(endingAt: figure.start - blank)
    guard blank > 0, dash > 0, figure.start <= blank + dash + 1, text.bytes.count <= 200,
      (0..<figure.start - blank - dash).allSatisfy({ text.blank(at: $0) > 0 }), !text.bytes.contains(0x0A)
    else { return 0 }
    return dash + blank
  }

  // MARK: Joined digits

  /// Colons, slashes and chains of dashes between digits.
  private func joined(_ figure: Figure) -> (Figure.Rejection, Int)? {
    let mark = text[figure.end]
    guard figure.endWord < text.words.count, text.words[figure.endWord].kind == .digits else { return nil }
    let next = Int(text.words[figure.endWord].start)
    if mark == 0x3A, next == figure.end + 1 {
      let isTime = text.words[figure.endWord].range.count == 2
      return (isTime ? .time : .score, chainEnd(figure.endWord))
    }
    let dash = text.dash(at: figure.end)
    guard dash > 0, next == figure.end + dash else { return mark == 0x2F ? slash(figure, next) : nil }
    // Two numbers may be a range; three are a date, a phone or a code.
    let end = chainEnd(figure.endWord)
    var parts = 1
    var index = figure.endWord
    while index < end {
      if text.dash(endingAt: Int(text.words[index].start)) > 0 { parts += 1 }
      index += 1
    }
    if parts > 2 { return (isPhoneLike(figure.firstWord, end) ? .phone : .code, end) }
    let second = text.words[figure.endWord]
    let first = text.words[figure.firstWord]
    if text[next] == 0x30, second.range.count > 1 {
      return (isPhoneLike(figure.firstWord, end) ? .phone : .code, end)
    }
    if figure.isBare, first.range.count == 4, isYear(figure), second.range.count == 2 || second.range.count == 4 {
      return (.year, end)
    }
    if let value = figure.value, figure.isBare, first.range.count <= 2, second.range.count <= 2,
      value >= number(second),
      before(figure) == nil
    {
      return (.score, end)
    }
    return nil
  }

  private func slash(_ figure: Figure, _ next: Int) -> (Figure.Rejection, Int)? {
    guard next == figure.end + 1 else { return nil }
    let second = text.words[figure.endWord]
    // Proper fractions are quantities; the caller reads them.
    if figure.isBare, let value = figure.value, value < number(second), number(second) <= 100,
      text[Int(second.end)] != 0x2F,
      before(figure) == nil
    {
      return nil
    }
    return (.code, chainEnd(figure.endWord))
  }

  private func number(_ word: Lexicon.Word) -> ExactDecimal {
    var value: Int128 = 0
    var offset = Int(word.start)
    while offset < Int(word.end), let digit = text.digit(at: offset), value < 1_000_000_000_000 {
      value = value * 10 + Int128(digit.value)
      offset += digit.count
    }
    return ExactDecimal(coefficient: value)
  }

  private func isYear(_ figure: Figure) -> Bool { figure.value.map { $0 >= 1500 && $0 <= 2100 } ?? false }

  /// The word behind a chain of digit words that are joined by single marks without blanks.
  private func chainEnd(_ index: Int) -> Int {
    var end = index
    while end < text.words.count, text.words[end].kind == .digits, end > 0 {
      let gap = Int(text.words[end].start) - Int(text.words[end - 1].end)
      let offset = Int(text.words[end - 1].end)
      let isMark = gap == 1 && [0x2D, 0x2E, 0x2F, 0x3A, 0x2C].contains(text[offset])
      guard isMark || (gap == 3 && text.dash(at: offset) == 3) else { break }
      end += 1
    }
    return max(end, index)
  }

  /// 14h30, 14 h 30: hours with minutes behind them; gives the word behind the whole.
  func hourMark(_ figure: Figure) -> Int? {
    guard figure.isBare, figure.endWord + 1 < text.words.count, let hours = figure.value, hours <= 24,
      text.words[figure.endWord].range.count == 1,
      text[Int(text.words[figure.endWord].start)] | 0x20 == UInt8(ascii: "h"),
      text.words[figure.endWord + 1].kind == .digits, text.words[figure.endWord + 1].range.count == 2,
      text.isJoined(figure.endWord) && text.isJoined(figure.firstWord),
      number(text.words[figure.endWord + 1]) < 60
    else { return nil }
    return figure.endWord + 2
  }

  // MARK: Phones

  private func isPhoneLike(_ first: Int, _ end: Int) -> Bool {
    let digits = (first..<end).reduce(0) { $0 + text.words[$1].range.count }
    return digits >= 7 && digits <= 15
  }

  /// +44 20 7946 0958, tel. 044 123 45 67: a plus sign or a cue before, or a leading zero and more groups.
  private func phone(_ figure: Figure) -> (Figure.Rejection, Int)? {
    let hasPlus = text[figure.start - 1] == 0x2B
    let hasCue = figure.firstWord > 0 && cueBefore(figure.firstWord, .phoneBefore)
    guard hasPlus || hasCue else { return nil }
    var end = figure.endWord
    var count = text.words[figure.firstWord].range.count
    while end < text.words.count, text.words[end].kind == .digits, count < 16 {
      let gap = Int(text.words[end].start) - Int(text.words[end - 1].end)
      guard gap <= 3,
        (0..<gap).allSatisfy({
          [0x20, 0x2D, 0x28, 0x29, 0x2E, 0x2F, 0xC2, 0xA0].contains(text[Int(text.words[end - 1].end) + $0])
        })
      else { break }
      count += text.words[end].range.count
      end += 1
    }
    return count >= 5 ? (.phone, end) : nil
  }

  /// 0800 555 112, 91 555 01 62: groups of digits that begin with a zero, or that are no thousands.
  private func freephone(_ figure: Figure) -> Int? {
    let first = figure.firstWord
    let startsWithZero = text[Int(text.words[first].start)] == 0x30
    var end = first + 1
    var count = text.words[first].range.count
    var isGrouping = count <= 3
    while end < text.words.count, text.words[end].kind == .digits, count < 16,
      text.isSpaced(end - 1) || text.dash(at: Int(text.words[end - 1].end)) > 0
    {
      let digits = text.words[end].range.count
      if digits > (startsWithZero ? 8 : 4) { return nil }
      count += digits
      if digits != 3 { isGrouping = false }
      end += 1
    }
    let groups = end - first
    if startsWithZero { return groups > 1 && count >= 7 && count <= 15 ? end : nil }
    return groups >= 3 && !isGrouping && count >= 9 && count <= 13 ? end : nil
  }

  private func cueBefore(_ index: Int, _ role: NumberVocabulary.Role) -> Bool {
    // Between cue and number may stand a dot, a colon and blanks.
    let gap = Int(text.words[index].start) - Int(text.words[index - 1].end)
    return gap <= 3 && vocabulary.isWord(role, index - 1, text) != nil
  }

  // MARK: What stands before

  private func before(_ figure: Figure) -> Figure.Rejection? {
    let start = figure.start
    guard start > 0 else { return nil }
    let byte = text[start - 1]
    // The yen sign of old Japanese character sets is the backslash.
    if byte == 0x5C, moneyEnds(start) { return nil }
    if byte == 0x23 || byte == 0x5F || byte == 0x40 || byte == 0x5C { return .code }
    if start >= 3, text[start - 3] == 0xE2, text[start - 2] == 0x84, byte == 0x96 { return .designator }  // №
    if text.blank(endingAt: start) > 0, start >= 4, text[start - 4] == 0xE2, text[start - 3] == 0x84,
      text[start - 2] == 0x96
    {
      return .designator
    }
    let mark = start - text.blank(endingAt: start)
    if mark >= 2, text[mark - 2] == 0xC2, text[mark - 1] == 0xA7 { return .section }  // §
    guard figure.firstWord > 0 else { return nil }
    let previous = text.words[figure.firstWord - 1]
    let isLetter = previous.kind == .letters && previous.script != UnicodeTable.Script.hangul
    if isLetter, Int(previous.end) == start { return moneyEnds(start) || isPrefix(figure.firstWord - 1) ? nil : .code }
    let dash = text.dash(endingAt: start)
    if isLetter, dash > 0, Int(previous.end) == start - dash, !moneyEnds(start - dash),
      !isPrefix(figure.firstWord - 1), !isTail(figure.firstWord - 1)
    {
      return .designator
    }
    if byte == 0x2F, isLetter, Int(previous.end) == start - 1 { return .code }
    if dash == 1, previous.kind == .ideograph, Int(previous.end) == start - 1, minus(figure) == 0, isName(figure) {
      return .designator
    }
    return nil
  }

  /// Hebrew and Arabic hang prepositions and "and" on digits: כ-50 is about 50, و٨ is "and 8".
  private func isPrefix(_ index: Int) -> Bool {
    guard text.words[index].letterCase == .none else { return false }
    return vocabulary.modifiersBefore.match(index, text) != nil || vocabulary.rangeMiddle.match(index, text) != nil
  }

  /// 歼-20战机: a sign, a hyphen and digits before another sign that is no unit or counter.
  private func isName(_ figure: Figure) -> Bool {
    guard figure.endWord < text.words.count, Int(text.words[figure.endWord].start) == figure.end,
      text.words[figure.endWord].kind == .ideograph
    else { return false }
    return vocabulary.units.match(figure.endWord, text) == nil
      && vocabulary.money.match(figure.endWord, text) == nil
      && vocabulary.classifiers.match(from: figure.end, text.bytes) == nil
      && !vocabulary.mayStart(text.words[figure.endWord].hash)
  }

  /// 5k-20k, 20km-30km: letters that hang on digits of their own name nothing.
  private func isTail(_ index: Int) -> Bool {
    index > 0 && text.words[index - 1].kind == .digits && text.words[index - 1].end == text.words[index].start
  }

  private func moneyEnds(_ offset: Int) -> Bool {
    vocabulary.moneyCodes.match(endingAt: offset, text.bytes) != nil
      || vocabulary.moneySigns.match(endingAt: offset, text.bytes) != nil
  }

  /// Whether the digits stand in a web or mail address: in a run without blanks that holds :// or @ or www.
  private func isInAddress(_ figure: Figure) -> Bool {
    var start = figure.start
    // Addresses with escapes (%28) are long.
    let reach = text[start - 1] == 0x25 ? 1000 : 120
    while start > 0, figure.start - start < reach, text[start - 1] > 0x20 { start -= 1 }
    var offset = start
    var isAddress = false
    while offset < text.bytes.count, offset - start < 240, text[offset] > 0x20 {
      if text[offset] == 0x40 || (text[offset] == 0x3A && text[offset + 1] == 0x2F && text[offset + 2] == 0x2F) {
        isAddress = true
      }
      if text[offset] | 0x20 == 0x77, text[offset + 1] | 0x20 == 0x77, text[offset + 2] | 0x20 == 0x77,
        text[offset + 3] == 0x2E
      {
        isAddress = true
      }
      offset += 1
    }
    return isAddress
  }
}
