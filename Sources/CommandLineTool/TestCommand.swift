import ArgumentParser
import Bytes
import Engine
import Glibc
import Pipeline

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests inside pipeline files with the real engine.")

  @Argument(help: "Pipeline files, folders with them, or names of ready pipelines.")
  var files: [String]

  func run() throws {
    var passed = 0
    var failed = 0
    for file in try PipelineFiles.expand(files) {
      let loaded = try LoadedPipeline(file)
      try TemporaryFolder.use { folder in
        let runner = loaded.testRunner(in: folder)
        for test in loaded.plan.tests {
          let result: PipelineTestRunner.Result
          do {
            result = try runner.run(test)
          } catch {
            Terminal.sayRaw(String(decoding: runner.pluginOutput(), as: UTF8.self))
            throw error
          }
          Terminal.sayRaw(String(decoding: runner.pluginOutput(), as: UTF8.self))
          if result.failures.isEmpty {
            passed += 1
            Terminal.print(
              Terminal.paint("ok", .green, on: Terminal.outputColours) + "    \(file):\(result.line)  \(result.name)")
          } else {
            failed += 1
            Terminal.print(
              Terminal.paint("FAILED", .red, on: Terminal.outputColours) + " \(file):\(result.line)  \(result.name)")
            for failure in result.failures { Terminal.print("       \(failure)") }
          }
        }
      }
    }
    Terminal.print("\(passed) passed, \(failed) failed")
    if failed > 0 { throw CommandFailure(1, "") }
  }
}

/// A folder that is there for one piece of work.
enum TemporaryFolder {
  static func use<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((base + "/assay-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw CommandFailure(2, "assay: can't make a folder in \(base)") }
    let path = FilePath(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
    defer { try? removeAll(path) }
    return try body(path)
  }

  private static func removeAll(_ path: FilePath) throws {
    let files = AssayTool.fileSystem
    if try files.status(of: path)?.kind == .directory {
      for entry in try files.list(path) { try removeAll(path / FilePath(bytes: entry.name)) }
    }
    try files.remove(path)
  }
}
