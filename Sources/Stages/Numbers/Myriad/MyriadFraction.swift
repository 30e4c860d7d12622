import Pipeline

/// Fractions that name the whole first: 三分之一, 3分の1, 3분의 1, 三又二分之一.
extension MyriadReader {
  /// The fraction whose whole is `whole`, a number from `start` to `end`; of a hundred parts in so many signs (百分之五) it is
  /// a percentage.
  ///
  /// - Parameter isPower: whether the whole is multipliers alone (百, 千, 千万), which say what rates are counted by.
  func fraction(of whole: ExactDecimal, _ end: Int, _ start: Int, _ index: Int, isPower: Bool) -> Figure? {
    var offset = end + blanks(at: end)
    guard offset < text.bytes.count, whole > 0, [0x5206, 0xBD84].contains(text.bytes.scalar(at: offset).value) else {
      return nil
    }
    offset += 3
    offset += blanks(at: offset)
    guard offset < text.bytes.count, [0x4E4B, 0x306E, 0xC758].contains(text.bytes.scalar(at: offset).value) else {
      return nil
    }
    let isChinese = text.bytes.scalar(at: offset).value == 0x4E4B
    offset += 3
    offset += blanks(at: offset)
    let minus = vocabulary.minusSigns.match(from: offset, text.bytes)?.count ?? 0
    offset += minus + blanks(at: offset + minus)
    guard offset < text.bytes.count, let (part, last) = numerator(offset, index) else { return nil }
    // 30分の10キロ走 is ten kilometres in half an hour.
    if part >= whole, !isPower, whole <= 60, isCounted(last) { return nil }
    var figure = Figure(start: start, end: last, firstWord: index, endWord: wordEnd(last, from: index))
    figure.isSpelled = true
    let signed = minus > 0 ? part.negated : part
    if isPower, isChinese, let rate = signed.multiplied(by: 100) {
      figure.kind = .percent
      figure.value = SpelledReader.quotient(rate, whole)
    } else {
      figure.kind = .fraction
      figure.value = SpelledReader.quotient(signed, whole)
    }
    addWhole(&figure)
    return figure
  }

  private func blanks(at offset: Int) -> Int {
    var end = offset
    for _ in 0..<3 { end += text.blank(at: end) }
    return end - offset
  }

  private func numerator(_ offset: Int, _ index: Int) -> (ExactDecimal, Int)? {
    guard text.digit(at: offset) != nil else {
      guard let reading = scanner.read(offset, leading: nil, word: index) else { return nil }
      // 3분의 일만: the particle "only" and no ten thousand.
      if reading.isHangul, reading.multipliers == 1, reading.signs == 2, reading.value >= 10_000,
        text.bytes.scalar(at: reading.end - 3).value == 0xB9CC,
        let part = ExactDecimal("\(reading.value.coefficient / 10_000)")
      {
        return (part, reading.end - 3)
      }
      return (reading.value, reading.end)
    }
    guard var (value, end) = text.digits(offset) else { return nil }
    let point = text[end] == 0x2E ? 1 : text[end] == 0xEF && text[end + 1] == 0xBC && text[end + 2] == 0x8E ? 3 : 0
    if point > 0 {
      var places: Int32 = 0
      var coefficient = value.coefficient
      var position = end + point
      while let digit = text.digit(at: position), places < 12 {
        coefficient = coefficient * 10 + Int128(digit.value)
        places += 1
        position += digit.count
      }
      if places > 0 {
        value = ExactDecimal(coefficient: coefficient, exponent: -places)
        end = position
      }
    }
    if let reading = scanner.read(end, leading: value, word: index), reading.hasMultiplier {
      return (reading.value, reading.end)
    }
    return (value, end)
  }

  private func isCounted(_ end: Int) -> Bool {
    guard let next = text.word(at: end, from: 0) else { return false }
    return vocabulary.units.match(next, text) != nil || vocabulary.unitSigns.match(from: end, text.bytes) != nil
      || vocabulary.classifiers.match(from: end, text.bytes) != nil
  }

  /// 3又二分之一, 五と四分の一, 이십과 오분의 삼: a whole number before the fraction.
  private func addWhole(_ figure: inout Figure) {
    guard figure.kind == .fraction, let part = figure.value, figure.firstWord > 0 else { return }
    var offset = figure.start
    for _ in 0..<2 { offset -= text.blank(endingAt: offset) }
    guard let (_, count) = vocabulary.wholeJoiners.match(endingAt: offset, text.bytes) else { return }
    offset -= count
    for _ in 0..<2 { offset -= text.blank(endingAt: offset) }
    guard let (whole, start, first) = wholeBefore(offset, figure.firstWord), let sum = whole.adding(part) else {
      return
    }
    figure.value = sum
    figure.start = start
    figure.firstWord = first
    figure.kind = .cardinal
  }

  /// The whole number, in digits or signs, that ends at `end`.
  private func wholeBefore(_ end: Int, _ word: Int) -> (ExactDecimal, Int, Int)? {
    var index = word - 1
    while index >= 0, Int(text.words[index].start) >= end { index -= 1 }
    guard index >= 0 else { return nil }
    if text.words[index].kind == .digits {
      guard Int(text.words[index].end) == end, let (value, last) = text.digits(Int(text.words[index].start)),
        last == end,
        index == 0 || text.words[index - 1].end < text.words[index].start
          || text.words[index - 1].kind == .ideograph
      else { return nil }
      return (value, Int(text.words[index].start), index)
    }
    var first = index
    while first > 0, text.words[first].kind == .ideograph, isSign(Int(text.words[first - 1].start)),
      text.words[first].start == text.words[first - 1].end || text.isSpaced(first - 1)
    {
      first -= 1
    }
    guard isSign(Int(text.words[first].start)),
      let reading = scanner.read(Int(text.words[first].start), leading: nil, word: first), reading.end == end
    else { return nil }
    return (reading.value, Int(text.words[first].start), first)
  }

  private func isSign(_ offset: Int) -> Bool { MyriadSign.sign(text.bytes.scalar(at: offset).value) != nil }
}
