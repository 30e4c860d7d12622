import Bytes
import Pipeline

/// Reads a `plugin.yaml`, finding all of its problems at once.
package struct PluginManifestReader {
  private static let keys = [
    "plugin", "name", "version", "kind", "summary", "description", "languages", "requires", "uses", "provides",
    "reasons", "options", "main-option", "protocol", "offsets", "command", "library", "build",
  ]
  /// Run options that a manifest may set defaults for; the others are the user's to decide.
  private static let defaults = [
    "processes", "batch", "timeout", "start-timeout", "memory", "cpu-time", "sandbox",
  ]

  private let diagnostics: Diagnostics
  private let options: OptionReader

  init(_ diagnostics: Diagnostics) {
    self.diagnostics = diagnostics
    options = OptionReader(diagnostics: diagnostics, folder: "")
  }

  /// The manifest in `folder`, or nil where it has errors.
  func read(folder: FilePath) -> PluginManifest? {
    var yaml = YAMLReader(diagnostics)
    guard let root = yaml.read() else { return nil }
    guard let entries = root.mapping else {
      diagnostics.error(.notAMapping, root, "a manifest is a mapping with 'plugin: 0' first, not \(root.shape)")
      return nil
    }
    for entry in entries where !(Self.keys + Self.defaults).contains(entry.name) {
      diagnostics.unknown(
        .unknownKey, entry.key, "a manifest has no '\(entry.name.shown)'", among: Self.keys + Self.defaults,
        kind: "keys")
    }
    checkVersion("plugin", entries, root, isRequired: true)
    checkVersion("protocol", entries, root, isRequired: false)
    let program = program(entries, root)
    let isLibrary = entries["library"] != nil
    let (own, pathDefaults) = ownOptions(entries["options"])
    let provides = provides(entries["provides"])
    let kind = choice("kind", StageKind.self, entries, root) ?? .annotating
    if kind == .corpus {
      diagnostics.error(
        .plugin, entries["kind"] ?? root, "a corpus stage must be compiled in; plugins are text, annotating or filter")
    }
    let reasons = texts(entries["reasons"])
    checkKind(kind, provides, reasons, entries, root)
    var main = entries["main-option"]?.scalar
    if let name = main, !own.contains(where: { $0.name == name }) {
      diagnostics.unknown(
        .unknownOption, entries["main-option"]!, "the plugin has no option '\(name.shown)'", among: own.map(\.name),
        kind: "options")
      main = nil
    }
    let spec = StageSpec(
      name: name(entries, root) ?? "", version: number("version", entries, root) ?? 1, kind: kind,
      summary: text("summary", entries, root) ?? "", discussion: entries["description"]?.scalar ?? "",
      options: own + PluginManifest.runOptions(isLibrary: isLibrary, defaults: runDefaults(entries, isLibrary)),
      mainOption: main, languages: languages(entries["languages"]), requires: texts(entries["requires"]),
      uses: texts(entries["uses"]), provides: provides.layers, values: provides.values, reasons: reasons)
    let offsets = offsets(entries, root, isLibrary: isLibrary)
    guard !diagnostics.hasErrors, let program else { return nil }
    return PluginManifest(
      folder: folder, spec: spec, offsets: offsets, program: program, build: entries["build"]?.scalar,
      pathDefaults: pathDefaults)
  }

  // MARK: Single keys

  private func checkVersion(_ key: String, _ entries: [FileNode.Entry], _ root: FileNode, isRequired: Bool) {
    guard let node = entries[key] else {
      if isRequired {
        diagnostics.error(.missingKey, root, "the version of the contract is missing; start the file with '\(key): 0'")
      }
      return
    }
    if node.scalar != "0" {
      diagnostics.error(.version, node, "this program knows '\(key): 0', not \(node.shape)")
    }
  }

  private func text(_ key: String, _ entries: [FileNode.Entry], _ root: FileNode) -> String? {
    guard let node = entries[key] else {
      diagnostics.error(.missingKey, root, "a manifest needs '\(key)'")
      return nil
    }
    guard let text = node.scalar, !text.isEmpty else {
      diagnostics.error(.wrongShape, node, "'\(key)' must be a text, not \(node.shape)")
      return nil
    }
    return text
  }

  private func name(_ entries: [FileNode.Entry], _ root: FileNode) -> String? {
    guard let name = text("name", entries, root) else { return nil }
    guard Self.isName(name) else {
      diagnostics.error(
        .badValue, entries["name"]!, "a name is made of small letters, digits and hyphens, not '\(name.shown)'")
      return nil
    }
    return name
  }

  /// Kebab-case: what stages, options, layers and values are called.
  package static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first >= 0x61, first <= 0x7A, name.utf8.last != 0x2D else { return false }
    return name.utf8.count <= 60
      && name.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x5F }
  }

  private func number(_ key: String, _ entries: [FileNode.Entry], _ root: FileNode) -> Int? {
    guard let node = entries[key] else {
      diagnostics.error(.missingKey, root, "a manifest needs '\(key)', a whole number")
      return nil
    }
    guard case .int(let value)? = options.read(.int(0...Int(UInt32.max)), node, what: "'\(key)'") else { return nil }
    return value
  }

  private func choice<T: RawRepresentable & CaseIterable>(
    _ key: String, _: T.Type, _ entries: [FileNode.Entry], _ root: FileNode
  ) -> T? where T.RawValue == String {
    guard let node = entries[key] else {
      diagnostics.error(
        .missingKey, root, "a manifest needs '\(key)': \(T.allCases.map(\.rawValue).joined(separator: ", "))")
      return nil
    }
    guard case .string(let text)? = options.read(.enumeration(T.allCases.map(\.rawValue)), node, what: "'\(key)'")
    else { return nil }
    return T(rawValue: text)
  }

  private func texts(_ node: FileNode?) -> [String] {
    guard let node, case .list(let values)? = options.read(.list(.string), node, what: "this") else { return [] }
    return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  private func languages(_ node: FileNode?) -> StageSpec.LanguageSupport {
    guard let node, node.scalar != "any" else { return .any }
    guard case .list(let values)? = options.read(.list(.language), node, what: "'languages'") else { return .any }
    return .packs(values.compactMap { if case .language(let language) = $0 { language } else { nil } })
  }

  private func offsets(_ entries: [FileNode.Entry], _ root: FileNode, isLibrary: Bool) -> OffsetUnit {
    if isLibrary {
      if let node = entries["offsets"], node.scalar != "utf8" {
        diagnostics.error(.badValue, node, "the offsets of a shared library are utf8, not \(node.shape)")
      }
      return .utf8
    }
    return choice("offsets", OffsetUnit.self, entries, root) ?? .scalars
  }

  private func program(_ entries: [FileNode.Entry], _ root: FileNode) -> PluginManifest.Program? {
    switch (entries["command"], entries["library"]) {
    case (let node?, nil):
      let words = node.list?.compactMap(\.scalar) ?? []
      guard let first = words.first, !first.isEmpty, words.count == node.list?.count,
        !words.contains(where: { $0.utf8.contains(0) })
      else {
        diagnostics.error(
          .wrongShape, node, "'command' must be a list of words such as [python3, tone.py], not \(node.shape)")
        return nil
      }
      return .command(words)
    case (nil, let node?):
      guard let path = node.scalar, !path.isEmpty else {
        diagnostics.error(.wrongShape, node, "'library' must be a path, not \(node.shape)")
        return nil
      }
      return .library(path)
    default:
      diagnostics.error(.missingKey, root, "a manifest needs either 'command' or 'library'")
      return nil
    }
  }

  private func runDefaults(_ entries: [FileNode.Entry], _ isLibrary: Bool) -> [String: String] {
    var result: [String: String] = [:]
    for spec in PluginManifest.runOptions(isLibrary: isLibrary) where Self.defaults.contains(spec.name) {
      guard let node = entries[spec.name], options.read(spec.type, node, what: "'\(spec.name)'") != nil else {
        continue
      }
      result[spec.name] = node.scalar
    }
    return result
  }

  private func checkKind(
    _ kind: StageKind, _ provides: PluginLayerReader.Result, _ reasons: [String], _ entries: [FileNode.Entry],
    _ root: FileNode
  ) {
    if kind != .annotating, let node = entries["provides"], !(provides.layers.isEmpty && provides.values.isEmpty) {
      diagnostics.error(
        .plugin, node, "only an annotating stage provides layers and values, not one of kind \(kind.rawValue)")
    }
    if kind == .filter, reasons.isEmpty {
      diagnostics.error(.missingKey, root, "a filter names the reasons with which it drops: reasons: [too-short]")
    }
    if kind != .filter, let node = entries["reasons"] {
      diagnostics.error(.plugin, node, "only a filter has reasons, not a stage of kind \(kind.rawValue)")
    }
  }

  // MARK: Options and layers

  private func ownOptions(_ node: FileNode?) -> (specs: [OptionSpec], pathDefaults: [String: String]) {
    PluginOptionReader(diagnostics: diagnostics, options: options).read(node)
  }

  private func provides(_ node: FileNode?) -> PluginLayerReader.Result {
    PluginLayerReader(diagnostics: diagnostics, options: options).read(node)
  }
}
