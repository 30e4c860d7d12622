/// A condition of `when` and `filter`: all of its clauses hold.
///
/// Grammar, in YAML: a mapping from subjects to tests. Subjects: `language`, `publisher`, `published`, `length`,
/// `metadata.x`, `values.x`. A test is a scalar (equals; for `language` a BCP 47 prefix), a list (one of), or a mapping with
/// `in`, `not`, `min`, `max`, `matches`. `length` counts Unicode scalars of the working text; `published` compares as ISO
/// 8601 text. A clause about something a document does not have is false, except inside `not`.
public struct Condition: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case language, publisher, published, length
    case metadata(String)
    case value(String)
  }

  public indirect enum Test: Hashable, Sendable {
    /// Equal to one of these (a language: matches one of these prefixes).
    case oneOf([String])
    case atLeast(String)
    case atMost(String)
    /// A regular expression that must match somewhere; compiled by whoever evaluates.
    case matches(String)
    case not([Test])
  }

  public struct Clause: Hashable, Sendable {
    public let subject: Subject
    /// All must hold.
    public let tests: [Test]

    public init(_ subject: Subject, _ tests: [Test]) {
      self.subject = subject
      self.tests = tests
    }
  }

  public let clauses: [Clause]

  public init(_ clauses: [Clause]) { self.clauses = clauses }
}
