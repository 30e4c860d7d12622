import Pipeline

/// Numbers in the words of a text: digits of all scripts, and Han digits.
extension DateText {
  /// The value and number of digits of a digit word; nil for other words and for more than four digits.
  func number(at index: Int) -> (value: Int, count: Int)? {
    guard index < words.count, words[index].kind == .digits else { return nil }
    let word = words[index]
    if word.end - word.start > 12 { return nil }
    var value = 0
    var count = 0
    var position = Int(word.start)
    if bytes[position] < 0x80 {
      guard word.end - word.start <= 4 else { return nil }
      while position < Int(word.end) {
        value = value * 10 + Int(bytes[position] &- 0x30)
        position += 1
      }
      return (value, Int(word.end - word.start))
    }
    while position < Int(word.end) {
      let (scalar, length) = bytes.scalar(at: position)
      value = value * 10 + Int(table.entry(scalar).digitValue(scalar))
      count += 1
      position += length
      if count > 4 { return nil }
    }
    return (value, count)
  }

  /// Whether a word is a Han digit that may start a date: the one before it is none.
  func startsHanNumber(_ index: Int) -> Bool {
    guard hanDigit(index) != nil,
      index == 0 || words[index - 1].end != words[index].start || hanDigit(index - 1) == nil,
      let number = hanNumber(at: index), number.next < words.count
    else { return false }
    return !vocabulary.roles(startingWith: words[number.next].hash).isDisjoint(with: .hanSigns)
  }

  /// A number in Han digits: 二〇二四, 十二. `count` is the number of digits where they stand one by one.
  func hanNumber(at index: Int) -> (value: Int, count: Int, next: Int)? {
    var at = index
    var digits: [Int] = []
    var total = 0
    var hasTens = false
    while at < words.count, at < index + 5, at == index || words[at].start == words[at - 1].end,
      let digit = hanDigit(at)
    {
      if digit == 10 {
        guard !hasTens, digits.count <= 1 else { return nil }
        total = (digits.first ?? 1) * 10
        digits = []
        hasTens = true
      } else {
        digits.append(digit)
      }
      at += 1
    }
    guard at > index else { return nil }
    if hasTens { return digits.count <= 1 ? (total + (digits.first ?? 0), 2, at) : nil }
    return (digits.reduce(0) { $0 * 10 + $1 }, digits.count, at)
  }

  /// The value of a Han digit, 十 as 10; 元 is the first year of an era.
  @inline(__always)
  private func hanDigit(_ index: Int) -> Int? {
    let start = Int(words[index].start)
    guard words[index].end - words[index].start == 3, bytes[start] >= 0xE3 else { return nil }
    switch bytes.scalar(at: start).value {
    case 0x3007, 0x96F6: return 0
    case 0x4E00, 0x5143: return 1
    case 0x4E8C: return 2
    case 0x4E09: return 3
    case 0x56DB: return 4
    case 0x4E94: return 5
    case 0x516D: return 6
    case 0x4E03: return 7
    case 0x516B: return 8
    case 0x4E5D: return 9
    case 0x5341: return 10
    default: return nil
    }
  }
}
