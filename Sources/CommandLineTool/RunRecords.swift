import Bytes
import Engine
import Pipeline

/// Looks records up in the JSON Lines outputs of a finished run.
struct RunRecords {
  /// The members of a cluster other than the one asked about.
  struct Members {
    /// How many there are by role and kind, such as `copy near`.
    var counts: [String: Int] = [:]
    /// The first ones, each with its role and kind.
    var first: [(id: String, label: String)] = []
  }

  private static let shownMembers = 10

  private let folder: FilePath
  private let manifest: JSONValue
  /// Names of the JSON Lines outputs.
  private let outputs: [String]

  init(_ folder: FilePath) throws {
    let files = AssayTool.fileSystem
    guard try files.status(of: folder / "manifest.json") != nil else {
      throw CommandFailure(2, "assay: '\(folder.display)' holds no finished run; name its output folder with -o")
    }
    self.folder = folder
    manifest = try JSONValue(parsing: files.contents(of: folder / "manifest.json", limit: 64 << 20))
    outputs = try (manifest["outputs"]?.array ?? []).compactMap(\.string).filter { name in
      guard [".jsonl", ".jsonl.gz", ".jsonl.zst"].contains(where: { name.hasSuffix($0) }) else { return false }
      return try files.status(of: folder / name) != nil
    }
  }

  /// Whether a stage of the run looked for duplicates.
  var looksForDuplicates: Bool {
    (manifest["identity"]?.array ?? []).contains { $0.string?.contains("(deduplicate version") == true }
  }

  /// The record of `id` in the first output that has it.
  func find(_ id: String) throws -> JSONValue {
    var writer = JSONWriter()
    writer.string(id)
    let wanted = Array("\"id\":".utf8) + writer.bytes
    var found: JSONValue?
    for name in outputs {
      try forEachLine(of: name) { line in
        // The id stands near the start of a record, so only a line that has it there is parsed.
        if Self.has(line[..<min(line.count, wanted.count + 64)], wanted), let record = try? JSONValue(parsing: line),
          record["id"]?.string == id
        {
          found = record
        }
        return found == nil
      }
      if let found { return found }
    }
    if outputs.allSatisfy({ $0 == "dropped.jsonl" || $0 == "quarantine.jsonl" }) {
      throw CommandFailure(
        2,
        "assay: 'why' looks results up in a JSON Lines output, and this run has none; add articles.jsonl.zst to 'write'"
      )
    }
    throw CommandFailure(2, "assay: no record of the run in '\(folder.display)' has the id '\(id)'")
  }

  /// The documents of a cluster but `id`, each once.
  func members(of cluster: String, without id: String) throws -> Members {
    var members = Members()
    var seen: Set<ByteString> = [ByteString(id)]
    let wanted = Array("\"cluster\":\"\(cluster)\"".utf8)
    for name in outputs {
      try forEachLine(of: name) { line in
        guard Self.has(line[...], wanted), let record = try? JSONValue(parsing: line), let other = record["id"]?.string,
          let duplicate = record["duplicate"], duplicate["cluster"]?.string == cluster,
          seen.insert(ByteString(other)).inserted
        else { return true }
        let label = [duplicate["role"]?.string, duplicate["kind"]?.string].compactMap { $0 }.joined(separator: " ")
        members.counts[label, default: 0] += 1
        if members.first.count < Self.shownMembers { members.first.append((other, label)) }
        return true
      }
    }
    return members
  }

  private static func has(_ line: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
    line.withUnsafeBufferPointer { line in
      wanted.withUnsafeBufferPointer { wanted in
        guard line.count >= wanted.count else { return false }
        return (0...line.count - wanted.count).contains { start in
          var same = 0
          while same < wanted.count, line[start + same] == wanted[same] { same += 1 }
          return same == wanted.count
        }
      }
    }
  }

  /// Calls `body` with every line that is not empty, until it answers false.
  private func forEachLine(of name: String, _ body: ([UInt8]) throws -> Bool) throws {
    let path = folder / name
    let file = try AssayTool.fileSystem.open(path, for: .reading)
    let source = DecompressingReader(Compression(path: path.bytes), over: file)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var line: [UInt8] = []
    while true {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      var rest = chunk[..<count]
      while let newline = rest.firstIndex(of: 0x0A) {
        line += rest[..<newline]
        if !line.isEmpty, try !body(line) { return }
        line.removeAll(keepingCapacity: true)
        rest = rest[(newline + 1)...]
      }
      line += rest
    }
    if !line.isEmpty { _ = try body(line) }
  }
}
