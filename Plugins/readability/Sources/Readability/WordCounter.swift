import Pipeline

/// Counts the words of one sentence after another, over the bytes and words of the lexical pass.
struct WordCounter {
  let bytes: UnsafeBufferPointer<UInt8>
  let words: [Lexicon.Word]
  /// How the language's syllables are counted; nil: not at all.
  let syllables: SyllableRules?
  private let table = UnicodeTable.shared
  /// Scripts that are alphabets in the sense of `TextCounts.alphabetic`.
  private static let alphabets = ["Latn", "Cyrl", "Grek"].map(UnicodeTable.Script.index)

  init(bytes: UnsafeBufferPointer<UInt8>, words: [Lexicon.Word], syllables: SyllableRules?) {
    self.bytes = bytes
    self.words = words
    self.syllables = syllables
  }

  /// Adds the words of `sentence`, the first of which is number `first`, to `counts`, and says how many there were.
  func add(_ sentence: ByteRange, from first: Int, to counts: inout TextCounts) -> Int {
    var found = 0
    var index = first
    while index < words.count, words[index].end <= sentence.end {
      switch words[index].kind {
      case .letters:
        addWord(from: &index, to: &counts)
        found += 1
      case .ideograph:
        counts.unspaced += 1
        index += 1
      case .digits, .number: index += 1
      }
    }
    if found > 0 { counts.sentences += 1 }
    counts.words += found
    return found
  }

  /// Adds one word. Contractions and words with hyphens are one, as Flesch has it: "don't" and "mother-in-law" are two.
  private func addWord(from index: inout Int, to counts: inout TextCounts) {
    var letters = 0
    var vowelGroups = 0
    if Self.alphabets.contains(words[index].script) { counts.alphabetic += 1 }
    repeat {
      let part = measure(words[index])
      letters += part.letters
      vowelGroups += part.syllables
      index += 1
    } while index < words.count && words[index].kind == .letters && isJoined(words[index - 1], words[index])
    counts.letters += letters
    if letters > 6 { counts.longWords += 1 }
    if syllables != nil { counts.syllables += max(1, vowelGroups) }
  }

  /// Whether an apostrophe or hyphen is all that stands between two words.
  private func isJoined(_ word: Lexicon.Word, _ next: Lexicon.Word) -> Bool {
    let start = Int(word.end)
    switch Int(next.start) - start {
    case 1: return bytes[start] == UInt8(ascii: "'") || bytes[start] == UInt8(ascii: "-")
    case 3:
      // U+2019, the apostrophe of printers, and the hyphens U+2010 and U+2011.
      return bytes[start] == 0xE2 && bytes[start + 1] == 0x80
        && (bytes[start + 2] == 0x99 || bytes[start + 2] == 0x90 || bytes[start + 2] == 0x91)
    default: return false
    }
  }

  /// Letters and syllables of a word; an accent of its own is no letter.
  private func measure(_ word: Lexicon.Word) -> (letters: Int, syllables: Int) {
    var letters = 0
    var counter = syllables.map(SyllableCounter.init)
    var position = Int(word.start)
    while position < Int(word.end) {
      let byte = bytes[position]
      if byte < 0x80 {
        // All ASCII in a word of letters is letters; folding sets bit 5.
        letters += 1
        counter?.add(UInt32(byte | 0x20))
        position += 1
        continue
      }
      let (scalar, length) = decode(position)
      let entry = table.entry(scalar)
      if entry.wordClass == .letter {
        letters += 1
        counter?.add(entry.folded(scalar))
      }
      position += length
    }
    return (letters, counter?.count ?? 0)
  }

  /// The scalar of more than one byte at `index`. `Text` guarantees valid UTF-8, and a word ends behind a scalar.
  private func decode(_ index: Int) -> (scalar: UInt32, length: Int) {
    let lead = UInt32(bytes[index])
    func low(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | low(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | low(1) << 6 | low(2), 3) }
    return ((lead & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4)
  }
}
