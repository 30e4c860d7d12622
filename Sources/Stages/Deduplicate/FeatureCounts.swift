import Glibc
import Pipeline

/// In how many articles of each language a feature stands, roughly and never too few: a count-min sketch (Cormode and
/// Muthukrishnan 2005) of at most 8 MB, whatever the corpus.
///
/// Counted per language, so that the translations of a story don't make its own figures frequent.
struct FeatureCounts {
  private static let largestRow = 1 << 20
  /// As many articles as the odds before counting are worth.
  private static let priorArticles = 200.0
  private static let mostSurprise = 12.0

  private let mask: UInt64
  private var counts: [UInt32]
  private var articles: [UInt16: Int] = [:]

  /// - Parameter articles: about how many will be added.
  init(articles: Int) {
    var row = 1 << 12
    while row < Self.largestRow, row < articles * 8 { row *= 2 }
    mask = UInt64(row - 1)
    counts = Array(repeating: 0, count: row * 2)
  }

  /// All articles that were added.
  var total: Int { articles.values.reduce(0, +) }

  mutating func add(_ features: TranslationFeatures, in language: LanguageCode) {
    articles[language.number, default: 0] += 1
    for list in [features.anchors, features.context] {
      for feature in list {
        let (a, b) = places(feature.key, language)
        counts[a] &+= 1
        counts[b] &+= 1
      }
    }
  }

  private func places(_ key: UInt64, _ language: LanguageCode) -> (Int, Int) {
    let hash = Lexicon.finish(key ^ UInt64(language.number) &* 0x9E37_79B9_7F4A_7C15)
    return (Int(hash & mask), Int(mask) + 1 + Int((hash >> 32) & mask))
  }

  /// -ln of the odds that another article of `language` has it.
  func surprise(_ feature: TranslationFeature, in language: LanguageCode) -> Double {
    let (a, b) = places(feature.key, language)
    let others = max(0, Double(min(counts[a], counts[b])) - 1)
    let prior = Double(feature.surprise) / 16
    let expected = Self.priorArticles * exp(-prior)
    let articles = max(0, Double((self.articles[language.number] ?? 1) - 1)) + Self.priorArticles
    return min(Self.mostSurprise, max(0, log(articles / (others + expected))))
  }
}
