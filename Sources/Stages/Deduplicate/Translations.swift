import Pipeline

/// Whether translations are looked for, and how.
struct TranslationRule: Sendable {
  var isOn = true
  /// Days between the publication of two articles, where both say when.
  var days = 7
}

/// Finds which of the articles that stay say the same in another language.
///
/// A story has one article of each language at most: the surest pairs are joined first, and a set never gets two of one
/// language. In each set the article that stays is chosen as for copies, and the others are its translations as far as
/// they agree with it.
///
/// Memory: 8 MB at most for counts, and 150 bytes or so for each article that is labelled.
struct Translations {
  struct Label {
    var kept: Int
    var similarity: Double
    var containment: Double
  }

  /// By rank, of those that are translations.
  private(set) var labels: [Int: Label] = [:]
  /// The ranks of which others are translations.
  private(set) var kept: Set<Int> = []
  /// The rank that names a story, by the ranks that name the clusters in it.
  private var stories: [UInt32: UInt32] = [:]

  private let store: any CorpusStore
  private let keys: DocumentKeys
  private let ranking: Ranking
  private var counts = FeatureCounts(articles: 0)

  /// - Parameters:
  ///   - stays: whether the article of a rank is one of the run that stays.
  ///   - cluster: the rank that names its cluster.
  init(
    _ store: any CorpusStore, _ keys: DocumentKeys, _ ranking: Ranking, _ rule: TranslationRule, _ keeper: Keeper,
    sorter: () throws -> any RecordSorter, stays: (Int) -> Bool, cluster: (Int) -> UInt32
  ) throws {
    self.store = store
    self.keys = keys
    self.ranking = ranking
    guard rule.isOn, Self.hasLanguages(keys, ranking) else { return }
    counts = FeatureCounts(articles: ranking.count)
    let pairs = TranslationPairs(days: rule.days, try sorter())
    var taking = 0
    try ranking.forEachPosition { position, rank in
      let language = keys.language(position)
      guard language != .none, stays(rank) else { return }
      let features = TranslationFeatures(blob: try store.blob(at: position))
      counts.add(features, in: language)
      try pairs.add(features, rank: rank, language)
      taking += 1
      if taking & 4095 == 0 { try store.checkCancellation() }
    }
    let edges = try sorter()
    var held: (rank: Int, features: HeldFeatures)?
    var compared = 0
    try pairs.forEach(sorter()) { first, second in
      if held?.rank != first { held = (first, try features(first)) }
      compared += 1
      if compared & 1023 == 0 { try store.checkCancellation() }
      let match = TranslationMatch(held!.features, try features(second), counts)
      guard match.isTranslation else { return }
      try edges.add(
        key: UInt64((1 - match.similarity) * 1_000_000), value: UInt64(first) << 32 | UInt64(second))
    }
    for story in try joined(edges) { try label(story, keeper, cluster) }
  }

  /// Whether there are articles of two languages at all.
  private static func hasLanguages(_ keys: DocumentKeys, _ ranking: Ranking) -> Bool {
    var first = LanguageCode.none
    for position in keys.archived..<ranking.count {
      let language = keys.language(position)
      if language == .none || language == first { continue }
      if first != .none { return true }
      first = language
    }
    return false
  }

  private func features(_ rank: Int) throws -> HeldFeatures {
    let position = ranking.position(of: rank)
    return HeldFeatures(TranslationFeatures(blob: try store.blob(at: position)), keys.language(position))
  }

  /// The sets of ranks that are joined by edges, the surest first, without two of one language in a set.
  private func joined(_ edges: any RecordSorter) throws -> [[Int]] {
    var setOf: [Int: Int] = [:]
    var sets: [[Int]] = []
    func languages(_ set: [Int]) -> Set<UInt16> { Set(set.map { keys.language(ranking.position(of: $0)).number }) }
    try edges.drain { _, value in
      let (a, b) = (Int(value >> 32), Int(value & 0xFFFF_FFFF))
      let (setA, setB) = (setOf[a].map { sets[$0] } ?? [a], setOf[b].map { sets[$0] } ?? [b])
      if let one = setOf[a], one == setOf[b] { return }
      guard languages(setA).isDisjoint(with: languages(setB)) else { return }
      let number = setOf[a] ?? setOf[b] ?? sets.count
      if number == sets.count { sets.append([]) }
      if let other = setOf[b], other != number { sets[other] = [] }
      sets[number] = setA + setB
      for rank in sets[number] { setOf[rank] = number }
    }
    return sets.filter { !$0.isEmpty }.map { $0.sorted() }
  }

  /// Those that don't agree with the article that stays are a story of their own, if they agree with each other.
  private mutating func label(_ story: [Int], _ keeper: Keeper, _ cluster: (Int) -> UInt32) throws {
    var rest = story
    while rest.count > 1 {
      var ignored = 0
      let chosen = try keeper.choose(among: rest, undated: &ignored)
      let here = try features(chosen)
      var members = [chosen]
      var left: [Int] = []
      for rank in rest where rank != chosen {
        let match = TranslationMatch(here, try features(rank), counts)
        if match.isEased {
          labels[rank] = Label(kept: chosen, similarity: match.similarity, containment: match.containment)
          members.append(rank)
        } else {
          left.append(rank)
        }
      }
      if members.count > 1 {
        kept.insert(chosen)
        let name = members.map(cluster).min()!
        for rank in members { stories[cluster(rank)] = name }
      }
      rest = left
    }
  }

  /// The rank that names the story of a cluster; the cluster's own where it has no translations.
  func story(of cluster: UInt32) -> UInt32 { stories[cluster] ?? cluster }

  /// What two articles share, in the order of the second, as `4.8 million = 4,8 Mio.` where they write it differently.
  func shares(_ first: Int, _ second: Int, limit: Int) throws -> [String] {
    let (here, there) = (try features(first), try features(second))
    let match = TranslationMatch(here, there, counts)
    func line(_ a: TranslationFeature, _ b: TranslationFeature) -> String {
      let (a, b) = (String(decoding: a.text, as: UTF8.self), String(decoding: b.text, as: UTF8.self))
      return a == b ? a : "\(a) = \(b)"
    }
    let anchors = match.anchors.map { line(here.features.anchors[$0.here], there.features.anchors[$0.there]) }
    let context = match.context.map { line(here.features.context[$0.here], there.features.context[$0.there]) }
    return Array((anchors + context).prefix(limit))
  }
}
