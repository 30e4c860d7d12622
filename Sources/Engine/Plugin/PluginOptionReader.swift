import Pipeline

/// Reads `options` of a manifest.
struct PluginOptionReader {
  let diagnostics: Diagnostics
  let options: OptionReader

  private static let keys = ["type", "summary", "default", "required", "min", "max"]
  private static let simple: [(name: String, type: OptionType)] = [
    ("bool", .bool), ("int", .int(.min ... .max)), ("decimal", .decimal(-1e300...1e300)), ("share", .share),
    ("bytes", .bytes), ("duration", .duration), ("string", .string), ("path", .path), ("language", .language),
  ]

  func read(_ node: FileNode?) -> (specs: [OptionSpec], pathDefaults: [String: String]) {
    guard let node, !node.isEmpty else { return ([], [:]) }
    guard let entries = node.mapping else {
      diagnostics.error(.wrongShape, node, "'options' must be a mapping from names to options, not \(node.shape)")
      return ([], [:])
    }
    var specs: [OptionSpec] = []
    var pathDefaults: [String: String] = [:]
    for entry in entries {
      guard PluginManifestReader.isName(entry.name) else {
        diagnostics.error(
          .badValue, entry.key, "an option is named with small letters, digits and hyphens, not '\(entry.name.shown)'")
        continue
      }
      if PluginManifest.runOptionNames.contains(entry.name) || PipelineLoader.stageKeys.contains(entry.name) {
        diagnostics.error(
          .plugin, entry.key, "every plugin has '\(entry.name)' already; give the plugin's own option another name")
        continue
      }
      if let spec = option(entry, &pathDefaults) { specs.append(spec) }
    }
    return (specs, pathDefaults)
  }

  private func option(_ entry: FileNode.Entry, _ pathDefaults: inout [String: String]) -> OptionSpec? {
    guard let fields = entry.value.mapping, !fields.contains(where: { $0.name == "list" || $0.name == "map" }) else {
      return type(entry.value, nil, nil).map { OptionSpec(entry.name, $0, "") }
    }
    for field in fields where !Self.keys.contains(field.name) {
      diagnostics.unknown(
        .unknownKey, field.key, "an option has no '\(field.name.shown)'", among: Self.keys, kind: "keys")
    }
    guard let typeNode = fields["type"] else {
      diagnostics.error(.missingKey, entry.value, "the option '\(entry.name)' needs a 'type'")
      return nil
    }
    guard let type = type(typeNode, fields["min"], fields["max"]) else { return nil }
    var summary = fields["summary"]?.scalar ?? ""
    var isRequired = false
    if let node = fields["required"], case .bool(let value)? = options.read(.bool, node, what: "'required'") {
      isRequired = value
    }
    guard let node = fields["default"], !node.isEmpty else {
      return OptionSpec(entry.name, type, isRequired: isRequired, summary)
    }
    guard options.read(type, node, what: "the default of '\(entry.name)'") != nil else { return nil }
    if case .path = type, let path = node.scalar {
      // Resolved when the stage is made: a path in a pipeline file is looked for elsewhere.
      pathDefaults[entry.name] = path
      summary += (summary.isEmpty ? "" : " ") + "(default \(path) in the plugin's folder)"
      return OptionSpec(entry.name, type, summary)
    }
    return OptionSpec(entry.name, type, default: Self.written(node), summary)
  }

  /// A value as a pipeline file would have it on one line.
  private static func written(_ node: FileNode) -> String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    func inner(_ node: FileNode) -> String {
      switch node.content {
      case .scalar(let text, _): quoted(text)
      default: written(node)
      }
    }
    switch node.content {
    case .scalar(let text, _): return text
    case .list(let items): return "[" + items.map(inner).joined(separator: ", ") + "]"
    case .mapping(let entries):
      return "{" + entries.map { "\(quoted($0.name)): \(inner($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private func type(_ node: FileNode, _ least: FileNode?, _ most: FileNode?) -> OptionType? {
    if let items = node.list {
      let names = items.compactMap(\.scalar)
      if names.count == items.count, !names.isEmpty { return .enumeration(names) }
    } else if let entries = node.mapping, entries.count == 1, let entry = entries.first {
      if entry.name == "list" { return type(entry.value, nil, nil).map { .list($0) } }
      if entry.name == "map" { return type(entry.value, nil, nil).map { .map($0) } }
    } else if let found = Self.simple.first(where: { $0.name == node.scalar }) {
      return bounded(found.type, least, most)
    }
    diagnostics.unknown(
      .badValue, node, "there is no type \(node.shape)",
      among: Self.simple.map(\.name) + ["[a, b]", "{ list: string }", "{ map: string }"], kind: "types")
    return nil
  }

  private func bounded(_ type: OptionType, _ least: FileNode?, _ most: FileNode?) -> OptionType {
    func bound(_ node: FileNode?) -> OptionValue? { node.flatMap { options.read(type, $0, what: "a bound") } }
    switch type {
    case .int:
      var range = (Int.min, Int.max)
      if case .int(let value)? = bound(least) { range.0 = value }
      if case .int(let value)? = bound(most) { range.1 = value }
      if range.0 <= range.1 { return .int(range.0...range.1) }
    case .decimal:
      var range = (-1e300, 1e300)
      if case .decimal(let value)? = bound(least) { range.0 = value }
      if case .decimal(let value)? = bound(most) { range.1 = value }
      if range.0 <= range.1 { return .decimal(range.0...range.1) }
    default:
      guard let node = least ?? most else { return type }
      diagnostics.error(.badValue, node, "only int and decimal have 'min' and 'max'")
      return type
    }
    diagnostics.error(.badValue, least!, "'min' is above 'max'")
    return type
  }
}
