import ArgumentParser
import Bytes
import Engine
import Pipeline

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check pipeline files; nothing is run and no corpus is opened.")

  @Argument(help: "Pipeline files, folders with them, or names of ready pipelines.")
  var files: [String]

  @Option(name: .customLong("set"), help: ArgumentHelp("Set a variable of the file.", valueName: "NAME=VALUE"))
  var settings: [String] = []

  func run() throws {
    var failed = 0
    for file in try PipelineFiles.expand(files) {
      do {
        let loaded = try LoadedPipeline(file, settings: settings)
        _ = try loaded.assembly.makeRequest(outputFolder: FilePath("out"), workers: 1, versions: [])
        Terminal.print("\(loaded.plan.file): ok, \(loaded.plan.stages.count) stages, \(loaded.plan.tests.count) tests")
      } catch let failure as Assembly.Failure {
        for diagnostic in failure.diagnostics { Terminal.sayRaw(diagnostic.rendered(colored: Terminal.errorColours)) }
        failed += 1
      } catch let failure as CommandFailure {
        Terminal.say(failure.message)
        failed += 1
      }
    }
    if failed > 0 { throw CommandFailure(2, "") }
  }
}

/// Names of pipeline files given on the command line; a folder stands for the .yaml files in it.
enum PipelineFiles {
  static func expand(_ names: [String]) throws -> [String] {
    var result: [String] = []
    for name in names {
      let path = FilePath(name)
      guard try AssayTool.fileSystem.status(of: path)?.kind == .directory else {
        result.append(name)
        continue
      }
      let found = try AssayTool.fileSystem.list(path).map(\.name).filter { name in
        [".yaml", ".yml"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
      }
      if found.isEmpty { throw CommandFailure(2, "assay: there is no .yaml file in '\(path.display)'") }
      result += found.map { (path / FilePath(bytes: $0)).display }
    }
    return result
  }
}
