import Pipeline

/// Whether Hangul signs are a number or part of other words.
extension MyriadReader {
  func hangulCertainty(_ reading: MyriadScanner.Reading, _ figure: Figure) -> Certainty {
    // 조사, 억이: what begins with a large sign is another word, unless it is that sign alone.
    if reading.signs > 1, [0xC870, 0xC5B5].contains(text.bytes.scalar(at: figure.start).value) { return .none }
    let blank = text.blank(at: figure.end)
    let isCountedBehind = vocabulary.classifiers.match(from: figure.end + blank, text.bytes) != nil
    // 이만 마친다, 이천 시내: words and places that look like numbers.
    if figure.endWord == figure.firstWord + 1, !isCountedBehind,
      vocabulary.isWord(.idiom, figure.firstWord, text) != nil
    {
      return .needsUnit
    }
    let isApart = blank > 0 || !text.isWord(at: figure.end)
    // A sign alone (천 마리, 십 년) is a number only before a counter that stands apart: 천명 is to declare.
    if reading.signs == 1 || !reading.hasMultiplier {
      guard reading.hasMultiplier, reading.value >= 10 else { return .needsUnit }
      return isCountedBehind && blank > 0 && reading.value >= 100 ? .certain : .needsUnit
    }
    if isApart || scanner.isBoundary(figure.end) { return .certain }
    guard let particle = vocabulary.particles.match(from: figure.end, text.bytes)?.count,
      !text.isWord(at: figure.end + particle), reading.signs > 2 || reading.value < 1000
    else { return .needsUnit }
    return .certain
  }

  /// Whether what follows a few signs makes them a number: 십 퍼센트 and 三年, but not 사주, 이유로, 二度 or 万年, which are
  /// words.
  func isSupported(_ figure: Figure) -> Bool {
    MyriadSign.isHangul(text.bytes.scalar(at: figure.start).value) ? isHangulSupported(figure) : isHanSupported(figure)
  }

  func isHangulSupported(_ figure: Figure) -> Bool {
    guard figure.kind != .fraction, figure.kind != .ordinal else { return true }
    guard isWordEnd(figure.end) else { return false }
    var end = figure.start
    var signs = 0
    var isFactor = false
    while end < figure.end, let sign = MyriadSign.sign(text.bytes.scalar(at: end).value) {
      if case .digit = sign {} else { isFactor = true }
      end += 3
      signs += 1
    }
    if signs > 1 { return true }
    let blank = text.blank(at: end)
    let unit = figure.end - end - blank
    let first = text.bytes.scalar(at: figure.start).value
    // 이 is "this", 공 a ball.
    if first == 0xC774 || first == 0xACF5 { return false }
    if blank > 0 { return unit > 3 || isFactor }
    if isFactor { return unit > 3 || figure.kind == .currency }
    return unit > 3 && figure.kind == .duration
  }

  /// Whether a Korean word may end at `end`: no letter follows, or a particle or hedge does.
  func isWordEnd(_ end: Int) -> Bool {
    if !text.isWord(at: end) { return true }
    if vocabulary.modifierSuffixes.match(from: end, text.bytes) != nil { return true }
    guard let (_, count) = vocabulary.particles.match(from: end, text.bytes) else { return false }
    if !text.isWord(at: end + count) { return true }
    // 일주일간의: a particle may follow another.
    return vocabulary.particles.match(from: end + count, text.bytes).map { !text.isWord(at: end + count + $0.count) }
      ?? false
  }
}
