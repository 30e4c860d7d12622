import Pipeline

/// Tells house numbers by the words for streets beside them: 10 Downing Street, 12 rue de Rivoli, ул. Ленина, 25, Hauptstraße 12.
struct StreetAddress {
  let text: NumberText
  let vocabulary: NumberVocabulary
  /// How many words of a name may stand between the number and the word for the street.
  private static let reach = 4

  func holds(_ figure: Figure) -> Bool {
    guard figure.modifier == nil, figure.scale == nil, figure.value.map({ $0 < 100_000 }) ?? false else { return false }
    return isBeforeName(figure) || (figure.of == nil && isBehindName(figure))
  }

  /// 10 Downing Street, 5th Avenue: capitalized words that lead to one for a street, or that word itself.
  func isBeforeName(_ figure: Figure) -> Bool {
    guard vocabulary.has(.addressAfter) else { return false }
    var index = figure.endWord
    while index > 0, index < text.words.count, index - figure.endWord < Self.reach, text.isSpaced(index - 1) {
      let isName = isCapitalized(index)
      if vocabulary.isWord(.addressAfter, index, text) != nil {
        // "10 street vendors" of English; 12 rue de Rivoli.
        return isName || (index == figure.endWord && !vocabulary.has(.titleSmall))
      }
      guard isName else { return false }
      index += 1
    }
    return false
  }

  /// ул. Ленина, 25; via Roma 10; Hauptstraße 12.
  private func isBehindName(_ figure: Figure) -> Bool {
    var index = figure.firstWord - 1
    var next = figure.start
    while index >= 0, figure.firstWord - index <= Self.reach {
      guard isNear(Int(text.words[index].end), next, isFirst: index == figure.firstWord - 1) else { return false }
      if vocabulary.isWord(.addressBefore, index, text) != nil { return true }
      guard isCapitalized(index) || text.words[index].range.count <= 2 else { return false }
      if text.hasEnding(index, vocabulary.addressEndings) { return true }
      next = Int(text.words[index].start)
      index -= 1
    }
    return false
  }

  /// Whether blanks stand between, or an abbreviation's stop and blanks; before the number also a comma.
  private func isNear(_ end: Int, _ start: Int, isFirst: Bool) -> Bool {
    var offset = end
    if text[offset] == 0x2E || (isFirst && text[offset] == 0x2C) { offset += 1 }
    offset += text.blank(at: offset)
    return offset == start && offset > end
  }

  private func isCapitalized(_ index: Int) -> Bool {
    let word = text.words[index]
    return word.kind == .letters && (word.letterCase == .title || word.letterCase == .mixed)
  }
}
