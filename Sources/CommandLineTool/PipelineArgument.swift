import Bytes
import Engine
import Glibc
import Pipeline

/// A pipeline named on the command line, read and checked.
struct LoadedPipeline {
  var plan: PipelinePlan
  let bytes: [UInt8]
  /// Files that come with a ready pipeline, by the path it names.
  let embedded: [ByteString: [UInt8]]

  /// What makes stages and runs of the pipeline.
  var assembly: Assembly {
    Assembly(
      plan, bytes: bytes, registry: AssayTool.registry, fileSystem: AssayTool.fileSystem, embedded: embedded)
  }

  func testRunner(in folder: FilePath) -> PipelineTestRunner {
    PipelineTestRunner(
      plan, bytes: bytes, registry: AssayTool.registry, fileSystem: AssayTool.fileSystem, scratch: folder,
      embedded: embedded)
  }

  /// Loads a file, or a ready pipeline by its name; problems go to standard error and end the command.
  init(_ name: String, settings: [String] = []) throws {
    let (bytes, file, folder, embedded) = try Self.find(name)
    let result = PipelineLoader.load(
      bytes, file: file, folder: folder, registry: AssayTool.registry, settings: try Self.parse(settings),
      environment: Self.environment(), fileSystem: AssayTool.fileSystem)
    for diagnostic in result.diagnostics { Terminal.sayRaw(diagnostic.rendered(colored: Terminal.errorColours)) }
    guard let plan = result.plan else {
      let code = result.diagnostics.first { $0.severity == .error }?.code.rawValue ?? ""
      throw CommandFailure(2, "more about a code: assay explain \(code)")
    }
    self.plan = plan
    self.bytes = bytes
    self.embedded = embedded
  }

  private static func find(
    _ name: String
  ) throws -> (bytes: [UInt8], file: String, folder: ByteString, embedded: [ByteString: [UInt8]]) {
    let path = FilePath(name)
    let files = AssayTool.fileSystem
    let status = try files.status(of: path)
    if let status, status.kind != .directory {
      let folder = path.parent
      return (
        try files.contents(of: path, limit: 64 << 20), path.display,
        folder == FilePath(".") ? "" : ByteString(folder.bytes), [:]
      )
    }
    if let bytes = ReadyPipelines.bytes(of: name) { return (bytes, name, "", ReadyPipelines.files) }
    let ready = ReadyPipelines.all.map(\.name)
    if status != nil {
      throw CommandFailure(
        2,
        "assay: '\(path.display)' is a folder; name a pipeline file first, then what to read: assay run news \(path.display)"
      )
    }
    let near = NearestName.find(name, among: ready + nearbyFiles(path)).map { "; did you mean '\($0)'?" } ?? ""
    throw CommandFailure(
      2,
      "assay: there is no pipeline file '\(path.display)'\(near)\nready pipelines: \(ready.joined(separator: ", ")); write your own from one of them"
    )
  }

  /// Pipeline files in the folder of the path that was meant, and in `pipelines`.
  private static func nearbyFiles(_ path: FilePath) -> [String] {
    [path.parent, FilePath("pipelines")].flatMap { folder -> [String] in
      let entries = (try? AssayTool.fileSystem.list(folder)) ?? []
      return entries.map { ByteString($0.name).display }.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
        .map { folder == FilePath(".") ? $0 : folder.display + "/" + $0 }
    }
  }

  private static func parse(_ settings: [String]) throws -> [String: String] {
    var result: [String: String] = [:]
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals > setting.startIndex else {
        throw CommandFailure(2, "assay: --set takes NAME=VALUE, not '\(setting)'")
      }
      result[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
    }
    return result
  }

  static func environment() -> [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        result[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return result
  }
}
