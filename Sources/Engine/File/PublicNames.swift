import Pipeline

/// Every name that users write or read, one a line and sorted: stages, options, formats, layers, fields, codes.
///
/// A golden file holds this listing, so that no name changes or goes without somebody seeing it.
package enum PublicNames {
  package static func listing(_ registry: Registry) -> String {
    var lines: [String] = []
    for stage in registry.stages {
      let spec = stage.spec
      lines.append("stage \(spec.name) \(spec.kind.rawValue)")
      lines += options(spec.options, "stage \(spec.name)")
      lines += spec.provides.map { "stage \(spec.name) provides \($0.name)" }
      lines += spec.values.map { "stage \(spec.name) value \($0.name)" }
      lines += spec.reasons.map { "stage \(spec.name) reason \($0)" }
    }
    for format in registry.inputFormats { lines += self.format("read", format.spec) }
    for format in registry.outputFormats { lines += self.format("write", format.spec) }
    let layers = LayerSchema.standard + registry.stages.flatMap(\.spec.provides)
    for layer in layers {
      lines += ["layer \(layer.name)"] + layer.fields.map { "layer \(layer.name) field \($0.name)" }
    }
    lines += PipelineLoader.recordFields.map { "record \($0)" }
    lines += PipelineLoader.topKeys.map { "file \($0)" }
    lines += DiagnosticCode.allCases.map { "code \($0.rawValue) \($0.title)" }
    return Set(lines).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "\n") + "\n"
  }

  private static func format(_ kind: String, _ spec: FormatSpec) -> [String] {
    ["\(kind) \(spec.name)"] + spec.extensions.map { "\(kind) \(spec.name) ending .\($0)" }
      + options(spec.options, "\(kind) \(spec.name)")
  }

  private static func options(_ specs: [OptionSpec], _ owner: String) -> [String] {
    specs.flatMap { spec -> [String] in
      let line = "\(owner) option \(spec.name)" + (spec.defaultText.map { " = \($0)" } ?? "")
      if case .record(let inner) = spec.type { return [line] + options(inner, "\(owner) option \(spec.name)") }
      return [line]
    }
  }
}
