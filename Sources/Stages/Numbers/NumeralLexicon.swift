import PackFormat
import Pipeline

package typealias Numeral = PackFormat.Numeral

/// The numerals of one language: phrases by the hashes of their words, and parts that words are put together from.
///
/// Languages that write numbers in one word (dreihundertfünf) have the rule `compound`: words that are no numeral are
/// cut into parts that are.
package struct NumeralLexicon: Sendable {
  private let phrases: CompiledPhrases
  private var table: PhraseTable<Numeral> { PhraseTable(phrases, .numerals) }

  init(_ phrases: CompiledPhrases) { self.phrases = phrases }

  package var isCompound: Bool { phrases.follows(PhraseImage.Rule.compound) }
  /// Units stand before tens: five-and-twenty.
  package var isUnitFirst: Bool { phrases.follows(PhraseImage.Rule.unitFirst) }
  /// Thousands of millions are counted in hundreds too: ciento veinte mil quinientos millones.
  package var isNested: Bool { phrases.follows(PhraseImage.Rule.nested) }
  /// Ordinals are denominators behind any numerator: drie achtste.
  package var countsOrdinals: Bool { phrases.follows(PhraseImage.Rule.ordinalFractions) }
  /// The word for one half is counted: fünf halbe Brötchen.
  /// Mixed numbers have another "and" than tens and units: ciento treinta con dos quintos.
  package var hasMixedAnd: Bool { phrases.follows(PhraseImage.Rule.mixedAnd) }
  package var countsHalves: Bool { phrases.follows(PhraseImage.Rule.countedHalves) }
  /// What is halved stands in a case right behind, without "of": половина бюджету.
  package var dividesBareNouns: Bool { phrases.follows(PhraseImage.Rule.bareWhole) }

  /// Endings right behind digits that make an ordinal.
  var ordinalSuffixes: SignTable<Bool> { SignTable(phrases, .ordinalSuffixes) }
  /// Digits with a full stop are an ordinal before a word in small letters, and behind some words before any.
  var hasOrdinalDot: Bool { phrases.follows(PhraseImage.Rule.ordinalDot) }

  func isBeforeOrdinalDot(_ hash: UInt64) -> Bool {
    PhraseTable<Bool>(phrases, .wordsBeforeDot).mayStart(hash)
  }

  /// False: no numeral starts with the word of this hash.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool { table.mayStart(hash) }

  /// The longest numeral that starts at the word at `index`, and how many words it has.
  @inline(__always)
  func match(_ index: Int, _ text: NumberText) -> (value: Numeral, count: Int)? { table.match(index, text) }

  // MARK: Compounds

  /// The folded scalar at `offset`, which moves behind it; 0 at the end.
  @inline(__always)
  private static func folded(_ offset: inout Int, _ end: Int, _ text: NumberText) -> UInt32 {
    guard offset < end else { return 0 }
    let byte = text.bytes[offset]
    if byte < 0x80 {
      offset += 1
      return UInt32(byte) | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0)
    }
    repeat {
      let (scalar, count) = text.bytes.scalar(at: offset)
      offset += count
      let folded = Lexicon.folded(scalar)
      if folded != 0 { return folded }
    } while offset < end
    return 0
  }

  /// False: the word at `index` is not put together from parts. Looks at its first four scalars.
  func mayBeCompound(_ index: Int, _ text: NumberText) -> Bool {
    let word = text.words[index]
    guard isCompound, word.kind == .letters else { return false }
    var offset = Int(word.start)
    let end = Int(word.end)
    let a = Self.folded(&offset, end, text)
    let b = Self.folded(&offset, end, text)
    let c = Self.folded(&offset, end, text)
    guard b != 0 else { return false }
    if phrases.mayStartPart(a, b, c) || phrases.mayStartPart(a, b, 0) { return true }
    return phrases.mayStartPart(a, 0, 0)
      && (phrases.mayStartPart(b, c, Self.folded(&offset, end, text)) || phrases.mayStartPart(b, c, 0))
  }

  /// The parts that the word at `index` is put together from, two at least; nil where it is not.
  func parts(of index: Int, _ text: NumberText) -> [Numeral]? {
    let word = text.words[index]
    guard word.end - word.start <= 256, mayBeCompound(index, text) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { scalars in
      var count = 0
      var offset = Int(word.start)
      while offset < Int(word.end) {
        let (scalar, length) = text.bytes.scalar(at: offset)
        let entry = UnicodeTable.shared.entry(scalar)
        let folded = Lexicon.folded(scalar, entry)
        if entry.wordClass != .format, folded != 0 {
          scalars[count] = folded
          count += 1
        }
        offset += length
      }
      var cut = WordCut(phrases: phrases, scalars: UnsafeBufferPointer(rebasing: scalars[..<count]))
      guard cut.reachesEnd(from: 0), cut.parts.count > 1 else { return nil }
      return cut.parts.reversed().map { phrases.numeral($0) }
    }
  }
}

/// Cuts a word into parts of numerals, at each place the longest first. Takes memory only for words that can be cut.
private struct WordCut {
  let phrases: CompiledPhrases
  let scalars: UnsafeBufferPointer<UInt32>
  /// Bits of places from which the end can't be reached, so that none is tried twice.
  private var failed: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  /// Numbers of the numerals, the last part first.
  private(set) var parts: [Int] = []

  init(phrases: CompiledPhrases, scalars: UnsafeBufferPointer<UInt32>) {
    self.phrases = phrases
    self.scalars = scalars
  }

  mutating func reachesEnd(from start: Int) -> Bool {
    if start == scalars.count { return true }
    if hasFailed(start) { return false }
    let found = cut(from: start)
    if !found { markFailed(start) }
    return found
  }

  private mutating func cut(from start: Int) -> Bool {
    withUnsafeTemporaryAllocation(of: (end: Int, numeral: Int).self, capacity: phrases.longestPart + 1) { found in
      var count = 0
      var hash = Lexicon.hashSeed
      for end in start..<min(scalars.count, start + phrases.longestPart) {
        hash = Lexicon.hash(hash, adding: scalars[end])
        let key = Lexicon.finish(hash)
        guard phrases.mayHavePhrase(key),
          let part = phrases.first(NumberTable.Phrases.numeralParts.id, key, { $0.value })
        else { continue }
        found[count] = (end + 1, part)
        count += 1
      }
      while count > 0 {
        count -= 1
        if reachesEnd(from: found[count].end) {
          parts.append(found[count].numeral)
          return true
        }
      }
      return false
    }
  }

  private func hasFailed(_ place: Int) -> Bool {
    withUnsafeBytes(of: failed) { $0[place >> 3] & 1 << UInt8(place & 7) != 0 }
  }

  private mutating func markFailed(_ place: Int) {
    withUnsafeMutableBytes(of: &failed) { $0[place >> 3] |= 1 << UInt8(place & 7) }
  }
}

/// A lexicon that is not part of the program: for tools that make packs, and for tests.
package final class NumeralTrial: Sendable {
  private let words: [UInt64]

  /// Forms and what they stand for, in the order of a pack's rows.
  package init(_ rows: some Sequence<(form: String, numeral: Numeral)>) {
    var builder = PhraseImageBuilder()
    var forms = NumeralForms()
    for (form, numeral) in rows { forms.add(form, numeral, to: &builder) }
    words = builder.words()
  }

  /// The number that a text is as a whole; nil where it is none or more than one.
  package func reading(of text: String) -> NumeralSequence.Reading? {
    words.withUnsafeBufferPointer { words in
      NumeralSequence.reading(of: text, NumeralLexicon(CompiledPhrases(words.baseAddress!)))
    }
  }
}
