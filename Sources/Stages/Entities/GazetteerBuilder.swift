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
    /// Hash of the bytes of the words, and of the words with their accents.
    var written: UInt32
    var accented: UInt32
    var upperWords: UInt32
    /// The next entry of the same node, in the order of adding; behind the last one comes the first.
    var next: Int32
    var language: UInt16
    var rule: NameCase
    /// Bytes of `Gazetteer.EntryField.flags`.
    var flags: UInt8
  }

  struct Thing: Hashable {
    var identity: UInt64
    var name: UInt32
    var ref: UInt32
    var weight: UInt32
    var latitude: Int32
    var longitude: Int32
    var type: UInt16
    var hasPlace: Bool
  }

  /// A node while names are added.
  struct Node {
    private var bits: UInt32 = 0
    /// The last entry, whose `next` is the first; nil for none.
    var last: Int32? {
      get { bits & 0x7FFF_FFFF == 0 ? nil : Int32(bits & 0x7FFF_FFFF) - 1 }
      set { bits = bits & 0x8000_0000 | UInt32((newValue ?? -1) + 1) }
    }
    var leadsOn: Bool {
      get { bits >> 31 != 0 }
      set { bits = bits & 0x7FFF_FFFF | (newValue ? 0x8000_0000 : 0) }
    }
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
  private(set) var pairKeys: [UInt64] = []
  private(set) var depth = 0
  private let scripts = NameFolding.Scripts()
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
    let keys = words.map { scripts.key($0, bytes) }
    let node = path(of: words, keys, bytes)
    let tail = Int(last.end)
    typealias Field = Gazetteer.EntryField
    let accents = accents(of: words, bytes)
    let (written, accented) = words.withUnsafeBufferPointer { words in
      (
        Mention.spelling(words, 0, words.count, last.end, bytes),
        Mention(words: words, first: 0, end: words.count, byteEnd: last.end, bytes: bytes).accentedSpelling
      )
    }
    let draft = Draft(
      thing: 0, written: written, accented: accented, upperWords: upperWords, next: 0, language: language,
      rule: rule,
      flags: (tail < bytes.count && bytes[tail] == UInt8(ascii: ".") ? Field.endsWithPeriod : 0)
        | accents.rawValue << Field.accentShift)
    guard addEntry(draft, of: record, type, at: Int(node)) else { return false }
    addFilterKeys(words, keys, startsLower: rule == .any || upperWords & 1 == 0)
    depth = max(depth, words.count)
    return true
  }

  /// The node that the words lead to, made where it was missing.
  private mutating func path(
    of words: [Lexicon.Word], _ keys: [UInt64], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt32 {
    var node: UInt32 = 0
    for (index, word) in words.enumerated() {
      var gap = NameGap.none
      if index > 0 {
        // Text with a line break or a long gap inside a name could never match; let it match as if spaced.
        gap = NameGap.code(bytes, from: Int(words[index - 1].end), to: Int(word.start)) ?? 0x20
      }
      let key = NameTables.edgeKey(node: node, word: keys[index], gap: gap)
      let (child, isNew) = edges.insert(key, newNode: UInt32(nodes.count))
      if isNew {
        nodes[Int(node)].leadsOn = true
        nodes.append(Node())
      }
      node = child
    }
    return node
  }

  private mutating func addFilterKeys(_ words: [Lexicon.Word], _ keys: [UInt64], startsLower: Bool) {
    let first = words[0]
    if words.count > 1, first.kind == .ideograph, words[1].start == first.end, words[1].kind != .letters {
      filterKeys.append(NameFilter.pair(first.hash, words[1].hash))
      return
    }
    // Neighbours in a list often start alike.
    if filterKeys.last != keys[0] { filterKeys.append(keys[0]) }
    let second = keys.count > 1 ? keys[1] : 0
    pairKeys.append(NameFilter.pair(keys[0], second))
    if startsLower {
      if lowerKeys.last != keys[0] { lowerKeys.append(keys[0]) }
      pairKeys.append(~NameFilter.pair(keys[0], second))
    }
  }

  private func accents(of words: [Lexicon.Word], _ bytes: UnsafeBufferPointer<UInt8>) -> NameAccents {
    guard words.contains(where: { scripts.fold($0.script) }) else { return .free }
    let letters = words.reduce(0) { letters, word in
      letters + (Int(word.start)..<Int(word.end)).reduce(0) { bytes[$1] & 0xC0 != 0x80 ? $0 + 1 : $0 }
    }
    return NameAccents(letters: letters)
  }

  /// False where the spelling has too many entries.
  private mutating func addEntry(_ new: Draft, of record: NameRecord, _ type: UInt16, at node: Int) -> Bool {
    let identity = Self.identity(of: record)
    var seen = 0
    let last = nodes[node].last
    if let last {
      var known = drafts[Int(last)]
      repeat {
        known = drafts[Int(known.next)]
        if things[Int(known.thing)].identity == identity, known.language == new.language, covers(known, new) {
          return true
        }
        seen += 1
      } while known.next != drafts[Int(last)].next
    }
    if seen >= Self.maximumEntries { return false }
    let place = record.place ?? Place(latitude: 0, longitude: 0)
    let thing = Thing(
      identity: identity, name: strings.add(record.canonical, &lastName), ref: strings.add(record.ref, &lastRef),
      weight: record.weight, latitude: place.latitude, longitude: place.longitude, type: type,
      hasPlace: record.place != nil)
    if things.last != thing { things.append(thing) }
    var draft = new
    draft.thing = UInt32(things.count - 1)
    let index = Int32(drafts.count)
    draft.next = last.map { drafts[Int($0)].next } ?? index
    if let last { drafts[Int(last)].next = index }
    drafts.append(draft)
    nodes[node].last = index
    return true
  }

  /// Whether a name of the same thing and language makes `new` needless. Spellings with a period and without share a node
  /// only where the period is the last one.
  private func covers(_ known: Draft, _ new: Draft) -> Bool {
    if new.rule == .exact { return known.written == new.written }
    if known.accented == new.accented { return true }
    return known.rule != .exact && known.flags >> Gazetteer.EntryField.accentShift == NameAccents.free.rawValue
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
