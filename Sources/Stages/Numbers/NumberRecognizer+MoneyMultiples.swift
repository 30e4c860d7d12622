import Pipeline

/// Codes of money with a letter for millions or thousands before them: 30 MUSD, MEUR 60, 5 kEUR.
extension NumberRecognizer {
  func attachMultipleBehind(_ figure: inout Figure, _ offset: Int) -> Bool {
    guard figure.scale == nil, let (factor, letters) = multiple(at: offset),
      let (codes, count) = vocabulary.moneyCodes.match(from: offset + letters, text.bytes),
      !text.isWord(at: offset + letters + count), let product = figure.value?.multiplied(by: factor)
    else { return false }
    setMoney(&figure, codes)
    figure.value = product
    figure.scale = factor
    moveEnd(&figure, to: offset + letters + count)
    return true
  }

  /// `floor`: where the figure before ends.
  func attachMultipleBefore(_ figure: inout Figure, floor: Int) -> Bool {
    let end = figure.start - text.blank(endingAt: figure.start)
    guard figure.scale == nil, let (codes, count) = vocabulary.moneyCodes.match(endingAt: end, text.bytes) else {
      return false
    }
    for width in 1...2 where end - count - width >= floor {
      guard let (factor, letters) = multiple(at: end - count - width), letters == width,
        !isInsideWord(end - count - width), let product = figure.value?.multiplied(by: factor)
      else { continue }
      setMoney(&figure, codes)
      figure.value = product
      figure.scale = factor
      figure.start = end - count - width
      return true
    }
    return false
  }

  /// What the letters before a code multiply by, and how many they are: M and MM are millions, k, K and T thousands.
  private func multiple(at offset: Int) -> (factor: ExactDecimal, count: Int)? {
    switch text[offset] {
    case UInt8(ascii: "M"): (ExactDecimal(1_000_000), text[offset + 1] == UInt8(ascii: "M") ? 2 : 1)
    case UInt8(ascii: "k"), UInt8(ascii: "K"), UInt8(ascii: "T"): (ExactDecimal(1000), 1)
    default: nil
    }
  }
}
