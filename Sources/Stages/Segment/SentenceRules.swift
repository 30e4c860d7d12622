import Pipeline

/// Cuts a text into sentences: the boundaries of UAX #29, corrected where news is written otherwise.
///
/// Abbreviations, initials and ordinal numbers end no sentence; a number may begin one; a quotation or bracket goes on in
/// small letters; lines of wrapped text are one paragraph. Documentation/Pipelines.md lists the differences.
struct SentenceRules {
  let bytes: UnsafeBufferPointer<UInt8>
  let abbreviations: Abbreviations
  var scanner: SentenceScanner
  let letters = UnicodeTable.shared
  private var sentences: [ByteRange] = []
  var start = 0

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
    guard !site.endsLine, site.end > site.close, site.end < bytes.count, !site.isEllipsis || site.isBoundary else {
      return
    }
    switch bytes[site.end] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), 0xC2, 0xE2: break
    default: return
    }
    let (mark, length) = bytes.scalar(at: site.end)
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
      let mark = bytes.scalar(at: at)
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
    let next = Follower(site.end, in: scanner)
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
    guard site.end > site.markEnd || site.isBoundary else { return false }
    var role = abbreviations.role(endingAt: site.mark + 1, in: bytes, sentence: start)
    // Where no blank follows, UAX #29 decides, but not inside "พ.ศ.".
    guard site.end > site.markEnd else { return role != .title }
    if role == .unit { role = followsNumber(site.mark) ? .any : .title }
    if !site.isBoundary {
      // UAX #29 looks for a small letter behind digits too: "It ended. 23 people left."
      guard next.isDigit, role == nil, scanner.scalarClass(at: site.end).value != .continuation else { return false }
      return !isVowelless(before: site.mark)
    }
    switch role {
    case .title: return !next.isWord
    case .any, .unit: return !(next.isDigit || next.isLower)
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
    guard site.mark > start, letters.entry(bytes.scalar(at: site.end).value).isLower else { return false }
    var at = site.mark
    while at > start, let length = Blanks.length(before: at, in: bytes), bytes[at - length] != 0x0A { at -= length }
    guard at > start else { return false }
    var last = at - 1
    while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
    let value = bytes.scalar(at: last).value
    let entry = letters.entry(value)
    return entry.wordClass == .letter || entry.wordClass == .digit || value == 0x2C || value == 0x2D
  }

  private func isBracketed(_ site: SentenceScanner.Site) -> Bool {
    guard site.mark > 0 else { return false }
    let before = bytes[site.mark - 1]
    return (before == UInt8(ascii: "(") || before == UInt8(ascii: "[")) && site.mark - 1 > start
  }

  /// Whether the word at `position` is one of those that often start a sentence.
  func startsSentence(_ position: Int) -> Bool {
    guard let word = word(at: position) else { return true }
    // One letter with a stop is an initial: "In 2019. V. Petrov".
    let isInitial = word.end < bytes.count && bytes[word.end] == UInt8(ascii: ".") && word.end - position <= 2
    return !isInitial && abbreviations.isStarter(word.hash)
  }

  func word(at position: Int) -> (hash: UInt64, end: Int)? {
    var end = min(position + 64, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let word = Lexicon(scanning: UnsafeBufferPointer(rebasing: bytes[position..<end])).words.first
    guard let word, word.start == 0 else { return nil }
    return (word.hash, position + Int(word.end))
  }

  /// A dash between two turns of a dialogue: "Come in. – Thank you." Behind a closing quotation mark it leads back to
  /// who spoke, and a small letter goes on.
  private func dialogueTurns(at site: SentenceScanner.Site) -> Bool {
    guard site.close == site.markEnd, site.end > site.close, bytes[site.end] == 0x2D || bytes[site.end] == 0xE2 else {
      return false
    }
    let dash = bytes.scalar(at: site.end)
    guard dash.value == 0x2D || (0x2012...0x2015).contains(dash.value) else { return false }
    var at = site.end + dash.length
    guard at < bytes.count, let blank = Blanks.length(at: at, in: bytes) else { return false }
    at += blank
    guard at < bytes.count, abbreviations.role(endingAt: site.mark + 1, in: bytes, sentence: start) == nil else {
      return false
    }
    return Follower(at, in: scanner).isUpper
  }

  /// Whether the word before a full stop has no vowel, and so is no word in full: "kl.", "млн.".
  private func isVowelless(before mark: Int) -> Bool {
    var at = mark
    for _ in 0..<6 {
      guard let before = scanner.scalarClass(before: at), before.value == .lower || before.value == .upper else {
        break
      }
      if Self.vowels.contains(letters.folded(bytes.scalar(at: before.start).value)) { return false }
      at = before.start
    }
    return at < mark
  }

  private static let vowels = Set(
    "aeiouyáéíóúýàèìòùâêîôûäëïöüÿãõåæøœąęėįųūāēīőűůěășаеиоуыэюяіїєёαεηιουωάέήίόύώ".unicodeScalars.map(\.value))
}
