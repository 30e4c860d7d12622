import Bytes
import Foundation
import Pipeline

/// One execution of a pipeline over a corpus, from the walk over the input to the renamed results.
///
/// Every pass reads batches in order, works on them on all cores, and appends what they give in order. A checkpoint in
/// the journal follows a sync of everything it speaks of; a run that was killed is cut back to the last one and goes on.
package final class Run {
  private let request: RunRequest
  private let folder: RunFolder
  private let fileSystem: any FileSystem
  private let onProgress: (RunProgress) -> Void
  /// Called once the input has been counted and before anything of it is read.
  package var onStart: ((_ files: Int, _ bytes: Int64) -> Void)?
  private let startTime: UInt64
  private let segments: [ChainSegment]
  private let corpusStages: [ChainStage]
  private let codec: DocumentCodec

  private var checkpoint = Checkpoint()
  private var journal: Journal!
  private var emptyPatterns: [String] = []
  private var passedOver: [String: Int] = [:]
  private var resumedFrom: Int?

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

  // MARK: Before

  /// Walks the input, and finds out whether an unfinished run goes on, is refused, or a new one starts.
  private func prepare() throws -> RunManifest {
    var manifest = RunManifest(
      pipeline: request.name, identity: request.identity, inputFiles: 0, inputBytes: 0, inputDigest: "",
      outputs: request.outputs.filter { !$0.isStandardOutput }.map(\.path.display))
    try walk(into: folder.newInputs, &manifest)
    let old = folder.readManifest(folder.manifest)
    let readsStandardInput = request.sources.contains { $0.paths.contains("-") }
    let canResume = !readsStandardInput && !request.outputs.contains(where: \.isStandardOutput)
    if let old, !request.isFresh, canResume, try fileSystem.status(of: folder.journal) != nil {
      let changes = differences(from: old, to: manifest)
      guard changes.isEmpty else {
        throw RunError.request(
          "\(folder.output.display) holds an unfinished run of something else, so it can't go on:\n"
            + changes.map { "  \($0)" }.joined(separator: "\n")
            + "\nuse --fresh to start over, or -o to write elsewhere")
      }
      journal = try Journal(folder.journal, in: fileSystem)
      if let last = journal.last {
        checkpoint = last
        resumedFrom = last.counts.records
        return manifest
      }
    }
    try journal?.close()
    // The list just written must outlive the clearing of what is left of an earlier run.
    try fileSystem.createDirectories(folder.work)
    let keep = folder.work / "list"
    try fileSystem.rename(folder.newInputs, to: keep)
    try folder.clear()
    for stage in request.stages { try folder.removeAll(folder.logs / "\(stage.id).log") }
    try fileSystem.rename(keep, to: folder.inputs)
    try fileSystem.createDirectories(folder.unfinishedOutputs)
    try folder.write(manifest, to: folder.manifest)
    journal = try Journal(folder.journal, in: fileSystem)
    checkpoint = Checkpoint()
    return manifest
  }

  private func walk(into path: FilePath, _ manifest: inout RunManifest) throws {
    let list = try RecordFileWriter(creating: path, kind: Self.listKind, in: fileSystem)
    var digest = Hash128(high: 0, low: 0)
    var files = 0
    var bytes: Int64 = 0
    var walk = InputWalk(fileSystem: fileSystem, sources: request.sources) { file in
      let line = file.encode()
      try list.append(line)
      let hash = Hash.hash128(line, seed: digest.low)
      digest = Hash128(high: hash.high ^ digest.high &* 31, low: hash.low)
      files += 1
      bytes += file.size
    }
    try walk.run()
    try list.sync()
    try list.close()
    emptyPatterns = walk.empty.map(\.display)
    passedOver = walk.passedOver
    manifest.inputFiles = files
    manifest.inputBytes = bytes
    manifest.inputDigest = digest.description
    guard files > 0 else { throw RunError.request(nothingToRead()) }
  }

  private func nothingToRead() -> String {
    var lines = emptyPatterns.map { "nothing to read: '\($0)' matches no file" }
    for (ending, count) in passedOver.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "\(count) file(s) with the ending '\(ending)' passed over: no read format has it; name one with 'format'")
    }
    lines.append("give files, folders or patterns behind the pipeline: assay run \(request.name) articles/")
    return lines.joined(separator: "\n")
  }

  static let listKind = RecordFile.Kind(magic: "ASSAYinp", version: 1)
  private static let idsMagic: StaticString = "ASSAYids"

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

  private func exceededLimit(isFinal: Bool) -> String? {
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
    try DecisionsOnDisk.make(stage, over: store, names, in: fileSystem)
    try folder.removeAll(names.scratch)
    for (note, count) in store.notes {
      checkpoint.counts.notes["\(corpusStages[number].id): \(note)", default: 0] += count
    }
    checkpoint.counts.addTime(corpusStages[number].id, Worker.cpuTime() - start)
    checkpoint.decided = number + 1
    try journal.append(checkpoint)
  }

  // MARK: After

  /// Renames everything to its place. Runs again from the start where it was interrupted.
  private func publish(
    _ manifest: RunManifest, _ report: ((RunSummary) -> [UInt8])?
  ) throws -> RunSummary {
    let old = folder.readManifest(folder.finishedManifest)
    let duplicates = try countDuplicateIDs()
    if !checkpoint.isComplete {
      checkpoint.isComplete = true
      try journal.append(checkpoint)
    }
    var summary = RunSummary(
      counts: checkpoint.counts, files: [], duplicateIDs: duplicates, emptyPatterns: emptyPatterns,
      passedOver: passedOver, seconds: 0, cpuSeconds: 0, resumedFrom: resumedFrom,
      changes: old.map { differences(from: $0, to: manifest) }, peakMemory: 0,
      isOverLimit: exceededLimit(isFinal: true) != nil)
    for output in request.outputs where !output.isStandardOutput {
      let temporary = folder.unfinishedOutputs / FilePath(bytes: output.path.bytes)
      let final = folder.output / FilePath(bytes: output.path.bytes)
      let written = checkpoint.counts.written[output.path.display] ?? 0
      if output.isImplicit, written == 0 {
        try folder.removeAll(temporary)
        try folder.removeAll(final)
        continue
      }
      if try fileSystem.status(of: temporary) != nil {
        try fileSystem.createDirectories(final.parent)
        try fileSystem.rename(temporary, to: final)
        try fileSystem.syncDirectory(final.parent)
      }
      summary.files.append(
        RunSummary.WrittenFile(path: final, documents: written, bytes: try fileSystem.status(of: final)?.size ?? 0))
    }
    // Results of the run before that this one does not have would be taken for its own.
    if let old {
      for name in old.outputs where !manifest.outputs.contains(name) { try folder.removeAll(folder.output / name) }
    }
    if try fileSystem.status(of: folder.spilled) != nil {
      try folder.removeAll(folder.output / "quarantine")
      try fileSystem.rename(folder.spilled, to: folder.output / "quarantine")
    } else if checkpoint.counts.stages["read"]?.failed[BatchReader.tooLarge] == nil {
      // What lies there is of an earlier run, and not of this one moved there by an interrupted attempt.
      try folder.removeAll(folder.output / "quarantine")
    }
    var manifest = manifest
    manifest.isFinished = true
    summary.seconds = Double(fileSystem.monotonicNow() - startTime) / 1e9
    (summary.cpuSeconds, summary.peakMemory) = Self.usage()
    if let report { try fileSystem.replace(folder.output / "report.json", with: report(summary)) }
    try folder.write(manifest, to: folder.finishedManifest)
    try journal.close()
    try folder.clear()
    return summary
  }

  /// How many documents have the id of an earlier one, by sorting the hashes of all ids on disk.
  private func countDuplicateIDs() throws -> Int {
    guard try fileSystem.status(of: folder.ids) != nil else { return 0 }
    let sortFolder = folder.scratch / "sort-ids"
    try fileSystem.createDirectories(sortFolder)
    let sorter = ExternalSorter(folder: sortFolder, name: "ids", fileSystem: fileSystem)
    let file = try StoreFile.map(folder.ids, magic: Self.idsMagic, in: fileSystem)
    try file.withBytes { bytes in
      for offset in stride(from: StoreFile.headerSize, to: bytes.count - 7, by: 8) {
        let hash = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        try sorter.add(key: UInt64(littleEndian: hash), value: 0)
      }
    }
    var duplicates = 0
    var last: UInt64?
    try sorter.finish().forEach { record in
      if record.key == last { duplicates += 1 }
      last = record.key
    }
    try folder.removeAll(sortFolder)
    return duplicates
  }

  /// CPU seconds of the process and its peak resident memory in bytes.
  static func usage() -> (Double, Int64) {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF, which Glibc's overlay gives another type
    let seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    return (seconds, peakMemory() ?? Int64(usage.ru_maxrss) * 1024)
  }

  /// The most resident memory that this program had, in bytes. `ru_maxrss` also counts what the program that started this one
  /// had when it did, since the process was a copy of that.
  private static func peakMemory() -> Int64? {
    guard let status = try? POSIXFileSystem().contents(of: FilePath("/proc/self/status"), limit: 1 << 16) else {
      return nil
    }
    let name = Array("VmHWM:".utf8)
    guard let line = status.split(separator: 0x0A).first(where: { $0.starts(with: name) }) else { return nil }
    let digits = line.filter { $0 >= 0x30 && $0 <= 0x39 }
    return Int64(String(decoding: digits, as: UTF8.self)).map { $0 * 1024 }
  }
}

/// Carries a value that is used by one thread at a time over to another.
private struct Unchecked<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
