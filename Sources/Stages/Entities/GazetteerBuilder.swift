import Pipeline

/// One name of a list, as it is added to a gazetteer.
struct NameRecord {
  /// What is searched, UTF-8.
  var name: [UInt8]
  /// What annotations call it.
  var canonical: [UInt8]
  var type: String
  /// An id in a knowledge base; empty for none.
  var ref: [UInt8] = []
  /// Only in documents of this language; nil in all.
  var language: Language?
  var rule: NameCase = .title
}

/// Collects names and lays them out as a `Gazetteer`. Memory is linear in the bytes of the names: about 150 bytes a name
/// while building, about 110 afterwards.
struct GazetteerBuilder {
  private var edges = EdgeTable()
  private var nodeEntries: [Int32] = [-1]
  private var nodeTails: [Int32] = [-1]
  private var entries: [Gazetteer.Entry] = []
  private var rootWords: [UInt64] = []
  private var strings = StringPool()
  private var lastName: StringPool.Last = ([], 0)
  private var lastRef: StringPool.Last = ([], 0)
  private var types: [String] = []
  private var languages: [Language] = [.undetermined]
  var suffixes = NameSuffixes()

  var count: Int { entries.count }

  /// Adds a name. False where it has no letter or digit and so can't be found.
  ///
  /// A name that is there already for the same thing, with the same language, is not added again: what was added first
  /// decides about its case.
  @discardableResult
  mutating func add(_ record: NameRecord) -> Bool {
    record.name.withUnsafeBufferPointer { bytes in
      let words = Lexicon(scanning: bytes).words
      guard let last = words.last else { return false }
      var node: UInt32 = 0
      var upperWords: UInt64 = 0
      for (index, word) in words.enumerated() {
        var gap = NameGap.none
        if index > 0 {
          // Text with a line break or a long gap inside a name could never match; let it match as if spaced.
          gap = NameGap.code(bytes, from: Int(words[index - 1].end), to: Int(word.start)) ?? 0x20
        } else {
          rootWords.append(word.hash)
        }
        if index < 64, UnicodeTable.shared.entry(bytes.scalar(at: Int(word.start)).value).isUpper {
          upperWords |= 1 << UInt64(index)
        }
        let key = Gazetteer.edgeKey(node: node, word: word.hash, gap: gap)
        let (child, isNew) = edges.insert(key, newNode: UInt32(nodeEntries.count))
        if isNew {
          nodeEntries.append(-1)
          nodeTails.append(-1)
        }
        node = child
      }
      var rule = record.rule
      if rule == .title, Self.isCode(bytes, words) { rule = .exact }
      let tail = Int(last.end)
      addEntry(
        Gazetteer.Entry(
          thing: Self.thing(of: record),
          spelling: words.withUnsafeBufferPointer { Mention.spelling($0, 0, $0.count, last.end, bytes) },
          upperWords: upperWords, name: 0, ref: 0, next: -1, type: typeIndex(record.type),
          language: languageIndex(record.language), rule: rule,
          endsWithPeriod: tail < bytes.count && bytes[tail] == UInt8(ascii: ".")),
        of: record, at: Int(node))
      return true
    }
  }

  private mutating func addEntry(_ new: Gazetteer.Entry, of record: NameRecord, at node: Int) {
    var entry = new
    var next = nodeEntries[node]
    var budget = 16
    while next >= 0, budget > 0 {
      let known = entries[Int(next)]
      if known.thing == entry.thing, known.language == entry.language {
        // Spellings with a period and without share a node only where the period is the last one.
        if entry.rule != .exact || known.spelling == entry.spelling { return }
      }
      next = known.next
      budget -= 1
    }
    entry.name = strings.add(record.canonical, &lastName)
    entry.ref = strings.add(record.ref, &lastRef)
    let index = Int32(entries.count)
    entries.append(entry)
    if nodeTails[node] < 0 { nodeEntries[node] = index } else { entries[Int(nodeTails[node])].next = index }
    nodeTails[node] = index
  }

  func finish() -> Gazetteer {
    var bits = 1024
    while bits < rootWords.count * 16 { bits *= 2 }
    var filter = [UInt64](repeating: 0, count: bits / 64)
    for word in rootWords {
      let bit = Int(truncatingIfNeeded: word >> 20) & (bits - 1)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    return Gazetteer(
      edges: (edges.keys, edges.nodes), filter: filter, nodeEntries: nodeEntries, entries: entries,
      strings: (strings.bytes, strings.ends), types: types, languages: languages, suffixes: suffixes)
  }

  /// One word of two to five capitals (US, ЄС, NATO): such a code is found only as it is written.
  private static func isCode(_ bytes: UnsafeBufferPointer<UInt8>, _ words: [Lexicon.Word]) -> Bool {
    guard words.allSatisfy({ $0.letterCase == .upper }) else { return false }
    if words.count > 1 {
      return words.allSatisfy { bytes.scalar(at: Int($0.start)).length == Int($0.end - $0.start) }
    }
    var scalars = 0
    for position in Int(words[0].start)..<Int(words[0].end) where bytes[position] & 0xC0 != 0x80 { scalars += 1 }
    return scalars <= 5
  }

  private static func thing(of record: NameRecord) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in record.ref.isEmpty ? record.canonical : record.ref { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    if record.ref.isEmpty {
      hash = Lexicon.hash(hash, adding: 0x1_0000)
      for byte in record.type.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    }
    return Lexicon.finish(hash)
  }

  private mutating func typeIndex(_ type: String) -> UInt16 {
    if let index = types.firstIndex(of: type) { return UInt16(index) }
    types.append(type)
    return UInt16(types.count - 1)
  }

  private mutating func languageIndex(_ language: Language?) -> UInt16 {
    guard let language else { return 0 }
    if let index = languages.dropFirst().firstIndex(of: language) { return UInt16(index) }
    languages.append(language)
    return UInt16(languages.count - 1)
  }
}

/// Strings behind one another, the empty one first.
private struct StringPool {
  typealias Last = (bytes: [UInt8], index: UInt32)

  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = [0]

  /// Consecutive records mostly share their strings, since aliases follow their name; `last` keeps the one before.
  mutating func add(_ string: [UInt8], _ last: inout Last) -> UInt32 {
    if string.isEmpty { return 0 }
    if last.bytes == string { return last.index }
    bytes.append(contentsOf: string)
    ends.append(UInt32(bytes.count))
    last = (string, UInt32(ends.count - 1))
    return last.index
  }
}

/// Open addressing with linear probing, at most half full; key 0 is an empty slot.
private struct EdgeTable {
  private(set) var keys = [UInt64](repeating: 0, count: 1024)
  private(set) var nodes = [UInt32](repeating: 0, count: 1024)
  private var count = 0

  /// The node that `key` leads to, made `newNode` where there was none.
  mutating func insert(_ key: UInt64, newNode: UInt32) -> (node: UInt32, isNew: Bool) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: key)
    if keys[slot] == key { return (nodes[slot], false) }
    keys[slot] = key
    nodes[slot] = newNode
    count += 1
    return (newNode, true)
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = (keys, nodes)
    keys = [UInt64](repeating: 0, count: old.0.count * 2)
    nodes = [UInt32](repeating: 0, count: old.0.count * 2)
    for index in old.0.indices where old.0[index] != 0 {
      let slot = slot(of: old.0[index])
      keys[slot] = old.0[index]
      nodes[slot] = old.1[index]
    }
  }
}
