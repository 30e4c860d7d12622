import Pipeline

/// Reads patterns from YAML and says everything that is wrong with them, each at its place.
struct PatternReader {
  private(set) var patterns: [TokenPattern] = []
  private(set) var problems: [OptionProblem] = []
  /// Where each list stands that a pattern names, for errors of the files.
  private(set) var listPlaces: [ByteString: OptionTree] = [:]

  private static let keys = ["name", "type", "id", "when", "match"]
  /// Places of a pattern in the automaton. More is a mistake, such as counts inside counts.
  static let largestPattern = 1000
  static let mostPatterns = 2000

  init(_ trees: [OptionTree]) {
    var seen: [String: OptionTree] = [:]
    if trees.count > Self.mostPatterns {
      problems.append(OptionProblem(trees[Self.mostPatterns], "more than \(Self.mostPatterns) patterns"))
      return
    }
    for tree in trees {
      guard let pattern = pattern(tree) else { continue }
      if let first = seen[pattern.name] {
        problems.append(
          OptionProblem(
            pattern.tree, "a second pattern with the name '\(pattern.name)'",
            notes: ["the first is in \(first.place.shown)"]))
      }
      seen[pattern.name] = pattern.tree
      patterns.append(pattern)
    }
  }

  private mutating func pattern(_ tree: OptionTree) -> TokenPattern? {
    guard let entries = tree.mapping, !entries.isEmpty else {
      problems.append(
        OptionProblem(tree, "a pattern is a mapping with 'name', 'type' and 'match', not \(tree.shape)"))
      return nil
    }
    let before = problems.count
    for entry in entries where !Self.keys.contains(entry.name) {
      let isPart = PatternPartReader.keys.contains(entry.name)
      problems.append(
        OptionProblem(
          entry.key, "a pattern has no '\(entry.name)'" + (isPart ? "; it belongs below 'match'" : ""),
          unknown: isPart ? nil : entry.name, known: Self.keys,
          notes: ["keys: " + Self.keys.joined(separator: ", ")]))
    }
    let name = text("name", of: entries, tree, isRequired: true)
    let type = text("type", of: entries, tree) ?? "MISC"
    var reader = PatternPartReader()
    var match: PatternPart?
    if let node = entries.value("match") {
      match = reader.match(node)
      problems += reader.problems
      listPlaces.merge(reader.listPlaces) { first, _ in first }
      if let part = match, reader.problems.isEmpty { check(part, node) }
    } else {
      problems.append(OptionProblem(tree, "the pattern\(name.map { " '\($0)'" } ?? "") has no 'match'"))
    }
    let languages = entries.value("when").map { self.languages($0) } ?? []
    let template = entries.value("id").flatMap { self.template($0, reader.groups) }
    guard problems.count == before, let name, let match else { return nil }
    return TokenPattern(
      name: name, type: type, id: template, languages: languages, match: match, groups: reader.groups,
      tree: entries.value("name") ?? tree)
  }

  private mutating func check(_ part: PatternPart, _ tree: OptionTree) {
    if part.isNullable {
      problems.append(
        OptionProblem(
          tree, "the pattern can match nothing at all; at least one part must be there",
          notes: ["parts with 'optional', or with a 'repeat' from 0, may be absent"]))
    }
    if part.size > Self.largestPattern {
      problems.append(
        OptionProblem(
          tree, "the pattern is too large: written out it has more than \(Self.largestPattern) tokens",
          notes: ["counts inside counts multiply; use lower ones, or '1+' for any number"]))
    }
  }

  private mutating func text(
    _ key: String, of entries: [OptionTree.Entry], _ tree: OptionTree, isRequired: Bool = false
  ) -> String? {
    guard let node = entries.value(key) else {
      if isRequired { problems.append(OptionProblem(tree, "the pattern has no '\(key)'")) }
      return nil
    }
    guard let text = node.scalar, text.utf8.contains(where: { $0 > 0x20 }), text.utf8.count <= 200 else {
      problems.append(OptionProblem(node, "'\(key)' must be a short text, not \(node.shape)"))
      return nil
    }
    return text
  }

  private mutating func languages(_ tree: OptionTree) -> [Language] {
    guard let entries = tree.mapping, !entries.isEmpty else {
      problems.append(
        OptionProblem(tree, "'when' of a pattern is a mapping such as { language: uk }, not \(tree.shape)"))
      return []
    }
    var languages: [Language] = []
    for entry in entries {
      guard entry.name == "language" else {
        problems.append(
          OptionProblem(
            entry.key, "a pattern can't ask for '\(entry.name)'",
            unknown: entry.name, known: ["language"],
            notes: ["a pattern asks for the language only; 'when' of the stage can ask for more"]))
        continue
      }
      var reader = PatternPartReader()
      languages += reader.languages(entry.value)
      problems += reader.problems
    }
    return languages
  }

  private mutating func template(_ tree: OptionTree, _ groups: [String]) -> PatternTemplate? {
    guard let text = tree.scalar, !text.isEmpty else {
      problems.append(OptionProblem(tree, "'id' must be a text such as \"weapon:{1}\", not \(tree.shape)"))
      return nil
    }
    do {
      return try PatternTemplate(text, groups: groups)
    } catch {
      problems.append(
        OptionProblem(
          tree, offset: error.offset, error.message,
          unknown: error.name, known: groups,
          notes: [
            groups.isEmpty
              ? "{0} is the whole match; parts are captured with 'as: NAME'"
              : "{0} is the whole match; captured parts: " + groups.joined(separator: ", ")
          ]))
      return nil
    }
  }
}

extension OptionTree {
  /// What this is, for messages.
  var shape: String {
    switch content {
    case .scalar(""): "nothing"
    case .scalar(let text): "'\(text.count > 60 ? text.prefix(60) + "…" : text[...])'"
    case .list(let items): items.isEmpty ? "an empty list" : "a list"
    case .mapping: "a mapping"
    }
  }
}

extension OptionTree.Place {
  /// `line 7`, or `patterns/weapons.yaml:7`.
  var shown: String { file.isEmpty ? "line \(line)" : "\(file.display):\(line)" }
}

extension [OptionTree.Entry] {
  func value(_ name: String) -> OptionTree? { first { $0.name == name }?.value }
}
