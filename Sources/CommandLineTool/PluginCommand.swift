import ArgumentParser
import Bytes
import Engine
import Pipeline

struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Work on plugins.", subcommands: [PluginTestCommand.self])
}

struct PluginTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the conformance suite over a plugin.",
    discussion: """
      Runs the plugin with the real engine over empty, long and strange texts in many scripts, with its options at their \
      limits, and compares its answers alone, in batches, in another order and after a restart. The plugin's own `fail` is \
      an answer; crashing, hanging and breaking the contract are not.
      """)

  @Argument(help: "Folders of plugins.")
  var folders: [String]

  func run() throws {
    var passed = 0
    var failed = 0
    for name in folders {
      let manifest = try PluginArgument.load(name)
      if folders.count > 1 { Terminal.print("\(manifest.spec.name)  (\(name))") }
      try TemporaryFolder.use { folder in
        let suite = PluginConformance(
          manifest, registry: AssayTool.registry, fileSystem: AssayTool.fileSystem,
          environment: LoadedPipeline.environment(), scratch: folder)
        try suite.run { result in
          if result.failures.isEmpty { passed += 1 } else { failed += 1 }
          show(result)
        }
      }
    }
    Terminal.print("\(passed) passed, \(failed) failed")
    if failed > 0 { throw CommandFailure(1, "") }
  }

  private func show(_ result: PluginConformance.Result) {
    let colours = Terminal.outputColours
    if result.failures.isEmpty {
      Terminal.print(Terminal.paint("ok", .green, on: colours) + "    \(result.name)")
    } else {
      Terminal.print(Terminal.paint("FAILED", .red, on: colours) + " \(result.name)")
      for failure in result.failures { Terminal.print("       \(failure)") }
    }
  }
}
