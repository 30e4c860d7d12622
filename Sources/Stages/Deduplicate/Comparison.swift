import Pipeline

/// How alike two documents are, from their whole shingle sets, and what that makes them.
struct Comparison {
  enum Verdict {
    case different
    case near
    /// Like `near`, but some of their figures differ.
    case update
    /// One of the two has most of the other.
    case contained
    /// Like in words, but with other figures: reports of one series.
    case template
  }

  var similarity: Double
  /// Share of the smaller set that the larger one has.
  var containment: Double
  var verdict: Verdict

  static let containmentThreshold = 0.7
  static let minimumSharedForContainment = 20
  /// Both must have this many figures before they can tell a template.
  static let minimumFigures = 4
  /// Share of the smaller set of figures below which alike texts are a template.
  static let templateShare = 0.4
  /// From this similarity on other figures don't make a template.
  static let templateSimilarity = 0.9

  init(_ a: ComparedText, _ b: ComparedText, threshold: Double) {
    let shared = Shingles.shared(a.shingles[...], b.shingles[...])
    let union = a.shingles.count + b.shingles.count - shared
    let smaller = min(a.shingles.count, b.shingles.count)
    similarity = union == 0 ? 0 : Double(shared) / Double(union)
    containment = smaller == 0 ? 0 : Double(shared) / Double(smaller)
    let isNear = similarity >= threshold && shared > 0
    let isContained = containment >= Self.containmentThreshold && shared >= Self.minimumSharedForContainment
    guard isNear || isContained else {
      verdict = .different
      return
    }
    verdict = isNear ? .near : .contained
    let figures = (a.figures.texts.count, b.figures.texts.count)
    let sharedFigures = a.figures.shared(with: b.figures)
    if min(figures.0, figures.1) >= Self.minimumFigures, similarity < Self.templateSimilarity,
      Double(sharedFigures) < Self.templateShare * Double(min(figures.0, figures.1))
    {
      verdict = .template
    } else if isNear, sharedFigures < figures.0, sharedFigures < figures.1 {
      // Each has a figure that the other has not: changed, not only cut or added.
      verdict = .update
    }
  }
}
