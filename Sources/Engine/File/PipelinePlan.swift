import Pipeline

/// A pipeline file, checked: everything that a run needs, with the places in the file for later errors.
package struct PipelinePlan: Sendable {
  package struct Read: Sendable {
    package struct Format: Sendable {
      package let definition: InputFormatDefinition
      package let options: Options
      package let span: SourceSpan
    }

    package var paths: [ByteString]

    /// An entry that reads every format with its defaults, told by the ending of each file.
    package static func all(_ registry: Registry) -> Read {
      let source = SourceText(name: "", bytes: [])
      let reader = OptionReader(diagnostics: Diagnostics(source), folder: "")
      let node = FileNode(content: .mapping([]), position: .wholeFile)
      let formats = registry.inputFormats.map { definition in
        Format(
          definition: definition,
          options: reader.read(definition.spec.options, [], owner: definition.spec.name, at: node),
          span: .wholeFile)
      }
      return Read(paths: [], formats: formats, span: .wholeFile)
    }

    /// One where the entry names its format, else all, to be chosen by the ending of each file.
    package let formats: [Format]
    package let span: SourceSpan
  }

  package struct Stage: Sendable {
    package let id: String
    package let definition: StageDefinition
    package let options: Options
    package let when: Condition?
    package let errorLimit: ErrorLimit?
    package let span: SourceSpan
    /// Where the value of each given option stands.
    package let optionSpans: [String: SourceSpan]
    /// Whether a plugin of the file provides the stage.
    package var isPlugin = false

    /// The options that decide the results: not those of how a plugin runs.
    var deciding: Options {
      isPlugin ? Options(options.entries.filter { !PluginManifest.runOptionNames.contains($0.name) }) : options
    }
  }

  package struct Write: Sendable {
    package let path: String
    package let definition: OutputFormatDefinition
    package let options: Options
    package let text: WrittenText
    package let offsets: OffsetUnit
    package let selection: Output.Selection
    package let fields: [String]?
    package let span: SourceSpan
  }

  package struct Test: Sendable {
    package let name: String
    /// Id of the last stage to run; nil: all.
    package let through: String?
    package let given: [TestDocument]
    package let expect: [Expectation]
    package let span: SourceSpan
  }

  package struct TestDocument: Sendable {
    package var id: String?
    package var text: String
    package var title: String?
    package var language: String?
    package var published: String?
    package var publisher: String?
    package var metadata: [(String, String)] = []

    package init(text: String) { self.text = text }
  }

  package let file: String
  package let name: String
  package let folder: ByteString
  package var reads: [Read]
  package let stages: [Stage]
  package let writes: [Write]
  package let errorLimit: ErrorLimit?
  package let maxDocument: Int
  package let tests: [Test]

  /// All layers that the stages provide, the ones that ship first.
  package var schemas: [LayerSchema] {
    var result = LayerSchema.standard
    for stage in stages {
      for schema in stage.definition.spec.provides where !result.contains(where: { $0.name == schema.name }) {
        result.append(schema)
      }
    }
    return result
  }

  package var values: [LayerSchema.Field] { stages.flatMap(\.definition.spec.values) }

  /// What decides the results, one fact a line: an unfinished run goes on only where all are equal.
  package var identity: [String] {
    var lines = ["pipeline \(name)", "max-document \(maxDocument)"]
    for read in reads {
      let formats = read.formats.map { "\($0.definition.spec.name)\($0.options.inLine)" }.joined(separator: " | ")
      lines.append("read \(read.paths.map(\.display).joined(separator: ", ")) as \(formats)")
    }
    for stage in stages {
      let when = stage.when.map { " when \($0)" } ?? ""
      lines.append(
        "stage \(stage.id) (\(stage.definition.spec.name) version \(stage.definition.spec.version))\(stage.deciding.inLine)\(when)"
      )
    }
    for write in writes {
      lines.append(
        "write \(write.path) as \(write.definition.spec.name)\(write.options.inLine), text \(write.text.rawValue), "
          + "offsets \(write.offsets.rawValue), only \(write.selection.rawValue)"
          + (write.fields.map { ", fields \($0.joined(separator: " "))" } ?? ""))
    }
    return lines
  }
}

extension Options {
  /// `{keep-rejected: false, …}`, the same for the same options.
  package var inLine: String {
    entries.isEmpty ? "" : " {" + entries.map { "\($0.name): \($0.value.inLine)" }.joined(separator: ", ") + "}"
  }
}

extension OptionValue {
  package var inLine: String {
    switch self {
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .decimal(let value): "\(value)"
    case .string(let value): "\"\(value)\""
    case .path(let value): value.display
    case .language(let value): value.tag
    case .list(let values): "[" + values.map(\.inLine).joined(separator: ", ") + "]"
    case .record(let options): options.inLine.isEmpty ? "{}" : String(options.inLine.dropFirst())
    case .map(let values): "{" + values.map { "\($0.key): \($0.value.inLine)" }.joined(separator: ", ") + "}"
    case .condition(let condition): "\(condition)"
    case .trees(let trees): "[" + trees.map(\.inLine).joined(separator: ", ") + "]"
    }
  }
}
