/// Units, ages, multipliers and rates behind a figure.
extension NumberRecognizer {
  /// 5千米: the first sign of a unit's name (千 in 千米) is no scale of the number.
  func startsUnit(_ figure: Figure) -> Bool {
    guard readsMyriads, figure.endWord < text.words.count, Int(text.words[figure.endWord].start) == figure.end,
      text.words[figure.endWord].kind == .ideograph, let (_, count) = vocabulary.units.match(figure.endWord, text)
    else { return false }
    return count > 1
  }

  func attachAge(_ figure: inout Figure) -> Bool {
    guard figure.kind == .cardinal, let next = nextWord(figure), let count = vocabulary.isWord(.ageAfter, next, text)
    else { return false }
    figure.kind = .age
    figure.unit = ageUnit(next)
    take(&figure, words: count)
    return true
  }

  func ageUnit(_ index: Int) -> String {
    for offset in 0..<3 where index + offset < text.words.count {
      if let (unit, _) = vocabulary.units.match(index + offset, text), unit.isDuration { return unit.id }
    }
    return "year"
  }

  func attachUnit(_ figure: inout Figure) -> Bool {
    guard figure.kind == .cardinal || figure.kind == .fraction else { return false }
    if !figure.isSpelled || readsMyriads {
      for offset in behind(figure) {
        guard let (unit, count) = vocabulary.unitSigns.match(from: offset, text.bytes) else { continue }
        // 20 초과 is "over 20" and no seconds.
        if let (_, length) = vocabulary.modifierSuffixes.match(from: offset, text.bytes), length > count { continue }
        // 두 세력: the first syllable of another word is no unit.
        if count == 3, offset > figure.end, MyriadSign.isHangul(text.bytes.scalar(at: offset).value),
          !myriads.isWordEnd(offset + count)
        {
          continue
        }
        // One letter counts only right behind the number or one blank, and never before a letter or a dot and letter.
        let isLetters = text.isWord(at: offset)
        guard !isLetters || !text.isWord(at: offset + count) || readsMyriads else { continue }
        // 6,4 s'est produit: a letter with an apostrophe is a word.
        if count == 1, isLetters, text.apostrophe(at: offset + 1) > 0 { continue }
        if count == 1, isLetters, offset > figure.end, text.dash(at: figure.end) > 0 { continue }
        if count == 1, isLetters, isYearLike(figure) { continue }
        setUnit(&figure, unit)
        moveEnd(&figure, to: offset + count)
        settleDegrees(&figure)
        return true
      }
    }
    guard let next = nextUnitWord(figure),
      let (unit, count) = vocabulary.units.match(
        next, text, endings: isYearLike(figure) ? nil : vocabulary.unitEndings),
      vocabulary.isWord(.weakUnit, next, text) == nil || isNear(.weight, figure)
    else { return attachUnitBefore(&figure) }
    // A word of one letter (г, т, ч) is a unit only beside what is no year and where no name or further word hangs on it.
    if text.words[next].range.count <= 2, text.words[next].kind == .letters {
      guard !isYearLike(figure), text.words[next].letterCase != .upper, text.dash(at: Int(text.words[next].end)) == 0
      else { return false }
    }
    // 450 yılında: in the year 450.
    if unit.id == "year", figure.isBare, figure.value.map({ $0 >= 100 && $0 <= 2100 }) ?? false,
      vocabulary.isWord(.yearAfter, next, text) != nil
    {
      figure.reason = .year
    }
    setUnit(&figure, unit)
    take(&figure, upTo: next + count)
    settleDegrees(&figure)
    return true
  }

  func isYearLike(_ figure: Figure) -> Bool {
    figure.isBare && figure.end - figure.start == 4 && figure.value.map { $0 >= 1500 && $0 <= 2100 } ?? false
  }

  /// A half behind the unit: tres horas y media, три часа и половина.
  func attachHalf(_ figure: inout Figure) {
    guard figure.kind == .duration || figure.kind == .measure, let value = figure.value, value.exponent >= 0,
      let next = nextWord(figure), let (numeral, count) = vocabulary.numerals.match(next, text), numeral.is(.half),
      let sum = value.adding(numeral.value)
    else { return }
    figure.value = sum
    take(&figure, words: count)
  }

  /// "18 degrees below zero", 18 градусов мороза.
  func attachBelowZero(_ figure: inout Figure) {
    guard ["celsius", "fahrenheit", "degree", "generic"].contains(figure.unit), let value = figure.value, value > 0,
      let next = nextWord(figure), let count = vocabulary.isWord(.belowZero, next, text)
    else { return }
    figure.value = value.negated
    take(&figure, words: count)
  }

  func setUnit(_ figure: inout Figure, _ unit: NumberVocabulary.Unit) {
    figure.kind = unit.kind
    figure.unit = unit.id
    if ["celsius", "degree", "generic"].contains(unit.id) { attachUnitBefore(&figure) }
  }

  /// 화씨 98도, 摄氏30度: the scale stands before the number.
  @discardableResult
  func attachUnitBefore(_ figure: inout Figure) -> Bool {
    guard readsMyriads else { return false }
    let end = figure.start - text.blank(endingAt: figure.start)
    guard let (unit, count) = vocabulary.unitsBefore.match(endingAt: end, text.bytes) else { return false }
    figure.kind = unit.kind
    figure.unit = unit.id
    figure.isBare = false
    if unit.id != "degree" { figure.start = end - count }
    return true
  }

  func attachTimes(_ figure: inout Figure) -> Bool {
    guard figure.kind == .cardinal, figure.reason == nil, let next = nextWord(figure),
      let count = vocabulary.isWord(.times, next, text)
    else { return false }
    figure.kind = .multiplier
    take(&figure, words: count)
    return true
  }

  /// "per hour", "a barrel", "per 100,000": what the figure is a rate of.
  func attachPer(_ figure: inout Figure) {
    findPer(&figure)
    joinSpeed(&figure)
  }

  private func findPer(_ figure: inout Figure) {
    guard figure.reason == nil, figure.endWord < text.words.count else { return }
    if text[figure.end] == 0x2F {
      if let (unit, count) = vocabulary.unitSigns.match(from: figure.end + 1, text.bytes),
        !text.isWord(at: figure.end + 1 + count)
      {
        figure.per = unit.id
      } else if Int(text.words[figure.endWord].start) == figure.end + 1,
        let (unit, _) = vocabulary.units.match(figure.endWord, text)
      {
        figure.per = unit.id
      }
      return
    }
    guard let next = nextWord(figure), next > 0, let count = vocabulary.isWord(.per, next, text) else { return }
    let target = next + count
    guard target < text.words.count, text.isSpaced(target - 1) else { return }
    if let (unit, _) = vocabulary.units.match(target, text) { figure.per = unit.id }
  }

  /// Lengths per time have units of their own: 130 किमी/घंटा, 時速130キロ.
  private func joinSpeed(_ figure: inout Figure) {
    guard figure.kind == .measure, ["kilometer", "meter", "mile"].contains(figure.unit), let length = figure.unit else {
      return
    }
    if let time = figure.per {
      guard time == "hour" || time == "second" else { return }
      figure.unit = "\(length)-per-\(time)"
      figure.per = nil
    } else if figure.firstWord > 0, text.isJoined(figure.firstWord - 1) || isTouched(figure),
      vocabulary.isWord(.speedBefore, figure.firstWord - 1, text) != nil
    {
      figure.unit = "\(length)-per-hour"
    }
  }

  private func isTouched(_ figure: Figure) -> Bool {
    Int(text.words[figure.firstWord - 1].end) == Int(text.words[figure.firstWord].start)
  }
}
