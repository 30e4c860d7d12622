import Pipeline

/// A light finder of noun phrases for scripts with spaces: from a word on, up to the first that can't belong to it.
struct NounPhrase {
  let text: NumberText
  let vocabulary: NumberVocabulary
  var classes: WordClasses { vocabulary.wordClasses }
  private static let maximumWords = 6

  /// The phrase that starts with word `first`; nil where that word can't start one.
  func find(from first: Int) -> ByteRange? {
    guard first < text.words.count else { return nil }
    let order = classes.order
    let end: Int?
    if order.contains(.capitalNouns) {
      end = endAtCapital(first)
    } else if order.contains(.nounLast) {
      end = endAtNoun(first)
    } else if order.contains(.nounFirst) {
      end = endOfAgreement(first)
    } else {
      end = endOfCompound(first)
    }
    guard let end, end > first, end > first + 1 || !isLetter(first) else { return nil }
    return ByteRange(text.words[first].start, text.words[end - 1].end)
  }

  // MARK: What stands before a phrase

  /// Passes over "of" (de, d'); false where there is none.
  func skipOf(_ index: inout Int) -> Bool {
    guard index < text.words.count, classes[text.words[index]].contains(.of), leads(index) else { return false }
    index += 1
    return true
  }

  func skipArticles(_ index: inout Int) {
    for _ in 0..<2 {
      guard index < text.words.count, classes[text.words[index]].contains(.determiner), leads(index) else { return }
      index += 1
    }
  }

  /// Passes over "more", "other"; not where nothing follows.
  func skipOthers(_ index: inout Int) {
    for _ in 0..<2 {
      guard index + 1 < text.words.count, classes[text.words[index]].contains(.skip),
        text.gap(behind: index) == .blank, !isStop(index + 1)
      else { return }
      index += 1
    }
  }

  // MARK: Ends

  /// English: any run of words; behind its last plural nothing of it is left.
  private func endOfCompound(_ first: Int) -> Int? {
    var end = first
    var lastPlural: Int?
    while end < text.words.count, end - first < Self.maximumWords {
      let gap = end == first ? WordGap.blank : text.gap(behind: end - 1)
      if gap == .other { break }
      // Two nouns before the plural: air and missile systems.
      if lastPlural == nil, end > first, gap != .glued, classes[text.words[end]].contains(.and),
        text.gap(behind: end) == .blank, !isStop(end + 1), !isNumeral(end + 1)
      {
        end += 1
        continue
      }
      if !isNominal(end, gap, first) { break }
      if lastPlural != nil, gap != .glued, classes[text.words[end]].contains(.modifier) { break }
      if end > first, gap != .glued, ends(end, lastPlural) { break }
      if isPlural(end), !isGluedBehind(end) { lastPlural = end }
      end += 1
    }
    if let lastPlural { return lastPlural + 1 }
    // "2 wonderful years", "5 declined": the noun is a unit, or the word a verb.
    if isBeforeUnit(end) || (end > first && text.hasEnding(end - 1, classes.verbEndings)) { return nil }
    if let and = (first..<end).first(where: { classes[text.words[$0]].contains(.and) }) { end = and }
    while end > first, dangles(end - 1) { end -= 1 }
    return end
  }

  /// Whether the word can't go on with the phrase whose last plural is given: a participle (loaded), or a name.
  private func ends(_ index: Int, _ lastPlural: Int?) -> Bool {
    guard lastPlural == index - 1 else { return false }
    if text.hasEnding(index, classes.verbEndings) { return true }
    return text.words[index - 1].letterCase == .lower && text.words[index].letterCase != .lower
  }

  /// Slavic, Scandinavian and others: adjectives, then one noun.
  private func endAtNoun(_ first: Int) -> Int? {
    var end = first
    while end < text.words.count, end - first < Self.maximumWords {
      let gap = end == first ? WordGap.blank : text.gap(behind: end - 1)
      if gap == .other { break }
      if gap == .blank, joinsAdjectives(end, first) {
        end += 1
        continue
      }
      if !isNominal(end, gap, first) { break }
      if end > first, gap != .glued {
        if text.hasEnding(end, classes.verbEndings) { break }
        // A lower-case adjective before a name is no longer one, unless the name is a type: российских Су-34.
        if isCapital(end), !isCapital(end - 1), !isGluedBehind(end), gap != .quote { break }
      } else if end == first, gap != .glued, text.hasEnding(end, classes.verbEndings),
        !classes[text.words[end]].contains(.plural)
      {
        return nil
      }
      end += 1
      if isGluedBehind(end - 1) { continue }
      if classes[text.words[end - 1]].contains(.adjective) { continue }
      if text.hasEnding(end - 1, classes.adjectiveEndings), !classes[text.words[end - 1]].contains(.plural) { continue }
      if !classes.linkEndings.isEmpty, end < text.words.count, text.gap(behind: end - 1) == .blank, links(end) {
        continue
      }
      break
    }
    if end > first, isBeforeUnit(end), text.hasEnding(end - 1, classes.adjectiveEndings) { return nil }
    while end > first, dangles(end - 1) { end -= 1 }
    return end
  }

  /// Whether the word is the end of a compound with the one before it: top mermisi; or the middle of a name.
  private func links(_ index: Int) -> Bool {
    if text.hasEnding(index, classes.verbEndings) { return false }
    if isStop(index) { return false }
    return text.hasEnding(index, classes.linkEndings) || (isCapital(index - 1) && isCapital(index))
  }

  /// German: lower-case adjectives, then a capitalized noun.
  private func endAtCapital(_ first: Int) -> Int? {
    var end = first
    while end < text.words.count, end - first < Self.maximumWords {
      let gap = end == first ? WordGap.blank : text.gap(behind: end - 1)
      if gap == .blank, joinsAdjectives(end, first) {
        end += 1
        continue
      }
      guard gap != .other, isNominal(end, gap, first) else { return nil }
      let isNoun = isCapital(end) || text.words[end].kind == .digits
      end += 1
      if isGluedBehind(end - 1) { continue }
      if isNoun {
        // Berliner Schüler: a name that is an adjective.
        if end < text.words.count, text.gap(behind: end - 1) == .blank, isCapital(end), !isStop(end),
          text.hasEnding(end - 1, classes.linkEndings)
        {
          continue
        }
        return end
      }
      if !text.hasEnding(end - 1, classes.adjectiveEndings), !classes[text.words[end - 1]].contains(.adjective) {
        return nil
      }
    }
    return nil
  }

  /// Romance: a noun, with adjectives that agree with it, and "of" with a bare noun.
  private func endOfAgreement(_ first: Int) -> Int? {
    guard isNominal(first, .blank, first), !text.hasEnding(first, classes.verbEndings) else { return nil }
    var end = first + 1
    while end < text.words.count, end - first < Self.maximumWords {
      let gap = text.gap(behind: end - 1)
      if gap == .other { break }
      if gap != .glued {
        if let next = complement(end, first) {
          end = next
          continue
        }
        guard isNominal(end, gap, first), isCapital(end) == isCapital(end - 1) || gap == .quote || isGluedBehind(end)
        else { break }
        let part = lastPart(end)
        if gap != .quote, classes[text.words[end - 1]].contains(.adjective) == false {
          guard text.hasEnding(part, classes.adjectiveEndings), !text.hasEnding(part, classes.verbEndings) else {
            break
          }
        }
      } else if !isNominal(end, gap, first) {
        break
      }
      end += 1
    }
    while end > first, dangles(end - 1) { end -= 1 }
    return end
  }

  /// The end of "of" and a bare lower-case noun at `index`; nil where there is none.
  private func complement(_ index: Int, _ first: Int) -> Int? {
    guard classes.order.contains(.ofComplement), text.gap(behind: index - 1) == .blank else { return nil }
    guard classes[text.words[index]].contains(.of), !classes[text.words[index]].contains(.determiner),
      leads(index), text.words[index + 1].kind == .letters, text.words[index + 1].letterCase == .lower,
      !isStop(index + 1)
    else { return nil }
    return index + 2
  }
}
