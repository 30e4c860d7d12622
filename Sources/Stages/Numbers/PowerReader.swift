import Pipeline

/// Reads powers behind digits: 10⁹, 10^9, 3 × 10⁵, 1.5e6.
struct PowerReader {
  let text: NumberText
  let digits: DigitReader

  /// Larger powers are no quantities that anybody counts.
  private static let largest = 30

  /// Takes a power into the figure; true where one stood there. One that can't be read makes the figure a code.
  func extend(_ figure: inout Figure) -> Bool {
    if let (exponent, end) = exponent(at: figure.end, isRaised: figure.value == 10) {
      guard let base = figure.value, let value = Self.power(base, exponent) else { return reject(&figure, end) }
      figure.value = value
      return close(&figure, end)
    }
    if let (exponent, end) = letterExponent(figure) {
      guard let value = figure.value, abs(exponent) <= Self.largest,
        let product = value.multiplied(by: ExactDecimal(coefficient: 1, exponent: Int32(exponent)))
      else { return reject(&figure, end) }
      figure.value = product
      return close(&figure, end)
    }
    if let (exponent, end) = timesTen(figure.end) {
      guard let value = figure.value, abs(exponent) <= Self.largest,
        let product = value.multiplied(by: ExactDecimal(coefficient: 1, exponent: Int32(exponent)))
      else { return reject(&figure, end) }
      figure.value = product
      return close(&figure, end)
    }
    return false
  }

  private func close(_ figure: inout Figure, _ end: Int) -> Bool {
    figure.end = end
    figure.isBare = false
    while figure.endWord < text.words.count, Int(text.words[figure.endWord].start) < end { figure.endWord += 1 }
    return true
  }

  private func reject(_ figure: inout Figure, _ end: Int) -> Bool {
    figure.reason = .code
    return close(&figure, end)
  }

  private static func power(_ base: ExactDecimal, _ exponent: Int) -> ExactDecimal? {
    guard abs(exponent) <= largest else { return nil }
    if base == 10 { return ExactDecimal(coefficient: 1, exponent: Int32(exponent)) }
    if exponent < 0 {
      guard base != .zero, let power = power(base, -exponent) else { return nil }
      return SpelledReader.quotient(1, power)
    }
    var value = ExactDecimal(1)
    for _ in 0..<exponent {
      guard let next = value.multiplied(by: base) else { return nil }
      value = next
    }
    return value
  }

  /// "^9"; superscript digits too where `isRaised`, since elsewhere they are footnotes.
  private func exponent(at offset: Int, isRaised: Bool) -> (Int, end: Int)? {
    if text[offset] == 0x5E { return signed(offset + 1) }
    guard isRaised else { return nil }
    var position = offset
    var isNegative = false
    if text[position] == 0xE2, text[position + 1] == 0x81, text[position + 2] == 0xBB {
      isNegative = true
      position += 3
    }
    var value = 0
    var count = 0
    while let (digit, length) = superscript(position), count < 6 {
      value = value * 10 + digit
      position += length
      count += 1
    }
    return count > 0 ? (isNegative ? -value : value, position) : nil
  }

  private func superscript(_ offset: Int) -> (digit: Int, length: Int)? {
    if text[offset] == 0xC2 {
      switch text[offset + 1] {
      case 0xB2: return (2, 2)
      case 0xB3: return (3, 2)
      case 0xB9: return (1, 2)
      default: return nil
      }
    }
    guard text[offset] == 0xE2, text[offset + 1] == 0x81 else { return nil }
    let byte = text[offset + 2]
    return byte == 0xB0 || (0xB4...0xB9).contains(byte) ? (Int(byte) - 0xB0, 3) : nil
  }

  /// An optional sign and up to six digits.
  private func signed(_ offset: Int) -> (Int, end: Int)? {
    var position = offset
    let isNegative = text[position] == 0x2D
    if isNegative || text[position] == 0x2B { position += 1 }
    var value = 0
    let start = position
    while text[position] >= 0x30, text[position] <= 0x39 {
      if position - start < 6 { value = value * 10 + Int(text[position] - 0x30) }
      position += 1
    }
    return position > start ? (isNegative ? -value : value, position) : nil
  }

  /// 1.5e6, 2E-3.
  private func letterExponent(_ figure: Figure) -> (Int, end: Int)? {
    guard text[figure.end] | 0x20 == 0x65, let (exponent, end) = signed(figure.end + 1), !text.isWord(at: end) else {
      return nil
    }
    return (exponent, end)
  }

  /// × 10⁵, x 10^5, · 10⁵ behind a number.
  private func timesTen(_ offset: Int) -> (Int, end: Int)? {
    var position = offset + text.blank(at: offset)
    let isTimes = text[position] == 0xC3 && text[position + 1] == 0x97
    let isDot = text[position] == 0xC2 && text[position + 1] == 0xB7
    if isTimes || isDot {
      position += 2
    } else if text[position] == 0x78 || text[position] == 0x2A {
      position += 1
    } else {
      return nil
    }
    position += text.blank(at: position)
    guard text[position] == 0x31, text[position + 1] == 0x30 else { return nil }
    return exponent(at: position + 2, isRaised: true)
  }
}
