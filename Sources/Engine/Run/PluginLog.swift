import Bytes
import Pipeline
import Synchronization

/// Keeps what the plugins of a run write to standard error: a file a stage, each line prefixed, up to a megabyte.
package final class PluginLog: Sendable {
  private static let limit: Int64 = 1 << 20

  private struct Log {
    var file: File?
    var size: Int64 = 0
    /// The line each process has begun.
    var open: [Int: [UInt8]] = [:]
    var isFull = false
  }

  private let folder: FilePath
  private let fileSystem: any FileSystem
  private let logs = Mutex<[String: Log]>([:])

  init(folder: FilePath, fileSystem: any FileSystem) {
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// A log that can't be written costs no document: what is lost is only what people might have liked to read.
  func write(_ stage: String, process: Int, _ bytes: [UInt8]) {
    logs.withLock { logs in
      var log = logs.removeValue(forKey: stage) ?? open(stage)
      defer { logs[stage] = log }
      guard !log.isFull else { return }
      var out: [UInt8] = []
      var line = log.open[process] ?? []
      for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
        out += Array("\(stage).\(process): ".utf8) + line + part + [0x0A]
        line = []
      }
      line += bytes[((bytes.lastIndex(of: 0x0A) ?? -1) + 1)...]
      if line.count > 8192 {
        out += Array("\(stage).\(process): ".utf8) + line + Array(" …\n".utf8)
        line = []
      }
      log.open[process] = line
      if log.size + Int64(out.count) > Self.limit {
        log.isFull = true
        out = Array("\(stage): more was written and is not kept\n".utf8)
      }
      guard !out.isEmpty else { return }
      log.size += Int64(out.count)
      try? log.file?.write(out)
    }
  }

  /// Writes lines that were begun and not ended.
  func close() {
    for (stage, log) in logs.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      for (process, line) in log.open.sorted(by: { $0.key < $1.key }) where !line.isEmpty {
        write(stage, process: process, [0x0A])
      }
    }
  }

  private func open(_ stage: String) -> Log {
    var log = Log()
    do {
      try fileSystem.createDirectories(folder)
      let file = try fileSystem.open(folder / "\(stage).log", for: .updating)
      log.size = try file.size()
      try file.seek(to: log.size)
      log.file = file
    } catch {
      log.isFull = true
    }
    return log
  }
}
