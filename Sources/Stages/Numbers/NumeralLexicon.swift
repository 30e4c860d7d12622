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
      let (scalar, count) = text.decode(offset)
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
    var offset = Int(word.start)
    var scalars: [UInt32] = []
    while offset < Int(word.end) {
      let (scalar, count) = text.decode(offset)
      let entry = UnicodeTable.shared.entry(scalar)
      let folded = Lexicon.folded(scalar, entry)
      if entry.wordClass != .format, folded != 0 { scalars.append(folded) }
      offset += count
    }
    var failed = [Bool](repeating: false, count: scalars.count + 1)
    var result: [Numeral] = []
    return cut(scalars, 0, &failed, &result) && result.count > 1 ? result : nil
  }

  /// Cuts from `start` on, the longest part first; a place that has failed once is not tried again.
  private func cut(_ scalars: [UInt32], _ start: Int, _ failed: inout [Bool], _ result: inout [Numeral]) -> Bool {
    if start == scalars.count { return true }
    if failed[start] { return false }
    var found: [(end: Int, numeral: Numeral)] = []
    var hash = Lexicon.hashSeed
    for end in start..<min(scalars.count, start + phrases.longestPart) {
      hash = Lexicon.hash(hash, adding: scalars[end])
      let part = phrases.first(NumberTable.Phrases.numeralParts.id, Lexicon.finish(hash)) { $0.value }
      if let part { found.append((end + 1, phrases.numeral(part))) }
    }
    for (end, numeral) in found.reversed() {
      result.append(numeral)
      if cut(scalars, end, &failed, &result) { return true }
      result.removeLast()
    }
    failed[start] = true
    return false
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
