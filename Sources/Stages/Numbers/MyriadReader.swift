import Pipeline

/// Reads numbers that count by ten thousands, in digits, Hangul or Han numerals and mixtures: 1만 2천, 3万4000, 이십오만.
struct MyriadReader {
  let text: NumberText
  let vocabulary: NumberVocabulary

  private enum Sign {
    case digit(Int128)
    /// 10, 100, 1000: multiplies the digit before it, within a group.
    case small(Int128)
    /// 10⁴ and beyond: closes a group.
    case large(Int128)
  }

  private static let hangul: [UInt32: Sign] = [
    0xC601: .digit(0), 0xACF5: .digit(0), 0xC77C: .digit(1), 0xC774: .digit(2), 0xC0BC: .digit(3), 0xC0AC: .digit(4),
    0xC624: .digit(5), 0xC721: .digit(6), 0xCE60: .digit(7), 0xD314: .digit(8), 0xAD6C: .digit(9), 0xC2ED: .small(10),
    0xBC31: .small(100), 0xCC9C: .small(1000), 0xB9CC: .large(10_000), 0xC5B5: .large(100_000_000),
    0xC870: .large(1_000_000_000_000),
  ]

  private static let han: [UInt32: Sign] = [
    0x3007: .digit(0), 0x96F6: .digit(0), 0x4E00: .digit(1), 0x4E8C: .digit(2), 0x4E24: .digit(2), 0x5169: .digit(2),
    0x4E09: .digit(3), 0x56DB: .digit(4), 0x4E94: .digit(5), 0x516D: .digit(6), 0x4E03: .digit(7), 0x516B: .digit(8),
    0x4E5D: .digit(9), 0x5341: .small(10), 0x767E: .small(100), 0x5343: .small(1000), 0x4E07: .large(10_000),
    0x842C: .large(10_000), 0x4EBF: .large(100_000_000), 0x5104: .large(100_000_000), 0x5146: .large(1_000_000_000_000),
  ]

  /// The number in Hangul or Han numerals at the start of the word at `index`, or nil. Spelled-out ones must be at
  /// least two signs long with a multiplier among them and end where a counter, a blank or no word follows.
  func readSpelled(_ index: Int) -> Figure? {
    let start = Int(text.words[index].start)
    guard let (value, end, signs, hasMultiplier) = scan(start, leading: nil), signs >= 2, hasMultiplier else {
      return nil
    }
    guard isBoundary(end) else { return nil }
    var figure = Figure(start: start, end: end, firstWord: index, endWord: wordEnd(end, from: index))
    figure.value = value
    figure.isSpelled = true
    return figure
  }

  /// Extends digits that end at `figure.end` by scale signs and what follows them: 1만 2천, 3万4000.
  func extend(_ figure: inout Figure) {
    guard let value = figure.value, figure.reason == nil else { return }
    guard let (total, end, _, hasMultiplier) = scan(figure.end, leading: value), hasMultiplier else { return }
    figure.value = total
    figure.end = end
    figure.endWord = wordEnd(end, from: figure.endWord - 1)
    figure.isBare = false
    figure.scale = 1
  }

  /// A native Korean numeral that is a word by itself or stands right before a counter: 두 명, 세개.
  func readNative(_ index: Int) -> Figure? {
    let word = text.words[index]
    if let (numeral, count) = vocabulary.numerals.match(index, text),
      numeral.role == .attributive || numeral.role == .native
    {
      let end = Int(text.words[index + count - 1].end)
      let blank = text.blank(at: end)
      guard blank > 0, vocabulary.classifiers.match(from: end + blank, text.bytes) != nil else { return nil }
      var figure = Figure(start: Int(word.start), end: end, firstWord: index, endWord: index + count)
      figure.value = numeral.value
      figure.isSpelled = true
      return figure
    }
    return nil
  }

  /// The first word that starts at or behind `offset`, from `index` on.
  private func wordEnd(_ offset: Int, from index: Int) -> Int {
    var word = index
    while word < text.words.count, Int(text.words[word].start) < offset { word += 1 }
    return max(word, index + 1)
  }

  /// Whether a spelled-out number may end here: no letter follows, or a counter or suffix does.
  private func isBoundary(_ offset: Int) -> Bool {
    if !text.isWord(at: offset) { return true }
    return vocabulary.classifiers.match(from: offset, text.bytes) != nil
      || vocabulary.modifierSuffixes.match(from: offset, text.bytes) != nil
  }

  /// Reads signs from `offset`; `leading` is a number in digits right before it.
  private func scan(
    _ offset: Int, leading: ExactDecimal?
  ) -> (value: ExactDecimal, end: Int, signs: Int, hasMultiplier: Bool)? {
    var total = ExactDecimal.zero
    var group = ExactDecimal.zero
    var pending = leading
    var position = offset
    var end = offset
    var signs = 0
    var hasMultiplier = false
    var lastLarge: Int128 = .max
    var lastSmall: Int128 = .max
    scan: while position < text.bytes.count {
      // Between a closed group and the next one a blank may stand: 1만 2천.
      var at = position
      if hasMultiplier, pending == nil { at += text.blank(at: position) }
      guard at < text.bytes.count else { break }
      if text.digit(at: at) != nil {
        guard hasMultiplier, pending == nil, let (value, next) = digits(at), at == position || continues(next) else {
          break
        }
        pending = value
        position = next
        end = next
        signs += 1
        continue
      }
      let (scalar, count) = text.decode(at)
      guard let sign = Self.hangul[scalar] ?? Self.han[scalar] else { break }
      // Behind a blank only a number in digits or one that goes on is meant.
      if at != position, !continues(at + count) { break }
      switch sign {
      case .digit(let value):
        guard pending == nil else { break scan }
        pending = ExactDecimal(coefficient: value)
      case .small(let value):
        guard value < lastSmall else { break scan }
        lastSmall = value
        guard let product = (pending ?? 1).multiplied(by: ExactDecimal(coefficient: value)),
          let sum = group.adding(product)
        else { break scan }
        group = sum
        pending = nil
        hasMultiplier = true
      case .large(let value):
        guard value < lastLarge, let whole = group.adding(pending ?? .zero) else { break scan }
        lastLarge = value
        lastSmall = .max
        let factor = whole == .zero ? 1 : whole
        guard let product = factor.multiplied(by: ExactDecimal(coefficient: value)), let sum = total.adding(product)
        else { break scan }
        total = sum
        group = .zero
        pending = nil
        hasMultiplier = true
      }
      position = at + count
      end = position
      signs += 1
      if signs > 40 { break }
    }
    guard signs > 0, let sum = group.adding(pending ?? .zero), let value = total.adding(sum) else { return nil }
    return (value, end, signs, hasMultiplier)
  }

  /// Digits inside a number (3万4000), without marks but a grouping comma.
  private func digits(_ offset: Int) -> (ExactDecimal, Int)? {
    var value: Int128 = 0
    var position = offset
    var count = 0
    while let digit = text.digit(at: position), count < 12 {
      value = value * 10 + Int128(digit.value)
      position += digit.count
      count += 1
      if text[position] == 0x2C, text.digit(at: position + 1) != nil { position += 1 }
    }
    return count > 0 ? (ExactDecimal(coefficient: value), position) : nil
  }

  /// Whether a multiplier or a counter stands at `offset`, so that what came before belongs to the number.
  private func continues(_ offset: Int) -> Bool {
    guard offset < text.bytes.count else { return false }
    let blank = text.blank(at: offset)
    if vocabulary.classifiers.match(from: offset + blank, text.bytes) != nil { return true }
    switch Self.hangul[text.decode(offset).scalar] ?? Self.han[text.decode(offset).scalar] {
    case .small?, .large?: return true
    default: return false
    }
  }
}
