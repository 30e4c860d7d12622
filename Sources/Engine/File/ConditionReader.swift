import Pipeline

/// Reads the grammar that `when` and `filter` share; see `Condition`.
struct ConditionReader {
  let diagnostics: Diagnostics
  private static let plain = ["language", "publisher", "published", "length"]
  private static let tests = ["in", "not", "min", "max", "matches"]

  func read(_ node: FileNode) -> Condition? {
    guard let entries = node.mapping, !entries.isEmpty else {
      diagnostics.error(
        .condition, node, "a condition must be a mapping such as { language: [en, uk] }, not \(node.shape)")
      return nil
    }
    var clauses: [Condition.Clause] = []
    var isGood = true
    for entry in entries {
      guard let subject = subject(entry.key), let tests = tests(entry.value, subject) else {
        isGood = false
        continue
      }
      clauses.append(Condition.Clause(subject, tests))
    }
    guard isGood else { return nil }
    let condition = Condition(clauses)
    do {
      _ = try ConditionEvaluator(condition)
    } catch {
      diagnostics.error(.condition, node, "\(error)")
      return nil
    }
    return condition
  }

  private func subject(_ key: FileNode) -> Condition.Subject? {
    let name = key.scalar ?? ""
    switch name {
    case "language": return .language
    case "publisher": return .publisher
    case "published": return .published
    case "length": return .length
    default:
      if name.hasPrefix("metadata."), name.count > 9 { return .metadata(String(name.dropFirst(9))) }
      if name.hasPrefix("values."), name.count > 7 { return .value(String(name.dropFirst(7))) }
      diagnostics.unknown(
        .condition, key, "a condition can't ask for '\(name.shown)'",
        among: Self.plain + ["metadata.NAME", "values.NAME"],
        kind: "subjects")
      return nil
    }
  }

  private func tests(_ node: FileNode, _ subject: Condition.Subject) -> [Condition.Test]? {
    switch node.content {
    case .scalar:
      return scalar(node, subject).map { [.oneOf([$0])] }
    case .list(let items):
      let values = items.map { scalar($0, subject) }
      return values.contains { $0 == nil } ? nil : [.oneOf(values.compactMap { $0 })]
    case .mapping(let entries):
      var result: [Condition.Test] = []
      for entry in entries {
        guard let test = test(entry, subject) else { return nil }
        result.append(test)
      }
      if result.isEmpty {
        diagnostics.error(.condition, node, "a test is missing: one of \(Self.tests.joined(separator: ", "))")
      }
      return result.isEmpty ? nil : result
    }
  }

  private func test(_ entry: FileNode.Entry, _ subject: Condition.Subject) -> Condition.Test? {
    switch entry.name {
    case "in":
      let items = entry.value.list ?? [entry.value]
      let values = items.map { scalar($0, subject) }
      return values.contains { $0 == nil } ? nil : .oneOf(values.compactMap { $0 })
    case "not":
      return tests(entry.value, subject).map { .not($0) }
    case "min", "max":
      if subject == .language {
        diagnostics.error(.condition, entry.key, "languages have no order; use in, not or matches")
        return nil
      }
      return scalar(entry.value, subject).map { entry.name == "min" ? .atLeast($0) : .atMost($0) }
    case "matches":
      return scalar(entry.value, .publisher).map { .matches($0) }
    default:
      diagnostics.unknown(
        .condition, entry.key, "there is no test '\(entry.name.shown)'", among: Self.tests, kind: "tests")
      return nil
    }
  }

  private func scalar(_ node: FileNode, _ subject: Condition.Subject) -> String? {
    guard let text = node.scalar, !node.isEmpty else {
      diagnostics.error(.condition, node, "a single value is expected here, not \(node.shape)")
      return nil
    }
    if subject == .length, ExactDecimal(text) == nil {
      diagnostics.error(.condition, node, "a length is a number of characters, not \(node.shape)")
      return nil
    }
    if subject == .language, !OptionReader.isLanguage(text), text != "und" {
      diagnostics.error(.condition, node, "\(node.shape) is no language tag such as en or zh-Hant")
      return nil
    }
    return text
  }
}
