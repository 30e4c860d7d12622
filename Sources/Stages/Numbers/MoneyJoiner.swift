import Pipeline

/// Adds the cents to a sum of money: 15 dollars and 15 cents, 50 TL 30 kuruş, 15 USD 50.
struct MoneyJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: inout [Figure]) { figures.joinNeighbours(sum) }

  private func sum(_ a: Figure, _ b: Figure) -> Figure? {
    guard a.kind == .currency, a.reason == nil, !a.isFuzzy, a.scale == nil, let whole = a.value,
      whole.exponent >= 0 || a.isSubunit,
      whole > 0, b.reason == nil || b.reason == .one, !b.isFuzzy, let part = cents(b, of: a),
      let value = whole.adding(part), let link = link(a, b)
    else { return nil }
    guard b.kind == .currency || isBareCents(b, link) else { return nil }
    var sum = a
    sum.value = value
    sum.end = b.end
    sum.endWord = b.endWord
    sum.isSubunit = true
    return sum
  }

  /// What the second figure adds to the first; nil where it is no part of it.
  private func cents(_ b: Figure, of a: Figure) -> ExactDecimal? {
    guard let value = b.value, value > 0 else { return nil }
    if b.kind == .currency {
      // A word for cents of several currencies is one for those of any.
      let isSame =
        b.candidates.count > 1
        || b.currency != nil && (b.currency == a.currency || a.candidates.contains(b.currency ?? ""))
      return isSame && b.isSubunit && value < 1 && (!a.isSubunit || a.value.map { value < $0 } ?? false) ? value : nil
    }
    guard b.kind == .cardinal, !a.isSubunit, b.scale == nil, value.exponent >= 0, value < 100 else { return nil }
    return value.multiplied(by: ExactDecimal(coefficient: 1, exponent: -2))
  }

  private enum Link {
    case blank, word
  }

  /// Nothing but a blank, or a word for "and" or "with", between the two.
  private func link(_ a: Figure, _ b: Figure) -> Link? {
    guard a.endWord > 0, a.endWord <= b.firstWord, text.isSpaced(a.endWord - 1) || a.end == b.start else { return nil }
    if a.endWord == b.firstWord { return .blank }
    let count = vocabulary.isWord(.moneyAnd, a.endWord, text) ?? vocabulary.isWord(.and, a.endWord, text)
    return count.map { a.endWord + $0 == b.firstWord } ?? false ? .word : nil
  }

  /// "15 dollars 50": two digits without a word for cents, or a number at the end of a clause.
  private func isBareCents(_ b: Figure, _ link: Link) -> Bool {
    let isLast = text.gap(behind: b.endWord - 1) == .other || isBeforeVerb(b)
    // Estonian "25 000 grivnat kuus": a weak numeral is a word of its own.
    if b.isSpelled, b.reason != nil { return false }
    if b.isSpelled { return isLast || link == .blank && b.value.map { $0 >= 10 } ?? false && isBeforeFunctionWord(b) }
    return b.isBare && b.end - b.start == 2 && (isLast || link == .blank)
  }

  private func isBeforeFunctionWord(_ figure: Figure) -> Bool {
    figure.endWord < text.words.count && text.isSpaced(figure.endWord - 1)
      && !vocabulary.wordClasses[text.words[figure.endWord]].isDisjoint(with: .stops)
  }

  private func isBeforeVerb(_ figure: Figure) -> Bool {
    figure.endWord < text.words.count && text.isSpaced(figure.endWord - 1)
      && vocabulary.wordClasses[text.words[figure.endWord]].contains(.verb)
  }
}
