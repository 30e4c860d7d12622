import Pipeline

/// Reads numbers that count by ten thousands, in digits, Hangul or Han numerals and mixtures: 1만 2천, 3万4000, 이십오만.
struct MyriadReader {
  let text: NumberText
  let vocabulary: NumberVocabulary
  let scanner: MyriadScanner

  init(text: NumberText, vocabulary: NumberVocabulary) {
    self.text = text
    self.vocabulary = vocabulary
    scanner = MyriadScanner(text: text, vocabulary: vocabulary)
  }

  /// Whether a Hangul numeral stands at `offset`.
  func startsWithSign(_ offset: Int) -> Bool {
    MyriadSign.sign(text.bytes.scalar(at: offset).value) != nil
      || vocabulary.natives.match(from: offset, text.bytes) != nil
  }

  /// The number in Hangul or Han numerals at the start of the word at `index`, or nil.
  ///
  /// A figure with few signs is marked as one that needs a unit, currency or the like: 十 is ten in 十吨 and part of
  /// another word in 十分.
  func readSpelled(_ index: Int) -> Figure? {
    let start = Int(text.words[index].start)
    // Inside a run of signs no number begins.
    if index > 0, Int(text.words[index - 1].end) == start, isHanSign(Int(text.words[index - 1].start)) { return nil }
    if text.words[index].kind == .ideograph, vocabulary.isWord(.idiom, index, text) != nil { return nil }
    if (0x3041...0x3096).contains(text.bytes.scalar(at: start).value) { return readKana(index) }
    guard let reading = scanner.read(start, leading: nil, word: index) else { return nil }
    if !reading.isOpen,
      let part = fraction(
        of: reading.value, reading.end, start, index, isPower: reading.digits == 0 && reading.value >= 100)
    {
      return part
    }
    var figure = Figure(start: start, end: reading.end, firstWord: index, endWord: wordEnd(reading.end, from: index))
    figure.value = reading.value
    figure.isSpelled = true
    if reading.isOpen { figure.modifier = .moreThan }
    if reading.isHangul { joinNative(&figure, reading) } else { joinRest(&figure, reading) }
    switch figure.end > reading.end || isAlone(figure) ? .certain : certainty(reading, figure) {
    case .none: return nil
    case .certain: break
    case .needsUnit: figure.needsUnit = true
    }
    markOrdinal(&figure)
    markFuzzy(&figure)
    return figure
  }

  enum Certainty {
    case none, needsUnit, certain
  }

  private func certainty(_ reading: MyriadScanner.Reading, _ figure: Figure) -> Certainty {
    reading.isHangul ? hangulCertainty(reading, figure) : hanCertainty(reading, figure)
  }

  // MARK: What belongs to it

  /// 第五, 제5, だい五: a word before the number makes it an ordinal.
  func markOrdinal(_ figure: inout Figure) {
    guard figure.kind == .cardinal, let count = ordinalPrefix(before: figure.start) else { return }
    // 제3조, 第三条: articles of laws.
    if isArticle(figure.end) { figure.reason = .section }
    figure.kind = .ordinal
    figure.start -= count
    figure.isBare = false
  }

  private func isArticle(_ offset: Int) -> Bool {
    offset < text.bytes.count && [0xC870, 0x6761, 0x689D, 0xD56D].contains(text.bytes.scalar(at: offset).value)
  }

  func isOrdinalPrefix(before start: Int) -> Bool { ordinalPrefix(before: start) != nil }

  private func ordinalPrefix(before start: Int) -> Int? {
    vocabulary.ordinalPrefixes.match(endingAt: start, text.bytes)?.count
  }

  /// 数千, 几十: an unknown factor before a multiplier.
  private func markFuzzy(_ figure: inout Figure) {
    guard figure.start >= 3, text[figure.start - 3] & 0xF0 == 0xE0, figure.kind == .cardinal,
      [0x6570, 0x6578, 0x51E0, 0x5E7E].contains(text.bytes.scalar(at: figure.start - 3).value)
    else { return }
    figure.low = figure.value
    figure.value = nil
    figure.modifier = .fuzzy
    figure.isFuzzy = true
    figure.start -= 3
  }

  /// Extends digits that end at `figure.end` by scale signs and what follows them: 1만 2천, 3万4000.
  func extend(_ figure: inout Figure) {
    guard let value = figure.value, figure.reason == nil else { return }
    if value < 0, let part = fraction(of: value.negated, figure.end, figure.start, figure.firstWord, isPower: false) {
      figure = part
      figure.value = part.value?.negated
      return
    }
    if let part = fraction(of: value, figure.end, figure.start, figure.firstWord, isPower: false) {
      figure = part
      return
    }
    if ordinalPrefix(before: figure.start) != nil, isArticle(figure.end) { return markOrdinal(&figure) }
    if let reading = scanner.read(figure.end, leading: value, word: figure.endWord - 1), reading.hasMultiplier {
      figure.value = reading.value
      figure.end = reading.end
      figure.endWord = wordEnd(reading.end, from: figure.endWord - 1)
      figure.isBare = false
      figure.scale = 1
      if reading.isOpen { figure.modifier = .moreThan }
    }
    if let part = fraction(of: figure.value ?? value, figure.end, figure.start, figure.firstWord, isPower: false) {
      figure = part
      return
    }
    markOrdinal(&figure)
  }

  /// The first word that starts at or behind `offset`, from `index` on.
  func wordEnd(_ offset: Int, from index: Int) -> Int {
    var word = index
    while word < text.words.count, Int(text.words[word].start) < offset { word += 1 }
    return max(word, index + 1)
  }
}

extension NumberVocabulary {
  /// 万 and 千 alone are characters and no numbers; 十 is ten.
  func isMultiplierAlone(_ text: NumberText, _ figure: Figure) -> Bool {
    guard figure.endWord - figure.firstWord <= 2, let value = figure.value else { return false }
    return [100, 1000, 10_000, 100_000_000, 1_000_000_000_000].contains(value)
      && text.bytes.scalar(at: figure.start).value != 0x4E00 && figure.end - figure.start <= 6
      && { if case .digit? = MyriadSign.sign(text.bytes.scalar(at: figure.start).value) { false } else { true } }()
  }
}
