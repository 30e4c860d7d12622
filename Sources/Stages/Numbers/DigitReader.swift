import Pipeline

/// Reads numbers written in digits of any script, with grouping and decimal marks.
struct DigitReader {
  let text: NumberText
  let marks: NumberMarks
  /// The decimal mark that this text shows it uses, where it does: a form with one reading decides for the others.
  let decimal: UInt32
  /// Whether the text shows its decimal mark.
  private let isDecided: Bool

  init(_ text: NumberText, _ marks: NumberMarks) {
    self.text = text
    self.marks = marks
    let vote = Self.vote(text)
    decimal = vote ?? marks.decimal
    isDecided = vote != nil
  }

  /// The mark that forms with only one reading (1,5 or 1.234.567) show to be the decimal one.
  private static func vote(_ text: NumberText) -> UInt32? {
    var dots = 0
    var commas = 0
    let words = text.words
    var index = words.digits(from: 0)
    while index + 1 < words.count {
      guard words[index + 1].kind == .digits, words[index].end + 1 == words[index + 1].start else {
        index = words.digits(from: index + 1)
        continue
      }
      let mark = text[Int(words[index].end)]
      var count = 1
      var last = index + 1
      while last + 1 < words.count, words[last + 1].kind == .digits, words[last].end + 1 == words[last + 1].start,
        text[Int(words[last].end)] == mark
      {
        last += 1
        count += 1
      }
      let digits = Int(words[last].end - words[last].start)
      if mark == 0x2C || mark == 0x2E {
        // Dates and times in digits (14.06, 12.30) say nothing about decimal marks; 1,5 and 12,75 do.
        let isDecimal = count == 1 && digits != 3 && !(mark == 0x2E && digits == 2)
        let isGrouping = count > 1 && digits == 3
        if isDecimal { if mark == 0x2E { dots += 1 } else { commas += 1 } }
        if isGrouping { if mark == 0x2E { commas += 1 } else { dots += 1 } }
      }
      index = words.digits(from: last + 1)
    }
    if dots == commas { return nil }
    return dots > commas ? 0x2E : 0x2C
  }

  private struct Group {
    var value: Int128
    var count: Int
    var isTooLong: Bool
    var startsWithZero: Bool
  }

  /// The number that starts with the digit word at `index`; a rejected figure where the digits are none.
  func read(_ index: Int) -> Figure {
    var groups = [group(index)]
    var separators: [UInt32] = []
    var last = index
    while let (separator, next) = separator(after: last, groups.count == 1 ? groups[0].count : 3), separators.count < 64
    {
      separators.append(separator)
      groups.append(group(next))
      last = next
    }
    var figure = Figure(
      start: Int(text.words[index].start), end: Int(text.words[last].end), firstWord: index, endWord: last + 1)
    figure.isBare = separators.isEmpty
    if groups.contains(where: \.isTooLong) {
      figure.reason = .code
      return figure
    }
    if let value = value(groups, separators) {
      figure.value = value
      if isOpen(groups, separators) {
        figure.alternative = value.multiplied(by: ExactDecimal(coefficient: 1, exponent: value.exponent < 0 ? 3 : -3))
      }
    } else {
      let isDotted = separators.allSatisfy { $0 == 0x2E } && separators.count > 1
      let isAddress = groups.count == 4 && groups.allSatisfy { $0.value <= 255 && $0.count <= 3 }
      figure.reason = isDotted ? isAddress ? .ip : .version : .code
    }
    if separators.isEmpty, groups[0].startsWithZero, groups[0].count > 1 { figure.reason = .code }
    return figure
  }

  /// Whether 1.234 or 1,234 may be a thousand or a decimal with three places: neither text nor language says so, or it is
  /// a decimal by the language's marks, which texts of other origin do not keep to.
  private func isOpen(_ groups: [Group], _ separators: [UInt32]) -> Bool {
    guard !isDecided, separators.count == 1, separators[0] == 0x2E || separators[0] == 0x2C, groups[1].count == 3,
      groups[0].count <= 3, !groups[0].startsWithZero
    else { return false }
    return separators[0] == decimal || !marks.areKnown
  }

  private func group(_ index: Int) -> Group {
    var group = Group(value: 0, count: 0, isTooLong: false, startsWithZero: false)
    var offset = Int(text.words[index].start)
    while offset < Int(text.words[index].end), let digit = text.digit(at: offset) {
      if group.count == 0 { group.startsWithZero = digit.value == 0 }
      if group.count < 36 { group.value = group.value * 10 + Int128(digit.value) } else { group.isTooLong = true }
      group.count += 1
      offset += digit.count
    }
    return group
  }

  /// A mark right behind the digit word at `index` with digits right behind it, and the word of these digits.
  private func separator(after index: Int, _ firstCount: Int) -> (UInt32, Int)? {
    let next = index + 1
    guard next < text.words.count, text.words[next].kind == .digits else { return nil }
    let start = Int(text.words[index].end)
    let offset = start + directionMark(start)
    guard offset < Int(text.words[next].start) else { return nil }
    let (scalar, count) = text.bytes.scalar(at: offset)
    guard offset + count + directionMark(offset + count) == Int(text.words[next].start) else { return nil }
    switch scalar {
    case 0x2C, 0x2E, 0x66B, 0x66C: return (scalar, next)
    // The Arabic comma groups digits only in a number with decimals; elsewhere it makes lists.
    case 0x60C:
      guard digits(next) == 3, firstCount <= 3, let (mark, _) = separator(after: next, 3)
      else { return nil }
      return mark == 0x20 || mark == 0x27 ? nil : (0x60C, next)
    // A fullwidth comma groups fullwidth digits only; between others it parts sentences.
    case 0xFF0C: return text[Int(text.words[index].start)] >= 0x80 ? (0x2C, next) : nil
    case 0xFF0E: return (0x2E, next)
    case 0x27, 0x2019:
      return digits(next) == 3 && firstCount <= 3 ? (0x27, next) : nil
    case 0x20, 0xA0, 0x202F, 0x2009:
      // A plain space groups digits only where the language does so; the narrow ones are put there on purpose.
      guard scalar != 0x20 || marks.groupsWithBlanks || isBlankGrouping(index, next), digits(next) == 3,
        firstCount <= 3
      else { return nil }
      return (0x20, next)
    default: return nil
    }
  }

  /// 1 414 021 100, 40 000: more groups of three than one, or three zeros, are groups in every language.
  private func isBlankGrouping(_ index: Int, _ next: Int) -> Bool {
    func isGroup(_ word: Int) -> Bool {
      word > 0 && word < text.words.count && text.words[word].kind == .digits && digits(word) == 3
        && Int(text.words[word - 1].end) + 1 == Int(text.words[word].start)
        && text[Int(text.words[word - 1].end)] == 0x20
    }
    guard isGroup(next) else { return false }
    let start = Int(text.words[next].start)
    let isZeros = text[start] == 0x30 && text[start + 1] == 0x30 && text[start + 2] == 0x30
    return isZeros || isGroup(next + 1) || (isGroup(index) && text.words[index - 1].kind == .digits)
  }

  /// How many bytes a mark of writing direction at `offset` has; texts of two directions put them around marks.
  private func directionMark(_ offset: Int) -> Int {
    guard text[offset] == 0xE2, text[offset + 1] == 0x80 else { return 0 }
    return text[offset + 2] == 0x8E || text[offset + 2] == 0x8F || (0xAA...0xAE).contains(text[offset + 2]) ? 3 : 0
  }

  private func digits(_ index: Int) -> Int {
    let word = text.words[index]
    let width = max(1, text.digit(at: Int(word.start))?.count ?? 1)
    return Int(word.end - word.start) / width
  }

  private func value(_ groups: [Group], _ separators: [UInt32]) -> ExactDecimal? {
    guard let mark = separators.last else { return ExactDecimal(coefficient: groups[0].value) }
    let isFixedGrouping = mark == 0x20 || mark == 0x27 || mark == 0x66C
    if separators.allSatisfy({ $0 == mark }) {
      if separators.count > 1 || isFixedGrouping { return isGrouped(groups) ? joined(groups) : nil }
      if mark == 0x66B { return joined(groups, fraction: groups[1]) }
      let isAmbiguous = groups[1].count == 3 && groups[0].count <= 3 && !groups[0].startsWithZero
      if !isAmbiguous || mark == decimal { return joined(groups, fraction: groups[1]) }
      return joined(groups)
    }
    let whole = Array(groups.dropLast())
    guard !isFixedGrouping, separators.dropLast().allSatisfy({ $0 == separators[0] }), separators[0] != mark,
      isGrouped(whole)
    else { return nil }
    return joined(groups, fraction: groups[groups.count - 1])
  }

  /// Groups of three, or of two before the last three (12,34,567).
  private func isGrouped(_ groups: [Group]) -> Bool {
    guard groups.count > 1, groups[0].count <= 3, groups[groups.count - 1].count == 3 else { return false }
    let middle = groups.dropFirst().dropLast()
    return middle.allSatisfy { $0.count == 3 } || (groups[0].count <= 2 && middle.allSatisfy { $0.count == 2 })
  }

  private func joined(_ groups: [Group], fraction: Group? = nil) -> ExactDecimal? {
    var value: Int128 = 0
    for group in groups {
      for _ in 0..<group.count {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = product
      }
      let (sum, overflow) = value.addingReportingOverflow(group.value)
      if overflow { return nil }
      value = sum
    }
    return ExactDecimal(coefficient: value, exponent: -Int32(fraction?.count ?? 0))
  }
}
