import Pipeline

/// Reads numerals that stand together as one number: sums of units, tens and hundreds, multiplied by scales.
package struct NumeralSequence {
  let text: NumberText
  let lexicon: NumeralLexicon

  package struct Reading {
    package var value: ExactDecimal
    /// Index of the word behind the number.
    package var endWord: Int
    package var isOrdinal = false
    var scale: ExactDecimal?
    /// How many numerals it was read from; connecting words are none.
    var numerals = 0
    /// A single word that other words look like.
    var isWeak = false
    /// A scale word stands last: six million.
    var endsWithScale = false
  }

  enum Gap {
    case none, blank, hyphen, comma
  }

  struct Token {
    var numeral: Numeral
    let gap: Gap
    /// The word that it is or that it is a part of.
    let word: Int
    /// The word behind it; nil inside a word.
    let endWord: Int?
  }

  /// More numerals than any number has; keeps a text of nothing but numerals linear.
  private static let limit = 48

  /// The longest number that starts at the word at `index`.
  func read(_ index: Int) -> Reading? { read(tokens(from: index)[...]) }

  /// The longest number that these numerals begin with.
  func read(_ tokens: ArraySlice<Token>) -> Reading? {
    guard !tokens.isEmpty else { return nil }
    var composer = Composer(isUnitFirst: lexicon.isUnitFirst, isNested: lexicon.isNested)
    return composer.compose(Array(tokens))
  }

  /// The number that a text is as a whole; nil where it is none or more than one. For tools that make and check packs.
  static func reading(of text: String, _ lexicon: NumeralLexicon) -> Reading? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      Lexicon(scanning: bytes).words.withUnsafeBufferPointer { words in
        guard !words.isEmpty else { return nil }
        let sequence = NumeralSequence(text: NumberText(bytes: bytes, words: words), lexicon: lexicon)
        let reading = sequence.read(0)
        return reading?.endWord == words.count ? reading : nil
      }
    }
  }

  /// Numerals that stand side by side, from the word at `index` on.
  func tokens(from index: Int) -> [Token] {
    var tokens: [Token] = []
    var position = index
    while position < text.words.count, tokens.count < Self.limit {
      guard let gap = position == index ? Gap.none : gap(before: position) else { break }
      if let (numeral, count) = lexicon.match(position, text) {
        tokens.append(Token(numeral: numeral, gap: gap, word: position, endWord: position + count))
        position += count
      } else if let parts = lexicon.parts(of: position, text) {
        position += 1
        for (offset, part) in parts.enumerated() {
          tokens.append(
            Token(
              numeral: part, gap: offset == 0 ? gap : .none, word: position - 1,
              endWord: offset == parts.count - 1 ? position : nil))
        }
      } else {
        break
      }
    }
    return tokens
  }

  /// What stands between a word and the one before; nil: more than one number may hold.
  private func gap(before index: Int) -> Gap? {
    var offset = Int(text.words[index - 1].end)
    let end = Int(text.words[index].start)
    if offset == end {
      return text.words[index].kind == .digits || text.words[index - 1].kind == .digits ? nil : Gap.none
    }
    if text[offset] == 0x2C {
      offset += 1 + text.blank(at: offset + 1)
      return offset == end && end - Int(text.words[index - 1].end) > 1 ? .comma : nil
    }
    // Zero width spaces and joiners stand inside words of Thai and Persian.
    var gap = Gap.blank
    var count = 0
    while offset < end, count < 6 {
      let blank = text.blank(at: offset)
      let dash = text.dash(at: offset)
      if dash > 0, dash == 1 || text[offset + 2] < 0x93 { gap = .hyphen } else if blank == 0 { return nil }
      offset += max(blank, dash)
      count += 1
    }
    return offset == end ? gap : nil
  }
}
