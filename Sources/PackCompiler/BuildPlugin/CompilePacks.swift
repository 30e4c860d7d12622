import Foundation
import PackagePlugin

/// Compiles the language packs below `Languages/` of a target into Swift source, whenever one of their files changed.
@main
struct CompilePacks: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SourceModuleTarget else { return [] }
    let packs = target.directoryURL.appending(path: "Languages")
    let files = try FileManager.default.contentsOfDirectory(at: packs, includingPropertiesForKeys: nil)
      .filter(\.hasDirectoryPath)
      .flatMap { try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
      .filter { $0.pathExtension == "tsv" }
      .sorted { $0.path() < $1.path() }
    let output = context.pluginWorkDirectoryURL.appending(path: "CompiledPacks.swift")
    return [
      .buildCommand(
        displayName: "Compiling language packs",
        executable: try context.tool(named: "pack-compiler").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
