import Bytes
import Pipeline

/// One stage of a pipeline, made and ready to run.
package struct ChainStage: Sendable {
  package enum Body: Sendable {
    case text(any TextStage)
    case annotating(any AnnotatingStage)
    case filter(any FilterStage)
    case corpus(any CorpusStage)
    /// Of any kind but corpus.
    case batch(any BatchStage)
  }

  package let id: String
  package let spec: StageSpec
  package let body: Body
  /// Whether the stage looks at a document at all; nil: at every one.
  package let when: (@Sendable (Document) -> Bool)?
  package let supports: (@Sendable (Language) -> Bool)?
  /// The share or number of failures of this stage beyond which the run stops.
  package let errorLimit: ErrorLimit?

  package init(
    id: String, spec: StageSpec, stage: any Stage, when: (@Sendable (Document) -> Bool)? = nil,
    supports: (@Sendable (Language) -> Bool)? = nil, errorLimit: ErrorLimit? = nil
  ) throws {
    self.id = id
    self.spec = spec
    self.when = when
    self.supports = supports
    self.errorLimit = errorLimit
    if let stage = stage as? any BatchStage, spec.kind != .corpus {
      body = .batch(stage)
      return
    }
    switch spec.kind {
    case .text:
      guard let stage = stage as? any TextStage else { throw StageSetupError.wrongKind(spec) }
      body = .text(stage)
    case .annotating:
      guard let stage = stage as? any AnnotatingStage else { throw StageSetupError.wrongKind(spec) }
      body = .annotating(stage)
    case .filter:
      guard let stage = stage as? any FilterStage else { throw StageSetupError.wrongKind(spec) }
      body = .filter(stage)
    case .corpus:
      guard let stage = stage as? any CorpusStage else { throw StageSetupError.wrongKind(spec) }
      body = .corpus(stage)
    }
  }
}

extension ChainStage {
  /// Lets go of what the stage holds while a run goes on.
  package func stop() { if case .batch(let stage) = body { stage.stop() } }
}

extension StageSetupError {
  fileprivate static func wrongKind(_ spec: StageSpec) -> StageSetupError {
    StageSetupError("the stage '\(spec.name)' says it is of kind \(spec.kind.rawValue), but its type is another")
  }
}

/// How many failures a run (or a stage) may have.
package enum ErrorLimit: Hashable, Sendable {
  case share(Double)
  case count(Int)

  /// Whether `failed` of `read` is too many. While the run goes on (`isFinal` false), a share is only judged on 200
  /// documents or more, so that one bad record at the start can't stop everything.
  package func isExceeded(failed: Int, read: Int, isFinal: Bool) -> Bool {
    switch self {
    case .count(let limit): failed > limit
    case .share(let limit): (isFinal || read >= 200) && Double(failed) > limit * Double(read)
    }
  }
}

/// The stages of a pipeline between two barriers: what happens to a document without looking at others.
package struct ChainSegment: Sendable {
  package let stages: [ChainStage]

  package init(_ stages: [ChainStage]) { self.stages = stages }

  /// Runs the stages over a batch, stage by stage, so that code and tables of one stage stay warm.
  ///
  /// Documents that are dropped or fail keep their place in the batch and are passed over by later stages.
  /// Throws only where the run is to stop.
  package func run(_ documents: inout [Document], _ counts: inout RunCounts, cpuTime: () -> UInt64) throws {
    var before = cpuTime()
    for stage in stages {
      if case .batch(let body) = stage.body {
        // The work is done in other processes, so what counts is the time that went by.
        let start = ChildProcess.now()
        try Self.run(stage, body, on: &documents, &counts)
        counts.addTime(stage.id, ChildProcess.now() - start)
        before = cpuTime()
        continue
      }
      for index in documents.indices where documents[index].outcome.isKept {
        Self.run(stage, on: &documents[index], &counts)
      }
      let after = cpuTime()
      counts.addTime(stage.id, after - before)
      before = after
    }
  }

  /// Runs a stage that takes the whole batch. A language that it does not claim passes through.
  private static func run(
    _ stage: ChainStage, _ body: any BatchStage, on documents: inout [Document], _ counts: inout RunCounts
  ) throws {
    var indices: [Int] = []
    indices.reserveCapacity(documents.count)
    for index in documents.indices where documents[index].outcome.isKept {
      if let when = stage.when, !when(documents[index]) {
        counts.add(stage.id, .skipped)
        continue
      }
      let language = documents[index].language ?? .undetermined
      if let supports = stage.supports, !supports(language) {
        counts.addWithoutPack(stage.id, language)
        counts.add(stage.id, .kept)
        continue
      }
      indices.append(index)
    }
    let results = try body.process(&documents, indices) { counts.notes["\(stage.id): \($0)", default: 0] += 1 }
    for (index, result) in zip(indices, results) {
      switch result {
      case .success(.keep):
        documents[index].sortLayers()
        counts.add(stage.id, .kept)
      case .success(.drop(let reason)):
        documents[index].outcome = .dropped(stage: stage.id, reason: reason)
        counts.add(stage.id, .dropped(reason))
      case .failure(let error):
        fail(&documents[index], stage: stage.id, error, &counts)
      }
    }
  }

  private static func run(_ stage: ChainStage, on document: inout Document, _ counts: inout RunCounts) {
    if let when = stage.when, !when(document) {
      counts.add(stage.id, .skipped)
      return
    }
    if let supports = stage.supports {
      let language = document.language ?? .undetermined
      if !supports(language) { counts.addWithoutPack(stage.id, language) }
    }
    do {
      switch stage.body {
      case .text(let body):
        try body.edit(&document)
      case .annotating(let body):
        try body.annotate(&document)
        document.sortLayers()
      case .filter(let body):
        if case .drop(let reason) = try body.verdict(on: document) {
          document.outcome = .dropped(stage: stage.id, reason: reason)
          counts.add(stage.id, .dropped(reason))
          return
        }
      case .corpus, .batch:
        preconditionFailure("a corpus stage is no part of a segment, and a batch stage gets whole batches")
      }
      counts.add(stage.id, .kept)
    } catch {
      fail(&document, stage: stage.id, error, &counts)
    }
  }

  /// Records that `document` failed in `stage`.
  package static func fail(_ document: inout Document, stage: String, _ error: any Error, _ counts: inout RunCounts) {
    let error = error as? DocumentError ?? DocumentError("error", "\(error)")
    document.outcome = .failed(stage: stage, error: error.description)
    counts.add(stage, .failed(error.kind))
  }
}
