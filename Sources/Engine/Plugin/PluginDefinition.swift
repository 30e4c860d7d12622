import Bytes
import Pipeline

extension PluginManifest {
  /// The plugin as a stage like any other; making it starts nothing.
  package func definition(fileSystem: any FileSystem, environment: [String: String]) -> StageDefinition {
    var supports: (@Sendable (Language) -> Bool)?
    if case .packs(let languages) = spec.languages {
      supports = { language in languages.contains { language.matches($0) } }
    }
    return StageDefinition(spec, supports: supports) { options, context in
      try make(options, context, fileSystem, environment)
    }
  }

  private func make(
    _ given: Options, _ context: StageContext, _ fileSystem: any FileSystem, _ environment: [String: String]
  ) throws -> any Stage {
    let options = resolved(given)
    try lookAtFiles(context)
    for entry in options.entries where !Self.runOptionNames.contains(entry.name) {
      // A list that an option names decides what the plugin finds. One that is not there is for the plugin to complain of.
      if case .path(let path) = entry.value,
        (try? fileSystem.status(of: FilePath(bytes: path.bytes)))?.kind == .file
      {
        _ = try context.readFile(path)
      }
    }
    let request = PluginRequest(
      manifest: self, options: options, stageID: context.id,
      inputs: context.layers.filter { layer in (spec.requires + spec.uses).contains(layer.name) })
    if options.bool("in-process") == true {
      return LibraryStage(self, options: request.optionsJSON(), position: context.position)
    }
    let program = PluginProgram(
      manifest: self, options: options, environment: environment, fileSystem: fileSystem)
    return PluginStage(self, request, program, position: context.position)
  }

  /// The options with the manifest's defaults for paths, and all paths absolute.
  private func resolved(_ options: Options) -> Options {
    var entries = options.entries
    for (name, path) in pathDefaults.sorted(by: { $0.key < $1.key }) where options[name] == nil {
      entries.append(.init(name: name, value: .path(ByteString((folder / FilePath(path)).bytes))))
    }
    return Options(entries.map { .init(name: $0.name, value: Self.absolute($0.value)) })
  }

  private static func absolute(_ value: OptionValue) -> OptionValue {
    switch value {
    case .path(let path): .path(ByteString(PluginPath.absolute(FilePath(bytes: path.bytes)).bytes))
    case .list(let items): .list(items.map(absolute))
    case .map(let entries): .map(entries.map { ($0.key, absolute($0.value)) })
    default: value
    }
  }

  /// Reads the plugin's files, so that they belong to what decides the results, and refuses a library that can't work.
  private func lookAtFiles(_ context: StageContext) throws {
    for path in files {
      let bytes: [UInt8]
      do {
        bytes = try context.readFile(ByteString(path.bytes))
      } catch {
        // A word of a command may be anything; the program itself is looked for when it is started.
        guard isLibrary, path != file else { continue }
        let how = build.map { "; build it in '\(folder.display)' with: \($0)" } ?? ""
        throw StageSetupError("the library of the plugin can't be read: \(error)\(how)")
      }
      if isLibrary, path != file { try SharedObject(bytes, name: path.display).checkPlugin(path.display) }
    }
  }
}
