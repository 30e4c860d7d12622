import Pipeline

/// Centuries: the 19th century, siglo XIX, XIX століття, 19世紀.
extension LongPeriods {
  func centuryYears(at index: Int) -> Years? {
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

  func signedCentury(_ number: Int, behind next: Int) -> Years? {
    guard number > 0, text.gap(before: next) == .none, let word = text.phrase(.century, at: next) else { return nil }
    return Years(first: (number - 1) * 100 + 1, count: 100, end: word.end, next: word.next)
  }

  /// "siglo XIX", "secolul al XIX-lea", "thế kỷ 19".
  func prefixedCentury(at index: Int) -> Years? {
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
  func romanCentury(wordAt index: Int) -> (years: Years, start: Int)? {
    guard index > 0, index < text.words.count, text.gap(before: index) == .blank,
      let word = text.phrase(.century, at: index) ?? text.phrase(.shortCentury, at: index),
      text.isOpen(before: text.words[index - 1].start), let number = romanNumber(at: index - 1), number <= 21
    else { return nil }
    return (Years(first: (number - 1) * 100 + 1, count: 100, end: word.end, next: word.next), index - 1)
  }

  /// Roman digits in capitals, Latin or those of Cyrillic that look like them, with an ending in small letters.
  func romanNumber(at index: Int) -> Int? {
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
}
