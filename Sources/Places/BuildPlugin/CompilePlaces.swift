import Foundation
import PackagePlugin

/// Compiles the table of cities into the blocks that the program embeds, whenever it changed.
@main
struct CompilePlaces: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SourceModuleTarget else { return [] }
    let cities = target.directoryURL.deletingLastPathComponent().appending(path: "cities.tsv")
    let suffixes = context.package.directoryURL.appending(path: "Sources/Stages/Languages/ko/suffixes.tsv")
    let output = context.pluginWorkDirectoryURL.appending(path: "CompiledPlaces.swift")
    return [
      .buildCommand(
        displayName: "Compiling cities", executable: try context.tool(named: "place-compiler").url,
        arguments: [output.path(), cities.path(), suffixes.path()], inputFiles: [cities, suffixes],
        outputFiles: [output])
    ]
  }
}
