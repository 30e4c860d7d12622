import ArgumentParser
import Engine
import Pipeline

struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "List the stages and formats, or describe one.")

  @Argument(help: "The name of a stage or format, or the folder of a plugin.")
  var name: String?

  func run() throws {
    let registry = AssayTool.registry
    guard let name else {
      Terminal.print("stages")
      let width = registry.stages.map(\.spec.name.count).max() ?? 0
      for stage in registry.stages { Terminal.print("  " + pad(stage.spec.name, width) + "  " + stage.spec.summary) }
      Terminal.print("read formats")
      for format in registry.inputFormats {
        Terminal.print("  " + pad(format.spec.name, width) + "  " + format.spec.summary)
      }
      Terminal.print("write formats")
      for format in registry.outputFormats {
        Terminal.print("  " + pad(format.spec.name, width) + "  " + format.spec.summary)
      }
      Terminal.print("more about one: assay stages NAME")
      return
    }
    if PluginArgument.isFolder(name) { return describe(try PluginArgument.definition(name).spec) }
    var found = false
    if let stage = registry.stage(name) {
      describe(stage.spec)
      found = true
    }
    for (kind, spec) in registry.inputFormats.map({ ("read", $0.spec) })
      + registry.outputFormats.map({ ("write", $0.spec) })
    where spec.name == name {
      if found { Terminal.print("") }
      describe(kind, spec)
      found = true
    }
    if !found {
      let names =
        registry.stages.map(\.spec.name) + registry.inputFormats.map(\.spec.name)
        + registry.outputFormats.map(\.spec.name)
      let near = NearestName.find(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
      throw CommandFailure(2, "assay: there is no stage or format '\(name)'\(near)\nassay stages lists them")
    }
  }

  private func describe(_ spec: StageSpec) {
    Terminal.print("\(spec.name) (\(spec.kind.rawValue) stage, version \(spec.version))")
    Terminal.print("  \(spec.summary)")
    if !spec.discussion.isEmpty { Terminal.print("\n" + indented(spec.discussion)) }
    if case .packs(let languages) = spec.languages {
      Terminal.print("\nlanguage packs: " + languages.map(\.tag).joined(separator: ", "))
    }
    if !spec.requires.isEmpty { Terminal.print("\nneeds: " + spec.requires.joined(separator: ", ")) }
    if !spec.uses.isEmpty { Terminal.print("\nmakes use of: " + spec.uses.joined(separator: ", ")) }
    for layer in spec.provides {
      Terminal.print("\nprovides \(Self.titled(layer.name, layer.summary))")
      for field in layer.fields { Terminal.print("  \(Self.titled(field.name, field.summary))") }
    }
    for value in spec.values { Terminal.print("\nvalue \(Self.titled(value.name, value.summary))") }
    if !spec.reasons.isEmpty { Terminal.print("\ndrops with the reasons: " + spec.reasons.joined(separator: ", ")) }
    options(spec.options, main: spec.mainOption)
    if !spec.example.isEmpty { Terminal.print("\nexample\n" + indented(spec.example)) }
  }

  private func describe(_ kind: String, _ spec: FormatSpec) {
    Terminal.print("\(spec.name) (\(kind) format)")
    Terminal.print("  \(spec.summary)")
    Terminal.print(
      "\nendings: " + spec.extensions.map { "." + $0 }.joined(separator: ", ") + ", and with .gz or .zst behind")
    options(spec.options, main: nil)
    if !spec.example.isEmpty { Terminal.print("\nexample\n" + indented(spec.example)) }
  }

  private func options(_ specs: [OptionSpec], main: String?) {
    guard !specs.isEmpty else { return }
    Terminal.print("\noptions")
    for spec in specs {
      var line = "  \(spec.name): \(spec.type.inWords)"
      if let text = spec.defaultText { line += " (default \(text))" }
      if spec.isRequired { line += " (required)" }
      if spec.name == main { line += " (main option: may be given alone)" }
      Terminal.print(line)
      if !spec.summary.isEmpty { Terminal.print("      \(spec.summary)") }
    }
  }

  private static func titled(_ name: String, _ summary: String) -> String {
    summary.isEmpty ? name : "\(name): \(summary)"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }.joined(
      separator: "\n")
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain the code of a problem, such as A0107.")

  @Argument(help: "The code; without one all are listed.")
  var code: String?

  func run() throws {
    guard let code else {
      for item in DiagnosticCode.allCases { Terminal.print("\(item.rawValue)  \(item.title)") }
      return
    }
    guard let found = DiagnosticCode(rawValue: code.uppercased()) else {
      let near =
        NearestName.find(code, among: DiagnosticCode.allCases.map(\.rawValue)).map { "; did you mean \($0)?" } ?? ""
      throw CommandFailure(2, "assay: there is no code '\(code)'\(near)\nassay explain lists them")
    }
    Terminal.print("\(found.rawValue): \(found.title)\n\n\(found.explanation)")
  }
}

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of pipeline files, for editors.",
    discussion: "Save it, and put  # yaml-language-server: $schema=PATH  into the first line of a pipeline file.")

  @Argument(help: "Folders of plugins whose stages are to be known as well.")
  var plugins: [String] = []

  @Flag(help: "Print instead the names of all stages, options, formats, fields and codes, one a line.")
  var names = false

  func run() throws {
    var registry = AssayTool.registry
    for plugin in plugins { registry.add(try PluginArgument.definition(plugin)) }
    if names {
      Terminal.write(Array(PublicNames.listing(registry).utf8))
    } else {
      Terminal.write(PipelineSchema.json(registry))
    }
  }
}
