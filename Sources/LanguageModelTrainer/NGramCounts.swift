import Stages

/// How often each feature occurs in each language, for features that occur often enough to matter.
struct NGramCounts {
  /// Features seen fewer times than this in all languages together are left out.
  static let least = 12

  var hashes: [UInt64] = []
  /// Occurrences, one row a feature and one column a language.
  var counts: [Float] = []
  var totals: [Float]

  init(_ text: TrainingText) {
    let languages = text.tags.count
    var seen: [UInt64: UInt32] = [:]
    for sentences in text.sentences {
      for sentence in sentences { Self.features(sentence) { seen[$0, default: 0] += 1 } }
    }
    hashes = seen.filter { $0.value >= Self.least }.map(\.key).sorted()
    var index: [UInt64: Int] = [:]
    for (number, hash) in hashes.enumerated() { index[hash] = number }
    counts = [Float](repeating: 0, count: hashes.count * languages)
    totals = [Float](repeating: 0, count: languages)
    for (language, sentences) in text.sentences.enumerated() {
      for sentence in sentences {
        Self.features(sentence) { hash in
          totals[language] += 1
          if let feature = index[hash] { counts[feature * languages + language] += 1 }
        }
      }
    }
  }

  static func features(_ bytes: [UInt8], _ body: (UInt64) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      LetterTable.shared.withLookup { table in LetterNGrams.forEach(in: bytes, table, capitalized: false, body) }
    }
  }
}
