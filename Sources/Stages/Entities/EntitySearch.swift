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
  /// For each gazetteer, which of its languages count in this document.
  private let active: [[Bool]]

  /// - Parameter language: of the document. Where nobody knows it, names bound to a language count all the same.
  init(_ gazetteers: [Gazetteer], language: Language?) {
    self.gazetteers = gazetteers
    active = gazetteers.map { gazetteer in
      gazetteer.languages.enumerated().map { index, bound in
        guard index > 0, let language, language != .undetermined else { return true }
        return language.matches(bound)
      }
    }
  }

  /// The mentions in ascending order; they don't overlap. Linear in the words, times the longest name.
  func search(_ words: [Lexicon.Word], _ bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    words.withUnsafeBufferPointer { search($0, bytes) }
  }

  func search(
    _ words: UnsafeBufferPointer<Lexicon.Word>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < words.count {
      var best: (gazetteer: Int, match: Gazetteer.Match)?
      for position in gazetteers.indices where gazetteers[position].mayStart(words, at: index, bytes) {
        guard let match = gazetteers[position].longestMatch(words, from: index, bytes, active: active[position])
        else { continue }
        if let best, (best.match.end, best.match.range.end) >= (match.end, match.range.end) { continue }
        best = (position, match)
      }
      guard let best else {
        index += 1
        continue
      }
      let gazetteer = gazetteers[best.gazetteer]
      if findsNone || gazetteer.form(Int(best.match.entry)).rule != .off {
        found.append(
          Found(
            gazetteer: best.gazetteer, match: best.match,
            candidates: gazetteer.candidates(
              best.match, words, from: index, bytes, active: active[best.gazetteer])))
      }
      index = best.match.end
    }
    return found
  }
}
