/// What became of a document. There is no fourth.
public enum Outcome: Hashable, Sendable {
  case kept
  /// A filter or a decision took it out; `reason` is one of the stage's declared reasons.
  case dropped(stage: String, reason: String)
  /// A stage (or the reader: `read`) could not handle it.
  case failed(stage: String, error: String)

  public var isKept: Bool { self == .kept }
}

/// What a filter or a decision says of one document.
public enum Verdict: Hashable, Sendable {
  case keep
  case drop(reason: String)
}

/// An error that fails one document and nothing else.
///
/// `kind` is a short stable phrase that the report counts by ("invalid UTF-8"); `message` says what, where and what was
/// expected.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  public let kind: String
  public let message: String

  public init(_ kind: String, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message.isEmpty ? kind : "\(kind): \(message)" }
}
