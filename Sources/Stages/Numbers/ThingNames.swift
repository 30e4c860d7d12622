import Pipeline

/// The user's list of counted things: what the stage writes as `of.name`, so that снарядів, 포탄 and shells meet.
struct ThingNames: Sendable {
  private let gazetteer: Gazetteer

  init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// Reads a list as the stage `entities` reads its lists; names are found in any case unless the list says otherwise.
  ///
  /// - Throws: `StageSetupError` for a file that can't be read or a line that is not understood.
  init(paths: [ByteString], cache: GazetteerCache? = .user, readFile: (ByteString) throws -> [UInt8]) throws {
    let lists = try paths.map { path -> (bytes: [UInt8], reader: NameListReader) in
      var reader = NameListReader(path: path.display, type: "THING")
      reader.rule = .any
      reader.option = "things"
      do { return (try readFile(path), reader) } catch {
        throw StageSetupError("\(path.display): can't read the list: \(error)", option: "things")
      }
    }
    self.init(
      try GazetteerBuilder.gazetteer(
        of: lists, suffixes: Self.suffixes, cache: cache, context: ThingInflections.sources,
        add: { $0.add(inflected: $1) }))
  }

  /// Particles of languages that write them behind the noun, in scripts of their own.
  private static let suffixes = NameSuffixes(
    (LanguagePack.named("ko")?.file("suffixes.tsv")?.rows ?? []).map { Array($0["suffix"].utf8) })

  /// Sets `ofName` of the figures whose counted phrase holds a name of the list.
  func name(
    _ figures: inout [Figure], lexicon: Lexicon, bytes: UnsafeBufferPointer<UInt8>, language: Language?
  ) {
    let active = gazetteer.active(in: language)
    for index in figures.indices {
      guard figures[index].reason == nil, let phrase = figures[index].of else { continue }
      figures[index].ofName = name(in: phrase, lexicon, bytes, active)
    }
  }

  /// The canonical name of the last name of the list that lies in the phrase; the longest where two end together.
  private func name(
    in phrase: ByteRange, _ lexicon: Lexicon, _ bytes: UnsafeBufferPointer<UInt8>, _ active: [Bool]
  ) -> String? {
    let first = lexicon.firstWord(from: phrase.start)
    var end = first
    while end < lexicon.words.count, lexicon.words[end].start < phrase.end { end += 1 }
    return lexicon.words.withUnsafeBufferPointer { words in
      var name: String?
      var index = first
      while index < end {
        guard gazetteer.tables.mayStart(words, at: index, bytes),
          let match = gazetteer.tables.longestMatch(words, from: index, bytes, active: active), match.end <= end,
          match.range.end <= phrase.end || match.end == end
        else {
          index += 1
          continue
        }
        let entry = gazetteer.entries[Int(match.entry)]
        if entry.rule != .off { name = gazetteer.string(entry.name) }
        index = match.end
      }
      return name
    }
  }
}

extension GazetteerBuilder {
  /// Adds a row with the case forms that the endings of its language make of it.
  fileprivate mutating func add(inflected row: NameListReader.Row) {
    add(row)
    guard !row.hasForms else { return }
    let inflections = ThingInflections.tables(for: row.record.language)
    for name in [row.record.name] + row.aliases {
      for inflection in inflections {
        for form in inflection.forms(of: name) {
          var record = row.record
          record.name = form
          add(record)
        }
      }
    }
  }
}

/// Tables of endings for the names of things: those of the row's language, or of all languages of the name's script.
private enum ThingInflections {
  private static let all: [(code: String, table: NameInflection)] = LanguagePack.codes.compactMap { code in
    guard let bytes = bytes(code), let table = try? NameInflection(tsv: bytes) else { return nil }
    return (code, table)
  }

  private static func bytes(_ code: String) -> [UInt8]? {
    guard let pack = LanguagePack.named(code) else { return nil }
    return pack.bytes(of: "thing-endings.tsv") ?? pack.bytes(of: "endings.tsv")
  }

  /// The tables as they are in the packs, which decide what a compiled list of things holds.
  static func sources() -> [[UInt8]] { LanguagePack.codes.map { Array($0.utf8) + (bytes($0) ?? []) } }

  static func tables(for language: Language?) -> [NameInflection] {
    guard let language else { return all.map(\.table) }
    return all.filter { $0.code == language.primary }.map(\.table)
  }
}
