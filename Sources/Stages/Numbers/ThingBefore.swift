import Pipeline

/// Finds a thing that stands before its number: the number of dead rose to 45; troops numbered 13,000; killed: 45.
struct ThingBefore {
  let text: NumberText
  let vocabulary: NumberVocabulary
  private var classes: WordClasses { vocabulary.wordClasses }
  /// How many words may stand between "number of" and the verb.
  private static let maximumWords = 7

  func find(_ figure: Figure) -> ByteRange? {
    guard figure.kind == .cardinal, figure.reason == nil else { return nil }
    var index = figure.firstWord - 1
    while index >= 0, !classes[text.words[index]].contains(.linking),
      let (_, count) = vocabulary.modifiersBefore.match(index, text)
    {
      index -= count
    }
    guard index >= 0, index + 1 < text.words.count else { return nil }
    if isColon(behind: index) { return toll(index) }
    var links = 0
    var isNumbering = false
    while index >= 0, links < 6, [.blank, .glued].contains(text.gap(behind: index)) {
      let wordClass = classes[text.words[index]]
      guard wordClass.contains(.linking) else { break }
      if wordClass.contains(.numbering) { isNumbering = true }
      links += 1
      index -= 1
    }
    guard links > 0, index >= 0, text.gap(behind: index) == .blank else { return nil }
    if let thing = counted(upTo: index) ?? toll(index) { return thing }
    guard isNumbering, classes[text.words[index]].isDisjoint(with: .stops), text.words[index].kind == .letters else {
      return nil
    }
    return text.words[index].range
  }

  /// Whether a colon and blanks are all that stands behind the word.
  private func isColon(behind index: Int) -> Bool {
    let end = Int(text.words[index].end)
    let next = Int(text.words[index + 1].start)
    let behind = text[end] == 0x3A ? end + 1 : (text[end] == 0x20 && text[end + 1] == 0x3A ? end + 2 : 0)
    return behind > 0 && behind + text.blank(at: behind) == next
  }

  /// "death toll", "killed": things that are always counted.
  private func toll(_ index: Int) -> ByteRange? {
    guard let (_, count) = classes.tolls.match(index, text) else { return nil }
    return ByteRange(text.words[index - count + 1].start, text.words[index].end)
  }

  /// "the number of people killed": the phrase behind "number of", which must come close to the verb.
  private func counted(upTo last: Int) -> ByteRange? {
    var index = last
    while index >= 0, last - index < Self.maximumWords {
      if let (_, count) = classes.counts.match(index, text), index + count <= last {
        var start = index + count
        let phrases = NounPhrase(text: text, vocabulary: vocabulary)
        phrases.skipArticles(&start)
        return phrases.find(from: start)
      }
      index -= 1
      guard index >= 0, text.gap(behind: index) != .other else { return nil }
    }
    return nil
  }
}
