import Pipeline

/// Tells names of people by their capitals: "By Jane van Doe and John Roe, staff writers".
struct NamePattern {
  let text: LineText

  /// Whether `range` begins with names and goes on, if at all, behind a comma, bar or dash.
  func opens(_ range: Range<Int>) -> Bool {
    var words = 0
    var capitals = 0
    var pairs = 0
    var lastIsCapital = false
    var isCased = false
    var position = range.lowerBound
    scan: while position < range.upperBound {
      let (scalar, length) = text.bytes.scalar(at: position)
      let entry = UnicodeTable.shared.entry(scalar)
      switch entry.wordClass {
      case .letter:
        let end = wordEnd(position, range.upperBound)
        words += 1
        if entry.isUpper || entry.isLower { isCased = true }
        if entry.isUpper {
          capitals += 1
          if lastIsCapital { pairs += 1 }
          lastIsCapital = true
        } else if isCased {
          // Small words of names, and "and".
          if end - position > 3 * length { return false }
          lastIsCapital = lastIsCapital && end - position <= 3 && words > 1
        }
        position = end
      case .unspaced: return areUnspaced(range)
      case .digit, .number: return false
      case .other, .mark, .format, .apostrophe:
        switch scalar {
        case 0x2C, 0x7C, 0x2013, 0x2014, 0xB7, 0x2022, 0x60C, 0x28: break scan
        case 0x20, 0xA0, 0x2E, 0x27, 0x2019, 0x2D, 0x26, 0x2010, 0x2011: position += length
        default: return false
        }
      }
    }
    if !isCased { return (2...5).contains(words) && position == range.upperBound }
    return words <= 9 && pairs >= 1 && capitals * 2 > words && !text.endsSentence(range)
  }

  /// Names without capitals or spaces inside: "张三 李四". Two to six signs each, with blanks or commas between.
  private func areUnspaced(_ range: Range<Int>) -> Bool {
    var signs = 0
    var names = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = text.bytes.scalar(at: position)
      position += length
      if UnicodeTable.shared.entry(scalar).wordClass == .unspaced {
        signs += 1
        if signs == 1 { names += 1 }
        if signs > 6 { return false }
      } else {
        guard PhraseScalars.compared(scalar) == 0x20 || scalar == 0x3001 || scalar == 0xFF0C, signs > 1 else {
          return false
        }
        signs = 0
      }
    }
    return (1...4).contains(names) && signs != 1
  }

  private func wordEnd(_ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end {
      let (scalar, length) = text.bytes.scalar(at: position)
      let kind = UnicodeTable.shared.entry(scalar).wordClass
      guard kind == .letter || kind == .mark || kind == .format || kind == .apostrophe else { break }
      position += length
    }
    return position
  }
}
