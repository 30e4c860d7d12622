import Pipeline

/// Which names of a document mention the same thing.
///
/// Names are the same where a list says so (one id or one canonical name), or where they have the same type and
/// - the same words, in any case and any form that the language's endings explain;
/// - the same words in another spelling or script (see `NameKey`);
/// - one is the short form of the other: an organization's letters in brackets behind its name; for people the last name, the
///   first name, a name with an initial or without the middle ones. A short form that fits two different people joins
///   neither: a wrong join costs more than a missing one.
///
/// Names that lists give different ids are never joined. Time is linear in the names.
struct NameGroups {
  private var surfaces: [Surface] = []
  private var positions: [UInt64: Int] = [:]
  /// The surface of each name.
  private var surfaceOfName: [Int] = []
  private var joined = JoinedNames()

  /// Names with the same words, type and, where a list knows them, the same thing.
  private struct Surface {
    var parts: NameParts
    var type: String
    var key: NameKey
    var thing: UInt64?
    var isPerson: Bool { type == "PER" }
  }

  /// Sets `same` of all names, and gives those that a list doesn't know the id of one that is the same.
  ///
  /// - Parameter acronyms: names with the short forms that stand in brackets behind them.
  static func number(
    _ names: inout [DocumentName], acronyms: [NameAcronyms.Pair] = [], _ words: UnsafeBufferPointer<Lexicon.Word>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ endings: NameEndings
  ) {
    var groups = NameGroups(names, words, bytes, endings)
    var next = 0
    for pair in acronyms {
      while next < names.count, names[next].range.start < pair.name.start { next += 1 }
      guard next + 1 < names.count, names[next].range.end == pair.name.end, names[next + 1].range == pair.acronym else {
        continue
      }
      groups.join(groups.surfaceOfName[next], groups.surfaceOfName[next + 1])
    }
    groups.joinWholeNames()
    groups.joinShortNames()
    groups.write(&names)
  }

  private init(
    _ names: [DocumentName], _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ endings: NameEndings
  ) {
    var vocabulary = NameVocabulary(endings)
    var firstWords: [Int] = []
    firstWords.reserveCapacity(names.count)
    var index = 0
    for name in names {
      while index < words.count, words[index].start < name.range.start { index += 1 }
      firstWords.append(index)
      var next = index
      while next < words.count, words[next].start < name.range.end {
        vocabulary.add(words[next], bytes)
        next += 1
      }
    }
    surfaceOfName.reserveCapacity(names.count)
    for (position, name) in names.enumerated() {
      let parts = NameParts(name.range, words, from: firstWords[position], bytes, vocabulary)
      let key = Self.key(parts.words[...], name.type) ^ (name.thing ?? 0)
      let new = surfaces.count
      let surface = positions[key] ?? new
      positions[key] = surface
      if surface == new {
        let first = firstWords[position]
        surfaces.append(
          Surface(
            parts: parts, type: name.type,
            key: NameKey(words[first..<first + parts.words.count], bytes, limit: name.range.end, endings),
            thing: name.thing))
        joined.add(thing: name.thing)
      }
      surfaceOfName.append(surface)
    }
  }

  private static func key(_ words: ArraySlice<UInt32>, _ salt: String) -> UInt64 {
    var hash = Lexicon.hashSeed
    for byte in salt.utf8 { hash = Lexicon.hash(hash, adding: UInt32(byte)) }
    for word in words { hash = Lexicon.hash(hash, adding: word) }
    return Lexicon.finish(hash)
  }

  private mutating func join(_ a: Int, _ b: Int) { joined.join(a, b) }

  // MARK: Whole names

  /// Joins names of one thing, of the same words, with and without middle names, and in other spellings and scripts.
  private mutating func joinWholeNames() {
    var things: [UInt64: Int] = [:]
    var wholes: [UInt64: Int] = [:]
    for index in surfaces.indices {
      let surface = surfaces[index]
      if let thing = surface.thing { join(index, things.insertFirst(index, for: thing)) }
      join(index, wholes.insertFirst(index, for: Self.key(surface.parts.words[...], surface.type)))
      if surface.isPerson, surface.parts.count > 1, !surface.parts.isUnspaced, !surface.parts.startsWithInitial {
        // The same first and last name, whatever stands between.
        let ends = surface.parts.first + surface.parts.last
        join(index, wholes.insertFirst(index, for: Self.key(ends, "ends")))
      }
    }
    for index in surfaces.indices {
      // A person named with a title in front, where the name stands alone elsewhere: President Vladimir Putin.
      let parts = surfaces[index].parts
      guard surfaces[index].isPerson, parts.count > 2, parts.count < 8, !parts.isUnspaced else { continue }
      for start in parts.starts.dropFirst().dropLast() {
        if let whole = wholes[Self.key(parts.words[start...], "PER")] { join(index, whole) }
      }
    }
    joinScripts()
  }

  /// Joins names that sound alike in two scripts, where each script has only one of them.
  private mutating func joinScripts() {
    guard let script = surfaces.first?.parts.script, surfaces.contains(where: { $0.parts.script != script }) else {
      return
    }
    var sounds: [UInt64: UniqueNames] = [:]
    func key(_ surface: Surface) -> UInt64? {
      guard Self.types.contains(surface.type), surface.key.isTelling else { return nil }
      return Self.key(surface.key.sound.map { UInt32($0) }[...], surface.type)
    }
    for index in surfaces.indices {
      if let key = key(surfaces[index]) {
        sounds[key, default: UniqueNames()].add(joined.root(index), script: surfaces[index].parts.script)
      }
    }
    for index in surfaces.indices {
      guard let key = key(surfaces[index]) else { continue }
      if let other = sounds[key]?.one(besides: surfaces[index].parts.script) { join(index, other) }
    }
  }

  private static let types: Set<String> = ["PER", "LOC", "ORG"]

  // MARK: Short names

  /// Joins names of people that start with an initial, then those of one part, with the one longer name that they fit.
  private mutating func joinShortNames() {
    var initials: [UInt64: UniqueNames] = [:]
    for index in surfaces.indices where surfaces[index].isPerson {
      let parts = surfaces[index].parts
      guard parts.count > 1, parts.count < 8, !parts.startsWithInitial else { continue }
      let key = Self.key([parts.firstLetter] + parts.last, "initial")
      initials[key, default: UniqueNames()].add(joined.root(index), script: 0)
    }
    for index in surfaces.indices where surfaces[index].isPerson {
      let parts = surfaces[index].parts
      guard parts.startsWithInitial, parts.count > 1 else { continue }
      if let whole = initials[Self.key([parts.firstLetter] + parts.last, "initial")]?.one(in: joined) {
        join(index, whole)
      }
    }
    let short = shortForms()
    for index in surfaces.indices where surfaces[index].isPerson {
      guard var names = short[Self.key(surfaces[index].parts.words[...], "")] else { continue }
      names.remove(joined.root(index), joined)
      if let whole = names.one(in: joined) { join(index, whole) }
    }
  }

  /// The short forms that people's names may have, with the names.
  private func shortForms() -> [UInt64: UniqueNames] {
    var short: [UInt64: UniqueNames] = [:]
    func note(_ words: ArraySlice<UInt32>, _ index: Int) {
      short[Self.key(words, ""), default: UniqueNames()].add(joined.root(index), script: 0)
    }
    for index in surfaces.indices where surfaces[index].isPerson {
      let parts = surfaces[index].parts
      if parts.isUnspaced, parts.count == 1, (2...5).contains(parts.words.count) {
        // Family names of one character and of two stand in front.
        for count in 1...2 where count < parts.words.count { note(parts.words.prefix(count), index) }
        if parts.words.count == 4 { note(parts.words.suffix(2), index) }
      }
      guard parts.count > 1, parts.count < 8 else { continue }
      for start in parts.starts.dropFirst() { note(parts.words[start...], index) }
      if !parts.startsWithInitial { note(parts.first, index) }
    }
    return short
  }

  // MARK: Numbers

  private func write(_ names: inout [DocumentName]) {
    var numbers: [Int: Int] = [:]
    /// The first name of each group that a list knows, and the surface with the most words.
    var known: [Int: Int] = [:]
    var fullest: [Int: Int] = [:]
    for position in names.indices {
      let surface = surfaceOfName[position]
      let root = joined.root(surface)
      let number = numbers[root] ?? numbers.count
      numbers[root] = number
      names[position].same = number
      if names[position].thing != nil, known[root] == nil { known[root] = position }
      if let other = fullest[root], surfaces[other].parts.count >= surfaces[surface].parts.count { continue }
      fullest[root] = surface
    }
    var keys: [Int: String] = [:]
    for position in names.indices {
      let root = joined.root(surfaceOfName[position])
      let one = known[root].map { names[$0] }
      if names[position].thing == nil, let one { names[position].learn(from: one) }
      let key = keys[root] ?? String(
        decoding: one?.name.map { NameKey($0).sound } ?? surfaces[fullest[root]!].key.sound, as: UTF8.self)
      keys[root] = key
      names[position].key = key
    }
  }
}

extension Dictionary where Key == UInt64, Value == Int {
  /// The value that stands for `key`, which is `value` where there was none.
  fileprivate mutating func insertFirst(_ value: Int, for key: UInt64) -> Int {
    if let known = self[key] { return known }
    self[key] = value
    return value
  }
}
