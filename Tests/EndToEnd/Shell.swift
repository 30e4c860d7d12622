import Foundation

/// Programs that tests run beside Assay.
enum Shell {
  struct Result {
    let status: Int32
    let output: String
  }

  /// Runs a script with `bash -e`; `assay` is on its PATH, and ASSAY is the folder of the repository.
  static func run(_ script: String, in folder: URL) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-e", "-c", script]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    let binaries = URL(fileURLWithPath: Assay.binary).deletingLastPathComponent().path
    environment["PATH"] = [binaries, environment["PATH"] ?? "/usr/bin:/bin", cargoFolder].joined(separator: ":")
    environment["ASSAY"] = Assay.root.path
    process.environment = environment
    // Through a file, so that no pipe can fill up.
    let scratch = try Folder()
    let output = scratch.file("output")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self))
  }

  /// Whether there is a program of this name.
  static func has(_ program: String) -> Bool {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":" + cargoFolder
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// Where rustup puts Rust for a user.
  private static let cargoFolder = (ProcessInfo.processInfo.environment["HOME"] ?? "") + "/.cargo/bin"
}
