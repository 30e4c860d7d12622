import Bytes
import Pipeline

/// Reads a pipeline file into a checked plan, finding all of its problems at once.
///
/// Nothing is run, and nothing is opened but the manifests of plugins: the corpus and lists are left alone.
package struct PipelineLoader {
  /// What the program knows and what the file's plugins add.
  private var registry: Registry
  private let fileSystem: (any FileSystem)?
  private var pluginNames: Set<String> = []
  private let diagnostics: Diagnostics
  private let folder: ByteString
  private let settings: [String: String]
  private let environment: [String: String]

  package static let topKeys = [
    "assay", "name", "vars", "plugins", "read", "stages", "write", "on-error", "max-document", "tests",
  ]
  package static let stageKeys: Set<String> = ["id", "when", "on-error"]
  package static let readKeys: Set<String> = ["paths", "format"]
  package static let writeKeys: Set<String> = ["path", "format", "text", "offsets", "only", "fields"]

  /// The plan, where the file has no errors; and all diagnostics, sorted by place. Manifests are read from `fileSystem`.
  package static func load(
    _ bytes: [UInt8], file: String, folder: ByteString, registry: Registry, settings: [String: String] = [:],
    environment: [String: String], fileSystem: (any FileSystem)? = nil
  ) -> (plan: PipelinePlan?, diagnostics: [Diagnostic]) {
    let diagnostics = Diagnostics(SourceText(name: file, bytes: bytes))
    var loader = PipelineLoader(
      registry: registry, fileSystem: fileSystem, diagnostics: diagnostics, folder: folder, settings: settings,
      environment: environment)
    let plan = loader.load(file: file)
    return (diagnostics.hasErrors ? nil : plan, diagnostics.sorted)
  }

  private init(
    registry: Registry, fileSystem: (any FileSystem)?, diagnostics: Diagnostics, folder: ByteString,
    settings: [String: String], environment: [String: String]
  ) {
    self.registry = registry
    self.fileSystem = fileSystem
    self.diagnostics = diagnostics
    self.folder = folder
    self.settings = settings
    self.environment = environment
  }

  private mutating func load(file: String) -> PipelinePlan? {
    var reader = YAMLReader(diagnostics)
    guard let root = reader.read() else { return nil }
    guard let entries = root.mapping else {
      diagnostics.error(.notAMapping, root, "a pipeline file is a mapping with 'assay: 1' first, not \(root.shape)")
      return nil
    }
    checkVersion(entries, root)
    for entry in entries where !Self.topKeys.contains(entry.name) {
      diagnostics.unknown(
        .unknownKey, entry.key, "a pipeline has no '\(entry.name.shown)'", among: Self.topKeys, kind: "keys")
    }
    var variables = Variables(entries["vars"], settings: settings, environment: environment, diagnostics)
    func value(_ name: String) -> FileNode? { entries[name].map { variables.expand($0) } }
    loadPlugins(value("plugins"))
    let files = OptionFiles(fileSystem)
    let options = OptionReader(diagnostics: diagnostics, folder: folder, files: files)
    defer { files.problems.forEach(diagnostics.append) }
    let reads = loadReads(value("read"), options)
    let stages = loadStages(value("stages"), root, options)
    let writes = loadWrites(value("write"), stages, options)
    let tests = TestReader(diagnostics: diagnostics, stages: stages).read(value("tests"))
    return PipelinePlan(
      file: file, name: value("name")?.scalar ?? Self.defaultName(file), folder: folder, reads: reads, stages: stages,
      writes: writes, errorLimit: errorLimit(value("on-error")),
      maxDocument: maxDocument(value("max-document"), options),
      tests: tests)
  }

  private static func defaultName(_ file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.split(separator: ".").first.map(String.init) ?? "pipeline"
  }

  private func checkVersion(_ entries: [FileNode.Entry], _ root: FileNode) {
    guard let version = entries["assay"] else {
      diagnostics.error(.version, root, "the version of the format is missing; start the file with 'assay: 1'")
      return
    }
    if version.scalar != "1" {
      diagnostics.error(.version, version, "this program reads version 1 of the format, not \(version.shape)")
    }
  }

  private func maxDocument(_ node: FileNode?, _ options: OptionReader) -> Int {
    guard let node, case .int(let value)? = options.read(.bytes, node, what: "'max-document'") else {
      return 16_000_000
    }
    if value < 1 || value > 1_000_000_000 {
      diagnostics.error(.badValue, node, "'max-document' must be from 1 byte to 1GB")
    }
    return value
  }

  private func errorLimit(_ node: FileNode?) -> ErrorLimit? {
    guard let node else { return nil }
    guard let entries = node.mapping else {
      diagnostics.error(.wrongShape, node, "'on-error' must be a mapping such as { stop-at: 5% }, not \(node.shape)")
      return nil
    }
    var limit: ErrorLimit?
    for entry in entries {
      guard entry.name == "stop-at" else {
        diagnostics.unknown(
          .unknownKey, entry.key, "'on-error' has no '\(entry.name.shown)'", among: ["stop-at"], kind: "keys")
        continue
      }
      let text = entry.value.scalar ?? ""
      if text.hasSuffix("%"), let share = OptionReader.share(text) {
        limit = .share(share)
      } else if let count = Int(text), count >= 0 {
        limit = .count(count)
      } else {
        diagnostics.error(
          .badValue, entry.value,
          "'stop-at' must be a share such as 5% or a number of documents, not \(entry.value.shape)")
      }
    }
    return limit
  }

  // MARK: plugins

  /// Reads the manifests that the file names; their stages are known from here on.
  private mutating func loadPlugins(_ node: FileNode?) {
    guard let node, !node.isEmpty else { return }
    for item in node.list ?? [node] {
      guard let text = item.scalar, !item.isEmpty else {
        diagnostics.error(.wrongShape, item, "the folder of a plugin is expected here, not \(item.shape)")
        continue
      }
      guard let fileSystem else { continue }
      let path = FilePath(bytes: OptionReader.resolve(text, from: folder).bytes)
      do {
        let (manifest, problems) = try PluginFolder.load(path, in: fileSystem)
        problems.forEach(diagnostics.append)
        if let manifest {
          add(manifest, item, fileSystem)
        } else {
          diagnostics.error(.plugin, item, "the plugin '\(text.shown)' can't be used; its manifest has errors")
        }
      } catch {
        diagnostics.error(
          .plugin, item, "'\(text.shown)' is no plugin: \(error)", notes: ["a plugin is a folder with a plugin.yaml"])
      }
    }
  }

  private mutating func add(_ manifest: PluginManifest, _ item: FileNode, _ fileSystem: any FileSystem) {
    let spec = manifest.spec
    if pluginNames.contains(spec.name) {
      diagnostics.error(.plugin, item, "a second plugin with the name '\(spec.name)'")
      return
    }
    if registry.stage(spec.name) != nil {
      diagnostics.error(
        .plugin, item, "there is a stage '\(spec.name)' already; give the plugin another name in its plugin.yaml")
      return
    }
    // Writers know one schema a name.
    for layer in spec.provides {
      if let other = registry.stages.first(where: { stage in
        stage.spec.provides.contains { $0.name == layer.name && $0 != layer }
      }) {
        diagnostics.error(
          .plugin, item,
          "the layer '\(layer.name)' of '\(spec.name)' has other fields than that of '\(other.spec.name)'")
      }
    }
    pluginNames.insert(spec.name)
    registry.add(manifest.definition(fileSystem: fileSystem, environment: environment))
  }

  // MARK: read

  private func loadReads(_ node: FileNode?, _ options: OptionReader) -> [PipelinePlan.Read] {
    guard let node, !node.isEmpty else { return [] }
    // A list of plain paths is one entry; a list with mappings is as many as it has items.
    if let items = node.list, items.contains(where: { $0.mapping != nil }) {
      return items.compactMap { loadRead($0, options) }
    }
    return loadRead(node, options).map { [$0] } ?? []
  }

  private func loadRead(_ node: FileNode, _ options: OptionReader) -> PipelinePlan.Read? {
    let entries = node.mapping ?? []
    guard let pathsNode = node.mapping == nil ? node : entries["paths"] else {
      diagnostics.error(.missingKey, node, "an entry of 'read' needs 'paths'")
      return nil
    }
    var paths: [ByteString] = []
    for item in pathsNode.list ?? [pathsNode] {
      if let text = item.scalar, !item.isEmpty {
        paths.append(ByteString(text))
      } else {
        diagnostics.error(.wrongShape, item, "a path or pattern is expected here, not \(item.shape)")
      }
    }
    let span = diagnostics.source.span(at: node.position, text: node.scalar)
    let names = registry.inputFormats.map(\.spec.name)
    if let formatNode = entries["format"] {
      guard let definition = formatNode.scalar.flatMap({ registry.inputFormat($0) }) else {
        diagnostics.unknown(
          .unknownFormat, formatNode, "there is no read format \(formatNode.shape)", among: names, kind: "formats")
        return nil
      }
      let read = options.read(
        definition.spec.options, entries, owner: definition.spec.name, at: node, reserved: Self.readKeys)
      return .init(paths: paths, formats: [.init(definition: definition, options: read, span: span)], span: span)
    }
    for entry in entries where !Self.readKeys.contains(entry.name) && !names.contains(entry.name) {
      let isOption = registry.inputFormats.contains { $0.spec.options.contains { $0.name == entry.name } }
      diagnostics.unknown(
        .unknownKey, entry.key,
        "an entry of 'read' has no '\(entry.name.shown)'"
          + (isOption ? " where it names no format; put it below the format's name" : ""),
        among: Self.readKeys.sorted() + names, kind: "keys")
    }
    let formats = registry.inputFormats.map { definition -> PipelinePlan.Read.Format in
      let given = entries[definition.spec.name]
      if let given, given.mapping == nil {
        diagnostics.error(.wrongShape, given, "options of a format are a mapping, not \(given.shape)")
      }
      let read = options.read(
        definition.spec.options, given?.mapping ?? [], owner: definition.spec.name, at: given ?? node)
      return .init(
        definition: definition, options: read, span: given.map { diagnostics.source.span(at: $0.position) } ?? span)
    }
    return .init(paths: paths, formats: formats, span: span)
  }

  // MARK: stages

  private func loadStages(_ node: FileNode?, _ root: FileNode, _ options: OptionReader) -> [PipelinePlan.Stage] {
    guard let node else {
      diagnostics.error(.missingKey, root, "'stages' is missing: a list of what happens to every document")
      return []
    }
    guard let items = node.list else {
      diagnostics.error(.wrongShape, node, "'stages' must be a list, not \(node.shape)")
      return []
    }
    var stages: [PipelinePlan.Stage] = []
    for item in items {
      guard let stage = loadStage(item, options) else { continue }
      if let other = stages.first(where: { $0.id == stage.id }) {
        diagnostics.error(
          .duplicateID, item, "a second stage with the id '\(stage.id)'; the first is in line \(other.span.line)",
          notes: ["give one of them an id: - \(stage.definition.spec.name): { id: \(stage.id)-2 }"])
      }
      check(stage, after: stages, item)
      stages.append(stage)
    }
    for (index, stage) in stages.enumerated() {
      for layer in stage.definition.spec.uses {
        guard !stages[..<index].contains(where: { $0.provides(layer) }),
          let later = stages[(index + 1)...].first(where: { $0.provides(layer) })
        else { continue }
        diagnostics.warning(
          .providedLater, items[min(index, items.count - 1)],
          "\(stage.id) makes use of '\(layer)', which '\(later.id)' provides only later; move '\(later.id)' up")
      }
    }
    return stages
  }

  private func loadStage(_ item: FileNode, _ options: OptionReader) -> PipelinePlan.Stage? {
    let key: FileNode
    var value = FileNode(content: .scalar("", isPlain: true), position: item.position)
    switch item.content {
    case .scalar: key = item
    case .mapping(let entries) where entries.count == 1:
      key = entries[0].key
      value = entries[0].value
    case .mapping(let entries):
      let names = entries.map { "'\($0.name.shown)'" }.prefix(4).joined(separator: ", ")
      diagnostics.error(
        .stageForm, item, entries.isEmpty ? "a stage is missing" : "one stage an item, but this has \(names)",
        notes: ["options are indented below the stage's name, or in braces: - numbers: { keep-rejected: true }"])
      return nil
    case .list:
      diagnostics.error(.stageForm, item, "a stage is expected here, not a list")
      return nil
    }
    guard let name = key.scalar, let definition = registry.stage(name) else {
      diagnostics.unknown(
        .unknownStage, key, "there is no stage \(key.shape)", among: registry.stages.map(\.spec.name), kind: "stages")
      return nil
    }
    let spec = definition.spec
    var entries = value.mapping ?? []
    if value.mapping == nil, !value.isEmpty {
      guard let main = spec.mainOption else {
        diagnostics.error(.wrongShape, value, "\(name) takes a mapping of options, not \(value.shape)")
        return nil
      }
      let mainKey = FileNode(content: .scalar(main, isPlain: true), position: value.position)
      entries = [FileNode.Entry(key: mainKey, value: value)]
    } else if spec.mainOption != nil, let main = spec.options.first(where: { $0.name == spec.mainOption }),
      case .condition = main.type, !entries.isEmpty,
      !entries.contains(where: { entry in
        Self.stageKeys.contains(entry.name) || spec.options.contains { $0.name == entry.name }
      })
    {
      // The main option is a condition, and none of the keys is an option: the mapping itself is the condition.
      let mainKey = FileNode(content: .scalar(main.name, isPlain: true), position: value.position)
      entries = [FileNode.Entry(key: mainKey, value: value)]
    }
    let read = options.read(spec.options, entries, owner: name, at: key, reserved: Self.stageKeys)
    for problem in definition.check?(read) ?? [] {
      let place = options.files?.diagnostics(of: problem.tree.place.file) ?? diagnostics
      place.append(Diagnostic(problem, of: name, in: place.source))
    }
    var spans: [String: SourceSpan] = [:]
    for entry in entries {
      spans[entry.name] = diagnostics.source.span(at: entry.value.position, text: entry.value.scalar)
    }
    var id = name
    if let idNode = entries["id"] {
      if let text = idNode.scalar, !text.isEmpty,
        text.utf8.allSatisfy({
          ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x5F
        })
      {
        id = text
      } else {
        diagnostics.error(.badValue, idNode, "an id is made of letters, digits, '-' and '_', not \(idNode.shape)")
      }
    }
    var stage = PipelinePlan.Stage(
      id: id, definition: definition, options: read,
      when: entries["when"].flatMap { ConditionReader(diagnostics: diagnostics).read($0) },
      errorLimit: errorLimit(entries["on-error"]), span: diagnostics.source.span(at: key.position, text: name),
      optionSpans: spans)
    stage.isPlugin = pluginNames.contains(name)
    return stage
  }

  /// Order and requirements of a stage among those before it.
  private func check(_ stage: PipelinePlan.Stage, after stages: [PipelinePlan.Stage], _ node: FileNode) {
    let spec = stage.definition.spec
    if spec.kind == .text,
      let annotating = stages.first(where: { !$0.definition.spec.provides.isEmpty })
    {
      diagnostics.error(
        .stageOrder, node,
        "\(stage.id) edits the text, but '\(annotating.id)' in line \(annotating.span.line) annotates it before",
        notes: ["move '\(stage.id)' above '\(annotating.id)'"])
    }
    for requirement in spec.requires where !stages.contains(where: { $0.provides(requirement) }) {
      let providers = registry.stages.filter {
        $0.spec.provides.contains { $0.name == requirement } || $0.spec.values.contains { $0.name == requirement }
      }
      diagnostics.error(
        .notProvided, node, "\(stage.id) needs '\(requirement)', which no stage before it provides",
        notes: providers.isEmpty ? [] : ["provided by: " + providers.map(\.spec.name).joined(separator: ", ")])
    }
  }

  // MARK: write

  private func loadWrites(_ node: FileNode?, _ stages: [PipelinePlan.Stage], _ options: OptionReader) -> [PipelinePlan
    .Write]
  {
    guard let node, !node.isEmpty else { return [] }
    var writes: [PipelinePlan.Write] = []
    for item in node.list ?? [node] {
      guard let write = loadWrite(item, stages, options) else { continue }
      if writes.contains(where: { $0.path.utf8.elementsEqual(write.path.utf8) }) {
        diagnostics.error(.output, item, "'\(write.path.shown)' is written twice")
      }
      writes.append(write)
    }
    return writes
  }

  private func loadWrite(_ node: FileNode, _ stages: [PipelinePlan.Stage], _ options: OptionReader) -> PipelinePlan
    .Write?
  {
    let entries = node.mapping ?? []
    guard let pathNode = node.mapping == nil ? node : entries["path"] else {
      diagnostics.error(.missingKey, node, "an entry of 'write' needs a 'path'")
      return nil
    }
    guard let path = pathNode.scalar, !path.isEmpty else {
      diagnostics.error(.wrongShape, pathNode, "a path is expected here, not \(pathNode.shape)")
      return nil
    }
    let names = registry.outputFormats.map(\.spec.name)
    let formatNode = entries["format"]
    var definition = formatNode?.scalar.flatMap { registry.outputFormat($0) }
    if let formatNode, definition == nil {
      diagnostics.unknown(
        .unknownFormat, formatNode, "there is no write format \(formatNode.shape)", among: names, kind: "formats")
      return nil
    }
    if definition == nil { definition = path == "-" ? registry.outputFormat("jsonl") : format(forPath: path) }
    guard let definition else {
      let endings = registry.outputFormats.flatMap(\.spec.extensions).map { "." + $0 }.joined(separator: ", ")
      diagnostics.error(
        .unknownFormat, pathNode, "the ending of \(pathNode.shape) tells no format",
        notes: ["endings: \(endings); or name one with 'format'"])
      return nil
    }
    checkPath(path, definition, pathNode)
    func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ fallback: T) -> T where T.RawValue == String {
      guard let node = entries[key] else { return fallback }
      let all = T.allCases.map(\.rawValue)
      guard case .string(let text)? = options.read(.enumeration(all), node, what: "'\(key)'") else { return fallback }
      return T(rawValue: text) ?? fallback
    }
    var fields: [String]?
    if let node = entries["fields"], case .list(let values)? = options.read(.list(.string), node, what: "'fields'") {
      fields = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
      checkFields(node, stages)
    }
    let read = options.read(
      definition.spec.options, entries, owner: definition.spec.name, at: node, reserved: Self.writeKeys)
    return PipelinePlan.Write(
      path: path, definition: definition, options: read, text: choice("text", WrittenText.original),
      offsets: choice("offsets", OffsetUnit.scalars), selection: choice("only", Output.Selection.kept), fields: fields,
      span: diagnostics.source.span(at: pathNode.position, text: path))
  }

  private func format(forPath path: String) -> OutputFormatDefinition? {
    var path = FilePath(path)
    if Compression(path: path.bytes) != .none { path.bytes.removeLast((path.extension?.count ?? -1) + 1) }
    guard let ending = path.extension.map({ String(decoding: $0, as: UTF8.self).lowercased() }) else { return nil }
    return registry.outputFormats.first { $0.spec.extensions.contains(ending) }
  }

  private static let ownFiles: Set<String> = [
    "dropped.jsonl", "quarantine.jsonl", "manifest.json", "report.json", ".assay", "quarantine",
  ]

  private func checkPath(_ path: String, _ definition: OutputFormatDefinition, _ node: FileNode) {
    if path == "-" { return }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || parts.contains("..") || parts.contains("") {
      diagnostics.error(.output, node, "\(node.shape) must lie below the output folder; choose the folder with -o")
    } else if Self.ownFiles.contains(String(parts[0])) {
      diagnostics.error(.output, node, "\(node.shape) is a name that Assay keeps for itself")
    }
  }

  /// Top-level fields of the output record beside layers.
  package static let recordFields = [
    "assay", "id", "source", "language", "publisher", "published", "outcome", "dropped", "error", "text", "parts",
    "offsets", "metadata", "values", "duplicate",
  ]

  private func checkFields(_ node: FileNode, _ stages: [PipelinePlan.Stage]) {
    let layers = Set(LayerSchema.standard.map(\.name) + stages.flatMap { $0.definition.spec.provides.map(\.name) })
    for item in node.list ?? [node] {
      guard let name = item.scalar else { continue }
      if Self.recordFields.contains(name) { continue }
      guard layers.contains(name) else {
        diagnostics.unknown(
          .unknownField, item, "the record has no field \(item.shape)", among: Self.recordFields + layers.sorted(),
          kind: "fields")
        continue
      }
      if !stages.contains(where: { $0.provides(name) }) {
        diagnostics.warning(.unknownField, item, "no stage of this pipeline provides '\(name)'")
      }
    }
  }
}

extension PipelinePlan.Stage {
  fileprivate func provides(_ name: String) -> Bool {
    definition.spec.provides.contains { $0.name == name } || definition.spec.values.contains { $0.name == name }
  }
}
