import Pipeline

/// Where a number of signs goes on and where another word begins.
extension MyriadScanner {
  /// How many bytes of blanks may stand at `position` inside a number: any between signs of Han, which some texts set
  /// apart, one or two behind a closed group of others.
  func gap(at position: Int, _ state: State, _ reading: Reading) -> Int {
    guard reading.signs > 0 || state.pending != nil else { return 0 }
    var offset = position
    for _ in 0..<3 { offset += text.blank(at: offset) }
    return offset - position
  }

  /// Whether a sign behind a blank belongs to the number.
  func mayFollow(
    _ sign: MyriadSign, _ at: Int, _ count: Int, _ state: State, _ reading: Reading
  ) -> Bool {
    let isHangul = MyriadSign.isHangul(text.bytes.scalar(at: at).value)
    if isHangul {
      guard reading.hasMultiplier, state.pending == nil else { return false }
      return continues(at + count) || isNumberWord(at)
    }
    switch sign {
    case .large, .small: return state.pending != nil || reading.hasMultiplier
    case .tens: return false
    case .digit:
      guard reading.hasMultiplier, state.pending == nil else { return false }
      return continues(at + count) || !text.isWord(at: at + count)
        || vocabulary.wholeJoiners.match(from: at + count, text.bytes) != nil
    }
  }

  /// Whether what looks like a sign is another word: 千 in 千米, 조 in 조각, 만 in 만큼, 京 of a city.
  func isOther(
    _ sign: MyriadSign, _ at: Int, _ state: State, _ reading: Reading, _ leading: ExactDecimal?, _ word: Int
  ) -> Bool {
    let (scalar, count) = text.bytes.scalar(at: at)
    if scalar == 0x4EAC || scalar == 0xACBD {
      return leading == nil || state.pending == nil
        || isLetter(at + count) && !isMultiplier(at + count) && !isMoney(at + count, word)
    }
    guard reading.signs > 0 || leading != nil else { return false }
    if MyriadSign.isHangul(scalar) {
      return (vocabulary.classifiers.match(from: at, text.bytes)?.count ?? 0) > count
        || (vocabulary.particles.match(from: at, text.bytes)?.count ?? 0) > count
    }
    // 三十两 is a weight, 二百两十 no number: this sign for two stands before a multiplier.
    if scalar == 0x4E24 || scalar == 0x5169, leading != nil || reading.signs > 0 {
      return !isMultiplier(at + count)
    }
    if scalar == 0x5146, let index = text.word(at: at, from: word), vocabulary.units.match(index, text)?.count ?? 0 > 1
    {
      return true
    }
    // 三千米 is three kilometres and not three thousand of something.
    guard state.pending != nil, !reading.hasMultiplier else { return false }
    if case .digit = sign { return false }
    guard let index = text.word(at: at, from: word) else { return false }
    return (vocabulary.units.match(index, text)?.count ?? 0) > 1
  }

  private func isMoney(_ offset: Int, _ word: Int) -> Bool {
    if vocabulary.gluedMoney.match(from: offset, text.bytes) != nil { return true }
    return text.word(at: offset, from: word).map { vocabulary.money.match($0, text) != nil } ?? false
  }

  private func isMultiplier(_ offset: Int) -> Bool {
    guard offset < text.bytes.count else { return false }
    switch MyriadSign.sign(text.bytes.scalar(at: offset).value) {
    case .small?, .large?: return true
    default: return false
    }
  }

  private func isLetter(_ offset: Int) -> Bool { text.isWord(at: offset) && text.digit(at: offset) == nil }

  /// Whether a multiplier or a counter stands at `offset`, so that what came before belongs to the number.
  func continues(_ offset: Int) -> Bool {
    var next = offset
    for _ in 0..<3 { next += text.blank(at: next) }
    guard next < text.bytes.count else { return false }
    if vocabulary.classifiers.match(from: next, text.bytes) != nil { return true }
    if vocabulary.gluedMoney.match(from: next, text.bytes) != nil { return true }
    switch MyriadSign.sign(text.bytes.scalar(at: next).value) {
    case .small?, .large?: return true
    default: return false
    }
  }

  /// Whether a word is signs alone, a multiplier or two of them at least: the 천팔백 of 구만 천팔백.
  private func isNumberWord(_ offset: Int) -> Bool {
    var position = offset
    var count = 0
    var hasMultiplier = false
    while position < text.bytes.count, count < 16, let sign = MyriadSign.sign(text.bytes.scalar(at: position).value) {
      if case .digit = sign {} else { hasMultiplier = true }
      position += 3
      count += 1
    }
    guard count > 0, hasMultiplier || count == 1 else { return false }
    return !text.isWord(at: position) || hasMultiplier && isBoundary(position)
  }

  /// Whether a spelled-out number may end here: no letter follows, or a counter or suffix does.
  func isBoundary(_ offset: Int) -> Bool {
    if !text.isWord(at: offset) { return true }
    return vocabulary.classifiers.match(from: offset, text.bytes) != nil
      || vocabulary.modifierSuffixes.match(from: offset, text.bytes) != nil
      || vocabulary.gluedMoney.match(from: offset, text.bytes) != nil
  }
}

extension NumberText {
  /// Digits at `offset` without marks but grouping commas, as in 3万4000 and 3만 4,500.
  func digits(_ offset: Int) -> (ExactDecimal, Int)? {
    var value: Int128 = 0
    var position = offset
    var count = 0
    while let digit = digit(at: position), count < 12 {
      value = value * 10 + Int128(digit.value)
      position += digit.count
      count += 1
      if self[position] == 0x2C, self.digit(at: position + 1) != nil { position += 1 }
    }
    return count > 0 ? (ExactDecimal(coefficient: value), position) : nil
  }
}
