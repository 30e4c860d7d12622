import Pipeline

/// Money: signs, codes and names before and behind a figure.
extension NumberRecognizer {
  /// `floor`: where the figure before ends; its sign is not this one's.
  func attachMoneyBefore(_ figure: inout Figure, floor: Int) {
    if attachMultipleBefore(&figure, floor: floor) { return }
    var offset = figure.start
    if let (codes, count) = moneySign(endingAt: offset) {
      guard offset - count >= floor else { return }
      setMoney(&figure, codes)
      figure.start = offset - count
      return
    }
    offset -= text.blank(endingAt: offset)
    guard
      let (codes, count) = vocabulary.moneyCodes.match(endingAt: offset, text.bytes)
        ?? (offset < figure.start ? vocabulary.moneySigns.match(endingAt: offset, text.bytes) : nil),
      !isInsideWord(offset - count), offset - count >= floor, offset < figure.start || !isBehindSign(offset - count)
    else { return }
    setMoney(&figure, codes)
    figure.start = offset - count
  }

  /// 記事TOP5: letters between a sign of such a script and digits are a code of anything.
  private func isBehindSign(_ offset: Int) -> Bool {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return offset > 0 && text.isWord(at: offset) && text.isWord(at: start)
  }

  /// The longest sign before a number whose letters (US$, kr) are not the end of a longer word: "tjäna $2000" has no sign
  /// "a $", and "cost us $5" no US dollar.
  private func moneySign(endingAt offset: Int) -> (codes: [String], count: Int)? {
    var first = 0
    while let (codes, count) = vocabulary.moneySigns.match(
      endingAt: offset - first, UnsafeBufferPointer(rebasing: text.bytes[first...]))
    {
      let lead = text[offset - count]
      let isSmallWord = lead >= 0x61 && lead <= 0x7A && text[offset - 2] == 0x20
      if !isSmallWord, !isInsideWord(offset - count) { return (codes, count) }
      first = offset - count + 1
    }
    return nil
  }

  /// "$ 20 $ 37", "a us $ 150": a sign behind a blank belongs to the number that follows it, where this one has its
  /// sign or is an article.
  private func opensNext(_ figure: Figure, _ offset: Int, _ count: Int) -> Bool {
    let blank = text.blank(at: offset + count)
    guard offset > figure.end, blank > 0, text.digit(at: offset + count + blank) != nil else { return false }
    return figure.kind == .currency || (figure.isSpelled && figure.value == 1)
  }

  /// Whether a letter at `offset` goes on with a word. Where words stand without spaces, a code is one of its own.
  func isInsideWord(_ offset: Int) -> Bool {
    guard text.isWord(at: offset), offset > 0 else { return false }
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    guard text.isWord(at: start) else { return false }
    return UnicodeTable.shared.entry(text.bytes.scalar(at: start).value).wordClass != .unspaced
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
    if let next = nextUnitWord(figure),
      let (money, count) = vocabulary.money.match(next, text, endings: vocabulary.unitEndings)
    {
      if isWeight(figure, next, count) { return false }
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
        text.digit(at: offset + count) == nil, !opensNext(figure, offset, count)
      else { continue }
      setMoney(&figure, codes)
      moveEnd(&figure, to: offset + count)
      // 75 USD million.
      if figure.scale == nil, !readsMyriads { attachScale(&figure) }
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
      figure.isSubunit = parts > 1
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
