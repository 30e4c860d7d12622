import Bytes
import Foundation
import Pipeline

/// What a run is of, as the manifest in its folder says.
struct RunManifest: Codable, Equatable {
  var assay = 1
  var pipeline: String
  /// See `RunRequest.identity`.
  var identity: [String]
  var inputFiles: Int
  var inputBytes: Int64
  /// Digest of paths, sizes and times of all input files.
  var inputDigest: String
  var outputs: [String]
  var isFinished = false
}

/// The places of a run on disk: results in the output folder, everything unfinished in `.assay` below it.
struct RunFolder {
  let output: FilePath
  let work: FilePath
  let scratch: FilePath
  let fileSystem: any FileSystem

  init(output: FilePath, scratch: FilePath?, fileSystem: any FileSystem) {
    self.output = output
    self.fileSystem = fileSystem
    work = output / ".assay"
    self.scratch = scratch ?? work / "scratch"
  }

  var journal: FilePath { work / "journal" }
  var manifest: FilePath { work / "manifest.json" }
  var inputs: FilePath { work / "inputs" }
  var newInputs: FilePath { work / "inputs.new" }
  var unfinishedOutputs: FilePath { work / "outputs" }
  var spilled: FilePath { work / "quarantine" }
  var ids: FilePath { work / "ids" }
  /// What plugins wrote to standard error.
  var logs: FilePath { output / "logs" }
  func spool(_ pass: Int) -> FilePath { scratch / "spool-\(pass)" }
  var finishedManifest: FilePath { output / "manifest.json" }

  /// Takes the lock that keeps a second run out; held as long as the file is open.
  func lock() throws -> File {
    do {
      try fileSystem.createDirectories(work)
      try fileSystem.createDirectories(scratch)
      let file = try fileSystem.open(work / "lock", for: .updating)
      guard try file.tryLock() else {
        throw RunError.request(
          "another run is writing to \(output.display); wait for it, or name another output folder with -o")
      }
      return file
    } catch let error as FileError {
      throw RunError.request("can't use the output folder \(output.display): \(error); name another one with -o")
    }
  }

  func readManifest(_ path: FilePath) -> RunManifest? {
    guard let bytes = try? fileSystem.contents(of: path, limit: 64 << 20) else { return nil }
    return try? JSONDecoder().decode(RunManifest.self, from: Data(bytes))
  }

  func write(_ manifest: RunManifest, to path: FilePath) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try fileSystem.replace(path, with: [UInt8](encoder.encode(manifest)) + [0x0A])
  }

  /// Removes a file or a folder with all in it; nothing there is no error. Of a link only the link goes.
  func removeAll(_ path: FilePath) throws {
    do {
      // Not by asking first what is there, which would look through a link.
      try fileSystem.remove(path)
    } catch {
      switch error.errno.code {
      case ENOENT, ENOTDIR:
        break
      case ENOTEMPTY, EEXIST:
        for entry in try fileSystem.list(path) { try removeAll(path / FilePath(bytes: entry.name)) }
        try fileSystem.remove(path)
      default:
        throw error
      }
    }
  }

  /// Forgets an unfinished run. The journal goes first: without it the rest means nothing.
  func clear() throws {
    try removeAll(journal)
    for path in [manifest, inputs, newInputs, unfinishedOutputs, spilled, ids] { try removeAll(path) }
    if try fileSystem.status(of: scratch)?.kind == .directory {
      for entry in try fileSystem.list(scratch) where Self.isOwn(entry.name) {
        try removeAll(scratch / FilePath(bytes: entry.name))
      }
    }
  }

  /// Removes what a corpus stage decided from; its decisions stay.
  func removeStore(_ number: Int) throws {
    let names = StoreNames(number, in: scratch)
    for path in [names.keys, names.cards, names.index] { try removeAll(path) }
  }

  /// Removes what a pass wrote for the next one, which has read it.
  func removePass(_ number: Int) throws {
    let names = StoreNames(number, in: scratch)
    for path in [spool(number), names.decisions, names.decisionIndex] { try removeAll(path) }
  }

  /// Whether a name in the scratch folder is one that runs make; a folder of the user's may hold other things.
  private static func isOwn(_ name: [UInt8]) -> Bool {
    ["spool-", "store-", "decisions-", "sort-"].contains { name.starts(with: Array($0.utf8)) }
  }
}

/// What is different between two manifests, in words.
func differences(from old: RunManifest, to new: RunManifest) -> [String] {
  var result: [String] = []
  if old.pipeline != new.pipeline { result.append("pipeline: \(old.pipeline) → \(new.pipeline)") }
  let before = Set(old.identity.map { ByteString($0) })
  let after = Set(new.identity.map { ByteString($0) })
  for line in old.identity where !after.contains(ByteString(line)) { result.append("before: \(line)") }
  for line in new.identity where !before.contains(ByteString(line)) { result.append("now:    \(line)") }
  if old.inputDigest != new.inputDigest {
    if old.inputFiles != new.inputFiles || old.inputBytes != new.inputBytes {
      result.append(
        "input: \(old.inputFiles) files, \(old.inputBytes) bytes → \(new.inputFiles) files, \(new.inputBytes) bytes")
    } else {
      result.append("input: a file was changed, renamed or touched")
    }
  }
  return result
}
