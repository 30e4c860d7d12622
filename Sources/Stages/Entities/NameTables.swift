import Pipeline

/// The part of a gazetteer that is looked at word by word: filters, trie and entries where they lie in the block.
///
/// It holds no reference, so that passing it on costs nothing, and must not outlive its `Gazetteer`. Every number of the
/// block that points somewhere is compared with the size of what it points into.
struct NameTables: Sendable {
  private let filter: NameFilter
  private let lowerFilter: NameFilter
  private let pairFilter: NameFilter
  private nonisolated(unsafe) let slots: UnsafePointer<UInt64>
  private nonisolated(unsafe) let nodes: UnsafePointer<UInt32>
  private nonisolated(unsafe) let entries: UnsafeRawPointer
  private let slotMask: Int
  private let nodeMask: UInt64
  private let nodeCount: UInt32
  private let probes: Int
  private let languageCount: Int
  private let suffixes: SuffixMatcher
  let scripts = NameFolding.Scripts()
  private let hasLowerNames: Bool
  /// Words of the longest name.
  let depth: Int
  let count: Int

  init(_ block: GazetteerBlock, _ suffixes: NameSuffixes) {
    filter = NameFilter(block.section(.filter))
    lowerFilter = NameFilter(block.section(.lowerFilter))
    pairFilter = NameFilter(block.section(.pairFilter))
    hasLowerNames = block.section(.lowerFilter).contains { $0 != 0 }
    slots = block.section(.slots).baseAddress!.assumingMemoryBound(to: UInt64.self)
    nodes = block.section(.nodes).baseAddress!.assumingMemoryBound(to: UInt32.self)
    entries = UnsafeRawPointer(block.section(.entries).baseAddress!)
    slotMask = block.elements(.slots) - 1
    nodeMask = (1 << UInt64(block.field(GazetteerBlock.Field.nodeBits))) - 1
    nodeCount = UInt32(clamping: block.elements(.nodes) - 1)
    probes = block.field(GazetteerBlock.Field.probes)
    languageCount = block.field(GazetteerBlock.Field.languageCount)
    depth = block.field(GazetteerBlock.Field.depth)
    count = block.elements(.entries)
    self.suffixes = suffixes.matcher
  }

  // MARK: Reading

  @inline(__always)
  private func load<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number {
    Number(littleEndian: entries.load(fromByteOffset: offset, as: type))
  }

  /// What decides about a mention; `index` is below `count`.
  @inline(__always)
  func form(_ index: Int) -> Gazetteer.Form {
    typealias Field = Gazetteer.EntryField
    let start = index * 16
    let language = load(start + Field.language, as: UInt16.self)
    let flags = load(start + Field.flags, as: UInt8.self)
    return Gazetteer.Form(
      spelling: load(start + Field.spelling, as: UInt32.self),
      upperWords: load(start + Field.upperWords, as: UInt32.self),
      language: Int(language) < languageCount ? language : 0,
      rule: NameCase(rawValue: load(start + Field.rule, as: UInt8.self)) ?? .off,
      endsWithPeriod: flags & Field.endsWithPeriod != 0,
      accents: NameAccents(rawValue: flags >> Field.accentShift & 3) ?? .kept)
  }

  func thing(_ index: Int) -> Int { Int(load(index * 16 + Gazetteer.EntryField.thing, as: UInt32.self)) }

  /// The numbers of a node's entries, and whether edges lead on.
  @inline(__always)
  func node(_ node: UInt32) -> (entries: Range<Int>, leadsOn: Bool) {
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
    if word.letterCase == .lower {
      if hasLowerNames {
        let key = scripts.key(word, bytes)
        if lowerFilter.mayContain(key), mayGoOn(key, words, index, bytes, isLower: true) { return true }
      }
    } else {
      let key = scripts.key(word, bytes)
      if filter.mayContain(key), mayGoOn(key, words, index, bytes, isLower: false) { return true }
      if word.kind == .ideograph, index + 1 < words.count, words[index + 1].start == word.end {
        return filter.mayContain(NameFilter.pair(word.hash, words[index + 1].hash))
      }
    }
    return suffixes.longest != 0 && suffixes.mayEnd(word, bytes)
  }

  /// Whether a name may be of the first word alone, or go on with the next one. The trie, which lies in memory that is not
  /// at hand, is asked for few of the words that names start with but are common in texts.
  private func mayGoOn(
    _ key: UInt64, _ words: UnsafeBufferPointer<Lexicon.Word>, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    isLower: Bool
  ) -> Bool {
    let flip: UInt64 = isLower ? .max : 0
    if pairFilter.mayContain(NameFilter.pair(key, 0) ^ flip) { return true }
    guard index + 1 < words.count else { return false }
    let next = words[index + 1]
    if suffixes.longest != 0, suffixes.mayEnd(next, bytes) { return true }
    return pairFilter.mayContain(NameFilter.pair(key, scripts.key(next, bytes)) ^ flip)
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
  /// - Parameter active: whether entries of each language of the block count in this document.
  func longestMatch(
    _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    active: UnsafePointer<Bool>
  ) -> Gazetteer.Match? {
    let limit = min(words.count, first + depth)
    var best: Gazetteer.Match?
    var node: UInt32 = 0
    var gap = NameGap.none
    var index = first
    while index < limit {
      let word = words[index]
      if suffixes.longest != 0, suffixes.mayEnd(word, bytes) {
        suffixes.forEachStem(of: word, bytes, keepsAccents: false) { stem, end in
          guard let terminal = child(of: node, word: stem, gap: gap) else { return false }
          let mention = Mention(words: words, first: first, end: index + 1, byteEnd: UInt32(end), bytes: bytes)
          guard let match = match(mention, terminal, self.node(terminal).entries, active) else { return false }
          best = match
          return true
        }
      }
      guard let next = child(of: node, word: scripts.key(word, bytes), gap: gap) else { break }
      let (entries, leadsOn) = self.node(next)
      if !entries.isEmpty {
        let mention = Mention(words: words, first: first, end: index + 1, byteEnd: word.end, bytes: bytes)
        if let match = match(mention, next, entries, active) { best = match }
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

  /// The match of the first of the entries that agrees in language, case and accents; one that is written as the mention
  /// goes before those with other accents.
  private func match(
    _ mention: Mention, _ node: UInt32, _ entries: Range<Int>, _ active: UnsafePointer<Bool>
  ) -> Gazetteer.Match? {
    guard !entries.isEmpty, mention.isWhole else { return nil }
    var chosen: (index: Int, form: Gazetteer.Form)?
    for index in entries {
      let form = form(index)
      guard active[Int(form.language)], mention.agrees(with: form) else { continue }
      if chosen == nil { chosen = (index, form) }
      if entries.count == 1 || form.rule == .exact || mention.accentedSpelling == form.spelling {
        chosen = (index, form)
        break
      }
    }
    guard let chosen else { return nil }
    let range = ByteRange(mention.words[mention.first].start, mention.endOffset(of: chosen.form))
    return Gazetteer.Match(end: mention.end, range: range, entry: Int32(chosen.index), node: node)
  }
}
