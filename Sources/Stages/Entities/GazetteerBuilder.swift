import Bytes
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
  /// Where it lies.
  var place: Place?
  /// How well it is known: a population, a count. Kept for whoever chooses among candidates.
  var weight: UInt32 = 0
}

/// Collects names and lays them out as a `Gazetteer`. Memory is linear in the bytes of the names.
struct GazetteerBuilder {
  /// Words of the longest name; a longer one could make the search slow, and is none.
  static let maximumWords = 256
  /// Entries that one spelling may have; further ones are passed over.
  static let maximumEntries = 256
  static let maximumTerms = 1 << 16

  /// An entry while its node may still get others.
  struct Draft {
    var thing: UInt32
    var spelling: UInt32
    var upperWords: UInt32
    var node: UInt32
    /// The next entry of the same node, in the order of adding; -1 at the end.
    var next: Int32
    var language: UInt16
    var rule: NameCase
    var endsWithPeriod: Bool
  }

  struct Thing: Hashable {
    var identity: UInt64
    var name: UInt32
    var ref: UInt32
    var weight: UInt32
    var type: UInt16
    var place: Place?
  }

  /// A node while names are added: its first and last entry, -1 for none.
  struct Node {
    var first: Int32 = -1
    var last: Int32 = -1
    var leadsOn = false
  }

  private(set) var edges = EdgeTable()
  private(set) var nodes = [Node()]
  private(set) var drafts: [Draft] = []
  private(set) var things: [Thing] = []
  private(set) var strings = StringPool()
  private(set) var types = TermTable()
  private(set) var languages = TermTable()
  /// What the filters let through.
  private(set) var filterKeys: [UInt64] = []
  private(set) var lowerKeys: [UInt64] = []
  private(set) var depth = 0
  private var lastName: StringPool.Last = ([], 0)
  private var lastRef: StringPool.Last = ([], 0)
  var suffixes = NameSuffixes()

  init() { _ = languages.index(of: Language.undetermined.tag) }

  var count: Int { drafts.count }

  /// Adds a name. False where it can't be found: it has no letter or digit, or more than `maximumWords` words, or there are
  /// too many types, languages or names alike.
  ///
  /// A name that is there already for the same thing, with the same language, is not added again: what was added first
  /// decides about its case.
  @discardableResult
  mutating func add(_ record: NameRecord) -> Bool {
    record.name.withUnsafeBufferPointer { bytes in
      add(record, Lexicon(scanning: bytes).words, bytes)
    }
  }

  private mutating func add(
    _ record: NameRecord, _ words: [Lexicon.Word], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let last = words.last, words.count <= Self.maximumWords, let type = types.index(of: record.type),
      let language = languages.index(of: (record.language ?? .undetermined).tag)
    else { return false }
    var upperWords: UInt32 = 0
    for (index, word) in words.prefix(32).enumerated()
    where UnicodeTable.shared.entry(bytes.scalar(at: Int(word.start)).value).isUpper {
      upperWords |= 1 << UInt32(index)
    }
    var rule = record.rule
    if rule == .title, Self.isCode(bytes, words) { rule = .exact }
    let node = path(of: words, bytes)
    let tail = Int(last.end)
    let draft = Draft(
      thing: 0, spelling: words.withUnsafeBufferPointer { Mention.spelling($0, 0, $0.count, last.end, bytes) },
      upperWords: upperWords, node: node, next: -1, language: language, rule: rule,
      endsWithPeriod: tail < bytes.count && bytes[tail] == UInt8(ascii: "."))
    guard addEntry(draft, of: record, type) else { return false }
    addFilterKeys(words, startsLower: rule == .any || upperWords & 1 == 0)
    depth = max(depth, words.count)
    return true
  }

  /// The node that the words lead to, made where it was missing.
  private mutating func path(of words: [Lexicon.Word], _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var node: UInt32 = 0
    for (index, word) in words.enumerated() {
      var gap = NameGap.none
      if index > 0 {
        // Text with a line break or a long gap inside a name could never match; let it match as if spaced.
        gap = NameGap.code(bytes, from: Int(words[index - 1].end), to: Int(word.start)) ?? 0x20
      }
      let key = Gazetteer.edgeKey(node: node, word: word.hash, gap: gap)
      let (child, isNew) = edges.insert(key, newNode: UInt32(nodes.count))
      if isNew {
        nodes[Int(node)].leadsOn = true
        nodes.append(Node())
      }
      node = child
    }
    return node
  }

  private mutating func addFilterKeys(_ words: [Lexicon.Word], startsLower: Bool) {
    let first = words[0]
    if words.count > 1, first.kind == .ideograph, words[1].start == first.end, words[1].kind != .letters {
      filterKeys.append(NameFilter.pair(first.hash, words[1].hash))
      return
    }
    // Neighbours in a list often start alike.
    if filterKeys.last != first.hash { filterKeys.append(first.hash) }
    if startsLower, lowerKeys.last != first.hash { lowerKeys.append(first.hash) }
  }

  /// False where the spelling has too many entries.
  private mutating func addEntry(_ new: Draft, of record: NameRecord, _ type: UInt16) -> Bool {
    let identity = Self.identity(of: record)
    var next = nodes[Int(new.node)].first
    var seen = 0
    while next >= 0 {
      let known = drafts[Int(next)]
      if things[Int(known.thing)].identity == identity, known.language == new.language {
        // Spellings with a period and without share a node only where the period is the last one.
        if new.rule != .exact || known.spelling == new.spelling { return true }
      }
      next = known.next
      seen += 1
    }
    if seen >= Self.maximumEntries { return false }
    let thing = Thing(
      identity: identity, name: strings.add(record.canonical, &lastName), ref: strings.add(record.ref, &lastRef),
      weight: record.weight, type: type, place: record.place)
    if things.last != thing { things.append(thing) }
    var draft = new
    draft.thing = UInt32(things.count - 1)
    let index = Int32(drafts.count)
    drafts.append(draft)
    let last = nodes[Int(new.node)].last
    if last < 0 { nodes[Int(new.node)].first = index } else { drafts[Int(last)].next = index }
    nodes[Int(new.node)].last = index
    return true
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

  private static func identity(of record: NameRecord) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in record.ref.isEmpty ? record.canonical : record.ref { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    if record.ref.isEmpty {
      hash = Lexicon.hash(hash, adding: 0x1_0000)
      for byte in record.type.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    }
    return Lexicon.finish(hash)
  }

  /// Lays the names out; what the builder holds is given up on the way.
  consuming func finish(key: Hash128 = Hash128(high: 0, low: 0)) -> Gazetteer {
    Gazetteer(GazetteerLayout.block(of: self, key: key))
  }
}
