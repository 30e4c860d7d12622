/// What a deduplicating stage decided about a document.
public struct Duplicate: Hashable, Sendable {
  public enum Role: String, Sendable, CaseIterable {
    /// The one of its cluster that stays.
    case kept
    case copy
    /// In the cluster, but not a copy of the kept one: a report of the same series, a translation, or joined by others
    /// only.
    case related
  }
  public enum Kind: String, Sendable, CaseIterable {
    case exact, near, contained, update, template, translation
  }

  /// Named by content, so that it does not depend on the order of reading.
  public var cluster: String
  /// Id of the document that stays.
  public var kept: ByteString
  public var role: Role
  public var kind: Kind?
  /// Jaccard similarity with the kept document, 0 to 1; of a translation the share of the figures of both that both have.
  public var similarity: Double?
  /// Share of the smaller document's shingles that the kept document has, 0 to 1; of a translation share of the figures.
  public var containment: Double?
  /// Figures that differ between the kept document and this one, as `12 → 15`.
  public var differs: [String]
  /// Figures, days and names that a translation shares with the kept document, as `4.8 million = 4,8 Mio.`
  public var shares: [String]

  public init(
    cluster: String, kept: ByteString, role: Role, kind: Kind? = nil, similarity: Double? = nil,
    containment: Double? = nil, differs: [String] = [], shares: [String] = []
  ) {
    self.cluster = cluster
    self.kept = kept
    self.role = role
    self.kind = kind
    self.similarity = similarity
    self.containment = containment
    self.differs = differs
    self.shares = shares
  }
}
