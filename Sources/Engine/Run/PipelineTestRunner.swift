import Bytes
import Pipeline

/// Runs the tests inside a pipeline file with the real engine, each in a folder of its own.
package struct PipelineTestRunner {
  package struct Result: Sendable {
    package let name: String
    package let line: Int
    /// Empty: the test passed.
    package let failures: [String]
  }

  private let plan: PipelinePlan
  private let assembly: Assembly
  private let registry: Registry
  private let fileSystem: any FileSystem
  /// A folder that this may fill and empty.
  private let scratch: FilePath

  package init(
    _ plan: PipelinePlan, bytes: [UInt8], registry: Registry, fileSystem: any FileSystem, scratch: FilePath,
    embedded: [ByteString: [UInt8]] = [:]
  ) {
    self.plan = plan
    self.registry = registry
    self.fileSystem = fileSystem
    self.scratch = scratch
    assembly = Assembly(plan, bytes: bytes, registry: registry, fileSystem: fileSystem, embedded: embedded)
  }

  package func run(_ test: PipelinePlan.Test) throws -> Result {
    let records = try records(of: test.given, through: test.through)
    var failures: [String] = []
    for (index, expectation) in test.expect.enumerated() {
      guard index < records.count else {
        failures.append("document \(index + 1) is missing from the results")
        continue
      }
      let prefix = test.given.count > 1 ? "document \(index + 1), " : ""
      failures += expectation.differences(from: records[index]).map { prefix + $0 }
    }
    return Result(name: test.name, line: test.span.line, failures: failures)
  }

  /// The output records of documents after the stages up to `through`, in the order given, whatever their outcome.
  package func records(of documents: [PipelinePlan.TestDocument], through: String?) throws -> [JSONValue] {
    guard let jsonl = registry.inputFormat("jsonl") else { throw RunError.request("there is no format 'jsonl'") }
    let folder = RunFolder(output: scratch, scratch: nil, fileSystem: fileSystem)
    try folder.removeAll(scratch / "run")
    try fileSystem.createDirectories(scratch)
    let input = scratch / "given.jsonl"
    try fileSystem.replace(input, with: Self.lines(documents))
    let format = ReadSource.Format(
      name: "jsonl", extensions: ["jsonl"], format: try jsonl.make(Self.defaults(jsonl.spec), StageContext(id: "read")))
    let stages = try assembly.makeStages(through: through)
    var request = RunRequest(
      name: plan.name, stages: stages,
      sources: [ReadSource(paths: [ByteString(input.bytes)], formats: [format])],
      outputs: [Output(path: "records.jsonl", format: try assembly.makeRecordWriter(), selection: .all)],
      outputFolder: scratch / "run", workers: 1, identity: [], schemas: plan.schemas)
    request.isFresh = true
    request.start = assembly.start(stages)
    _ = try Run(request, fileSystem: fileSystem).execute()
    let bytes = try fileSystem.contents(of: scratch / "run" / "records.jsonl")
    return try bytes.split(separator: 0x0A).map { try JSONValue(parsing: $0) }
  }

  /// What plugins wrote to standard error while the last documents were looked at.
  package func pluginOutput() -> [UInt8] {
    let folder = RunFolder(output: scratch / "run", scratch: nil, fileSystem: fileSystem).logs
    let entries = (try? fileSystem.list(folder)) ?? []
    return entries.flatMap { (try? fileSystem.contents(of: folder / FilePath(bytes: $0.name), limit: 2 << 20)) ?? [] }
  }

  private static func defaults(_ spec: FormatSpec) -> Options {
    let source = SourceText(name: spec.name, bytes: [])
    let node = FileNode(content: .mapping([]), position: .wholeFile)
    return OptionReader(diagnostics: Diagnostics(source), folder: "").read(spec.options, [], owner: spec.name, at: node)
  }

  private static func lines(_ documents: [PipelinePlan.TestDocument]) -> [UInt8] {
    var out = JSONWriter()
    for (index, document) in documents.enumerated() {
      out.beginObject()
      let fields: [(String, String?)] =
        [
          ("id", document.id ?? "\(index + 1)"), ("title", document.title), ("text", document.text),
          ("language", document.language), ("published", document.published), ("publisher", document.publisher),
        ] + document.metadata.map { ($0.0, $0.1) }
      for (key, value) in fields {
        guard let value else { continue }
        out.key(key)
        out.string(value)
      }
      out.endObject()
      out.endLine()
    }
    return out.bytes
  }
}
