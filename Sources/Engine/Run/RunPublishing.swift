import Bytes
import Pipeline

extension Run {
  /// Renames everything to its place. Runs again from the start where it was interrupted.
  func publish(
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
    (summary.cpuSeconds, summary.peakMemory) = ProcessUsage.now()
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
}
