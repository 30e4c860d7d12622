import Pipeline

/// Reads `provides` of a manifest: layers and values with their schemas.
struct PluginLayerReader {
  struct Result {
    var layers: [LayerSchema] = []
    var values: [LayerSchema.Field] = []
  }

  let diagnostics: Diagnostics
  let options: OptionReader

  private static let simple: [(name: String, type: FieldType)] = [
    ("bool", .bool), ("int", .int), ("decimal", .decimal), ("string", .string), ("span", .span),
  ]
  /// What every annotation has in the output, and can't be a field's name.
  private static let taken: Set<String> = ["start", "end", "text", "stage", "mark", "index", "key", "doc", "exact"]

  func read(_ node: FileNode?) -> Result {
    var result = Result()
    guard let node, !node.isEmpty else { return result }
    guard let entries = node.mapping else {
      diagnostics.error(.wrongShape, node, "'provides' must be a mapping with 'layers' and 'values', not \(node.shape)")
      return result
    }
    for entry in entries {
      guard entry.name == "layers" || entry.name == "values" else {
        diagnostics.unknown(
          .unknownKey, entry.key, "'provides' has no '\(entry.name.shown)'", among: ["layers", "values"], kind: "keys")
        continue
      }
      guard let items = entry.value.mapping else {
        if !entry.value.isEmpty {
          diagnostics.error(
            .wrongShape, entry.value, "'\(entry.name)' must be a mapping from names, not \(entry.value.shape)")
        }
        continue
      }
      for item in items {
        guard checkName(item.key, item.name) else { continue }
        if entry.name == "values" {
          if let field = field(item) { result.values.append(field) }
        } else if let layer = layer(item) {
          result.layers.append(layer)
        }
      }
    }
    return result
  }

  private func checkName(_ key: FileNode, _ name: String) -> Bool {
    if PluginManifestReader.isName(name) { return true }
    diagnostics.error(.badValue, key, "a name is made of small letters, digits and hyphens, not '\(name.shown)'")
    return false
  }

  private func layer(_ entry: FileNode.Entry) -> LayerSchema? {
    let fields = entry.value.mapping ?? []
    if entry.value.mapping == nil, !entry.value.isEmpty {
      diagnostics.error(.wrongShape, entry.value, "a layer is a mapping with 'fields', not \(entry.value.shape)")
      return nil
    }
    if let standard = LayerSchema.standard.first(where: { $0.name == entry.name }) {
      if let node = fields["fields"] {
        diagnostics.error(
          .plugin, node, "the layer '\(entry.name)' ships with Assay and has its own fields; leave 'fields' out",
          notes: ["fields: " + standard.fields.map(\.name).joined(separator: ", ")])
      }
      return standard
    }
    if PipelineLoader.recordFields.contains(entry.name) {
      diagnostics.error(
        .plugin, entry.key, "the record has a field '\(entry.name)' already; give the layer another name")
      return nil
    }
    for field in fields where !["summary", "text", "fields"].contains(field.name) {
      diagnostics.unknown(
        .unknownKey, field.key, "a layer has no '\(field.name.shown)'", among: ["summary", "text", "fields"],
        kind: "keys")
    }
    var writesText = true
    if let node = fields["text"], case .bool(let value)? = options.read(.bool, node, what: "'text'") {
      writesText = value
    }
    var columns: [LayerSchema.Field] = []
    for item in fields["fields"]?.mapping ?? [] {
      guard checkName(item.key, item.name) else { continue }
      if Self.taken.contains(item.name) {
        diagnostics.error(.plugin, item.key, "every annotation has '\(item.name)' already; give the field another name")
      } else if let field = field(item) {
        columns.append(field)
      }
    }
    return LayerSchema(entry.name, fields["summary"]?.scalar ?? "", writesText: writesText, fields: columns)
  }

  /// `name: decimal`, or `name: { type: decimal, summary: … }`.
  private func field(_ entry: FileNode.Entry) -> LayerSchema.Field? {
    guard let parts = entry.value.mapping, !parts.contains(where: { $0.name == "list" }) else {
      return type(entry.value).map { LayerSchema.Field(entry.name, $0) }
    }
    for part in parts where part.name != "type" && part.name != "summary" {
      diagnostics.unknown(
        .unknownKey, part.key, "a field has no '\(part.name.shown)'", among: ["type", "summary"], kind: "keys")
    }
    guard let node = parts["type"] else {
      diagnostics.error(.missingKey, entry.value, "'\(entry.name)' needs a 'type'")
      return nil
    }
    return type(node).map { LayerSchema.Field(entry.name, $0, parts["summary"]?.scalar ?? "") }
  }

  private func type(_ node: FileNode) -> FieldType? {
    if let items = node.list {
      let names = items.compactMap(\.scalar)
      if names.count == items.count, !names.isEmpty { return .enumeration(names) }
    } else if let entries = node.mapping, entries.count == 1, entries[0].name == "list" {
      return type(entries[0].value).map { .list($0) }
    } else if let found = Self.simple.first(where: { $0.name == node.scalar }) {
      return found.type
    }
    diagnostics.unknown(
      .badValue, node, "there is no type \(node.shape)",
      among: Self.simple.map(\.name) + ["[a, b]", "{ list: string }"],
      kind: "types")
    return nil
  }
}
