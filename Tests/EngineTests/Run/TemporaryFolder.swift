import Bytes
import Glibc

/// A folder that is removed with everything in it when the last reference goes.
final class TemporaryFolder {
  let path: FilePath
  let fileSystem = POSIXFileSystem()

  init() {
    // In memory where the system has that: runs sync thousands of times, which a busy disk makes slow.
    let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(root)/assay-engine-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit {
    remove(path)
  }

  private func remove(_ folder: FilePath) {
    for entry in (try? fileSystem.list(folder)) ?? [] {
      let path = folder / FilePath(bytes: entry.name)
      // A link to a folder is removed like a file; only a real folder refuses that while it has content.
      if (try? fileSystem.remove(path)) == nil { remove(path) }
    }
    try? fileSystem.remove(folder)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: FilePath) throws -> FilePath {
    try fileSystem.createDirectories((path / name).parent)
    let file = try fileSystem.open(path / name, for: .writing)
    try file.write(bytes)
    try file.close()
    return path / name
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> FilePath { try write(Array(text.utf8), to: FilePath(name)) }

  func link(_ name: String, to target: String) {
    precondition(symlink(target, (path / name).display) == 0)
  }

  func read(_ name: String) throws -> [UInt8] { try fileSystem.contents(of: path / name) }

  /// All files below, by their path, without `.assay`.
  func contents(of folder: String) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for entry in try fileSystem.list(path / folder) where entry.name != Array(".assay".utf8) {
      let name = String(decoding: entry.name, as: UTF8.self)
      if entry.status?.kind == .directory {
        for (inner, bytes) in try contents(of: "\(folder)/\(name)") { result["\(name)/\(inner)"] = bytes }
      } else {
        result[name] = try read("\(folder)/\(name)")
      }
    }
    return result
  }
}

/// The same numbers in every run: splitmix64.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

func compressed(_ bytes: [UInt8], _ compression: Compression) -> [UInt8] {
  var out: [UInt8] = []
  Compressor(compression).frame(bytes, into: &out)
  return out
}
