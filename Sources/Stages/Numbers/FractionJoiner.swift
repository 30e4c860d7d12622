import Pipeline

/// Joins two whole numbers to a fraction by a word between them: 1 sur 3, uno su venti, üç bölü beş.
struct FractionJoiner {
  let text: NumberText
  let vocabulary: NumberVocabulary

  func join(_ figures: inout [Figure]) {
    guard figures.count > 1, vocabulary.has(.fractionMiddle) else { return }
    var kept = 0
    for index in figures.indices {
      if kept > 0, let fraction = fraction(figures[kept - 1], figures[index]) {
        figures[kept - 1] = fraction
      } else if let fraction = one(before: figures[index]).flatMap({ fraction($0, figures[index]) }) {
        figures[kept] = fraction
        kept += 1
      } else {
        if kept != index { figures[kept] = figures[index] }
        kept += 1
      }
    }
    figures.removeLast(figures.count - kept)
  }

  private func fraction(_ a: Figure, _ b: Figure) -> Figure? {
    guard a.endWord > 0, b.firstWord > a.endWord, isWhole(a), isWhole(b) || isShare(b), text.isSpaced(a.endWord - 1),
      let count = vocabulary.isWord(.fractionMiddle, a.endWord, text), a.endWord + count == b.firstWord,
      text.isSpaced(b.firstWord - 1), let numerator = a.value, let denominator = b.value, numerator < denominator
    else { return nil }
    var fraction = b
    fraction.start = a.start
    fraction.firstWord = a.firstWord
    fraction.value = SpelledReader.quotient(numerator, denominator)
    fraction.kind = b.kind == .cardinal ? .fraction : b.kind
    fraction.isBare = false
    fraction.reason = nil
    return fraction
  }

  /// "uno" before such a word, which is no figure elsewhere.
  private func one(before b: Figure) -> Figure? {
    for width in 1...2 where b.firstWord > width {
      let index = b.firstWord - width - 1
      guard vocabulary.isWord(.fractionMiddle, index + 1, text) == width,
        let (numeral, count) = vocabulary.numerals.match(index, text), count == 1, numeral.value == 1,
        !numeral.is(.and), !numeral.is(.point)
      else { continue }
      var one = Figure(
        start: Int(text.words[index].start), end: Int(text.words[index].end), firstWord: index, endWord: index + 1)
      one.value = 1
      one.isSpelled = true
      return one
    }
    return nil
  }

  private func isWhole(_ figure: Figure) -> Bool {
    figure.kind == .cardinal && (figure.reason == nil || figure.reason == .one) && !figure.isFuzzy
      && figure.modifier == nil && (figure.isBare || figure.isSpelled)
      && figure.value.map { $0 >= 1 && $0.exponent >= 0 } ?? false
  }

  /// 1 sobre 3 por cento.
  private func isShare(_ figure: Figure) -> Bool {
    figure.kind == .percent && figure.unit == nil && figure.value.map { $0 > 1 && $0.exponent >= 0 } ?? false
  }
}
