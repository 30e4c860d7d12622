import Pipeline

/// What stands right before and behind a date: whether it may start or end there, and dashes.
extension DateText {
  private func isAlphanumeric(_ position: Int) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
    let entry = table.entry(bytes.scalar(at: position).value)
    return entry.wordClass == .letter || entry.wordClass == .digit
  }

  private func isDigit(_ position: Int) -> Bool {
    guard position >= 0, position < bytes.count else { return false }
    return bytes[position] >= 0x30 && bytes[position] <= 0x39
  }

  /// Whether a date may start here: not inside a longer number, code, path or address.
  func isOpen(before position: UInt32) -> Bool {
    guard position > 0 else { return true }
    let at = Int(position) - 1
    switch bytes[at] {
    case UInt8(ascii: "-"):
      // After a dash between blanks, or a word ("mid-2024"); not after a digit or in a longer code.
      guard at > 0 else { return true }
      return bytes[at - 1] == 0x20 || (bytes[at - 1] | 0x20 >= 0x61 && bytes[at - 1] | 0x20 <= 0x7A)
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "'"):
      return !isDigit(at - 1) && bytes[at] != 0x2E
    case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"),
      UInt8(ascii: "+"),
      UInt8(ascii: "\\"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "~"),
      UInt8(ascii: "^"), UInt8(ascii: "*"):
      return false
    case 0x80...:
      var start = at
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      let scalar = bytes.scalar(at: start).value
      // № € £ ¥ ₴ ₩ and their like make it a number or a price.
      if scalar == 0x2116 || scalar == 0xA3 || scalar == 0xA5 || (0x20A0...0x20CF).contains(scalar) { return false }
      let entry = table.entry(scalar)
      return entry.wordClass != .digit && entry.wordClass != .letter && entry.wordClass != .mark
    default: return !isAlphanumeric(at)
    }
  }

  /// Whether a date may end here: what follows makes it no longer number, code, path or address.
  func isClosed(at position: UInt32) -> Bool {
    let at = Int(position)
    guard at < bytes.count else { return true }
    switch bytes[at] {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "\\"),
      UInt8(ascii: "="):
      return !isAlphanumeric(at + 1)
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","): return !isDigit(at + 1)
    case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "&"): return false
    default:
      let scalar = bytes.scalar(at: at).value
      if scalar == 0xB0 || (0x20A0...0x20CF).contains(scalar) { return false }
      // U+2013 between digits goes on with a range.
      if scalar == 0x2013 || scalar == 0x2212 { return !isDigit(at + 3) }
      return true
    }
  }

  /// Where the apostrophe right before a word starts; nil where none is.
  func apostrophe(before index: Int) -> UInt32? {
    guard index < words.count, words[index].start > 0 else { return nil }
    let start = words[index].start
    if byte(start - 1) == 0x27 { return start - 1 }
    // U+2018 and U+2019.
    guard start > 2, byte(start - 3) == 0xE2, byte(start - 2) == 0x80 else { return nil }
    return byte(start - 1) == 0x98 || byte(start - 1) == 0x99 ? start - 3 : nil
  }

  /// The position behind a dash with its blanks; nil where none is. `isTight`: no blanks around it.
  func dash(at position: UInt32) -> (end: UInt32, isTight: Bool)? {
    let start = skipBlanks(position)
    guard Int(start) < bytes.count else { return nil }
    let (scalar, length) = bytes.scalar(at: Int(start))
    switch scalar {
    case 0x2D, 0x7E, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x301C, 0x30FC, 0xFF0D, 0xFF5E:
      let end = start + UInt32(length)
      let behind = skipBlanks(end)
      return (behind, start == position && behind == end)
    default: return nil
    }
  }
}
