import Foundation
import PackagePlugin

/// Compiles the language packs below `Languages/` of a target into Swift source, each whenever one of its files changed.
@main
struct CompilePacks: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? SourceModuleTarget else { return [] }
    let packs = target.directoryURL.appending(path: "Languages")
    let compiler = try context.tool(named: "pack-compiler").url
    let folders = try FileManager.default.contentsOfDirectory(at: packs, includingPropertiesForKeys: nil)
      .filter(\.hasDirectoryPath)
      .sorted { $0.path() < $1.path() }
    let root = try Self.files(of: packs.appending(path: "root"))
    let names = folders.map(\.lastPathComponent)
    let list = context.pluginWorkDirectoryURL.appending(path: "CompiledPacks.swift")
    var commands: [Command] = [
      .buildCommand(
        displayName: "Listing language packs", executable: compiler, arguments: [list.path(), "--list"] + names,
        inputFiles: [], outputFiles: [list])
    ]
    for folder in folders {
      let name = folder.lastPathComponent
      let files = try Self.files(of: folder) + (name == "root" ? [] : root)
      let output = context.pluginWorkDirectoryURL.appending(path: "CompiledPack-\(name).swift")
      commands.append(
        .buildCommand(
          displayName: "Compiling language pack \(name)", executable: compiler,
          arguments: [output.path(), name] + files.map { $0.path() }, inputFiles: files, outputFiles: [output]))
    }
    return commands
  }

  private static func files(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "tsv" }
      .sorted { $0.path() < $1.path() }
  }
}
