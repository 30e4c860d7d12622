import Bytes
import Engine
import Pipeline

/// A plugin named on the command line by its folder.
enum PluginArgument {
  /// Whether `name` is the folder of a plugin and not the name of a stage.
  static func isFolder(_ name: String) -> Bool {
    (try? AssayTool.fileSystem.status(of: FilePath(name) / "plugin.yaml")) != nil
  }

  /// The manifest; its problems go to standard error and end the command.
  static func load(_ name: String) throws -> PluginManifest {
    let folder = FilePath(name)
    guard isFolder(name) else {
      throw CommandFailure(
        2,
        "assay: '\(folder.display)' is no plugin: a plugin is a folder with a plugin.yaml\nassay new plugin NAME --language python  makes one"
      )
    }
    let (manifest, diagnostics) = try PluginFolder.load(folder, in: AssayTool.fileSystem)
    for diagnostic in diagnostics { Terminal.sayRaw(diagnostic.rendered(colored: Terminal.errorColours)) }
    guard let manifest else { throw CommandFailure(2, "assay: the manifest of '\(folder.display)' has errors") }
    return manifest
  }

  static func definition(_ name: String) throws -> StageDefinition {
    try load(name).definition(fileSystem: AssayTool.fileSystem, environment: LoadedPipeline.environment())
  }
}
