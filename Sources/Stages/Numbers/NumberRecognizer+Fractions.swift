import Pipeline

/// Fractions written with signs: 3/4, 2 1/2, ½.
extension NumberRecognizer {
  /// 3/4: a proper fraction of small numbers.
  func slashFraction(_ figure: Figure) -> Figure? {
    let slash = slash(at: figure.end)
    guard figure.isBare, slash > 0, figure.endWord < text.words.count else { return nil }
    let other = digits.read(figure.endWord)
    guard other.isBare, other.start == figure.end + slash, let a = figure.value, let b = other.value, a < b, a > 0,
      b <= 100,
      !text.isWord(at: other.end) || isParticle(at: other.end), text[other.end] != 0x2F
    else { return nil }
    var result = figure
    result.end = other.end
    result.endWord = other.endWord
    result.value = SpelledReader.quotient(a, b)
    result.kind = .fraction
    result.isBare = false
    return result
  }

  /// How many bytes a slash at `offset` has, fullwidth ones among them.
  private func slash(at offset: Int) -> Int {
    if text[offset] == 0x2F { return 1 }
    return text[offset] == 0xEF && text[offset + 1] == 0xBC && text[offset + 2] == 0x8F ? 3 : 0
  }

  /// Whether a particle stands right behind, as scripts without spaces and Korean have it: 1/2的, 1/2이.
  private func isParticle(at offset: Int) -> Bool {
    guard readsMyriads else { return false }
    return MyriadSign.isHangul(text.bytes.scalar(at: offset).value)
      && vocabulary.particles.match(from: offset, text.bytes) != nil
      || vocabulary.wordClasses.connectors.match(from: offset, text.bytes) > 0
      || text.bytes.scalar(at: offset).value == 0x3092
  }

  /// The numeral before digits, behind one blank or hyphen.
  func numeralBefore(_ figure: Figure) -> Numeral? {
    let before = figure.firstWord - 1
    guard before >= 0, vocabulary.numerals.mayStart(text.words[before].hash) else { return nil }
    let gap = max(text.blank(endingAt: figure.start), text.dash(endingAt: figure.start))
    guard gap > 0, Int(text.words[before].end) == figure.start - gap else { return nil }
    return vocabulary.numerals.match(before, text)?.value
  }

  /// 1 1/2: a whole, a blank and a fraction.
  func mixedFraction(_ figure: Figure) -> Figure? {
    var gap = text.blank(at: figure.end)
    gap += text.blank(at: figure.end + gap)
    guard figure.isBare, gap > 0, figure.endWord < text.words.count, text.words[figure.endWord].kind == .digits,
      Int(text.words[figure.endWord].start) == figure.end + gap, text.words[figure.endWord].range.count <= 2,
      text[Int(text.words[figure.endWord].end)] == 0x2F,
      let part = slashFraction(digits.read(figure.endWord)), let whole = figure.value,
      let fraction = part.value, let sum = whole.adding(fraction)
    else { return nil }
    var result = figure
    result.value = sum
    result.end = part.end
    result.endWord = part.endWord
    result.isBare = false
    return result
  }

  func vulgarFraction(_ index: Int, whole: Figure?) -> Figure? {
    let word = text.words[index]
    guard let (a, b) = Self.fractions[text.bytes.scalar(at: Int(word.start)).value] else { return nil }
    let part = SpelledReader.quotient(ExactDecimal(a), ExactDecimal(b))
    var figure = whole ?? Figure(start: Int(word.start), end: Int(word.end), firstWord: index, endWord: index + 1)
    figure.end = Int(word.end)
    figure.endWord = index + 1
    figure.value = (whole?.value ?? .zero).adding(part)
    figure.kind = whole == nil ? .fraction : .cardinal
    figure.isBare = false
    return figure
  }
}
