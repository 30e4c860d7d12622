import Pipeline

/// A list of names that is searched in a text by its words, however many names it has.
///
/// A trie over folded words, flattened into one open-addressing table: an edge is the 64-bit mix of (node, hash of the
/// word, gap before it). No text is compared: among n edges a wrong one is taken with odds of n / 2^64 a look-up, so a
/// list of a million names goes wrong about once in 10^13 words. Words of scripts without spaces are single characters,
/// so that for them the trie is one over characters. A filter over first words turns away nearly all words of a text
/// without touching the table.
///
/// Immutable and shared by all threads; `GazetteerBuilder` makes one, `GazetteerBlock` says how it lies in memory. A class,
/// so that asking it per word copies nothing.
public final class Gazetteer: Sendable {
  /// A mention: words `first..<end` of the lexicon, and what they may stand for.
  struct Match {
    var end: Int
    var range: ByteRange
    /// The first entry that agrees.
    var entry: Int32
    /// The node whose entries these are.
    var node: UInt32
  }

  let block: GazetteerBlock
  let types: [String]
  let languages: [Language]
  let suffixes: NameSuffixes

  private let filter: NameFilter
  private let lowerFilter: NameFilter
  // Sound to share: these lie in the block, which is constant and kept.
  private nonisolated(unsafe) let slots: UnsafePointer<UInt64>
  private nonisolated(unsafe) let nodes: UnsafePointer<UInt32>
  private nonisolated(unsafe) let entryBytes: UnsafeRawBufferPointer
  private nonisolated(unsafe) let thingBytes: UnsafeRawBufferPointer
  private nonisolated(unsafe) let strings: UnsafeRawBufferPointer
  private let slotMask: Int
  private let nodeMask: UInt64
  private let nodeCount: UInt32
  private let probes: Int
  private let depth: Int

  /// Names in the list, aliases and forms counted.
  public let count: Int
  public var isEmpty: Bool { count == 0 }
  var entries: Entries { Entries(gazetteer: self) }

  init(_ block: GazetteerBlock) {
    self.block = block
    filter = NameFilter(block.section(.filter))
    lowerFilter = NameFilter(block.section(.lowerFilter))
    slots = block.section(.slots).baseAddress!.assumingMemoryBound(to: UInt64.self)
    nodes = block.section(.nodes).baseAddress!.assumingMemoryBound(to: UInt32.self)
    entryBytes = block.section(.entries)
    thingBytes = block.section(.things)
    strings = block.section(.strings)
    slotMask = block.elements(.slots) - 1
    let nodeBits = UInt64(block.field(GazetteerBlock.Field.nodeBits))
    nodeMask = (1 << nodeBits) - 1
    nodeCount = UInt32(clamping: block.elements(.nodes) - 1)
    probes = block.field(GazetteerBlock.Field.probes)
    depth = block.field(GazetteerBlock.Field.depth)
    count = block.elements(.entries)
    let strings = strings
    let terms = block.section(.terms).bindMemory(to: UInt32.self)
    let all = terms.map { Self.bytes(UInt32(littleEndian: $0), in: strings) }
    let typeCount = block.field(GazetteerBlock.Field.typeCount)
    let languageCount = block.field(GazetteerBlock.Field.languageCount)
    types = all[..<typeCount].map { String(decoding: $0, as: UTF8.self) }
    languages = all[typeCount..<typeCount + languageCount].map { Language(String(decoding: $0, as: UTF8.self)) }
    // Decoding relies on valid UTF-8, which a damaged block may lack.
    suffixes = NameSuffixes(
      all[(typeCount + languageCount)...].map { Array($0) }.filter { String(validating: $0, as: UTF8.self) != nil })
  }

  // MARK: Reading the block

  /// A string of the block; empty where `offset` is none.
  private static func bytes(_ offset: UInt32, in strings: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = Int(offset) + 4
    guard start <= strings.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let length = UInt32(littleEndian: strings.loadUnaligned(fromByteOffset: Int(offset), as: UInt32.self))
    guard Int(length) <= strings.count - start else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: strings[start..<start + Int(length)])
  }

  func string(_ offset: UInt32) -> String { String(decoding: Self.bytes(offset, in: strings), as: UTF8.self) }

  @inline(__always)
  private static func load<Number: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int, as type: Number.Type
  ) -> Number {
    Number(littleEndian: bytes.load(fromByteOffset: offset, as: type))
  }

  /// What decides about a mention; `index` is below `count`.
  @inline(__always)
  func form(_ index: Int) -> Form {
    let start = index * 16
    let language = Self.load(entryBytes, start + EntryField.language, as: UInt16.self)
    return Form(
      spelling: Self.load(entryBytes, start + EntryField.spelling, as: UInt32.self),
      upperWords: Self.load(entryBytes, start + EntryField.upperWords, as: UInt32.self),
      language: Int(language) < languages.count ? language : 0,
      rule: NameCase(rawValue: entryBytes[start + EntryField.rule]) ?? .off,
      endsWithPeriod: entryBytes[start + EntryField.flags] & EntryField.endsWithPeriod != 0)
  }

  func entry(_ index: Int) -> Entry {
    precondition(index >= 0 && index < count, "no such entry")
    let form = form(index)
    var entry = Entry(
      thing: 0, spelling: form.spelling, upperWords: form.upperWords, name: 0, ref: 0, type: 0,
      language: form.language, rule: form.rule, endsWithPeriod: form.endsWithPeriod, weight: 0)
    let start = Int(Self.load(entryBytes, index * 16 + EntryField.thing, as: UInt32.self)) * 32
    guard start + 32 <= thingBytes.count else { return entry }
    entry.thing = Self.load(thingBytes, start + ThingField.identity, as: UInt64.self)
    entry.name = Self.load(thingBytes, start + ThingField.name, as: UInt32.self)
    entry.ref = Self.load(thingBytes, start + ThingField.ref, as: UInt32.self)
    entry.weight = Self.load(thingBytes, start + ThingField.weight, as: UInt32.self)
    let type = Self.load(thingBytes, start + ThingField.type, as: UInt16.self)
    entry.type = Int(type) < types.count ? type : 0
    if Self.load(thingBytes, start + ThingField.flags, as: UInt16.self) & ThingField.hasPlace != 0 {
      entry.place = Place(
        latitude: Self.load(thingBytes, start + ThingField.latitude, as: Int32.self),
        longitude: Self.load(thingBytes, start + ThingField.longitude, as: Int32.self))
    }
    return entry
  }

  /// The numbers of a node's entries, and whether edges lead on.
  @inline(__always)
  private func node(_ node: UInt32) -> (entries: Range<Int>, leadsOn: Bool) {
    let here = UInt32(littleEndian: nodes[Int(node)])
    let next = UInt32(littleEndian: nodes[Int(node) + 1])
    let first = Int(here & 0x7FFF_FFFF)
    let end = Int(next & 0x7FFF_FFFF)
    return (first < end && end <= count ? first..<end : 0..<0, here >> 31 != 0)
  }

  // MARK: Searching

  @inline(__always)
  static func edgeKey(node: UInt32, word: UInt64, gap: UInt64) -> UInt64 {
    var x = word ^ (UInt64(node) &* 0x9E37_79B9_7F4A_7C15) ^ (gap &* 0xC2B2_AE3D_27D4_EB4F)
    x = (x ^ (x >> 32)) &* 0xD6E8_FEB8_6659_FD93
    x ^= x >> 32
    return x
  }

  /// Whether it is worth looking for a name at a word; false for nearly all words of a text.
  @inline(__always)
  func mayStart(
    _ words: UnsafeBufferPointer<Lexicon.Word>, at index: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let word = words[index]
    if word.letterCase == .lower ? lowerFilter.mayContain(word.hash) : filter.mayContain(word.hash) { return true }
    if word.kind == .ideograph, index + 1 < words.count, words[index + 1].start == word.end {
      return filter.mayContain(NameFilter.pair(word.hash, words[index + 1].hash))
    }
    return !suffixes.isEmpty && suffixes.mayEnd(word, bytes)
  }

  /// A child has a higher number than its parent, whatever a damaged block says.
  @inline(__always)
  private func child(of node: UInt32, word: UInt64, gap: UInt64) -> UInt32? {
    let key = Self.edgeKey(node: node, word: word, gap: gap)
    var slot = Int(truncatingIfNeeded: key) & slotMask
    for _ in 0...probes {
      let found = UInt64(littleEndian: slots[slot])
      if found == 0 { return nil }
      if (found ^ key) & ~nodeMask == 0 {
        let child = UInt32(truncatingIfNeeded: found & nodeMask)
        return child > node && child < nodeCount ? child : nil
      }
      slot = (slot + 1) & slotMask
    }
    return nil
  }

  /// The longest name that starts at word `first`, or nil.
  ///
  /// - Parameter active: whether entries of each of `languages` count in this document.
  func longestMatch(
    _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int, _ bytes: UnsafeBufferPointer<UInt8>, active: [Bool]
  ) -> Match? {
    let hasSuffixes = !suffixes.isEmpty
    let limit = min(words.count, first + depth)
    var best: Match?
    var node: UInt32 = 0
    var gap = NameGap.none
    var index = first
    while index < limit {
      let word = words[index]
      if hasSuffixes, suffixes.mayEnd(word, bytes) {
        suffixes.forEachStem(of: word, bytes) { stem, end in
          guard let terminal = child(of: node, word: stem, gap: gap) else { return false }
          let entries = self.node(terminal).entries
          guard let entry = agreeing(entries, words, first, index + 1, UInt32(end), bytes, active) else { return false }
          best = match(terminal, entry, words, first, index + 1, UInt32(end), bytes)
          return true
        }
      }
      guard let next = child(of: node, word: word.hash, gap: gap) else { break }
      let (entries, leadsOn) = self.node(next)
      if let entry = agreeing(entries, words, first, index + 1, word.end, bytes, active) {
        best = match(next, entry, words, first, index + 1, word.end, bytes)
      }
      index += 1
      guard leadsOn, index < limit,
        let nextGap = NameGap.code(bytes, from: Int(word.end), to: Int(words[index].start))
      else { break }
      node = next
      gap = nextGap
    }
    return best
  }

  /// The first of the entries that agrees in language and case with words `first..<end`.
  private func agreeing(
    _ entries: Range<Int>, _ words: UnsafeBufferPointer<Lexicon.Word>, _ first: Int, _ end: Int, _ byteEnd: UInt32,
    _ bytes: UnsafeBufferPointer<UInt8>, _ active: [Bool]
  ) -> Int? {
    if entries.isEmpty { return nil }
    let mention = Mention(words: words, first: first, end: end, byteEnd: byteEnd, bytes: bytes)
    guard mention.isWhole else { return nil }
    for index in entries {
      let form = form(index)
      if active[Int(form.language)], mention.agrees(with: form) { return index }
    }
    return nil
  }

  private func match(
    _ node: UInt32, _ entry: Int, _ words: UnsafeBufferPointer<Lexicon.Word>, _ first: Int, _ end: Int,
    _ byteEnd: UInt32, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Match {
    let mention = Mention(words: words, first: first, end: end, byteEnd: byteEnd, bytes: bytes)
    return Match(
      end: end, range: ByteRange(words[first].start, mention.endOffset(of: form(entry))), entry: Int32(entry),
      node: node)
  }

  /// The refs of other things that the mention may name, in the order of adding.
  func candidates(
    _ match: Match, _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    active: [Bool]
  ) -> [String] {
    let others = (Int(match.entry) + 1)..<max(Int(match.entry) + 1, node(match.node).entries.upperBound)
    guard !others.isEmpty else { return [] }
    let byteEnd = min(match.range.end, words[match.end - 1].end)
    let mention = Mention(words: words, first: first, end: match.end, byteEnd: byteEnd, bytes: bytes)
    var things = [entry(Int(match.entry)).thing]
    var refs: [String] = []
    for index in others.prefix(64) {
      let form = form(index)
      guard form.rule != .off, active[Int(form.language)], mention.agrees(with: form) else { continue }
      let entry = entry(index)
      if entry.ref != 0, !things.contains(entry.thing) {
        things.append(entry.thing)
        refs.append(string(entry.ref))
      }
    }
    return refs
  }
}
