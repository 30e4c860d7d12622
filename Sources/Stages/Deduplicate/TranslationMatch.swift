import Glibc
import Pipeline

/// How much two articles in different languages say the same, from their figures, days and names.
struct TranslationMatch {
  /// Share of the figures of both that both have, the surprising ones counting more (Dice).
  private(set) var similarity = 0.0
  /// Share of the figures of the one with fewer that the other has.
  private(set) var containment = 0.0
  /// Whether the one is a translation of the other.
  private(set) var isTranslation = false
  /// Whether it is one where other articles of the same story say so too.
  private(set) var isEased = false
  /// What both have, by position in each: anchors, then context, in the order of the second.
  private(set) var anchors: [(here: Int, there: Int)] = []
  private(set) var context: [(here: Int, there: Int)] = []

  /// Surprise from which a figure is rare: in one article of a hundred.
  private static let rare = 4.6
  private static let leastRare = 2
  private static let leastShared = 3
  /// In-order figures that are enough where none is rare, as in tables of temperatures, and their share of the shorter.
  private static let leastCommonRow = 5
  private static let commonRowShare = 0.8
  private static let leastContainment = 0.65
  private static let leastSimilarity = 0.5
  /// Share of the shared figures that must stand in the same order.
  private static let leastInOrder = 0.5
  /// Share of the places between shared figures where both have another figure: an update, and no translation.
  private static let mostReplaced = 0.12
  /// What the odds of an accident must be below, as -ln, for each article of the corpus.
  private static let certainty = 5.0
  /// What a row without rare figures must be surer by: reports of a series draw their figures from the same few.
  private static let rowCertainty = 5.0
  /// What names can add; they say what a story is about, and many stories are about the same.
  private static let mostContext = 6.0
  /// What is asked of a member of a story that others have joined already, as a share.
  private static let ease = 0.75

  init(_ a: HeldFeatures, _ b: HeldFeatures, _ counts: FeatureCounts) {
    var weights = (a: 0.0, b: 0.0)
    for feature in a.features.anchors { weights.a += counts.surprise(feature, in: a.language) }
    var shared = (a: 0.0, b: 0.0)
    var evidence = 0.0
    var rare = 0
    for (there, feature) in b.features.anchors.enumerated() {
      let surprise = counts.surprise(feature, in: b.language)
      weights.b += surprise
      guard let here = a.anchorPlaces[feature.key] else { continue }
      let other = a.features.anchors[here]
      if other.unit != 0, feature.unit != 0, other.unit != feature.unit { continue }
      anchors.append((here, there))
      let surpriseHere = counts.surprise(other, in: a.language)
      shared.a += surpriseHere
      shared.b += surprise
      let least = min(surprise, surpriseHere)
      evidence += least
      if least >= Self.rare { rare += 1 }
    }
    guard anchors.count >= Self.leastRare else { return }
    similarity = (shared.a + shared.b) / max(weights.a + weights.b, 1e-9)
    containment = max(shared.a / max(weights.a, 1e-9), shared.b / max(weights.b, 1e-9))
    var names = 0.0
    var sharedReferences = 0
    for (there, feature) in b.features.context.enumerated() {
      guard let here = a.contextPlaces[feature.key] else { continue }
      context.append((here, there))
      if feature.kind == .reference { sharedReferences += 1 }
      names += min(counts.surprise(feature, in: b.language), counts.surprise(a.features.context[here], in: a.language))
    }
    // Stories of two places, found in both languages, are two.
    if min(a.references, b.references) >= 2, sharedReferences == 0 { return }
    evidence += min(Self.mostContext, names / 2)

    let fewer = min(a.features.anchors.count, b.features.anchors.count)
    let needed = log(Double(max(counts.total, 1))) + Self.choices(anchors.count, of: fewer) + Self.certainty
    let row = Self.row(anchors)
    let isRow = row.count >= Self.leastCommonRow && Double(row.count) >= Self.commonRowShare * Double(fewer)
    let isRare = rare >= Self.leastRare && anchors.count + context.count >= Self.leastShared
    guard isRare ? evidence >= needed : isRow && evidence >= needed + Self.rowCertainty else { return }
    guard Double(row.count) >= Self.leastInOrder * Double(anchors.count) else { return }
    var replaced = replacedFigures(a.features.anchors, b.features.anchors, row)
    // Tomorrow's report of the same event names tomorrow.
    if a.hasRecentDay, b.hasRecentDay, !context.contains(where: { b.features.context[$0.there].kind == .recentDay }) {
      replaced += 1
    }
    let replacedShare = Double(replaced) / Double(replaced + anchors.count)
    guard replacedShare <= Self.mostReplaced / Self.ease else { return }
    isTranslation =
      containment >= Self.leastContainment && similarity >= Self.leastSimilarity && replacedShare <= Self.mostReplaced
    isEased =
      isTranslation
      || (containment >= Self.leastContainment * Self.ease && similarity >= Self.leastSimilarity * Self.ease)
  }

  /// How many of one's other figures have one of the other's in their place, between the same shared ones.
  private func replacedFigures(
    _ a: [TranslationFeature], _ b: [TranslationFeature], _ row: [(here: Int, there: Int)]
  ) -> Int {
    var isShared = (here: Array(repeating: false, count: a.count), there: Array(repeating: false, count: b.count))
    for (here, there) in anchors {
      isShared.here[here] = true
      isShared.there[there] = true
    }
    var replaced = 0
    var last = (here: -1, there: -1)
    for (here, there) in row + [(a.count, b.count)] {
      var next = last.there + 1
      for own in (last.here + 1)..<max(here, last.here + 1) where !isShared.here[own] {
        let other = (next..<max(there, next)).first { !isShared.there[$0] && Self.replaces(b[$0], a[own]) }
        guard let other else { continue }
        replaced += 1
        next = other + 1
      }
      last = (here, there)
    }
    return replaced
  }

  /// Whether one may say the same as the other did before it changed: a figure of like size, and not the same one rounded.
  private static func replaces(_ a: TranslationFeature, _ b: TranslationFeature) -> Bool {
    guard a.kind == b.kind else { return false }
    guard a.kind == .figure else { return true }
    if a.unit != 0, b.unit != 0, a.unit != b.unit { return false }
    let (small, large) = (min(abs(a.value), abs(b.value)), max(abs(a.value), abs(b.value)))
    let isRounded = a.digits != b.digits && small >= roundedShare * large
    return small * likeSize >= large && !isRounded
  }
  private static let likeSize = 4.0
  private static let roundedShare = 0.97

  /// ln of the ways to choose `count` of `all`.
  private static func choices(_ count: Int, of all: Int) -> Double {
    guard count < all else { return 0 }
    return lgamma(Double(all) + 1) - lgamma(Double(count) + 1) - lgamma(Double(all - count) + 1)
  }

  /// A longest row of pairs that ascends in both (patience sorting; Fredman 1975).
  static func row(_ pairs: [(here: Int, there: Int)]) -> [(here: Int, there: Int)] {
    var tails: [Int] = []
    var before = Array(repeating: -1, count: pairs.count)
    for index in pairs.indices {
      let place = tails.partitioningIndex { pairs[$0].here >= pairs[index].here }
      before[index] = place > 0 ? tails[place - 1] : -1
      if place == tails.count { tails.append(index) } else { tails[place] = index }
    }
    var row: [(here: Int, there: Int)] = []
    var next = tails.last ?? -1
    while next >= 0 {
      row.append(pairs[next])
      next = before[next]
    }
    return row.reversed()
  }
}
