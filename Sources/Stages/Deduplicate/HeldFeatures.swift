import Pipeline

/// The features of an article that is compared with others.
final class HeldFeatures {
  let features: TranslationFeatures
  let language: LanguageCode
  private(set) lazy var anchorPlaces = Self.places(features.anchors)
  private(set) lazy var contextPlaces = Self.places(features.context)
  /// Whether it names a day around its publication.
  private(set) lazy var hasRecentDay = features.context.contains { $0.kind == .recentDay }
  /// How many places, countries and other things with an id it names.
  private(set) lazy var references = features.context.count { $0.kind == .reference }

  init(_ features: TranslationFeatures, _ language: LanguageCode) {
    self.features = features
    self.language = language
  }

  private static func places(_ features: [TranslationFeature]) -> [UInt64: Int] {
    Dictionary(zip(features.map(\.key), features.indices), uniquingKeysWith: { first, _ in first })
  }
}
