import Pipeline

/// Shares in tenths (三成, 3割5分, 3할 2푼, 九折), and halves behind units and counters (2時間半, 两个半, 두 시간 반).
extension NumberRecognizer {
  /// So many tenths, with hundredths behind them.
  func attachTenths(_ figure: inout Figure) -> Bool {
    guard figure.kind == .cardinal, let value = figure.value, value <= 100, let place = tenths(at: figure.end),
      place.factor == 10, var share = share(value, place.end)
    else { return false }
    var end = place.end
    var last = ExactDecimal(10)
    while let (digit, digitEnd) = digit(at: end) {
      // 七成六 leaves the place out, 3割5分 says it.
      if let next = tenths(at: digitEnd), next.factor < last {
        share = share.adding(digit.multiplied(by: next.factor) ?? .zero) ?? share
        end = next.end
        last = next.factor
      } else {
        guard last == 10, mayEnd(digitEnd) else { break }
        share = share.adding(digit) ?? share
        end = digitEnd
        break
      }
    }
    if let (_, count) = vocabulary.halves.match(from: end, text.bytes), last == 10, isHalf(end + count) {
      share = share.adding(5) ?? share
      end += count
    }
    figure.kind = .percent
    figure.value = share
    moveEnd(&figure, to: end)
    return true
  }

  /// Tens of percent; 九折 and 95折 alike are what is left of a price.
  private func share(_ value: ExactDecimal, _ end: Int) -> ExactDecimal? {
    if value > 10 {
      guard value < 100 else { return nil }
      // 折
      return text[end - 3] == 0xE6 && text[end - 2] == 0x8A && text[end - 1] == 0x98 ? value : nil
    }
    return value.multiplied(by: 10)
  }

  /// Whether 五 of 六成五 is a place of the share: no multiplier or counter follows.
  private func mayEnd(_ offset: Int) -> Bool {
    if !text.isWord(at: offset) { return true }
    return vocabulary.has(.elliptic) && MyriadSign.sign(text.bytes.scalar(at: offset).value) == nil
      && vocabulary.classifiers.match(from: offset, text.bytes) == nil && text.digit(at: offset) == nil
  }

  private func tenths(at offset: Int) -> (factor: ExactDecimal, end: Int)? {
    let start = offset + blanks(at: offset)
    guard let (factor, count) = vocabulary.tenths.match(from: start, text.bytes),
      vocabulary.tenthsNot.match(from: start, text.bytes).map({ $0.count > count }) != true
    else { return nil }
    return (factor, start + count)
  }

  private func digit(at offset: Int) -> (ExactDecimal, Int)? {
    let start = offset + blanks(at: offset)
    guard start < text.bytes.count else { return nil }
    if let digit = text.digit(at: start) {
      return text.digit(at: start + digit.count) == nil && (start == offset || tenths(at: start + digit.count) != nil)
        ? (ExactDecimal(Int(digit.value)), start + digit.count) : nil
    }
    let (scalar, count) = text.bytes.scalar(at: start)
    guard case .digit(let value)? = MyriadSign.sign(scalar) else { return nil }
    return (ExactDecimal(coefficient: value), start + count)
  }

  private func blanks(at offset: Int) -> Int {
    var end = offset
    for _ in 0..<2 { end += text.blank(at: end) }
    return end - offset
  }

  /// A half behind what the figure is measured in: 2時間半, 一吨半, 3년 반.
  func attachHalfSign(_ figure: inout Figure) {
    guard readsMyriads, let value = figure.value, value > 0, value.exponent >= 0,
      [.measure, .duration, .currency, .age].contains(figure.kind)
    else { return }
    let start = figure.end + text.blank(at: figure.end)
    guard let (_, count) = vocabulary.halves.match(from: start, text.bytes), isHalf(start + count),
      let half = value.adding(ExactDecimal(coefficient: 5, exponent: -1))
    else { return }
    figure.value = half
    moveEnd(&figure, to: start + count)
  }

  /// 三ダース, 十打, 두 다스.
  func attachDozen(_ figure: inout Figure) {
    guard figure.kind == .cardinal, !figure.isFuzzy else { return }
    let start = figure.end + text.blank(at: figure.end)
    guard let (_, count) = vocabulary.dozens.match(from: start, text.bytes),
      vocabulary.tenthsNot.match(from: start, text.bytes) == nil,
      figure.value != 1 || !text.isWord(at: start + count) || count > 3,
      let product = figure.value?.multiplied(by: 12)
    else { return }
    figure.value = product
    figure.scale = 12
    moveEnd(&figure, to: start + count)
  }

  /// 两个半小时: a half behind the counter.
  func attachHalfCounter(_ figure: inout Figure) {
    guard figure.kind == .cardinal, let value = figure.value, value > 0, value.exponent >= 0,
      let (_, count) = vocabulary.halfCounters.match(from: figure.end, text.bytes),
      let half = value.adding(ExactDecimal(coefficient: 5, exponent: -1))
    else { return }
    figure.value = half
    figure.needsUnit = false
    moveEnd(&figure, to: figure.end + count)
  }

  /// Whether the sign for a half ends a word: 3年半 but not 半数, 두 시간 반 but not 반도체.
  private func isHalf(_ end: Int) -> Bool {
    if !text.isWord(at: end) { return true }
    if let (_, count) = vocabulary.particles.match(from: end, text.bytes), !text.isWord(at: end + count) { return true }
    let entry = UnicodeTable.shared.entry(text.bytes.scalar(at: end).value)
    return entry.wordClass == .unspaced && vocabulary.halvesNot.match(from: end, text.bytes) == nil
  }
}
