import Pipeline

/// What the formulas need to know of a text.
struct TextCounts: Equatable {
  /// Sentences with at least one word.
  var sentences = 0
  var words = 0
  /// Words of more than six letters, as Björnsson counts them.
  var longWords = 0
  var letters = 0
  var syllables = 0
  /// Words in an alphabet that writes about a letter a sound: Latin, Cyrillic, Greek.
  var alphabetic = 0
  /// Signs of scripts without spaces, which are no words.
  var unspaced = 0

  var sentenceLength: ExactDecimal { .quotient(Int128(words), Int128(sentences), places: 1) }

  var wordLength: ExactDecimal { .quotient(Int128(letters), Int128(words), places: 2) }

  /// Läsbarhetsindex: Björnsson, Läsbarhet (1968). Words per sentence, and of 100 words those with over six letters.
  ///
  /// Nil for other scripts: six letters are half a sentence in Korean, and Arabic leaves out short vowels.
  var lix: ExactDecimal? {
    guard words > 0, 2 * alphabetic >= words else { return nil }
    let (sentences, words) = (Int128(sentences), Int128(words))
    return .quotient(words * words + 100 * Int128(longWords) * sentences, sentences * words, places: 1)
  }
}

extension ExactDecimal {
  /// `numerator / denominator` with so many places, halves away from zero. Whole numbers all the way, so that it is the
  /// same on every machine.
  static func quotient(_ numerator: Int128, _ denominator: Int128, places: Int32) -> ExactDecimal {
    var scaled = numerator.magnitude
    for _ in 0..<places { scaled *= 10 }
    let rounded = Int128((2 * scaled + denominator.magnitude) / (2 * denominator.magnitude))
    let isNegative = (numerator < 0) != (denominator < 0)
    return ExactDecimal(coefficient: isNegative ? -rounded : rounded, exponent: -places)
  }
}
