import Pipeline

/// How alike two documents are, from all of their shingles but a frame that many have, and from their figures.
struct Comparison {
  enum Verdict {
    case different
    case near
    /// Like `near` or `contained`, but some of their figures differ.
    case update
    /// One of the two is in the other.
    case contained
    /// Like in words, but with other figures: reports of one series.
    case template
  }

  /// Jaccard similarity of the shingle sets.
  private(set) var similarity = 0.0
  /// Share of the smaller set that the larger one has.
  private(set) var containment = 0.0
  private(set) var verdict = Verdict.different
  private(set) var changes: FigureChanges?
  /// Whether the two are alike by themselves, and not only as members of one cluster.
  private(set) var isFirm = false

  /// - Parameters:
  ///   - frequent: what many documents have; at the edges of both it doesn't count.
  ///   - areJoined: whether other copies have joined the two already; then less is asked of them.
  init(_ a: HeldText, _ b: HeldText, _ likeness: Likeness, _ frequent: FrequentShingles, areJoined: Bool = false) {
    // Where figures differ, and the texts are alike, it must be known at which places.
    let hasOtherFigures = likeness.protectsFigures && !a.hasSameFigures(as: b)
    var anchors: [Anchor] = []
    let overlap =
      hasOtherFigures
      ? a.table.overlap(with: b.text.shingles, recordingInto: &anchors) : a.table.overlap(with: b.text.shingles)
    let frame = frequent.frame(a.text.shingles, b.text.shingles)
    let sizes = (a.distinct - frame, b.distinct - frame)
    let smaller = min(sizes.0, sizes.1)
    let larger = max(sizes.0, sizes.1)
    guard smaller > 0, overlap.shared > frame else { return }
    let shared = min(overlap.shared - frame, smaller)
    similarity = Double(shared) / Double(smaller + larger - shared)
    containment = Double(shared) / Double(smaller)
    let coverHere = Self.share(overlap.coveredHere, of: a.text.shingles.count, without: frame)
    let coverThere = Self.share(overlap.coveredThere, of: b.text.shingles.count, without: frame)
    let smallerCover = sizes.0 < sizes.1 ? coverHere : coverThere

    func verdict(_ likeness: Likeness) -> Verdict {
      let isNear =
        (similarity >= likeness.similarity && max(coverHere, coverThere) >= likeness.nearCover)
        || (shared >= Likeness.smallestContained && min(coverHere, coverThere) >= likeness.rewrittenCover
          && containment >= likeness.rewrittenShare)
      let isContained =
        shared >= Likeness.smallestContained
        && ((containment >= likeness.containment && smallerCover >= likeness.nearCover)
          || (smallerCover >= likeness.containedCover && containment >= likeness.containedShare))
      let isPart = isContained && Double(smaller) < Likeness.partSize * Double(larger)
      return isPart || (isContained && !isNear) ? .contained : isNear ? .near : .different
    }
    self.verdict = verdict(likeness)
    isFirm = self.verdict != .different
    if !isFirm, areJoined { self.verdict = verdict(likeness.ofMembers) }
    if overlap.replaced >= max(Likeness.ownStretch, Int(Likeness.ownShare * Double(smaller))),
      similarity < Likeness.sameStorySimilarity, containment < Likeness.sameStoryContainment
    {
      self.verdict = .different
      isFirm = false
    }
    guard self.verdict != .different else { return }
    if hasOtherFigures { judgeFigures(a, b, anchors, overlap) }
  }

  private static func share(_ covered: Int, of count: Int, without frame: Int) -> Double {
    count > frame ? Double(max(0, min(covered, count) - frame)) / Double(count - frame) : 0
  }

  /// Texts whose figures changed at most of the places that both have are reports of a series; with few changes the
  /// later one is an update.
  private mutating func judgeFigures(_ a: HeldText, _ b: HeldText, _ anchors: [Anchor], _ overlap: Overlap) {
    let changes = FigureChanges(a, b, anchors: anchors, covered: overlap.coveredThere)
    guard !changes.changed.isEmpty else { return }
    self.changes = changes
    let changed = changes.changedInDigits
    let share = Double(changed) / Double(max(1, changed + changes.same))
    let isTemplate =
      changes.isNoisy
      ? changed >= 3 && share >= 0.6
      : changed >= 3 && share >= 0.4 || changed >= 6 && share >= 0.3
        || changed >= 4 && share >= 0.2 && similarity >= 0.6 || changed >= 2 && share >= 0.5 && similarity < 0.9
    verdict = isTemplate ? .template : .update
  }
}
