import Pipeline

/// Finds names: those of the user's lists, the countries of the world in every language of CLDR, and what a model takes
/// for people, places, organizations and other names.
public struct EntitiesStage: AnnotatingStage {
  private let lists: Gazetteer
  private let countries: CountryGazetteers?
  private let tagger: EntityTagger?
  private let position: UInt16

  init(lists: Gazetteer, countries: CountryGazetteers?, tagger: EntityTagger? = nil, position: UInt16 = 0) {
    self.lists = lists
    self.countries = countries
    self.tagger = tagger
    self.position = position
  }

  public func annotate(_ document: inout Document) throws {
    let lexicon = document.lexicon()
    let language = document.language
    var gazetteers = lists.isEmpty ? [] : [lists]
    if let countries {
      gazetteers += countries.gazetteers(for: language) { Self.scripts(of: lexicon) }
    }
    let (found, tagged) = document.text.withBytes { bytes in
      lexicon.words.withUnsafeBufferPointer { words in
        (
          EntitySearch(gazetteers, language: language).search(words, bytes),
          tagger?.names(words, bytes) ?? []
        )
      }
    }
    let names = NamePrecedence.merged(listed: found, tagged: tagged) { !lists.isEmpty && $0.gazetteer == 0 }
    var numbering = MentionNumbering()
    document.updateLayer(.entities) { layer in
      layer.reserveCapacity(layer.count + names.count)
      for name in names {
        switch name {
        case .listed(let index):
          let mention = found[index]
          let gazetteer = gazetteers[mention.gazetteer]
          let entry = gazetteer.entries[Int(mention.match.entry)]
          layer.append(
            mention.match.range, stage: position,
            [
              .string(gazetteer.types[Int(entry.type)]), .string(gazetteer.string(entry.name)),
              entry.ref == 0 ? nil : .string(gazetteer.string(entry.ref)),
              .int(Int64(numbering.number(of: entry.thing))), .string("list"),
              mention.candidates.isEmpty ? nil : .list(mention.candidates.map { .string($0) }),
            ])
        case .tagged(let index):
          let name = tagged[index]
          let same = numbering.number(of: Self.thing(name, lexicon))
          layer.append(
            ByteRange(name.start, name.end), stage: position,
            [.string(name.type.name), nil, nil, .int(Int64(same)), .string("model"), nil])
        }
      }
    }
    if !lists.isEmpty { nameCountedThings(in: &document, found) }
  }

  /// What a tagged name is the same as: names of the same words, in any case, and the same type.
  private static func thing(_ name: TaggedName, _ lexicon: Lexicon) -> UInt64 {
    var hash = Lexicon.hash(Lexicon.hashSeed, adding: UInt32(name.type.rawValue))
    var index = lexicon.firstWord(from: name.start)
    while index < lexicon.words.count, lexicon.words[index].start < name.end {
      hash = Lexicon.finish(hash ^ lexicon.words[index].hash)
      index += 1
    }
    return hash
  }

  /// Sets `of.name` of quantities whose counted phrase ends with, or lies in, a name of the user's lists.
  private func nameCountedThings(in document: inout Document, _ found: [EntitySearch.Found]) {
    guard let quantities = document.layer(.quantities), let of = quantities.schema.index(of: "of"),
      let ofName = quantities.schema.index(of: "of.name")
    else { return }
    let names = found.filter { $0.gazetteer == 0 }
    for index in 0..<quantities.count {
      guard let phrase = quantities.value(of, at: index)?.span,
        let name = Self.name(ofPhrase: phrase, names)
      else { continue }
      let entry = lists.entries[Int(name.match.entry)]
      document.updateLayer(.quantities) { $0.set(ofName, at: index, .string(lists.string(entry.name))) }
    }
  }

  /// The mention that covers `phrase`, or lies in it and ends where it ends. Mentions are sorted and don't overlap.
  private static func name(ofPhrase phrase: ByteRange, _ names: [EntitySearch.Found]) -> EntitySearch.Found? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].match.range.end < phrase.end { low = middle + 1 } else { high = middle }
    }
    guard low < names.count, !phrase.isEmpty else { return nil }
    let range = names[low].match.range
    let endsIt = range.start >= phrase.start && range.end == phrase.end
    return endsIt || range.contains(phrase) ? names[low] : nil
  }

  /// The scripts other than Latin that occur, in the order of `UnicodeTable.Script`.
  private static func scripts(of lexicon: Lexicon) -> [UInt8] {
    var seen = [Bool](repeating: false, count: 256)
    for word in lexicon.words where word.kind == .letters || word.kind == .ideograph { seen[Int(word.script)] = true }
    return seen.indices.filter { seen[$0] && UInt8($0) != UnicodeTable.Script.latin }.map { UInt8($0) }
  }
}

/// Numbers things in a document 0, 1, 2 … by their first mention.
private struct MentionNumbering {
  private var numbers: [UInt64: Int] = [:]

  mutating func number(of thing: UInt64) -> Int {
    if let known = numbers[thing] { return known }
    numbers[thing] = numbers.count
    return numbers.count - 1
  }
}
