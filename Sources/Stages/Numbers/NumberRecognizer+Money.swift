import Pipeline

/// Money: signs, codes and names before and behind a figure.
extension NumberRecognizer {
  func attachMoneyBefore(_ figure: inout Figure) {
    if attachMultipleBefore(&figure) { return }
    var offset = figure.start
    if let (codes, count) = moneySign(endingAt: offset) {
      // Letters of a sign (US$, kr) must not be the end of a longer word.
      guard !isInsideWord(offset - count) else { return }
      setMoney(&figure, codes)
      figure.start = offset - count
      return
    }
    offset -= text.blank(endingAt: offset)
    guard
      let (codes, count) = vocabulary.moneyCodes.match(endingAt: offset, text.bytes)
        ?? (offset < figure.start ? vocabulary.moneySigns.match(endingAt: offset, text.bytes) : nil),
      !isInsideWord(offset - count)
    else { return }
    setMoney(&figure, codes)
    figure.start = offset - count
  }

  /// The sign right before a number. "cost us $5" has no US dollar, "us $ 5" of a text in small letters does.
  private func moneySign(endingAt offset: Int) -> (codes: [String], count: Int)? {
    guard let (codes, count) = vocabulary.moneySigns.match(endingAt: offset, text.bytes) else { return nil }
    let first = text[offset - count]
    guard first >= 0x61, first <= 0x7A, text[offset - 2] == 0x20 else { return (codes, count) }
    return vocabulary.moneySigns.match(from: offset - 1, text.bytes).map { ($0.value, $0.count) }
  }

  /// Whether a letter at `offset` goes on with a word.
  private func isInsideWord(_ offset: Int) -> Bool {
    guard text.isWord(at: offset), offset > 0 else { return false }
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    // A code stands right behind what is written without spaces: は USD 5.
    guard text.isWord(at: start) else { return false }
    return UnicodeTable.shared.entry(text.decode(start).scalar).wordClass != .unspaced
  }

  func setMoney(_ figure: inout Figure, _ codes: [String]) {
    figure.kind = .currency
    figure.isBare = false
    let local = codes.first { code in region.map { code.hasPrefix($0) } ?? false }
    if codes.count == 1 || local != nil {
      figure.currency = local ?? codes[0]
      figure.candidates = []
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
      if attachMultipleBehind(&figure, offset) { return true }
      guard
        let (codes, count) = vocabulary.moneySigns.match(from: offset, text.bytes)
          ?? vocabulary.moneyCodes.match(from: offset, text.bytes),
        !text.isWord(at: offset + count) || !text.isWord(at: offset),
        text.digit(at: offset + count) == nil
      else { continue }
      setMoney(&figure, codes)
      moveEnd(&figure, to: offset + count)
      attachScaleBehindMoney(&figure)
      return true
    }
    return attachGluedMoney(&figure)
  }

  /// "75 USD million": the scale word stands behind the currency.
  private func attachScaleBehindMoney(_ figure: inout Figure) {
    guard figure.scale == nil, !readsMyriads, figure.endWord < text.words.count, let next = nextWord(figure),
      Int(text.words[next].start) > figure.end, let (numeral, count) = vocabulary.numerals.match(next, text),
      numeral.is(.scale), let product = figure.value?.multiplied(by: numeral.value)
    else { return }
    figure.value = product
    figure.scale = numeral.value
    take(&figure, upTo: next + count)
  }

  private func setMoney(_ figure: inout Figure, _ money: NumberVocabulary.Money) {
    switch money {
    case .whole(let codes):
      setMoney(&figure, figure.currency == nil || codes.count == 1 ? codes : [figure.currency ?? codes[0]])
    case .part(let codes, let parts):
      setMoney(&figure, codes)
      figure.value = figure.value.map { $0.multiplied(by: SpelledReader.quotient(1, parts)) ?? $0 }
      figure.isSubunit = parts > 1
    }
  }

  /// Korean and other money words that carry particles: 3억 달러를.
  private func attachGluedMoney(_ figure: inout Figure) -> Bool {
    guard readsMyriads else { return false }
    for offset in behind(figure) {
      guard let (money, count) = vocabulary.gluedMoney.match(from: offset, text.bytes) else { continue }
      setMoney(&figure, money)
      moveEnd(&figure, to: offset + count)
      return true
    }
    return false
  }

  // MARK: Multiples of a currency

  /// "30 MUSD", "5 kEUR": a code with a letter for millions or thousands before it.
  private func attachMultipleBehind(_ figure: inout Figure, _ offset: Int) -> Bool {
    guard figure.scale == nil, let (factor, letters) = Self.multiple(at: offset, text),
      let (codes, count) = vocabulary.moneyCodes.match(from: offset + letters, text.bytes),
      !text.isWord(at: offset + letters + count), let product = figure.value?.multiplied(by: factor)
    else { return false }
    setMoney(&figure, codes)
    figure.value = product
    figure.scale = factor
    moveEnd(&figure, to: offset + letters + count)
    return true
  }

  /// "MUSD 60".
  private func attachMultipleBefore(_ figure: inout Figure) -> Bool {
    let end = figure.start - text.blank(endingAt: figure.start)
    guard figure.scale == nil, let (codes, count) = vocabulary.moneyCodes.match(endingAt: end, text.bytes) else {
      return false
    }
    for width in 1...2 where end - count >= width {
      guard let (factor, letters) = Self.multiple(at: end - count - width, text), letters == width,
        !isInsideWord(end - count - width), let product = figure.value?.multiplied(by: factor)
      else { continue }
      setMoney(&figure, codes)
      figure.value = product
      figure.scale = factor
      figure.start = end - count - width
      return true
    }
    return false
  }

  /// What the letters before a code multiply by, and how many they are: M and MM are millions, k, K and T thousands.
  private static func multiple(at offset: Int, _ text: NumberText) -> (factor: ExactDecimal, count: Int)? {
    switch text[offset] {
    case UInt8(ascii: "M"): (ExactDecimal(1_000_000), text[offset + 1] == UInt8(ascii: "M") ? 2 : 1)
    case UInt8(ascii: "k"), UInt8(ascii: "K"), UInt8(ascii: "T"): (ExactDecimal(1000), 1)
    default: nil
    }
  }
}
