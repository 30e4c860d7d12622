/// Money: signs, codes and names before and behind a figure.
extension NumberRecognizer {
  func attachMoneyBefore(_ figure: inout Figure) {
    var offset = figure.start
    if let (codes, count) = vocabulary.moneySigns.match(endingAt: offset, text.bytes) {
      // Letters of a sign (US$, kr) must not be the end of a longer word.
      guard !text.isWord(at: offset - count) || !isLetterBefore(offset - count) else { return }
      setMoney(&figure, codes)
      figure.start = offset - count
      return
    }
    offset -= text.blank(endingAt: offset)
    guard
      let (codes, count) = vocabulary.moneyCodes.match(endingAt: offset, text.bytes)
        ?? (offset < figure.start ? vocabulary.moneySigns.match(endingAt: offset, text.bytes) : nil),
      !isLetterBefore(offset - count) || !text.isWord(at: offset - count) && readsMyriads
    else { return }
    setMoney(&figure, codes)
    figure.start = offset - count
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
    if let next = nextUnitWord(figure), let (money, count) = vocabulary.money.match(next, text) {
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
