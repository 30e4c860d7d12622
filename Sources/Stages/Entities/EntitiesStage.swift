import Pipeline

/// Finds names: those of the user's lists, the countries of the world in every language of CLDR, and what a model takes
/// for people, places, organizations and other names.
public struct EntitiesStage: AnnotatingStage {
  private let lists: Gazetteer
  private let countries: CountryGazetteers?
  private let cities: CityNames?
  private let tagger: EntityTagger?
  private let patterns: EntityPatterns?
  private let precedence: NamePrecedence
  private let endings: NameEndingsCache?
  private let position: UInt16

  init(
    lists: Gazetteer, countries: CountryGazetteers?, cities: CityNames? = nil, tagger: EntityTagger? = nil,
    patterns: EntityPatterns? = nil, precedence: NamePrecedence = NamePrecedence(),
    endings: NameEndingsCache? = nil, position: UInt16 = 0
  ) {
    self.lists = lists
    self.countries = countries
    self.cities = cities
    self.tagger = tagger
    self.patterns = patterns
    self.precedence = precedence
    self.endings = endings
    self.position = position
  }

  public func annotate(_ document: inout Document) throws {
    let lexicon = document.lexicon()
    let language = document.language
    let endings = endings?.endings(of: language) ?? NameEndings()
    let builtIn = countries?.gazetteers(for: language) { Self.scripts(of: lexicon) } ?? []
    var finds = NameFinds(lists: lists, builtIn: builtIn, cities: cities)
    let names = document.text.withBytes { bytes in
      lexicon.words.withUnsafeBufferPointer { words in
        if !lists.isEmpty {
          var search = EntitySearch([lists], language: language)
          search.findsNone = true
          finds.listed = search.search(words, bytes)
        }
        finds.known = EntitySearch(builtIn, language: language).search(words, bytes)
        finds.cityNames = cities?.found(words, bytes, endings) ?? []
        finds.tagged = DoubtedNames(words, bytes).kept(
          of: tagger?.names(words, bytes) ?? [], known: finds.known.map(\.match.range))
        finds.matched = patterns?.names(in: document, words, bytes) { finds.listSpans } ?? []
        var names = finds.names(by: precedence)
        let acronyms = NameAcronyms(words, bytes).add(to: &names)
        names = NameConsistency.apply(names, words, bytes, endings)
        explainPlaces(&names, words, bytes, endings)
        NameGroups.number(&names, acronyms: acronyms, words, bytes, endings)
        return names
      }
    }
    document.updateLayer(.entities) { layer in
      layer.reserveCapacity(layer.count + names.count)
      for name in names { layer.append(name.range, stage: position, name.values) }
    }
    if !lists.isEmpty { nameCountedThings(in: &document, finds.listed) }
  }

  /// Says of places that the model has found which ones they are.
  private func explainPlaces(
    _ names: inout [DocumentName], _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ endings: NameEndings
  ) {
    guard let cities else { return }
    for index in names.indices where names[index].source == .model && names[index].type == "LOC" {
      cities.explain(&names[index], words, bytes, endings)
    }
  }

  /// Sets `of.name` of quantities whose counted phrase ends with, or lies in, a name of the user's lists.
  private func nameCountedThings(in document: inout Document, _ found: [EntitySearch.Found]) {
    guard let quantities = document.layer(.quantities), let of = quantities.schema.index(of: "of"),
      let ofName = quantities.schema.index(of: "of.name")
    else { return }
    let names = found.filter { lists.entries[Int($0.match.entry)].rule != .off }
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
