import Pipeline

/// Replaces `${NAME}` in scalars of a parsed file; never before parsing, so a value can't change the file's shape.
struct Variables {
  private let diagnostics: Diagnostics
  private let environment: [String: String]
  private var values: [String: FileNode] = [:]
  private var open: [String] = []
  private static let maximumLength = 1 << 16

  /// `settings` (from the command line) take the place of what the file says.
  init(_ node: FileNode?, settings: [String: String], environment: [String: String], _ diagnostics: Diagnostics) {
    self.diagnostics = diagnostics
    self.environment = environment
    defer {
      for (name, text) in settings {
        values[name] = FileNode(content: .scalar(text, isPlain: false), position: .wholeFile)
      }
    }
    guard let node else { return }
    guard let entries = node.mapping else {
      diagnostics.error(.wrongShape, node, "'vars' must be a mapping from names to values, not \(node.shape)")
      return
    }
    for entry in entries {
      guard entry.value.scalar != nil else {
        diagnostics.error(.wrongShape, entry.value, "a variable is a single value, not \(entry.value.shape)")
        continue
      }
      values[entry.name] = entry.value
    }
  }

  /// The node with all scalars below it expanded; keys stay as they are.
  mutating func expand(_ node: FileNode) -> FileNode {
    switch node.content {
    case .scalar(let text, let isPlain):
      guard text.contains("$") else { return node }
      return FileNode(content: .scalar(expand(text, node), isPlain: isPlain), position: node.position)
    case .list(let items):
      return FileNode(content: .list(items.map { expand($0) }), position: node.position)
    case .mapping(let entries):
      return FileNode(
        content: .mapping(entries.map { FileNode.Entry(key: $0.key, value: expand($0.value)) }), position: node.position
      )
    }
  }

  private mutating func expand(_ text: String, _ node: FileNode) -> String {
    var out = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        out += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}") else {
          diagnostics.error(.variable, node, "'${' without '}'; write '$${' for the characters themselves")
          return out
        }
        let inside = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
        out += value(of: inside, node)
        rest = rest[rest.index(after: end)...]
      } else {
        out.append("$")
        rest = rest.dropFirst()
      }
      if out.utf8.count > Self.maximumLength {
        diagnostics.error(
          .variable, node, "the value is longer than \(Self.maximumLength) bytes once its variables are in place")
        return ""
      }
    }
    return out + rest
  }

  private mutating func value(of inside: Substring, _ node: FileNode) -> String {
    var name = String(inside)
    var fallback: String?
    if let range = inside.firstRange(of: ":-") {
      name = String(inside[..<range.lowerBound])
      fallback = String(inside[range.upperBound...])
    }
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy {
        ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F || $0 == 0x2D
      }
    guard isName else {
      diagnostics.error(.variable, node, "'\(name.shown)' is no name of a variable")
      return ""
    }
    if let variable = values[name], let text = variable.scalar {
      guard !open.contains(name) else {
        diagnostics.error(
          .variable, variable,
          "the variable '\(name)' leads back to itself: \((open + [name]).joined(separator: " → "))")
        return ""
      }
      open.append(name)
      defer { open.removeLast() }
      return expand(text, variable)
    }
    if let text = environment[name], !text.isEmpty { return text }
    if let fallback { return fallback }
    diagnostics.error(
      .variable, node, "the variable '\(name)' has no value",
      suggestion: NearestName.find(name, among: values.keys.sorted()),
      notes: ["set it in 'vars' or in the environment, or give a default: ${\(name):-…}"])
    return ""
  }
}
