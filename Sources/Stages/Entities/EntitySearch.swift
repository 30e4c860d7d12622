import Pipeline

/// Leftmost-longest search of several gazetteers in one document; at equal length the earlier gazetteer wins.
struct EntitySearch {
  struct Found {
    var gazetteer: Int
    var match: Gazetteer.Match
    var candidates: [String]
  }

  /// Whether names that are none (`case: off`) are among what is found.
  var findsNone = false
  private let gazetteers: [Gazetteer]
  /// For each language of each gazetteer, whether it counts in this document; `firstLanguage` says where one's begin.
  private let active: [Bool]
  private let firstLanguage: [Int]

  /// - Parameter language: of the document. Where nobody knows it, names bound to a language count all the same.
  init(_ gazetteers: [Gazetteer], language: Language?) {
    self.gazetteers = gazetteers
    var active: [Bool] = []
    firstLanguage = gazetteers.map { gazetteer in
      defer { active += gazetteer.active(in: language) }
      return active.count
    }
    self.active = active
  }

  /// The mentions in ascending order; they don't overlap. Linear in the words, times the longest name.
  func search(_ words: [Lexicon.Word], _ bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    words.withUnsafeBufferPointer { search($0, bytes) }
  }

  func search(
    _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [Found] {
    // The tables hold no references, so that nothing is counted per word; the gazetteers outlive them here.
    let tables = gazetteers.map(\.tables)
    return withExtendedLifetime(gazetteers) {
      active.withUnsafeBufferPointer { active in
        guard let languages = active.baseAddress else { return [] }
        return tables.withUnsafeBufferPointer { search($0, words, bytes, languages) }
      }
    }
  }

  private func search(
    _ tables: UnsafeBufferPointer<NameTables>, _ words: UnsafeBufferPointer<Lexicon.Word>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ languages: UnsafePointer<Bool>
  ) -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < words.count {
      var best: (gazetteer: Int, match: Gazetteer.Match)?
      for position in tables.indices where tables[position].mayStart(words, at: index, bytes) {
        guard
          let match = tables[position].longestMatch(
            words, from: index, bytes, active: languages + firstLanguage[position])
        else { continue }
        if let best, (best.match.end, best.match.range.end) >= (match.end, match.range.end) { continue }
        best = (position, match)
      }
      guard let best else {
        index += 1
        continue
      }
      if findsNone || tables[best.gazetteer].form(Int(best.match.entry)).rule != .off {
        found.append(
          Found(
            gazetteer: best.gazetteer, match: best.match,
            candidates: gazetteers[best.gazetteer].candidates(
              best.match, words, from: index, bytes, active: languages + firstLanguage[best.gazetteer])))
      }
      index = best.match.end
    }
    return found
  }
}
