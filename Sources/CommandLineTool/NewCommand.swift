import ArgumentParser
import Bytes
import Engine
import Pipeline

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the files of a new plugin or pipeline.",
    subcommands: [NewPluginCommand.self, NewPipelineCommand.self])
}

struct NewPluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Write a plugin that builds, with a pipeline file that uses it and tests.",
    discussion: "The plugin finds long words; put your own idea in their place.")

  @Argument(help: "The name of the stage: small letters, digits and hyphens.")
  var name: String

  @Option(name: .shortAndLong, help: "swift, c, rust or python.")
  var language: PluginTemplate.Language

  @Option(name: .shortAndLong, help: "The folder to write (default: one named as the stage).")
  var output: String?

  func run() throws {
    let folder = FilePath(output ?? name)
    let template = try PluginTemplate(name: name, language: language)
    try NewFiles.write(template.files, to: folder)
    let shown = folder.display
    Terminal.print("\(shown)/  a stage in \(language.title)")
    for file in template.files { Terminal.print("  \(file.path)") }
    Terminal.print("next")
    if let build = language.build { Terminal.print("  (cd \(shown) && \(build))") }
    Terminal.print("  assay test \(shown)/pipeline.yaml")
    Terminal.print("  assay plugin test \(shown)")
    Terminal.print("  assay run \(shown)/pipeline.yaml my-articles/ --output out")
  }
}

struct NewPipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Write a pipeline file with a test.")

  @Argument(help: "The name of the pipeline; the file is NAME.yaml.")
  var name: String

  func run() throws {
    let file = FilePath(name.hasSuffix(".yaml") ? name : name + ".yaml")
    let title = String(decoding: file.lastComponent, as: UTF8.self).dropLast(".yaml".count)
    guard !title.isEmpty, title.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      throw CommandFailure(2, "assay: '\(title)' is no name for a pipeline; use letters, digits and hyphens")
    }
    let text = Template(PackageResources.new_pipeline_yaml_template)
      .filled(["name": String(title), "file": file.display])
    try NewFiles.write([(file.display, text)], to: FilePath("."))
    Terminal.print("\(file.display)")
    Terminal.print("next\n  assay test \(file.display)\n  assay run \(file.display) my-articles/ --output out")
  }
}

/// Writes new files, and never over old ones.
private enum NewFiles {
  static func write(_ files: [(path: String, bytes: [UInt8])], to folder: FilePath) throws {
    let fileSystem = AssayTool.fileSystem
    for file in files {
      let path = folder / file.path
      guard try fileSystem.status(of: path) == nil else {
        throw CommandFailure(2, "assay: '\(path.display)' is there already; name another folder or remove it")
      }
    }
    for file in files {
      let path = folder / file.path
      try fileSystem.createDirectories(path.parent)
      try fileSystem.replace(path, with: file.bytes)
    }
  }
}
