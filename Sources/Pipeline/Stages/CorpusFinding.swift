/// One thing that a corpus stage found over all documents, for the report of the run.
///
/// It must say the same for the same documents, whatever their order, and nothing about time.
public struct CorpusFinding: Hashable, Sendable, Codable {
  /// A number with a name.
  public struct Count: Hashable, Sendable, Codable {
    public var name: String
    public var count: Int

    public init(_ name: String, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// Some documents that belong together.
  public struct Group: Hashable, Sendable, Codable {
    /// What others know the group by.
    public var name: String
    /// Id of the document that stands for it.
    public var document: String
    public var count: Int

    public init(name: String, document: String, count: Int) {
      self.name = name
      self.document = document
      self.count = count
    }
  }

  /// Words with spaces; in JSON with underscores.
  public var name: String
  /// In the order in which they are shown.
  public var counts: [Count]
  /// The largest first.
  public var groups: [Group]

  public init(_ name: String, counts: [Count] = [], groups: [Group] = []) {
    self.name = name
    self.counts = counts
    self.groups = groups
  }
}
