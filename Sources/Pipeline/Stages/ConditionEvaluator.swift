/// A condition made ready to be asked of many documents; used by `when` and by the `filter` stage.
public struct ConditionEvaluator: Sendable {
  /// A pattern compiled once. `Regex` is immutable after it is made, and matching does not change it, so it may be
  /// shared between threads although the type does not say so.
  private struct Pattern: @unchecked Sendable {
    let regex: Regex<AnyRegexOutput>
  }

  private let condition: Condition
  private var patterns: [String: Pattern] = [:]

  /// Throws `StageSetupError` for a regular expression that can't be compiled.
  public init(_ condition: Condition) throws {
    self.condition = condition
    for clause in condition.clauses { try compile(clause.tests) }
  }

  private mutating func compile(_ tests: [Condition.Test]) throws {
    for test in tests {
      switch test {
      case .matches(let text):
        do {
          patterns[text] = Pattern(regex: try Regex(text))
        } catch {
          throw StageSetupError("'\(text)' is no regular expression: \(error)")
        }
      case .not(let inner): try compile(inner)
      case .oneOf, .atLeast, .atMost: break
      }
    }
  }

  /// Whether all clauses hold.
  public func holds(for document: Document) -> Bool {
    condition.clauses.allSatisfy { clause in
      let subject = Fact(clause.subject, of: document)
      return clause.tests.allSatisfy { holds($0, subject) }
    }
  }

  private func holds(_ test: Condition.Test, _ fact: Fact) -> Bool {
    switch test {
    case .not(let inner): return !inner.allSatisfy { holds($0, fact) }
    case .oneOf(let choices): return choices.contains { fact.equals($0) }
    case .atLeast(let bound): return fact.compare(bound).map { $0 >= 0 } ?? false
    case .atMost(let bound): return fact.compare(bound).map { $0 <= 0 } ?? false
    case .matches(let text):
      guard case .text(let value) = fact, let pattern = patterns[text] else { return false }
      return (try? pattern.regex.firstMatch(in: value)) != nil
    }
  }
}

/// What a document says about the subject of a clause.
private enum Fact {
  case absent
  case text(String)
  case number(ExactDecimal)
  case language(Language)
  /// ISO 8601 text; a bound is compared over its own length, so that 2024-06-14 is not after 2024-06.
  case date(String)

  init(_ subject: Condition.Subject, of document: Document) {
    switch subject {
    case .language: self = document.language.map(Fact.language) ?? .absent
    case .publisher: self = document.publisher.map(Fact.text) ?? .absent
    case .published: self = document.published.map(Fact.date) ?? .absent
    case .length:
      self = .number(ExactDecimal(document.text.bytes.reduce(into: 0) { $0 += $1 & 0xC0 != 0x80 ? 1 : 0 }))
    case .metadata(let key):
      switch document.metadata[ByteString(key)] {
      case .string(let value)?: self = .text(value)
      case .json(let json)?:
        let text = String(decoding: json, as: UTF8.self)
        self = ExactDecimal(text).map(Fact.number) ?? .text(text)
      case nil: self = .absent
      }
    case .value(let name):
      switch document.value(name) {
      case .string(let value)?: self = .text(value)
      case .decimal(let value)?: self = .number(value)
      case .int(let value)?: self = .number(ExactDecimal(Int(value)))
      case .bool(let value)?: self = .text(value ? "true" : "false")
      case .span?, .list?, nil: self = .absent
      }
    }
  }

  func equals(_ choice: String) -> Bool {
    switch self {
    case .absent: false
    case .language(let language): language.matches(Language(choice))
    case .number(let value): ExactDecimal(choice) == value
    case .date(let date): date.utf8.starts(with: choice.utf8)
    case .text(let text):
      text.utf8.elementsEqual(choice.utf8)
        || (ExactDecimal(text).flatMap { value in ExactDecimal(choice).map { $0 == value } } ?? false)
    }
  }

  /// Negative, zero or positive as this is before, at or after `bound`; nil where they can't be compared.
  func compare(_ bound: String) -> Int? {
    func order<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a == b ? 0 : 1 }
    switch self {
    case .absent, .language: return nil
    case .number(let value): return ExactDecimal(bound).map { order(value, $0) }
    case .date(let date): return order(ByteString(date.utf8.prefix(bound.utf8.count)), ByteString(bound))
    case .text(let text):
      if let a = ExactDecimal(text), let b = ExactDecimal(bound) { return order(a, b) }
      return order(ByteString(text), ByteString(bound))
    }
  }
}
