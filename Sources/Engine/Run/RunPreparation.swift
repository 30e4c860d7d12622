import Bytes
import Pipeline

extension Run {
  /// Walks the input, and finds out whether an unfinished run goes on, is refused, or a new one starts.
  func prepare() throws -> RunManifest {
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
        try checkTemporaryFiles()
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

  /// An unfinished run can't go on without its spool, which another `--scratch` would leave behind.
  private func checkTemporaryFiles() throws {
    guard !checkpoint.isComplete else { return }
    var spools = checkpoint.pass > 0 ? [checkpoint.pass - 1] : []
    if checkpoint.files["spool"] != nil { spools.append(checkpoint.pass) }
    for pass in spools where try fileSystem.status(of: folder.spool(pass)) == nil {
      throw RunError.request(
        "\(folder.output.display) holds an unfinished run whose temporary files are not in \(folder.scratch.display); "
          + "give the same --scratch as before, or --fresh to start over")
    }
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
}
