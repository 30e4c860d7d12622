import ICU
import Pipeline

/// Reads what stands below `match`.
struct PatternPartReader {
  private(set) var problems: [OptionProblem] = []
  /// Names of captured parts so far.
  private(set) var groups: [String] = []
  private(set) var listPlaces: [ByteString: OptionTree] = [:]
  private var depth = 0

  static let keys = testKeys + wholeKeys + modifierKeys
  /// What a single token is like; several may stand together.
  static let testKeys = ["text", "lower", "shape", "regex", "language", "not"]
  /// What stands for any number of tokens, so alone.
  static let wholeKeys = ["number", "entity", "list", "either", "sequence", "gap"]
  static let modifierKeys = ["repeat", "optional", "joined", "as"]
  static let deepest = 16

  /// The value of `match`: a list of parts, or one part.
  mutating func match(_ tree: OptionTree) -> PatternPart? {
    if case .list(let items) = tree.content { return sequence(items, tree, "'match'") }
    return part(tree)
  }

  private mutating func sequence(_ items: [OptionTree], _ tree: OptionTree, _ what: String) -> PatternPart? {
    if items.isEmpty {
      fail(tree, "\(what) is empty; write down what stands in the text, part by part")
      return nil
    }
    let parts = items.map { part($0) }
    if parts.contains(where: { $0 == nil }) { return nil }
    return parts.count == 1 ? parts[0] : .sequence(parts.compactMap { $0 })
  }

  private mutating func part(_ tree: OptionTree) -> PatternPart? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      fail(tree, "parts are nested deeper than \(Self.deepest)")
      return nil
    }
    switch tree.content {
    case .scalar: return texts([tree], isExact: true)
    case .list(let items):
      fail(
        tree, "a part is a text or a mapping, not a list",
        notes: [
          "for one of several texts: text: [\(items.prefix(2).compactMap(\.scalar).joined(separator: ", ")), …]",
          "for parts that repeat together: sequence: […]",
        ])
      return nil
    case .mapping(let entries): return part(tree, entries)
    }
  }

  private mutating func part(_ tree: OptionTree, _ entries: [OptionTree.Entry]) -> PatternPart? {
    if entries.isEmpty {
      fail(tree, "an empty part; for any token write { shape: any }")
      return nil
    }
    let before = problems.count
    for entry in entries where !Self.keys.contains(entry.name) {
      problems.append(
        OptionProblem(
          entry.key, "a part of a pattern has no '\(entry.name)'", unknown: entry.name, known: Self.keys,
          notes: ["keys: " + Self.keys.joined(separator: ", ")]))
    }
    let group = entries.value("as").flatMap { self.group($0) }
    let whole = entries.filter { Self.wholeKeys.contains($0.name) }
    let tests = entries.filter { Self.testKeys.contains($0.name) }
    var core: PatternPart?
    if let first = whole.first {
      if let other = whole.dropFirst().first ?? tests.first, !isDigits(first) {
        fail(
          other.key, "'\(other.name)' can't stand beside '\(first.name)' in one part",
          notes: ["'\(first.name)' stands for any number of tokens; give '\(other.name)' a part of its own"])
      }
      core = self.whole(first)
      if isDigits(first), case .token(let digits)? = core, !tests.isEmpty {
        core = self.tests(tests, tree, beside: digits.tests)
      }
    } else if !tests.isEmpty {
      core = self.tests(tests, tree, beside: [])
    } else if problems.count == before {
      fail(
        tree, "the part does not say what stands there",
        notes: ["one of " + (Self.testKeys + Self.wholeKeys).joined(separator: ", ")])
    }
    let repetition = self.repetition(entries)
    let joined = entries.value("joined").flatMap { self.switchValue($0, "joined") }
    guard problems.count == before, var part = core else { return nil }
    if let joined { part = .spaced(joined ? .none : .some, part) }
    if let (min, max) = repetition {
      if max != 1, Self.holdsGroup(part) {
        fail(tree, "a part inside a part that repeats can't have 'as'", notes: ["give 'as' to the part that repeats"])
        return nil
      }
      part = .repeated(part, min: min, max: max)
    }
    return group.map { .group($0, part) } ?? part
  }

  private func isDigits(_ entry: OptionTree.Entry) -> Bool { entry.name == "number" && entry.value.scalar == "digits" }

  private static func holdsGroup(_ part: PatternPart) -> Bool {
    switch part {
    case .token, .span: false
    case .sequence(let parts), .either(let parts): parts.contains(where: holdsGroup)
    case .repeated(let part, _, _), .spaced(_, let part): holdsGroup(part)
    case .group: true
    }
  }

  // MARK: Parts of any number of tokens

  private static let kinds = [
    "any", "digits", "cardinal", "ordinal", "percent", "fraction", "multiplier", "currency", "measure", "duration",
    "age",
  ]

  mutating func whole(_ entry: OptionTree.Entry) -> PatternPart? {
    let tree = entry.value
    switch entry.name {
    case "number":
      return oneOf(tree, "number", among: Self.kinds) { name -> PatternPart in
        let digits = PatternPart.token(TokenCondition(tests: [.shapes([.digits])]))
        return switch name {
        case "digits": digits
        case "any": .either([.span(.quantities(nil)), digits])
        default: .span(.quantities(name))
        }
      }
    case "entity":
      return oneOf(tree, "entity", among: nil) { .span(.entities($0 == "any" ? nil : $0)) }
    case "list":
      return oneOf(tree, "list", among: nil) { path in
        let path = Self.resolve(path, from: tree.place.folder)
        return .span(.list(path))
      }
    case "either":
      guard let items = tree.list, items.count > 1 else {
        fail(tree, "'either' is a list of at least two alternatives, not \(tree.list == nil ? tree.shape : "one")")
        return nil
      }
      let parts = items.map { item in item.list.map { sequence($0, item, "an alternative") } ?? part(item) }
      return parts.contains { $0 == nil } ? nil : .either(parts.compactMap { $0 })
    case "sequence":
      guard let items = tree.list else {
        fail(tree, "'sequence' is a list of parts, not \(tree.shape)")
        return nil
      }
      return sequence(items, tree, "'sequence'")
    default:
      guard let text = tree.scalar, let range = PatternRepetition(gap: text) else {
        fail(
          tree,
          "'gap' is how many tokens may lie between: 5 (none to five) or 2-5, at most \(PatternRepetition.most), not \(tree.shape)"
        )
        return nil
      }
      return .repeated(.token(TokenCondition(tests: [.shapes([.any])])), min: range.min, max: range.max)
    }
  }

  /// One value or a list of them, each made a part.
  private mutating func oneOf(
    _ tree: OptionTree, _ key: String, among names: [String]?, _ make: (String) -> PatternPart
  ) -> PatternPart? {
    var parts: [PatternPart] = []
    for item in tree.list ?? [tree] {
      guard let text = item.scalar, !text.isEmpty else {
        fail(item, "'\(key)' takes a text or a list of texts, not \(item.shape)")
        return nil
      }
      if let names, !names.contains(text) {
        problems.append(
          OptionProblem(
            item, "'\(key)' must be one of \(names.joined(separator: ", ")), not \(item.shape)", unknown: text,
            known: names))
        return nil
      }
      let part = make(text)
      if case .span(.list(let path)) = part { listPlaces[path] = listPlaces[path] ?? item }
      parts.append(part)
    }
    if parts.isEmpty { fail(tree, "'\(key)' takes a text or a list of texts, not an empty list") }
    return parts.count > 1 ? .either(parts) : parts.first
  }

  private static func resolve(_ path: String, from folder: ByteString) -> ByteString {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return ByteString(path) }
    return ByteString(folder.bytes + [UInt8(ascii: "/")] + Array(path.utf8))
  }

  // MARK: Modifiers

  private mutating func group(_ tree: OptionTree) -> Int? {
    guard let name = tree.scalar, let first = name.utf8.first, (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7A,
      name.utf8.allSatisfy({
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x5F
      })
    else {
      fail(tree, "'as' must be a name of letters, digits, '-' and '_', not \(tree.shape)")
      return nil
    }
    guard groups.count < 32 else {
      fail(tree, "a pattern has at most 32 captured parts")
      return nil
    }
    guard !groups.contains(name) else {
      fail(tree, "a second part is captured as '\(name)'")
      return nil
    }
    groups.append(name)
    return groups.count - 1
  }

  private mutating func repetition(_ entries: [OptionTree.Entry]) -> (min: Int, max: Int?)? {
    var range: (min: Int, max: Int?)?
    if let tree = entries.value("repeat") {
      guard let text = tree.scalar, let found = PatternRepetition(text) else {
        fail(
          tree,
          "'repeat' must be how often: 2, 1-4, 1+ or 0+, with counts up to \(PatternRepetition.most), not \(tree.shape)",
          notes: ["\"?\", \"*\", \"+\" and \"{1,4}\" are understood too, in quotes"])
        return nil
      }
      range = (found.min, found.max)
    }
    if let tree = entries.value("optional"), switchValue(tree, "optional") == true {
      range = (0, range == nil ? 1 : range?.max)
    }
    return range
  }

  private mutating func switchValue(_ tree: OptionTree, _ key: String) -> Bool? {
    switch tree.scalar {
    case "true": return true
    case "false": return false
    default:
      fail(tree, "'\(key)' must be true or false, not \(tree.shape)")
      return nil
    }
  }

  mutating func fail(_ tree: OptionTree, offset: Int? = nil, _ message: String, notes: [String] = []) {
    problems.append(OptionProblem(tree, offset: offset, message, notes: notes))
  }

  mutating func fail(_ problem: OptionProblem) { problems.append(problem) }
}
