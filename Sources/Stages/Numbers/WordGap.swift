import Pipeline

/// What stands between two words of one phrase.
enum WordGap {
  case blank
  /// A hyphen, an apostrophe, or nothing.
  case glued
  /// A blank and a quotation mark: 40 “Shahed” drones.
  case quote
  /// Anything else; the phrase is over.
  case other
}

extension NumberText {
  /// What stands between word `index` and the next.
  func gap(behind index: Int) -> WordGap {
    guard index >= 0, index + 1 < words.count else { return .other }
    var offset = Int(words[index].end)
    let end = Int(words[index + 1].start)
    if offset == end { return .glued }
    // U.S.-made: full stops of initials.
    if bytes[offset] == 0x2E, words[index].letterCase == .upper, words[index].range.count == 1 {
      offset += 1
      if offset == end { return .glued }
    }
    if isApostrophe(at: offset) > 0, offset + isApostrophe(at: offset) == end { return .glued }
    let dash = dash(at: offset)
    if dash > 0 { return offset + dash == end && dash != 3 || isHyphen(offset, dash, end) ? .glued : .other }
    var blanks = 0
    var quotes = 0
    while offset < end {
      let blank = blank(at: offset)
      if blank > 0 {
        offset += blank
        blanks += 1
        continue
      }
      let quote = quote(at: offset)
      guard quote > 0 else { return .other }
      offset += quote
      quotes += 1
    }
    if blanks == 0 || blanks > 2 { return .other }
    return quotes == 0 ? .blank : .quote
  }

  /// U+2010 and U+2011 are hyphens; longer dashes separate.
  private func isHyphen(_ offset: Int, _ dash: Int, _ end: Int) -> Bool {
    dash == 3 && offset + 3 == end && (bytes[offset + 2] == 0x90 || bytes[offset + 2] == 0x91)
  }

  private func isApostrophe(at offset: Int) -> Int {
    if self[offset] == 0x27 { return 1 }
    return self[offset] == 0xE2 && self[offset + 1] == 0x80 && self[offset + 2] == 0x99 ? 3 : 0
  }

  /// How many bytes a quotation mark at `offset` has: " « » “ ” „ ‟ ‘ ‚.
  func quote(at offset: Int) -> Int {
    if self[offset] == 0x22 { return 1 }
    if self[offset] == 0xC2 { return self[offset + 1] == 0xAB || self[offset + 1] == 0xBB ? 2 : 0 }
    guard self[offset] == 0xE2, self[offset + 1] == 0x80 else { return 0 }
    return (0x98...0x9F).contains(self[offset + 2]) ? 3 : 0
  }
}
