import Pipeline

/// Corrects the sentence boundaries that ICU gives: abbreviations, initials, wrapped lines, parts of the document.
struct SentenceRules {
  let bytes: UnsafeBufferPointer<UInt8>
  let abbreviations: Abbreviations
  private let table = UnicodeTable.shared

  init(_ bytes: UnsafeBufferPointer<UInt8>, abbreviations: Abbreviations) {
    self.bytes = bytes
    self.abbreviations = abbreviations
  }

  /// The sentences, without white space at their ends, from ICU's boundaries; none goes over a border.
  func sentences(boundaries: [UInt32], borders: [UInt32]) -> [ByteRange] {
    var sentences: [ByteRange] = []
    sentences.reserveCapacity(boundaries.count)
    var start = 0
    var border = 0
    func end(_ position: Int) {
      if let range = trimmed(start, position) { sentences.append(range) }
      start = position
    }
    for boundary in boundaries.dropFirst() {
      while border < borders.count, borders[border] < boundary {
        end(Int(borders[border]))
        border += 1
      }
      let isBorder = border < borders.count && borders[border] == boundary
      if isBorder || boundary == bytes.count || !isInside(Int(boundary), start) { end(Int(boundary)) }
    }
    return sentences
  }

  /// Whether a boundary of ICU's lies inside a sentence that began at `start`.
  private func isInside(_ boundary: Int, _ start: Int) -> Bool {
    var at = boundary
    var lineEnds = 0
    while at > start, let length = blankLength(before: at) {
      if bytes[at - length] == 0x0A {
        lineEnds += 1
        if lineEnds == 2 { return false }
      }
      at -= length
    }
    guard at > start, boundary < bytes.count else { return false }
    let next = scalar(in: bytes, at: boundary).value
    if lineEnds == 1 { return isWrapped(at, next) }
    guard bytes[at - 1] == UInt8(ascii: "."), at < boundary else { return false }
    let entry = table.entry(next)
    switch abbreviations.role(endingAt: at, in: bytes) {
    case .title: return entry.wordClass == .letter || entry.wordClass == .digit || entry.wordClass == .unspaced
    case .any: return entry.wordClass == .digit || entry.isLower
    case .name:
      if entry.wordClass == .digit || entry.isLower { return true }
      return entry.isUpper && !startsSentence(boundary)
    case nil: return (isInitial(at) || isOrdinal(at)) && entry.isUpper && !startsSentence(boundary)
    }
  }

  /// A line end inside a sentence of wrapped text: it goes on with a lower-case letter, and nothing closed it.
  private func isWrapped(_ end: Int, _ next: UInt32) -> Bool {
    guard table.entry(next).isLower else { return false }
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let last = scalar(in: bytes, at: start).value
    let entry = table.entry(last)
    return entry.wordClass == .letter || entry.wordClass == .digit || last == 0x2C || last == 0x2D
  }

  /// Whether the word at `position` is one of those that often start a sentence.
  private func startsSentence(_ position: Int) -> Bool {
    let window = UnsafeBufferPointer(rebasing: bytes[position..<scalarBorder(min(position + 64, bytes.count))])
    guard let word = Lexicon(scanning: window).words.first, word.start == 0 else { return true }
    return abbreviations.isStarter(word.hash)
  }

  private func scalarBorder(_ position: Int) -> Int {
    var at = position
    while at < bytes.count, at > 0, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  /// One capital letter with a stop, as before a family name: "J. Smith", "В. Стус". "I." is the pronoun or a number.
  private func isInitial(_ end: Int) -> Bool {
    var start = end - 2
    guard start >= 0 else { return false }
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let letter = scalar(in: bytes, at: start).value
    guard table.entry(letter).isUpper, letter != 0x49, !abbreviations.isEmpty else { return false }
    // Before it a blank, an opening bracket, or the stop of another initial.
    return start == 0 || bytes[start - 1] == 0x2E || bytes[start - 1] == UInt8(ascii: "(")
      || blankLength(before: start) != nil
  }

  /// Digits with a stop, as German and others write "21st".
  private func isOrdinal(_ end: Int) -> Bool {
    guard abbreviations.ordinalDigits > 0 else { return false }
    var start = end - 1
    while start > 0, end - 1 - start <= abbreviations.ordinalDigits, (0x30...0x39).contains(bytes[start - 1]) {
      start -= 1
    }
    guard start < end - 1, end - 1 - start <= abbreviations.ordinalDigits else { return false }
    return start == 0 || bytes[start - 1] == UInt8(ascii: "(") || blankLength(before: start) != nil
  }

  /// `start..<end` without white space at its ends; nil where nothing is left.
  private func trimmed(_ start: Int, _ end: Int) -> ByteRange? {
    var (start, end) = (start, end)
    while end > start, let length = blankLength(before: end) { end -= length }
    while start < end, let length = blankLength(at: start) { start += length }
    return start < end ? ByteRange(start, end) : nil
  }

  private func blankLength(before end: Int) -> Int? {
    guard end > 0 else { return nil }
    if bytes[end - 1] < 0x80 { return blankLength(at: end - 1) }
    for length in 2...3 where end >= length && bytes[end - length] >= 0xC0 {
      return blankLength(at: end - length) == length ? length : nil
    }
    return nil
  }

  /// The bytes of the white space character at `position`, where one is.
  private func blankLength(at position: Int) -> Int? {
    let byte = bytes[position]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : nil }
    guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3 else { return nil }
    switch scalar(in: bytes, at: position).value {
    case 0x85, 0xA0: return 2
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
    default: return nil
    }
  }
}
