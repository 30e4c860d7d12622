import Pipeline

/// What single words can be in a noun phrase.
extension NounPhrase {
  /// Whether word `index`, behind `gap`, may be part of a phrase.
  func isNominal(_ index: Int, _ gap: WordGap, _ first: Int) -> Bool {
    let word = text.words[index]
    switch word.kind {
    case .letters:
      // The parts of a compound may be any words: air-to-air missiles.
      if gap == .glued, index > first { return true }
      if isGluedBehind(index), !classes[word].contains(.verb), text.dash(at: Int(word.end)) > 0 { return true }
      // "the number of dead rose": what links a thing to its number is none of it. English has such nouns too.
      if !classes.order.isEmpty, index > first, classes[word].contains(.linking) { return false }
      // Serie A titles: one capital letter is a name.
      if index > first, word.letterCase == .upper, word.range.count == 1 { return true }
      return classes[word].isDisjoint(with: .stops) && !(gap != .glued && isNumeral(index))
    case .digits:
      // 152-mm shells, Shahed-136 drones.
      if gap == .glued, text.words[index - 1].kind == .letters { return true }
      return isGluedBehind(index) && text.words[index + 1].kind == .letters
    default: return false
    }
  }

  /// Whether a number starts at the word.
  func isNumeral(_ index: Int) -> Bool {
    guard index < text.words.count, vocabulary.numerals.mayStart(text.words[index].hash),
      let (numeral, _) = vocabulary.numerals.match(index, text)
    else { return false }
    switch numeral.role {
    case .unit, .teen, .ten, .hundreds, .hundred, .scale, .mixed, .collective, .ordinal, .zero: return true
    default: return false
    }
  }

  /// Whether the word at `index`, behind a blank, is a unit, which is then the noun of the words before it.
  func isBeforeUnit(_ index: Int) -> Bool {
    index < text.words.count && text.gap(behind: index - 1) == .blank && classes[text.words[index]].contains(.unit)
  }

  /// Turkish and foreign rescuers: "and" between two adjectives.
  func joinsAdjectives(_ index: Int, _ first: Int) -> Bool {
    index > first && index + 1 < text.words.count && classes[text.words[index]].contains(.and)
      && text.gap(behind: index) == .blank && text.hasEnding(index - 1, classes.adjectiveEndings)
      && text.hasEnding(index + 1, classes.adjectiveEndings) && text.words[index + 1].letterCase == .lower
      && text.words[index - 1].letterCase == .lower
  }

  /// One letter is no noun.
  func isLetter(_ index: Int) -> Bool {
    let word = text.words[index]
    return text.bytes.scalar(at: Int(word.start)).length == word.range.count && word.letterCase != .upper
  }

  /// Whether a noun may stand behind the word: after a blank, or after an apostrophe (d'artillerie).
  func leads(_ index: Int) -> Bool {
    switch text.gap(behind: index) {
    case .blank, .quote: true
    case .glued: text.dash(at: Int(text.words[index].end)) == 0
    case .other: false
    }
  }

  func isStop(_ index: Int) -> Bool {
    text.words[index].kind != .letters || !classes[text.words[index]].isDisjoint(with: .stops)
  }

  /// Whether the next word hangs on this one without a blank.
  func isGluedBehind(_ index: Int) -> Bool { text.gap(behind: index) == .glued }

  /// The last of the words that hang together from `index` on.
  func lastPart(_ index: Int) -> Int {
    var last = index
    while last < index + 4, isGluedBehind(last) { last += 1 }
    return last
  }

  /// Whether the word can't end a phrase: an adjective whose noun didn't come.
  func dangles(_ index: Int) -> Bool {
    let word = classes[text.words[index]]
    return (word.contains(.adjective) || word.contains(.modifier)) && !word.contains(.plural)
  }

  func isCapital(_ index: Int) -> Bool {
    switch text.words[index].letterCase {
    case .title, .upper: true
    case .mixed: isCapitalByte(Int(text.words[index].start))
    case .lower, .none: false
    }
  }

  func isCapitalByte(_ offset: Int) -> Bool {
    UnicodeTable.shared.entry(text.bytes.scalar(at: offset).value).isUpper
  }

  func isPlural(_ index: Int) -> Bool {
    if classes[text.words[index]].contains(.plural) { return true }
    return text.words[index].range.count > 3 && text.hasEnding(index, classes.pluralEndings)
      && !text.hasEnding(index, classes.singularEndings)
  }
}
