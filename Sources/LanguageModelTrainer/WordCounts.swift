import Stages

/// The most frequent words of each language, with all languages in which each is about as frequent.
struct WordCounts {
  /// Words a language.
  static let most = 60

  var masks: [(hash: UInt64, languages: UInt64)] = []

  init(_ text: TrainingText) {
    var chosen: Set<UInt64> = []
    var rates: [[UInt64: Float]] = []
    for sentences in text.sentences {
      var counts: [UInt64: Float] = [:]
      for sentence in sentences {
        sentence.withUnsafeBufferPointer { bytes in
          LetterTable.shared.withLookup { table in
            FrequentWords.forEachHash(in: bytes, most: .max, limit: .max, table) { counts[$0, default: 0] += 1 }
          }
        }
      }
      let top = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(Self.most)
      chosen.formUnion(top.map(\.key))
      let total = counts.values.reduce(0, +)
      rates.append(counts.mapValues { $0 / total })
    }
    for hash in chosen.sorted() {
      // A word that another language has ten times as often is a foreign word here.
      let least = rates.reduce(0) { max($0, $1[hash] ?? 0) } / 10
      var mask: UInt64 = 0
      for (language, rate) in rates.enumerated() where rate[hash, default: 0] >= least {
        mask |= 1 << UInt64(language)
      }
      masks.append((hash, mask))
    }
  }
}
