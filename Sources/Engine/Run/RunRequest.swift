import Bytes
import Pipeline

/// Everything a run needs to know, checked and resolved.
package struct RunRequest: Sendable {
  package var name: String
  package var stages: [ChainStage]
  package var sources: [ReadSource]
  package var outputs: [Output]
  package var outputFolder: FilePath
  /// Where spool and stores lie; nil: in the output folder.
  package var scratch: FilePath?
  package var workers: Int
  /// Bytes of a record beyond which it is streamed to quarantine.
  package var maxDocument = 16_000_000
  package var errorLimit: ErrorLimit?
  package var limit: Int?
  package var sample: Double?
  /// Starts over where an unfinished run lies in the output folder.
  package var isFresh = false
  /// What decides the results beside the input: the plan, versions. One fact a line; an unfinished run goes on only
  /// where all lines are equal.
  package var identity: [String]
  /// All layers that stages of the pipeline provide.
  package var schemas: [LayerSchema]
  /// Makes stages ready that hold processes; called once the run is sure to begin. Gets the place for logs.
  package var start: (@Sendable (_ log: PluginLog) throws -> Void)?
  /// Nanoseconds between checkpoints; 0: one behind every batch.
  package var checkpointInterval: UInt64 = 3_000_000_000

  package init(
    name: String, stages: [ChainStage], sources: [ReadSource], outputs: [Output], outputFolder: FilePath, workers: Int,
    identity: [String], schemas: [LayerSchema]
  ) {
    self.name = name
    self.stages = stages
    self.sources = sources
    self.outputs = outputs
    self.outputFolder = outputFolder
    self.workers = workers
    self.identity = identity
    self.schemas = schemas
  }
}

/// How far a run is; given now and then while it goes on.
package struct RunProgress: Sendable {
  package var pass: Int
  package var passes: Int
  package var documents: Int
  package var bytes: UInt64
  /// Share of the work of this pass that is done, where it can be told.
  package var share: Double?
  package var seconds: Double
}

/// What a finished run tells.
package struct RunSummary: Sendable {
  package struct WrittenFile: Sendable {
    package var path: FilePath
    package var documents: Int
    package var bytes: Int64
  }

  package var counts: RunCounts
  package var files: [WrittenFile]
  package var duplicateIDs: Int
  /// Patterns that matched nothing, and extensions that no format reads.
  package var emptyPatterns: [String]
  package var passedOver: [String: Int]
  package var seconds: Double
  package var cpuSeconds: Double
  /// Records that an earlier, interrupted run had done.
  package var resumedFrom: Int?
  /// What is different from the run whose results were replaced; nil: there was none.
  package var changes: [String]?
  package var peakMemory: Int64
  package var isOverLimit: Bool
}
