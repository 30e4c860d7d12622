import Pipeline

/// A list of names that is searched in a text by its words, however many names it has.
///
/// A trie over folded words, flattened into one open-addressing table: an edge is the 64-bit mix of (node, hash of the
/// word, gap before it). No text is compared: among n edges a wrong one is taken with odds of n / 2^64 a look-up, so a
/// list of a million names goes wrong about once in 10^13 words. Words of scripts without spaces are single characters,
/// so that for them the trie is one over characters. A filter over first words turns away nearly all words of a text
/// without touching the table.
///
/// Immutable and shared by all threads; `GazetteerBuilder` makes one, `GazetteerBlock` says how it lies in memory.
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
  let tables: NameTables
  let types: [String]
  let languages: [Language]
  let suffixes: NameSuffixes

  // Sound to share: these lie in the block, which is constant and kept.
  private nonisolated(unsafe) let thingBytes: UnsafeRawBufferPointer
  private nonisolated(unsafe) let strings: UnsafeRawBufferPointer

  /// Names in the list, aliases and forms counted.
  public var count: Int { tables.count }
  public var isEmpty: Bool { count == 0 }
  var entries: Entries { Entries(gazetteer: self) }

  init(_ block: GazetteerBlock) {
    self.block = block
    thingBytes = block.section(.things)
    strings = block.section(.strings)
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
    tables = NameTables(block, suffixes)
  }

  /// A string of the block; empty where `offset` is none.
  private static func bytes(_ offset: UInt32, in strings: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = Int(offset) + 4
    guard start <= strings.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let length = UInt32(littleEndian: strings.loadUnaligned(fromByteOffset: Int(offset), as: UInt32.self))
    guard Int(length) <= strings.count - start else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: strings[start..<start + Int(length)])
  }

  func string(_ offset: UInt32) -> String { String(decoding: Self.bytes(offset, in: strings), as: UTF8.self) }

  func form(_ index: Int) -> Form { tables.form(index) }

  func entry(_ index: Int) -> Entry {
    precondition(index >= 0 && index < count, "no such entry")
    let form = form(index)
    var entry = Entry(
      thing: 0, name: 0, ref: 0, type: 0, language: form.language, rule: form.rule,
      endsWithPeriod: form.endsWithPeriod, weight: 0)
    let start = tables.thing(index) * 32
    guard start + 32 <= thingBytes.count else { return entry }
    func load<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number {
      Number(littleEndian: thingBytes.load(fromByteOffset: start + offset, as: type))
    }
    entry.thing = load(ThingField.identity, as: UInt64.self)
    entry.name = load(ThingField.name, as: UInt32.self)
    entry.ref = load(ThingField.ref, as: UInt32.self)
    entry.weight = load(ThingField.weight, as: UInt32.self)
    let type = load(ThingField.type, as: UInt16.self)
    entry.type = Int(type) < types.count ? type : 0
    if load(ThingField.flags, as: UInt16.self) & ThingField.hasPlace != 0 {
      entry.place = Place(
        latitude: load(ThingField.latitude, as: Int32.self), longitude: load(ThingField.longitude, as: Int32.self))
    }
    return entry
  }

  /// Which languages of the list count in a document of `language`; all of them where nobody knows it.
  func active(in language: Language?) -> [Bool] {
    languages.enumerated().map { index, bound in
      guard index > 0, let language, language != .undetermined else { return true }
      return language.matches(bound)
    }
  }

  /// The refs of other things that the mention may name, in the order of adding.
  func candidates(
    _ match: Match, _ words: UnsafeBufferPointer<Lexicon.Word>, from first: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    active: UnsafePointer<Bool>
  ) -> [String] {
    let entries = tables.node(match.node).entries
    guard entries.count > 1 else { return [] }
    let byteEnd = min(match.range.end, words[match.end - 1].end)
    let mention = Mention(words: words, first: first, end: match.end, byteEnd: byteEnd, bytes: bytes)
    var things = [entry(Int(match.entry)).thing]
    var refs: [String] = []
    for index in entries.prefix(64) {
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
