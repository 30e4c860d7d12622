import Pipeline

/// Cuts a text into sentences: the boundaries of UAX #29, corrected where news is written otherwise.
///
/// Abbreviations, initials and ordinal numbers end no sentence; a number may begin one; a quotation or bracket goes on in
/// small letters; lines of wrapped text are one paragraph. Documentation/Segmentation.md lists the differences.
struct SentenceRules {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let abbreviations: Abbreviations
  private var scanner: SentenceScanner
  private let letters = UnicodeTable.shared
  private var sentences: [ByteRange] = []
  private var start = 0

  /// `bytes` is valid UTF-8 and not empty.
  init(_ bytes: UnsafeBufferPointer<UInt8>, abbreviations: Abbreviations) {
    self.bytes = bytes
    self.abbreviations = abbreviations
    scanner = SentenceScanner(bytes, triggers: abbreviations.triggers)
  }

  /// The sentences, without white space at their ends; none goes over a border.
  mutating func sentences(borders: [UInt32] = []) -> [ByteRange] {
    sentences.reserveCapacity(bytes.count / 80 + 1)
    var border = 0
    var paragraphEnd = 0
    var isAtParagraph = true
    while true {
      if isAtParagraph, scanner.position >= paragraphEnd {
        let lines = WrappedLines(bytes, from: scanner.position)
        scanner.wrappedEnd = lines.isWrapped ? lines.end : 0
        paragraphEnd = lines.end
        isAtParagraph = false
      }
      guard var site = scanner.next() else { break }
      while border < borders.count, borders[border] <= site.mark {
        end(at: Int(borders[border]))
        border += 1
      }
      closeQuotation(&site)
      openQuotation(&site)
      if endsSentence(site) { end(at: site.end) }
      if site.endsLine { isAtParagraph = true }
    }
    for border in borders[border...] { end(at: Int(border)) }
    end(at: bytes.count)
    return sentences
  }

  private mutating func end(at position: Int) {
    guard position > start else { return }
    if let range = Blanks.trimmed(start, position, in: bytes) { sentences.append(range) }
    start = position
  }

  /// A closing quotation mark with blanks on both sides, as in French, belongs to the sentence before it.
  private func closeQuotation(_ site: inout SentenceScanner.Site) {
    guard !site.endsLine, site.end > site.close, site.end < bytes.count, !site.isEllipsis || site.isBoundary else { return }
    switch bytes[site.end] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), 0xC2, 0xE2: break
    default: return
    }
    let (mark, length) = scalar(in: bytes, at: site.end)
    guard [0x22, 0x27, 0xBB, 0x2019, 0x201D].contains(mark) else { return }
    let behind = site.end + length
    if behind < bytes.count, Blanks.length(at: behind, in: bytes) == nil { return }
    site.close = behind
    site.end = behind
    while site.end < bytes.count, bytes[site.end] != 0x0A, let blank = Blanks.length(at: site.end, in: bytes) {
      site.end += blank
    }
    site.isBoundary = true
  }

  /// An opening mark that touches the final mark before it and the word behind it starts the next sentence: 。「
  private func openQuotation(_ site: inout SentenceScanner.Site) {
    guard site.close > site.markEnd, site.end == site.close, site.end < bytes.count else { return }
    var at = site.markEnd
    while at < site.close {
      let mark = scalar(in: bytes, at: at)
      if Self.openingMarks.contains(mark.value) {
        site.close = at
        site.end = at
        return
      }
      at += mark.length
    }
  }

  private static let openingMarks = Set("([{“‘«„「『（【〈《〔［｛".unicodeScalars.map(\.value))

  // MARK: Decisions

  private func endsSentence(_ site: SentenceScanner.Site) -> Bool {
    guard site.end < bytes.count else { return true }
    if site.endsLine { return site.mark < site.markEnd || !goesOn(behindLine: site) }
    let next = Follower(site.end, in: scanner, letters)
    if dialogueTurns(at: site) { return true }
    if dialogueTurns(at: site) { return true }
    if site.isEllipsis { return site.end > site.close && next.isUpper && next.position == site.end }
    // "(!)" and "(?)" comment on a word.
    if site.close > site.markEnd, isBracketed(site) { return false }
    if !site.isFullStop { return endsSentence(afterTerminal: site, next) }
    return endsSentence(afterFullStop: site, next)
  }

  /// "?" and "!", and their like in other scripts.
  private func endsSentence(afterTerminal site: SentenceScanner.Site, _ next: Follower) -> Bool {
    guard site.isBoundary else { return false }
    if next.isLower { return false }
    // A query in a web address, or a name like "Yahoo!News".
    if site.end == site.markEnd, bytes[site.mark] < 0x80, bytes[site.end] < 0x80, next.isWord { return false }
    return true
  }

  private func endsSentence(afterFullStop site: SentenceScanner.Site, _ next: Follower) -> Bool {
    // Where no blank follows, UAX #29 decides.
    guard site.end > site.markEnd else { return site.isBoundary }
    let role = abbreviations.role(endingAt: site.mark + 1, in: bytes, sentence: start)
    if !site.isBoundary {
      // UAX #29 looks for a small letter behind digits too: "It ended. 23 people left."
      guard next.isDigit, role == nil, scanner.scalarClass(at: site.end).value != .continuation else { return false }
      return !isVowelless(before: site.mark)
    }
    switch role {
    case .title: return !next.isWord
    case .any: return !(next.isDigit || next.isLower)
    case .name:
      if next.isDigit || next.isLower { return false }
      return !next.isUpper || startsSentence(next.position)
    case nil:
      // "kl. 20": a word without a vowel is no word.
      if next.isDigit, isVowelless(before: site.mark) { return false }
      if isInitial(site) { return !next.isUpper || startsSentence(next.position) }
      return !isOrdinal(site, next)
    }
  }

  /// A line end inside a sentence of wrapped text: it goes on with a small letter, and nothing closed it.
  private func goesOn(behindLine site: SentenceScanner.Site) -> Bool {
    guard site.mark > start, letters.entry(scalar(in: bytes, at: site.end).value).isLower else { return false }
    var at = site.mark
    while at > start, let length = Blanks.length(before: at, in: bytes), bytes[at - length] != 0x0A { at -= length }
    guard at > start else { return false }
    var last = at - 1
    while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
    let value = scalar(in: bytes, at: last).value
    let entry = letters.entry(value)
    return entry.wordClass == .letter || entry.wordClass == .digit || value == 0x2C || value == 0x2D
  }

  private func isBracketed(_ site: SentenceScanner.Site) -> Bool {
    guard site.mark > 0 else { return false }
    let before = bytes[site.mark - 1]
    return (before == UInt8(ascii: "(") || before == UInt8(ascii: "[")) && site.mark - 1 > start
  }

  /// Whether the word at `position` is one of those that often start a sentence.
  private func startsSentence(_ position: Int) -> Bool {
    guard let hash = wordHash(at: position) else { return true }
    return abbreviations.isStarter(hash)
  }

  private func wordHash(at position: Int) -> UInt64? {
    var end = min(position + 64, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let word = Lexicon(scanning: UnsafeBufferPointer(rebasing: bytes[position..<end])).words.first
    return word?.start == 0 ? word?.hash : nil
  }

  /// One capital letter with a stop, as before a family name: "J. Smith", "В. Стус". "I." is the pronoun or a number.
  private func isInitial(_ site: SentenceScanner.Site) -> Bool {
    guard let letter = scanner.scalarClass(before: site.mark), letter.value == .upper, site.close == site.markEnd else {
      return false
    }
    if abbreviations.isWord(bytes[letter.start..<site.mark]), letter.start < 2 || bytes[letter.start - 2] != 0x2E {
      return false
    }
    // Before it a blank, an opening bracket, a hyphen, or the stop of another initial.
    guard letter.start > start else { return true }
    switch bytes[letter.start - 1] {
    case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "-"), UInt8(ascii: "\""): return true
    default: return Blanks.length(before: letter.start, in: bytes) != nil
    }
  }

  /// A number with a stop: "21st" as German and others write it, a king's, or that of a list's entry.
  private func isOrdinal(_ site: SentenceScanner.Site, _ next: Follower) -> Bool {
    guard site.close == site.markEnd, next.isUpper || next.isDigit else { return false }
    var begin = site.mark
    while begin > start, site.mark - begin <= 4, bytes[begin - 1] &- 0x30 < 10 { begin -= 1 }
    let isRoman = begin == site.mark
    if isRoman {
      while begin > start, site.mark - begin <= 5, Self.isRomanDigit(bytes[begin - 1]) { begin -= 1 }
    }
    let count = site.mark - begin
    guard count > 0 else { return false }
    if Blanks.trimmed(start, site.mark, in: bytes)?.start == UInt32(begin) { return count <= 3 }
    // "21. 4."
    if next.isDigit { return !isRoman && count <= 2 && isDayAndMonth(next.position) }
    guard abbreviations.ordinalDigits > 0, isRoman ? count > 1 : count <= abbreviations.ordinalDigits else { return false }
    guard begin > start, bytes[begin - 1] == UInt8(ascii: "(") || Blanks.length(before: begin, in: bytes) != nil else {
      return false
    }
    // "Josip II. Then" against "the II. World War".
    if isRoman, followsName(begin) { return false }
    guard let hash = wordHash(at: next.position) else { return false }
    return abbreviations.followsOrdinal(hash) || !abbreviations.isStarter(hash)
  }

  /// One or two digits with a stop.
  private func isDayAndMonth(_ position: Int) -> Bool {
    var at = position
    while at < bytes.count, at - position < 3, bytes[at] &- 0x30 < 10 { at += 1 }
    return at - position <= 2 && at < bytes.count && bytes[at] == UInt8(ascii: ".")
  }

  /// Whether the word before `position` begins with a capital.
  private func followsName(_ position: Int) -> Bool {
    var at = position
    while at > start, let length = Blanks.length(before: at, in: bytes) { at -= length }
    var first: SentenceClass?
    while let letter = scanner.scalarClass(before: at), letter.value == .lower || letter.value == .upper {
      first = letter.value
      at = letter.start
      guard at > start, position - at < 64 else { break }
    }
    return first == .upper
  }

  private static func isRomanDigit(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "I") || byte == UInt8(ascii: "V") || byte == UInt8(ascii: "X")
  }

  /// A dash between two turns of a dialogue: "Come in. – Thank you." Behind a closing quotation mark it leads back to
  /// who spoke, and a small letter goes on.
  private func dialogueTurns(at site: SentenceScanner.Site) -> Bool {
    guard site.close == site.markEnd, site.end > site.close, bytes[site.end] == 0x2D || bytes[site.end] == 0xE2 else {
      return false
    }
    let dash = scalar(in: bytes, at: site.end)
    guard dash.value == 0x2D || (0x2012...0x2015).contains(dash.value) else { return false }
    var at = site.end + dash.length
    guard at < bytes.count, let blank = Blanks.length(at: at, in: bytes) else { return false }
    at += blank
    guard at < bytes.count, abbreviations.role(endingAt: site.mark + 1, in: bytes, sentence: start) == nil else {
      return false
    }
    return Follower(at, in: scanner, letters).isUpper
  }

  /// Whether the word before a full stop has no vowel, and so is no word in full: "kl.", "млн.".
  private func isVowelless(before mark: Int) -> Bool {
    var at = mark
    for _ in 0..<6 {
      guard let before = scanner.scalarClass(before: at), before.value == .lower || before.value == .upper else { break }
      if Self.vowels.contains(letters.folded(scalar(in: bytes, at: before.start).value)) { return false }
      at = before.start
    }
    return at < mark
  }

  private static let vowels = Set("aeiouyáéíóúýàèìòùâêîôûäëïöüÿãõåæøœąęėįųūāēīőűůěășаеиоуыэюяіїєёαεηιουωάέήίόύώ".unicodeScalars.map(\.value))
}

/// What follows a final mark: the next letter or digit, behind opening quotes and brackets.
private struct Follower {
  var position: Int
  var isUpper = false
  var isLower = false
  var isDigit = false
  var isWord = false

  init(_ start: Int, in scanner: SentenceScanner, _ letters: UnicodeTable) {
    position = start
    for _ in 0..<3 {
      guard position < scanner.count else { return }
      let (value, end) = scanner.scalarClass(at: position)
      switch value {
      case .upper: (isUpper, isWord) = (true, true)
      case .lower: (isLower, isWord) = (true, true)
      case .numeric: (isDigit, isWord) = (true, true)
      case .otherLetter: isWord = true
      case .close:
        position = end
        continue
      default: break
      }
      return
    }
  }
}
