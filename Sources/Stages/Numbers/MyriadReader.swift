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
    0x842C: .large(10_000), 0x58F1: .digit(1), 0x58F9: .digit(1), 0x5F10: .digit(2), 0x8D30: .digit(2),
    0x8CB3: .digit(2),
    0x53C2: .digit(3), 0x53C1: .digit(3), 0x53C3: .digit(3), 0x8086: .digit(4), 0x4F0D: .digit(5), 0x9646: .digit(6),
    0x9678: .digit(6), 0x67D2: .digit(7), 0x634C: .digit(8), 0x7396: .digit(9), 0x62FE: .small(10), 0x4F70: .small(100),
    0x4EDF: .small(1000), 0x4EBF: .large(100_000_000), 0x5104: .large(100_000_000), 0x5146: .large(1_000_000_000_000),
  ]

  /// Hashes of the words that single Han numerals are.
  static let hashesOfSigns: [UInt64] = han.keys.sorted().compactMap {
    Unicode.Scalar($0).flatMap { Lexicon.hash(ofWord: String($0)) }
  }

  /// A bit for every Hangul syllable that is a numeral.
  private static let hangulBits: [UInt64] = hangul.keys.reduce(into: [UInt64](repeating: 0, count: 175)) {
    $0[Int($1 - 0xAC00) >> 6] |= 1 << UInt64(($1 - 0xAC00) & 63)
  }

  /// Whether a Hangul numeral stands at `offset`.
  func startsWithSign(_ offset: Int) -> Bool {
    let scalar = text.decode(offset).scalar
    guard scalar >= 0xAC00, scalar < 0xD7A4 else { return false }
    return Self.hangulBits[Int(scalar - 0xAC00) >> 6] & 1 << UInt64((scalar - 0xAC00) & 63) != 0
  }

  /// The number in Hangul or Han numerals at the start of the word at `index`, or nil. Spelled-out ones must be at
  /// least two signs long with a multiplier among them, or stand before a counter.
  func readSpelled(_ index: Int) -> Figure? {
    let start = Int(text.words[index].start)
    // Inside a run of signs no number begins.
    if index > 0, Int(text.words[index - 1].end) == start, isSign(Int(text.words[index - 1].start)) { return nil }
    guard let (value, end, signs, hasMultiplier) = scan(start, leading: nil) else { return nil }
    if let part = fraction(of: value, end, start, index) { return part }
    let isCounted = vocabulary.classifiers.match(from: end, text.bytes) != nil
    let isHan = text.words[index].kind == .ideograph
    if signs == 1 || !hasMultiplier {
      let isOrdinal = start >= 3 && text[start - 3] == 0xE7 && text[start - 2] == 0xAC && text[start - 1] == 0xAC  // 第
      guard isHan, isCounted && value >= 2 || isOrdinal, signs == 1 else { return nil }
    } else if !isCounted, !isBoundary(end) {
      guard isHan, isFree(start, end) else { return nil }
    }
    var figure = Figure(start: start, end: end, firstWord: index, endWord: wordEnd(end, from: index))
    figure.value = value
    figure.isSpelled = true
    markOrdinal(&figure)
    markFuzzy(&figure)
    return figure
  }

  private func isSign(_ offset: Int) -> Bool {
    let scalar = text.decode(offset).scalar
    return Self.han[scalar] != nil
  }

  /// Whether Han numerals may end before any other sign: they have a digit among them (千万 is "by all means") and
  /// no part of a date follows.
  private func isFree(_ start: Int, _ end: Int) -> Bool {
    var offset = start
    var hasDigit = false
    while offset < end {
      let (scalar, count) = text.decode(offset)
      if case .digit? = Self.han[scalar] { hasDigit = true }
      offset += count
    }
    guard hasDigit else { return false }
    // 年 月 日 号 世 点 时 時 分
    return ![0x5E74, 0x6708, 0x65E5, 0x53F7, 0x4E16, 0x70B9, 0x65F6, 0x6642, 0x5206].contains(text.decode(end).scalar)
  }

  /// 第五, 제5: a sign before the number makes it an ordinal.
  func markOrdinal(_ figure: inout Figure) {
    guard figure.start >= 3, figure.kind == .cardinal else { return }
    let before = text.decode(figure.start - 3).scalar
    let isPrefix = text[figure.start - 3] & 0xF0 == 0xE0 && (before == 0x7B2C || before == 0xC81C)
    guard isPrefix else { return }
    // 제3조, 第三条: articles of laws.
    if let next = figure.end < text.bytes.count ? text.decode(figure.end).scalar : nil,
      [0xC870, 0x6761, 0x689D, 0xD56D].contains(next)
    {
      figure.reason = .section
    }
    figure.kind = .ordinal
    figure.start -= 3
    figure.isBare = false
  }

  /// 数千, 几十: an unknown factor before a multiplier.
  private func markFuzzy(_ figure: inout Figure) {
    guard figure.start >= 3, text[figure.start - 3] & 0xF0 == 0xE0, figure.kind == .cardinal,
      [0x6570, 0x6578, 0x51E0, 0x5E7E].contains(text.decode(figure.start - 3).scalar)
    else { return }
    figure.low = figure.value
    figure.value = nil
    figure.modifier = .fuzzy
    figure.isFuzzy = true
    figure.start -= 3
  }

  /// 三分之一, 3分の1, 3분의 1: the whole stands first; of a hundred parts it is a percentage.
  func fraction(of whole: ExactDecimal, _ end: Int, _ start: Int, _ index: Int) -> Figure? {
    guard end < text.bytes.count, [0x5206, 0xBD84].contains(text.decode(end).scalar), whole > 0 else { return nil }
    var offset = end + 3
    guard offset < text.bytes.count, [0x4E4B, 0x306E, 0xC758].contains(text.decode(offset).scalar) else { return nil }
    offset += 3
    offset += text.blank(at: offset)
    guard offset < text.bytes.count else { return nil }
    var part: (value: ExactDecimal, end: Int)?
    if text.digit(at: offset) != nil {
      part = digits(offset)
      if let known = part, text[known.end] == 0x2E, let (decimals, last) = digits(known.end + 1),
        let joined = ExactDecimal(
          "\(known.value.digits).\(String(repeating: "0", count: max(0, last - known.end - 1 - decimals.digits.utf8.count)))\(decimals.digits)"
        )
      {
        part = (joined, last)
      }
    } else if let (value, last, _, _) = scan(offset, leading: nil) {
      part = (value, last)
    }
    guard let part else { return nil }
    var figure = Figure(start: start, end: part.end, firstWord: index, endWord: wordEnd(part.end, from: index))
    figure.isSpelled = true
    if whole == 100 {
      figure.kind = .percent
      figure.value = part.value
    } else {
      guard part.value < whole else { return nil }
      figure.kind = .fraction
      figure.value = SpelledReader.quotient(part.value, whole)
    }
    return figure
  }

  /// Extends digits that end at `figure.end` by scale signs and what follows them: 1만 2천, 3万4000.
  func extend(_ figure: inout Figure) {
    guard let value = figure.value, figure.reason == nil else { return }
    if figure.isBare, let part = fraction(of: value, figure.end, figure.start, figure.firstWord) {
      figure = part
      return
    }
    markOrdinal(&figure)
    guard figure.kind == .cardinal else { return }
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
    /// Places behind a decimal point that is a word (点); 0: none yet.
    var places: Int32 = 0
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
      if scalar == 0x70B9 || scalar == 0x9EDE, pending != nil, places == 0, at + count < text.bytes.count,
        case .digit? = Self.han[text.decode(at + count).scalar], signs > 0
      {
        places = 1
        position = at + count
        continue
      }
      guard let sign = Self.hangul[scalar] ?? Self.han[scalar] else { break }
      // Behind a blank only a number in digits or one that goes on is meant.
      if at != position, !continues(at + count), !isNumberWord(at) { break }
      switch sign {
      case .digit(0) where pending == nil && signs > 0 && hasMultiplier: break  // 一百零八
      case .digit(let value):
        if let known = pending {
          // 三点五 and 二〇: a sign behind a digit goes on only behind a decimal point.
          guard places > 0, let shifted = known.adding(ExactDecimal(coefficient: value, exponent: -places)) else {
            break scan
          }
          pending = shifted
          places += 1
          break
        }
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
      case .large(let value) where value >= lastLarge:
        // 万亿: one scale right behind another.
        guard group == .zero, pending == nil, let product = total.multiplied(by: ExactDecimal(coefficient: value))
        else {
          break scan
        }
        total = product
        lastLarge = value
      case .large(let value):
        guard let whole = group.adding(pending ?? .zero) else { break scan }
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

  /// Whether a word is signs alone, a multiplier or two of them at least: the 천팔백 of 구만 천팔백.
  private func isNumberWord(_ offset: Int) -> Bool {
    var position = offset
    var count = 0
    var hasMultiplier = false
    while position < text.bytes.count, count < 16, let sign = Self.hangul[text.decode(position).scalar] {
      if case .digit = sign {} else { hasMultiplier = true }
      position += 3
      count += 1
    }
    return (hasMultiplier || count == 1) && count > 0 && isBoundary(position)
      && (hasMultiplier || text.isWord(at: position) == false)
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
