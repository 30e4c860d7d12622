import Pipeline

/// Money: signs, codes and names before and behind a figure.
extension NumberRecognizer {
  /// `floor`: where the figure before ends; its sign is not this one's.
  func attachMoneyBefore(_ figure: inout Figure, floor: Int) {
    var offset = figure.start
    if let (codes, count) = vocabulary.moneySigns.match(endingAt: offset, text.bytes) {
      // Letters of a sign (US$, kr) must not be the end of a longer word.
      guard !text.isWord(at: offset - count) || !isLetterBefore(offset - count), offset - count >= floor else { return }
      setMoney(&figure, codes)
      figure.start = offset - count
      return
    }
    offset -= text.blank(endingAt: offset)
    guard
      let (codes, count) = vocabulary.moneyCodes.match(endingAt: offset, text.bytes)
        ?? (offset < figure.start ? vocabulary.moneySigns.match(endingAt: offset, text.bytes) : nil),
      offset - count >= floor
    else { return attachMoneyNameBefore(&figure, floor: floor) }
    if isLetterBefore(offset - count), text.isWord(at: offset - count) || !readsMyriads {
      // MEUR 60: millions.
      guard count == 3, text[offset - 4] == UInt8(ascii: "M"), !isLetterBefore(offset - 4), offset - 4 >= floor else {
        return
      }
      setMillions(&figure)
      offset -= 1
    }
    setMoney(&figure, codes)
    figure.start = offset - count
  }

  private func setMillions(_ figure: inout Figure) {
    let million = ExactDecimal(coefficient: 1, exponent: 6)
    figure.value = figure.value.flatMap { $0.multiplied(by: million) }
    figure.scale = million
  }

  /// "euro 500": a currency's name before digits, where nothing that they could count stands behind them.
  private func attachMoneyNameBefore(_ figure: inout Figure, floor: Int) {
    let index = figure.firstWord - 1
    guard index >= 0, !figure.isSpelled, !figure.isFuzzy, Int(text.words[index].start) >= floor, text.isSpaced(index),
      text.words[index].range.count > 2, let (money, count) = vocabulary.money.match(index, text), count == 1,
      case .whole(let codes) = money
    else { return }
    // Not "of 10 000 dollars 500 were lost", nor "dollars 5 people".
    if index > 0, text.isJoined(index - 1), text.words[index - 1].kind == .digits { return }
    var scaled = figure
    attachScale(&scaled)
    if text.gap(behind: scaled.endWord - 1) == .other || scaled.scale != nil {
      guard nextUnitWord(scaled).map({ vocabulary.money.match($0, text) == nil }) ?? true else { return }
      setMoney(&figure, codes)
      figure.start = Int(text.words[index].start)
      figure.firstWord = index
    }
  }

  func isLetterBefore(_ offset: Int) -> Bool {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 && offset > 0 && text.isWord(at: start)
  }

  func setMoney(_ figure: inout Figure, _ codes: [String]) {
    figure.kind = .currency
    figure.isBare = false
    let local = codes.first { code in region.map { code.hasPrefix($0) } ?? false }
    if codes.count == 1 || local != nil {
      figure.currency = local ?? codes[0]
    } else {
      figure.candidates = codes
    }
  }

  func attachMoneyBehind(_ figure: inout Figure) -> Bool {
    if let next = nextUnitWord(figure),
      let (money, count) = vocabulary.money.match(next, text, endings: vocabulary.unitEndings)
    {
      if isWeight(figure, next, count) { return false }
      setMoney(&figure, money)
      take(&figure, upTo: next + count)
      return true
    }
    for offset in behind(figure) {
      guard
        let (codes, count) = vocabulary.moneySigns.match(from: offset, text.bytes)
          ?? vocabulary.moneyCodes.match(from: offset, text.bytes),
        !text.isWord(at: offset + count) || !text.isWord(at: offset),
        text.digit(at: offset + count) == nil
      else { continue }
      setMoney(&figure, codes)
      moveEnd(&figure, to: offset + count)
      // 75 USD million.
      if figure.scale == nil, !readsMyriads { attachScale(&figure) }
      return true
    }
    for offset in behind(figure) where text[offset] == UInt8(ascii: "M") && figure.scale == nil {
      // 30 MUSD: millions.
      guard let (codes, count) = vocabulary.moneyCodes.match(from: offset + 1, text.bytes),
        !text.isWord(at: offset + 1 + count)
      else { continue }
      setMillions(&figure)
      setMoney(&figure, codes)
      moveEnd(&figure, to: offset + 1 + count)
      return true
    }
    return attachGluedMoney(&figure)
  }

  private func setMoney(_ figure: inout Figure, _ money: NumberVocabulary.Money) {
    switch money {
    case .whole(let codes):
      setMoney(&figure, figure.currency == nil || codes.count == 1 ? codes : [figure.currency ?? codes[0]])
    case .part(let codes, let parts):
      setMoney(&figure, codes)
      figure.value = figure.value.map { $0.multiplied(by: SpelledReader.quotient(1, parts)) ?? $0 }
      figure.isSubunit = true
    }
  }

  /// Pounds: of weight where the language has them as a unit too and a word of weighing stands near.
  private func isWeight(_ figure: Figure, _ next: Int, _ count: Int) -> Bool {
    guard vocabulary.has(.weight), let (unit, width) = vocabulary.units.match(next, text), width == count,
      unit.kind == .measure
    else { return false }
    return isNear(.weight, figure)
  }

  /// Korean and other money words that carry particles: 3억 달러를.
  func attachGluedMoney(_ figure: inout Figure) -> Bool {
    guard readsMyriads else { return false }
    for offset in behind(figure) {
      guard let (money, count) = vocabulary.gluedMoney.match(from: offset, text.bytes) else { continue }
      setMoney(&figure, money)
      moveEnd(&figure, to: offset + count)
      return true
    }
    return false
  }
}
