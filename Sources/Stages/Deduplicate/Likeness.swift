/// From when on two texts are alike.
struct Likeness: Hashable, Sendable {
  /// Jaccard similarity from which texts are copies.
  var similarity = 0.4
  /// Share of the shorter text from which it is contained in the longer one.
  var containment = 0.7
  /// Whether figures are compared before two texts are called the same.
  var protectsFigures = true

  /// Share of one of two near texts that must lie in common passages: two articles in the same frame have much in
  /// common, and each has as much of its own.
  var nearCover = 0.65
  /// Share of both texts that lies in common passages, from which a much rewritten one is still a copy.
  var rewrittenCover = 0.65
  /// Share of the shorter text that lies in common passages, from which it is contained.
  var containedCover = 0.75
  /// Share of the shorter set without which cover says nothing: two translations of one text into one language have
  /// passages of set phrases too.
  var rewrittenShare = 0.28
  var containedShare = 0.45

  /// Shared shingles without which nothing is contained in anything.
  static let smallestContained = 20
  /// Two stories in one frame of menus and notices have a stretch of their own at the same place, of at least so many
  /// shingles and this share of the shorter text; they are no copies below this similarity and containment.
  static let ownStretch = 20
  static let ownShare = 0.2
  static let sameStorySimilarity = 0.6
  static let sameStoryContainment = 0.8
  /// With less than this share of the longer text's length a contained text is a part of it and not its like.
  static let partSize = 0.8

  /// What is asked of a text that other copies have already joined to the cluster of the kept one.
  var ofMembers: Likeness {
    var eased = self
    eased.similarity *= 0.6
    eased.containment *= 0.7
    eased.nearCover *= 0.95
    eased.rewrittenCover *= 0.9
    eased.containedCover *= 0.85
    eased.rewrittenShare *= 0.8
    eased.containedShare *= 0.8
    return eased
  }
}
