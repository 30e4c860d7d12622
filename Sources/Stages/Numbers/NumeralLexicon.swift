import Pipeline

/// The numerals of one language: phrases by the hashes of their words, and parts that words are put together from.
///
/// Languages that write numbers in one word (dreihundertfünf) have the rule `compound`: words that are no numeral are
/// cut into parts that are.
package struct NumeralLexicon: Sendable {
  private struct Entry: Sendable {
    let rest: [UInt64]
    var numeral: Numeral
  }

  private var entries: [UInt64: [Entry]] = [:]
  /// Bits of hashes that start a phrase, so that most words cost one look.
  private var filter = [UInt64](repeating: 0, count: 128)
  private var parts: [UInt64: Numeral] = [:]
  /// Bits of the first three scalars of parts, of two where a part has no more, and of parts of one scalar.
  private var partFilter = [UInt64](repeating: 0, count: 128)
  private var longestPart = 0
  private var variants: [(from: String, to: String)] = []

  package private(set) var isCompound = false
  /// Units stand before tens: five-and-twenty.
  package private(set) var isUnitFirst = false
  /// Thousands of millions are counted in hundreds too: ciento veinte mil quinientos millones.
  package private(set) var isNested = false
  /// Ordinals are denominators behind any numerator: drie achtste.
  package private(set) var countsOrdinals = false
  /// The word for one half is counted: fünf halbe Brötchen.
  package private(set) var countsHalves = false
  /// What is halved stands in a case right behind, without "of": половина бюджету.
  package private(set) var dividesBareNouns = false

  /// Endings right behind digits that make an ordinal.
  private(set) var ordinalSuffixes = SignTable<Bool>()
  /// Digits with a full stop are an ordinal before a word in small letters, and behind some words before any.
  private(set) var hasOrdinalDot = false
  private var wordsBeforeDot: Set<UInt64> = []

  package init() {}

  func isBeforeOrdinalDot(_ hash: UInt64) -> Bool { wordsBeforeDot.contains(hash) }

  package mutating func add(_ form: String, _ numeral: Numeral) {
    if numeral.role == .rule {
      isCompound = isCompound || form == "compound"
      isUnitFirst = isUnitFirst || form == "unit-first"
      isNested = isNested || form == "nested"
      countsOrdinals = countsOrdinals || form == "ordinal-fractions"
      countsHalves = countsHalves || form == "counted-halves"
      dividesBareNouns = dividesBareNouns || form == "bare-whole"
      return
    }
    if numeral.role == .variant {
      // By scalars: a mark behind the sign would make one character with it.
      let pair = form.unicodeScalars.split(separator: ">", omittingEmptySubsequences: false).map { String($0) }
      if pair.count == 2 { variants.append((pair[0], pair[1])) }
      return
    }
    if numeral.role == .ordinalSuffix { return ordinalSuffixes.add(form, true) }
    if numeral.role == .ordinalDot {
      hasOrdinalDot = true
      if let hash = Lexicon.hash(ofWord: form) { wordsBeforeDot.insert(hash) }
      return
    }
    insert(form, numeral)
    var other = form
    for (from, to) in variants { other = Self.replacing(from, by: to, in: other) }
    if !other.utf8.elementsEqual(form.utf8) { insert(other, numeral) }
  }

  private static func replacing(_ from: String, by to: String, in text: String) -> String {
    let from = Array(from.unicodeScalars)
    var scalars = Array(text.unicodeScalars)[...]
    var result = String.UnicodeScalarView()
    while !scalars.isEmpty {
      if scalars.starts(with: from) {
        result.append(contentsOf: to.unicodeScalars)
        scalars = scalars.dropFirst(from.count)
      } else {
        result.append(scalars.removeFirst())
      }
    }
    return String(result)
  }

  private mutating func insert(_ form: String, _ numeral: Numeral) {
    let bytes = Array(form.utf8)
    let words = bytes.withUnsafeBufferPointer { Lexicon(scanning: $0).words }
    guard let first = words.first?.hash else { return }
    if numeral.role == .denominatorEnding {
      // Never a word of its own: the Swedish "del" is a part of anything.
      parts[first, default: numeral].add(numeral)
      return addToPartFilter(form)
    }
    let rest = words.dropFirst().map(\.hash)
    var list = entries[first] ?? []
    if let known = list.firstIndex(where: { $0.rest == rest }) {
      list[known].numeral.add(numeral)
    } else {
      let place = list.firstIndex { $0.rest.count < rest.count } ?? list.count
      list.insert(Entry(rest: rest, numeral: numeral), at: place)
    }
    entries[first] = list
    filter[Int(first >> 6 & 127)] |= 1 << (first & 63)
    if words.count == 1, words[0].kind == .letters {
      parts[first, default: numeral].add(numeral)
      addToPartFilter(form)
    }
  }

  private mutating func addToPartFilter(_ form: String) {
    let scalars = form.unicodeScalars.map { UnicodeTable.shared.folded($0.value) }
    longestPart = max(longestPart, scalars.count)
    let bit = Self.partBit(scalars[0], scalars.count > 1 ? scalars[1] : 0, scalars.count > 2 ? scalars[2] : 0)
    partFilter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  @inline(__always)
  private static func partBit(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> Int {
    let mixed = (a &* 0x9E37_79B1) ^ (b &* 0x85EB_CA6B) ^ (c &* 0xC2B2_AE35)
    return Int(((mixed ^ (mixed >> 15)) &* 0x2C1B_3C6D) >> 19)
  }

  @inline(__always)
  private func hasPart(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> Bool {
    let bit = Self.partBit(a, b, c)
    return partFilter[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  /// The folded scalar at `offset`, which moves behind it; 0 at the end.
  @inline(__always)
  private static func folded(_ offset: inout Int, _ end: Int, _ text: NumberText) -> UInt32 {
    guard offset < end else { return 0 }
    let byte = text.bytes[offset]
    if byte < 0x80 {
      offset += 1
      return UInt32(byte) | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0)
    }
    let (scalar, count) = text.decode(offset)
    offset += count
    return UnicodeTable.shared.folded(scalar)
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
    if hasPart(a, b, c) || hasPart(a, b, 0) { return true }
    return hasPart(a, 0, 0) && (hasPart(b, c, Self.folded(&offset, end, text)) || hasPart(b, c, 0))
  }

  /// Hashes of the words that numerals start with.
  var firstHashes: [UInt64] { Array(entries.keys) }

  /// False: no numeral starts with the word of this hash.
  @inline(__always)
  func mayStart(_ hash: UInt64) -> Bool { filter[Int(hash >> 6 & 127)] & 1 << (hash & 63) != 0 }

  /// The longest numeral that starts at the word at `index`, and how many words it has.
  func match(_ index: Int, _ text: NumberText) -> (value: Numeral, count: Int)? {
    guard index >= 0, index < text.words.count, mayStart(text.words[index].hash),
      let list = entries[text.words[index].hash]
    else { return nil }
    next: for entry in list {
      var other = index
      for hash in entry.rest {
        other += 1
        guard other < text.words.count, text.words[other].hash == hash, text.isJoined(other - 1) else { continue next }
      }
      return (entry.numeral, entry.rest.count + 1)
    }
    return nil
  }

  // MARK: Compounds

  /// The parts that the word at `index` is put together from, two at least; nil where it is not.
  func parts(of index: Int, _ text: NumberText) -> [Numeral]? {
    let word = text.words[index]
    guard word.end - word.start <= 256, mayBeCompound(index, text) else { return nil }
    var offset = Int(word.start)
    var scalars: [UInt32] = []
    while offset < Int(word.end) {
      let (scalar, count) = text.decode(offset)
      let entry = UnicodeTable.shared.entry(scalar)
      if entry.wordClass != .format { scalars.append(entry.folded(scalar)) }
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
    for end in start..<min(scalars.count, start + longestPart) {
      hash = Lexicon.hash(hash, adding: scalars[end])
      if let numeral = parts[Lexicon.finish(hash)] { found.append((end + 1, numeral)) }
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

/// The numerals of a pack when all are added: one reference to hand around.
final class CompiledNumerals: Sendable {
  let lexicon: NumeralLexicon

  init(_ lexicon: NumeralLexicon) { self.lexicon = lexicon }

  func mayStart(_ hash: UInt64) -> Bool { lexicon.mayStart(hash) }
  func match(_ index: Int, _ text: NumberText) -> (value: Numeral, count: Int)? { lexicon.match(index, text) }
}
