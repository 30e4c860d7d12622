import Bytes
import Foundation
import Pipeline

/// One execution of a pipeline over a corpus, from the walk over the input to the renamed results.
///
/// Every pass reads batches in order, works on them on all cores, and appends what they give in order. A checkpoint in
/// the journal follows a sync of everything it speaks of; a run that was killed is cut back to the last one and goes on.
package final class Run {
  let request: RunRequest
  let folder: RunFolder
  let fileSystem: any FileSystem
  private let onProgress: (RunProgress) -> Void
  /// Called once the input has been counted and before anything of it is read.
  package var onStart: ((_ files: Int, _ bytes: Int64) -> Void)?
  let startTime: UInt64
  private let segments: [ChainSegment]
  private let corpusStages: [ChainStage]
  private let codec: DocumentCodec

  var checkpoint = Checkpoint()
  var journal: Journal!
  var emptyPatterns: [String] = []
  var passedOver: [String: Int] = [:]
  var resumedFrom: Int?

  package init(
    _ request: RunRequest, fileSystem: any FileSystem, onProgress: @escaping (RunProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.fileSystem = fileSystem
    self.onProgress = onProgress
    folder = RunFolder(output: request.outputFolder, scratch: request.scratch, fileSystem: fileSystem)
    startTime = fileSystem.monotonicNow()
    codec = DocumentCodec(schemas: request.schemas)
    var segments: [ChainSegment] = []
    var corpusStages: [ChainStage] = []
    var current: [ChainStage] = []
    for stage in request.stages {
      if case .corpus = stage.body {
        segments.append(ChainSegment(current))
        corpusStages.append(stage)
        current = []
      } else {
        current.append(stage)
      }
    }
    self.segments = segments + [ChainSegment(current)]
    self.corpusStages = corpusStages
  }

  /// Runs to the end and publishes the results.
  ///
  /// `report` renders report.json, which is written before the journal goes, so that no killed run can lose it.
  package func execute(report: ((RunSummary) -> [UInt8])? = nil) throws -> RunSummary {
    let lock = try folder.lock()
    defer { withExtendedLifetime(lock) {} }
    let manifest = try prepare()
    onStart?(manifest.inputFiles, manifest.inputBytes)
    // Also where starting fails halfway.
    let log = PluginLog(folder: folder.logs, fileSystem: fileSystem)
    defer {
      for stage in request.stages { stage.stop() }
      log.close()
    }
    if !checkpoint.isComplete { try request.start?(log) }
    if !checkpoint.isComplete {
      for pass in checkpoint.pass..<segments.count {
        if pass > checkpoint.pass { startPass(pass) }
        try run(pass)
      }
    }
    return try publish(manifest, report)
  }

  static let listKind = RecordFile.Kind(magic: "ASSAYinp", version: 1)
  static let idsMagic: StaticString = "ASSAYids"

  // MARK: Passes

  private func startPass(_ pass: Int) {
    checkpoint.pass = pass
    checkpoint.batches = 0
    checkpoint.input = InputPosition()
    if pass > 0 { checkpoint.input.offset = UInt64(RecordFile.headerSize) }
    checkpoint.files = [:]
  }

  /// The files that grow in one pass, on the thread that appends.
  private struct PassFiles {
    var ids: AppendFile?
    var spool: RecordFileWriter?
    var store: StoreWriter?
    var sinks: [OutputSink] = []

    func sync() throws {
      try ids?.sync()
      try spool?.sync()
      try store?.sync()
      for sink in sinks { try sink.sync() }
    }

    var positions: [String: Int64] {
      var result: [String: Int64] = store?.positions ?? [:]
      if let ids { result["ids"] = ids.position }
      if let spool { result["spool"] = spool.position }
      for (index, sink) in sinks.enumerated() { result["output-\(index)"] = sink.position }
      return result
    }
  }

  private func run(_ number: Int) throws {
    let isLast = number == segments.count - 1
    var decisions: DecisionsOnDisk?
    if number > 0 {
      try decide(number - 1)
      decisions = try DecisionsOnDisk(StoreNames(number - 1, in: folder.scratch), in: fileSystem)
    }
    let pass = Pass(
      number: number, applies: number > 0 ? corpusStages[number - 1] : nil, decisions: decisions,
      segment: segments[number], summarizes: isLast ? nil : corpusStages[number],
      outputs: isLast ? request.outputs : [],
      sources: request.sources, codec: codec)
    let isResumed = checkpoint.batches > 0
    let files = try open(number, isLast: isLast, isResumed: isResumed)
    if !isResumed {
      // From here on a killed run knows that this pass has begun, with empty files.
      try files.sync()
      for path in [folder.work, folder.unfinishedOutputs, folder.scratch] { try fileSystem.syncDirectory(path) }
      checkpoint.files = files.positions
    }
    let window = OrderedWindow<Worker.Item, BatchResult>(
      first: checkpoint.batches, maxItems: request.workers * 3 + 2, maxBytes: max(32 << 20, request.workers * (4 << 20))
    )
    var threads: [RunThread] = [try startReader(number, window)]
    for _ in 0..<request.workers { threads.append(startWorker(pass, window)) }
    do {
      try consume(window, files, pass: number)
    } catch {
      window.stop()
      threads.forEach { $0.join() }
      throw error
    }
    threads.forEach { $0.join() }
    try finish(files, isLast: isLast)
  }

  private func open(_ number: Int, isLast: Bool, isResumed: Bool) throws -> PassFiles {
    var files = PassFiles()
    let positions = isResumed ? checkpoint.files : nil
    if number == 0 {
      files.ids = try AppendFile(
        folder.ids, in: fileSystem, resumingAt: positions?["ids"], header: StoreFile.header(Self.idsMagic))
    }
    if isLast {
      for (index, output) in request.outputs.enumerated() {
        files.sinks.append(
          try OutputSink(output, in: folder.unfinishedOutputs, fileSystem, resumingAt: positions?["output-\(index)"]))
      }
    } else {
      let path = folder.spool(number)
      if let position = positions?["spool"] {
        files.spool = try RecordFileWriter(reopening: path, at: position, kind: Spool.kind, in: fileSystem)
      } else {
        files.spool = try RecordFileWriter(creating: path, kind: Spool.kind, in: fileSystem)
      }
      if checkpoint.stored.count <= number { checkpoint.stored.append(0) }
      if !isResumed { checkpoint.stored[number] = 0 }
      files.store = try StoreWriter(
        StoreNames(number, in: folder.scratch), in: fileSystem, resumingAt: positions, count: checkpoint.stored[number])
    }
    return files
  }

  private func startReader(_ number: Int, _ window: OrderedWindow<Worker.Item, BatchResult>) throws -> RunThread {
    if number == 0 {
      let list = try RecordFileReader(folder.inputs, kind: Self.listKind, in: fileSystem)
      let reader = BatchReader(
        fileSystem: fileSystem, sources: request.sources, list: list, start: checkpoint.input,
        maxDocument: request.maxDocument, spillFolder: folder.spilled, limit: request.limit, sample: request.sample)
      return RunThread("reader") { [box = Unchecked(reader)] in
        do {
          while let batch = try box.value.next() {
            guard window.put(.records(batch), bytes: batch.bytes.count) else { return }
          }
          window.complete()
        } catch { window.complete(error) }
      }
    }
    let reader = try RecordFileReader(folder.spool(number - 1), kind: Spool.kind, in: fileSystem)
    reader.seek(to: Int64(checkpoint.input.offset))
    return RunThread("spool") { [box = Unchecked(reader)] in
      do {
        while let batch = try Spool.next(from: box.value) {
          guard window.put(.spooled(batch), bytes: batch.payload.count) else { return }
        }
        window.complete()
      } catch { window.complete(error) }
    }
  }

  private func startWorker(_ pass: Pass, _ window: OrderedWindow<Worker.Item, BatchResult>) -> RunThread {
    RunThread("worker") {
      do {
        let worker = try Worker(pass)
        while let (sequence, item) = window.take() { window.finish(sequence, try worker.process(item)) }
      } catch { window.fail(error) }
    }
  }

  /// Takes results in order, appends what they hold, and makes checkpoints.
  private func consume(
    _ window: OrderedWindow<Worker.Item, BatchResult>, _ files: PassFiles, pass: Int
  ) throws {
    var lastCheckpoint = fileSystem.monotonicNow()
    var lastProgress: UInt64 = 0
    let total = try totalSize(of: pass)
    while let result = try window.next() {
      let sequence = checkpoint.batches
      if let ids = files.ids { try ids.append(Self.bytes(of: result.idHashes)) }
      if let spool = files.spool, let store = files.store {
        try Spool.append(
          Spool.Batch(firstStored: checkpoint.stored[pass], count: result.documents, payload: result.spool), to: spool)
        try store.append(keys: result.keys, cards: result.cards, ends: result.cardEnds)
        checkpoint.stored[pass] += result.cardEnds.count
      }
      for (index, sink) in files.sinks.enumerated() { try sink.append(result.frames[index], sequence: sequence) }
      checkpoint.counts += result.counts
      checkpoint.batches += 1
      checkpoint.input = result.end
      try checkLimits(isFinal: false)
      let now = fileSystem.monotonicNow()
      if now - lastCheckpoint >= request.checkpointInterval || Interrupt.isRequested {
        try save(files)
        lastCheckpoint = now
        if Interrupt.isRequested { throw RunError.interrupted }
      }
      if now - lastProgress > 100_000_000 {
        lastProgress = now
        let done = pass == 0 ? Double(result.bytesOnDisk) : Double(result.end.offset)
        onProgress(
          RunProgress(
            pass: pass, passes: segments.count, documents: checkpoint.counts.records, bytes: checkpoint.counts.bytes,
            share: total > 0 ? min(1, done / Double(total)) : nil, seconds: Double(now - startTime) / 1e9))
      }
    }
    if Interrupt.isRequested {
      try save(files)
      throw RunError.interrupted
    }
  }

  private func save(_ files: PassFiles) throws {
    try files.sync()
    checkpoint.files = files.positions
    try journal.append(checkpoint)
  }

  private func totalSize(of pass: Int) throws -> Int64 {
    if pass > 0 { return try fileSystem.status(of: folder.spool(pass - 1))?.size ?? 0 }
    return folder.readManifest(folder.manifest)?.inputBytes ?? 0
  }

  private static func bytes(of hashes: [UInt64]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * 8)
    for hash in hashes { withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  private func checkLimits(isFinal: Bool) throws {
    if let text = exceededLimit(isFinal: isFinal) { throw RunError.tooManyFailures(text) }
  }

  func exceededLimit(isFinal: Bool) -> String? {
    let counts = checkpoint.counts
    if let limit = request.errorLimit, limit.isExceeded(failed: counts.failed, read: counts.records, isFinal: isFinal) {
      return "\(counts.failed) of \(counts.records) documents failed, more than 'on-error: stop-at' allows"
    }
    for stage in request.stages {
      guard let limit = stage.errorLimit, let stageCounts = counts.stages[stage.id] else { continue }
      if limit.isExceeded(failed: stageCounts.failedCount, read: stageCounts.read, isFinal: isFinal) {
        return
          "\(stageCounts.failedCount) of \(stageCounts.read) documents failed in '\(stage.id)', more than its 'on-error' allows"
      }
    }
    return nil
  }

  /// Ends a pass: everything on disk, and the next pass to come.
  private func finish(_ files: PassFiles, isLast: Bool) throws {
    try files.sync()
    try files.ids?.close()
    try files.spool?.close()
    try files.store?.close()
    for sink in files.sinks { try sink.finish() }
    if !isLast {
      startPass(checkpoint.pass + 1)
      try journal.append(checkpoint)
    }
  }

  private func decide(_ number: Int) throws {
    let names = StoreNames(number, in: folder.scratch)
    guard checkpoint.decided <= number else { return }
    guard case .corpus(let stage) = corpusStages[number].body else { return }
    let start = Worker.cpuTime()
    let store = try StoreOnDisk(
      names, keySize: stage.keySize, count: checkpoint.stored[number], in: fileSystem,
      isCancelled: { Interrupt.isRequested })
    // What an interrupted decision has left behind.
    try folder.removeAll(names.scratch)
    do {
      try DecisionsOnDisk.make(stage, over: store, names, in: fileSystem)
    } catch let error as DecisionError {
      let text = "\(corpusStages[number].id): \(error)"
      throw error.isPassing ? RunError.postponed(text) : RunError.request(text)
    }
    try folder.removeAll(names.scratch)
    for (note, count) in store.notes {
      checkpoint.counts.notes["\(corpusStages[number].id): \(note)", default: 0] += count
    }
    checkpoint.counts.stages[corpusStages[number].id, default: .init()].findings = store.findings
    checkpoint.counts.addTime(corpusStages[number].id, Worker.cpuTime() - start)
    checkpoint.decided = number + 1
    try journal.append(checkpoint)
  }
}

/// Carries a value that is used by one thread at a time over to another.
private struct Unchecked<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
