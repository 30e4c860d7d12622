/// Why a corpus stage can't decide; it ends the run.
public struct DecisionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, what, and what to do.
  public let description: String
  /// Whether the same command can go on when what is in the way is gone.
  public let isPassing: Bool

  public init(_ description: String, isPassing: Bool = false) {
    self.description = description
    self.isPassing = isPassing
  }
}
