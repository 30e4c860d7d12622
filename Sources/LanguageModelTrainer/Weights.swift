import Foundation

/// What each chosen feature says for each language, in natural logarithms.
struct Weights {
  let languages: Int
  var hashes: [UInt64]
  var values: [Float]

  /// Occurrences in a million at which every rate is floored, so that rare features of a language with little text
  /// weigh no more than those of one with much.
  static let floor: Float = 3

  /// Takes the `size` features that tell languages apart best. A feature's worth is its share of what tells two languages
  /// apart, summed over all pairs; a pair that little tells apart counts for more.
  init(_ counts: NGramCounts, size: Int, power: Float) {
    let languages = counts.totals.count
    let features = counts.hashes.count
    var logs = [Float](repeating: 0, count: features * languages)
    var rates = logs
    for feature in 0..<features {
      for language in 0..<languages {
        let rate = counts.counts[feature * languages + language] / counts.totals[language] * 1e6
        rates[feature * languages + language] = rate
        logs[feature * languages + language] = log(rate + Self.floor)
      }
    }
    var apart = [Float](repeating: 0, count: languages * languages)
    func eachPair(_ feature: Int, _ body: (Int, Float) -> Void) {
      let row = feature * languages
      for a in 0..<languages {
        for b in 0..<a {
          body(a * languages + b, (rates[row + a] - rates[row + b]) * (logs[row + a] - logs[row + b]))
        }
      }
    }
    for feature in 0..<features { eachPair(feature) { apart[$0] += $1 } }
    let importance = apart.map { $0 > 0 ? 1 / pow($0, power) : 0 }
    var worth = [Float](repeating: 0, count: features)
    for feature in 0..<features {
      var sum: Float = 0
      eachPair(feature) { sum += importance[$0] * $1 }
      worth[feature] = sum
    }
    let chosen = (0..<features).sorted { worth[$0] != worth[$1] ? worth[$0] > worth[$1] : $0 < $1 }.prefix(size)
    self.languages = languages
    hashes = chosen.map { counts.hashes[$0] }
    values = chosen.flatMap { feature in logs[(feature * languages)..<((feature + 1) * languages)] }
  }
}
