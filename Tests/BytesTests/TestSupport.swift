import Glibc

@testable import Bytes

/// A folder that is removed with everything in it when the last reference goes.
final class TemporaryFolder {
  let path: FilePath
  let fileSystem = POSIXFileSystem()

  init() {
    var template = Array("/tmp/assay-bytes-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit { remove(path) }

  private func remove(_ folder: FilePath) {
    for entry in (try? fileSystem.list(folder)) ?? [] {
      let path = folder / FilePath(bytes: entry.name)
      // A link to a folder is removed like a file; only a real folder refuses that while it has content.
      if (try? fileSystem.remove(path)) == nil { remove(path) }
    }
    try? fileSystem.remove(folder)
  }

  func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
    let file = try fileSystem.open(path / name, for: .writing)
    try file.write(bytes)
    try file.close()
    return path / name
  }
}

/// The same numbers in every run: splitmix64.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}

/// Reads a source to its end; also gives what came before an error.
func drain(_ source: any ByteSource, step: Int = 1000) -> (bytes: [UInt8], error: (any Error)?) {
  var bytes: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
  defer { buffer.deallocate() }
  do {
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return (bytes, nil) }
      bytes.append(contentsOf: buffer[..<count])
    }
  } catch { return (bytes, error) }
}

/// Runs a shell command with up to two paths as $1 and $2; nil when `program` is not installed.
func shell(_ command: String, program: String, _ first: FilePath, _ second: FilePath) -> Int32? {
  guard access("/usr/bin/\(program)", X_OK) == 0 else { return nil }
  return run(["/bin/sh", "-c", command, "sh", first.display, second.display])
}

/// Starts a program and returns its wait status.
func run(_ arguments: [String]) -> Int32 {
  var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  var process: pid_t = 0
  precondition(posix_spawn(&process, pointers[0]!, nil, nil, &pointers, environ) == 0)
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  return status
}
