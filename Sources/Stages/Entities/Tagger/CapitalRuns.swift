/// Capitals, as far as they say something in their line.
extension TaggerTokens {
  /// Capitals say nothing where there are no others, nor do small letters in a text without capitals.
  mutating func noteCapitals(_ range: Range<Int>) {
    var upper = 0
    var lower = 0
    var title = 0
    for index in range {
      switch tokens[index].shape {
      case WordShape.lower: lower += 1
      case WordShape.upper: upper += 1
      case WordShape.title, WordShape.mixedUpper, WordShape.initial: title += 1
      default: break
      }
    }
    if upper >= 3, upper > 4 * (lower + title) {
      for index in range where tokens[index].shape == WordShape.upper { tokens[index].shape = WordShape.shouted }
    } else if lower >= 4, upper + title == 0 {
      for index in range where tokens[index].shape == WordShape.lower { tokens[index].shape = WordShape.whispered }
    }
  }

  private static func isCapital(_ token: TaggerToken) -> Bool {
    switch token.shape {
    case WordShape.title, WordShape.initial, WordShape.upper, WordShape.mixedUpper: token.kind == .word
    default: false
    }
  }

  /// Gives every capitalized word the run of such words, with what joins them: a hyphen, an apostrophe, a full stop behind
  /// an initial, a sign such as &.
  mutating func findCapitals(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard Self.isCapital(tokens[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < range.upperBound {
        if Self.isCapital(tokens[end]) {
          end += 1
        } else if end + 1 < range.upperBound, Self.isCapital(tokens[end + 1]), joins(end) {
          end += 2
        } else {
          break
        }
      }
      for inside in index..<end {
        tokens[inside].runStart = UInt32(index)
        tokens[inside].runEnd = UInt32(end)
      }
      index = end
    }
  }

  /// Whether the sign at `index` stands inside of names, between capitalized words.
  private func joins(_ index: Int) -> Bool {
    switch tokens[index].shape {
    case WordShape.sign: true
    case WordShape.hyphen, WordShape.apostrophe: !tokens[index].isSpaced
    case WordShape.stop: !tokens[index].isSpaced && tokens[index - 1].shape == WordShape.initial
    default: false
    }
  }
}
