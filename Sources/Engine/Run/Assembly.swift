import Bytes
import Pipeline
import Synchronization

/// Makes the stages and formats of a checked plan, and a run request of them.
package struct Assembly {
  let plan: PipelinePlan
  let registry: Registry
  let fileSystem: any FileSystem
  private let source: SourceText
  private let embedded: [ByteString: [UInt8]]

  /// `bytes` are those of the pipeline file, for showing lines with errors; `embedded` are files that come with it.
  package init(
    _ plan: PipelinePlan, bytes: [UInt8], registry: Registry, fileSystem: any FileSystem,
    embedded: [ByteString: [UInt8]] = [:]
  ) {
    self.embedded = embedded
    self.plan = plan
    self.registry = registry
    self.fileSystem = fileSystem
    source = SourceText(name: plan.file, bytes: bytes)
  }

  /// What could not be made, each at its place in the file.
  package struct Failure: Error {
    package let diagnostics: [Diagnostic]
  }

  /// Files that options name, with a digest of what is in them.
  private final class ReadFiles: Sendable {
    private let lines = Mutex<[String]>([])
    func note(_ path: ByteString, _ bytes: [UInt8]) {
      lines.withLock { $0.append("file \(path.display) \(Hash.hash128(bytes))") }
    }
    var sorted: [String] { lines.withLock { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } } }
  }

  private func reader(_ files: ReadFiles) -> @Sendable (ByteString) throws -> [UInt8] {
    { [fileSystem, embedded] path in
      if let bytes = embedded[path] {
        files.note(path, bytes)
        return bytes
      }
      do {
        let bytes = try fileSystem.contents(of: FilePath(bytes: path.bytes), limit: 2 << 30)
        files.note(path, bytes)
        return bytes
      } catch {
        throw StageSetupError("\(error)")
      }
    }
  }

  /// The stages up to and with `through` (all where nil), made and ready.
  package func makeStages(through: String? = nil) throws -> [ChainStage] {
    try makeStages(through: through, files: ReadFiles())
  }

  private func makeStages(through: String?, files: ReadFiles) throws -> [ChainStage] {
    var stages: [ChainStage] = []
    var problems: [Diagnostic] = []
    let end = through.flatMap { id in plan.stages.firstIndex { $0.id == id } } ?? plan.stages.count - 1
    guard end >= 0 else { return [] }
    for (index, stage) in plan.stages[...end].enumerated() {
      do {
        let context = StageContext(
          id: stage.id, position: UInt16(index), demandedLayers: demandedLayers(behind: index), layers: plan.schemas,
          readFile: reader(files), readTrees: OptionFiles.trees)
        var when: (@Sendable (Document) -> Bool)?
        if let condition = stage.when {
          let evaluator = try ConditionEvaluator(condition)
          when = { evaluator.holds(for: $0) }
        }
        let made = try stage.definition.make(stage.options, context)
        stages.append(
          try ChainStage(
            id: stage.id, spec: stage.definition.spec, stage: made, when: when, supports: stage.definition.supports,
            errorLimit: stage.errorLimit))
      } catch let error as StageSetupError where !error.problems.isEmpty {
        problems += error.problems.map { Diagnostic($0, of: stage.id, in: sourceText(of: $0.tree.place)) }
      } catch {
        problems.append(diagnostic(error, stage.span, stage.optionSpans, owner: stage.id))
      }
    }
    if !problems.isEmpty { throw Failure(diagnostics: problems) }
    return stages
  }

  /// Makes stages of a run ready that hold processes; what can't be started is said at its place in the file.
  package func start(_ stages: [ChainStage]) -> @Sendable (PluginLog) throws -> Void {
    { log in try start(stages) { log.write($0, process: $1, $2) } }
  }

  /// The same; `log` keeps what plugins write to standard error: the stage, the number of the process, the bytes.
  func start(_ stages: [ChainStage], _ log: @escaping @Sendable (String, Int, [UInt8]) -> Void) throws {
    for stage in stages {
      guard case .batch(let body) = stage.body else { continue }
      do {
        try body.start(StageEnvironment(version: assayVersion) { log(stage.id, $0, $1) })
      } catch let error as StageSetupError {
        guard let planned = plan.stages.first(where: { $0.id == stage.id }) else { throw error }
        throw Failure(diagnostics: [diagnostic(error, planned.span, planned.optionSpans, owner: stage.id)])
      }
    }
  }

  /// Layers that a later stage or a writer wants.
  private func demandedLayers(behind index: Int) -> Set<String> {
    var layers: Set<String> = []
    for stage in plan.stages[(index + 1)...] {
      layers.formUnion(stage.definition.spec.requires + stage.definition.spec.uses)
    }
    for write in plan.writes { layers.formUnion(write.fields ?? []) }
    return layers
  }

  private func diagnostic(
    _ error: any Error, _ span: SourceSpan, _ optionSpans: [String: SourceSpan], owner: String
  ) -> Diagnostic {
    let place = (error as? StageSetupError)?.option.flatMap { optionSpans[$0] } ?? span
    var line = ""
    line.unicodeScalars.append(contentsOf: source.scalars(ofLine: place.line))
    return Diagnostic(.setup, file: plan.file, span: place, message: "\(owner): \(error)", sourceLine: line)
  }

  /// The file that a part of an option stands in.
  private func sourceText(of place: OptionTree.Place) -> SourceText {
    if place.file.isEmpty { return source }
    let path = FilePath(bytes: place.file.bytes)
    let bytes = embedded[place.file] ?? (try? fileSystem.contents(of: path, limit: YAMLReader.maximumBytes)) ?? []
    return SourceText(name: place.file.display, bytes: bytes)
  }

  private func outputContext(_ write: PipelinePlan.Write?) -> OutputContext {
    OutputContext(
      text: write?.text ?? .original, offsets: write?.offsets ?? .scalars, fields: write?.fields,
      stageIDs: plan.stages.map(\.id), layers: plan.schemas, values: plan.values)
  }

  /// A writer of complete records of every outcome, for tests and for looking at single documents.
  package func makeRecordWriter() throws -> any OutputFormat {
    guard let jsonl = registry.outputFormat("jsonl") else { throw RunError.request("there is no format 'jsonl'") }
    return try jsonl.make(Options(), outputContext(nil))
  }

  /// Everything for a run into `outputFolder`; `versions` are lines that belong to what decides the results.
  package func makeRequest(outputFolder: FilePath, workers: Int, versions: [String]) throws -> RunRequest {
    let files = ReadFiles()
    let stages = try makeStages(through: nil, files: files)
    var problems: [Diagnostic] = []
    var sources: [ReadSource] = []
    for read in plan.reads {
      let context = StageContext(id: "read", readFile: reader(files))
      var formats: [ReadSource.Format] = []
      for format in read.formats {
        do {
          formats.append(
            ReadSource.Format(
              name: format.definition.spec.name, extensions: format.definition.spec.extensions,
              format: try format.definition.make(format.options, context)))
        } catch {
          problems.append(diagnostic(error, format.span, [:], owner: "read"))
        }
      }
      sources.append(ReadSource(paths: read.paths, formats: formats))
    }
    var outputs: [Output] = []
    for write in plan.writes {
      do {
        outputs.append(
          Output(
            path: ByteString(write.path), format: try write.definition.make(write.options, outputContext(write)),
            selection: write.selection))
      } catch {
        problems.append(diagnostic(error, write.span, [:], owner: write.path))
      }
    }
    if !problems.isEmpty { throw Failure(diagnostics: problems) }
    for (path, selection) in [("dropped.jsonl", Output.Selection.dropped), ("quarantine.jsonl", .failed)] {
      outputs.append(
        Output(path: ByteString(path), format: try makeRecordWriter(), selection: selection, isImplicit: true))
    }
    var request = RunRequest(
      name: plan.name, stages: stages, sources: sources, outputs: outputs, outputFolder: outputFolder, workers: workers,
      identity: versions + plan.identity + files.sorted, schemas: plan.schemas)
    request.start = start(stages)
    request.maxDocument = plan.maxDocument
    request.errorLimit = plan.errorLimit
    return request
  }
}
