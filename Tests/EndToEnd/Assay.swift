import Foundation
import Testing

/// The release binary, as a user runs it.
struct Assay {
  struct Result {
    let status: Int32
    let output: Data
    let errors: String
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// ASSAY_BINARY, or the release build of this package.
  static let binary: String = {
    if let path = ProcessInfo.processInfo.environment["ASSAY_BINARY"] { return path }
    return root.appending(path: ".build/release/assay").path
  }()

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func pipeline(_ name: String) -> String { root.appending(path: "pipelines/\(name).yaml").path }

  /// Runs `assay` with these arguments in `folder` and waits for its end.
  static func run(
    _ arguments: [String], in folder: URL = root, environment: [String: String] = [:], input: Data? = nil
  ) throws -> Result {
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      throw MissingBinary()
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: binary)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Through files, so that no pipe can fill up.
    let scratch = try Folder()
    let out = scratch.file("out")
    let err = scratch.file("err")
    FileManager.default.createFile(atPath: out.path, contents: nil)
    FileManager.default.createFile(atPath: err.path, contents: nil)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    if let input {
      let file = scratch.file("in")
      try input.write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    // A process ended by a signal gives the signal's number; shells add 128.
    let status =
      process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    return Result(
      status: status, output: try Data(contentsOf: out),
      errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  struct MissingBinary: Error, CustomStringConvertible {
    var description: String { "no binary at \(Assay.binary); build it with: swift build -c release --product assay" }
  }
}

/// A folder that is there as long as the value.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "assay-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appending(path: name) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL { try write(name, Data(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> URL {
    let file = file(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path) }

  func lines(_ name: String) throws -> [[String: Any]] {
    try read(name).split(separator: 0x0A).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  func report(_ folder: String = "out") throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: read(folder + "/report.json")) as? [String: Any])
  }
}
