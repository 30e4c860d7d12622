import Bytes
import Glibc
import Pipeline

/// Where articles are read from: one entry of `read` with everything resolved.
package struct ReadSource: Sendable {
  package struct Format: Sendable {
    package let name: String
    package let extensions: [String]
    package let format: any InputFormat

    package init(name: String, extensions: [String], format: any InputFormat) {
      self.name = name
      self.extensions = extensions
      self.format = format
    }
  }

  /// Paths, folders and glob patterns; `-` is standard input.
  package let paths: [ByteString]
  /// The formats to choose from by extension; a single one takes every file.
  package let formats: [Format]

  package init(paths: [ByteString], formats: [Format]) {
    self.paths = paths
    self.formats = formats
  }

  /// The number of the format for a file, or nil where none reads its extension.
  ///
  /// `.gz` and `.zst` are looked through. A file without extension is text.
  func formatIndex(for path: FilePath) -> Int? {
    if formats.count == 1 { return 0 }
    var path = path
    if Compression(path: path.bytes) != .none {
      path.bytes = Array(path.bytes.dropLast((path.extension?.count ?? -1) + 1))
    }
    guard let ending = path.extension else { return formats.firstIndex { $0.name == "text" } }
    let name = String(decoding: ending, as: UTF8.self).lowercased()
    return formats.firstIndex { $0.extensions.contains(name) }
  }
}

/// One file to read, or something on the way that could not be looked at.
struct InputFile: Equatable {
  var source: Int
  var format: Int
  var path: ByteString
  /// How many bytes of the path stand before the part that names the document.
  var rootLength: Int
  var size: Int64
  var modified: Int64
  /// Why the path can't be read, where that is known already.
  var problem: String?

  var relativePath: ByteString { ByteString(path.bytes.dropFirst(rootLength)) }

  func encode() -> [UInt8] {
    var out = ByteWriter()
    out.int(UInt64(source))
    out.int(UInt64(format))
    out.bytes(path.bytes)
    out.int(UInt64(rootLength))
    out.signed(size)
    out.signed(modified)
    out.optional(problem)
    return out.out
  }

  init(
    source: Int, format: Int, path: ByteString, rootLength: Int, size: Int64 = 0, modified: Int64 = 0,
    problem: String? = nil
  ) {
    self.source = source
    self.format = format
    self.path = path
    self.rootLength = rootLength
    self.size = size
    self.modified = modified
    self.problem = problem
  }

  init(decoding bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBufferPointer { buffer in
      var input = ByteReader(buffer)
      var file = InputFile(
        source: Int(try input.int()), format: Int(try input.int()), path: ByteString(try input.bytes()),
        rootLength: Int(try input.int()))
      file.size = try input.signed()
      file.modified = try input.signed()
      file.problem = try input.optional()
      return file
    }
  }
}

/// Finds the files of a run in their order: read entry, then a walk in which every folder is sorted by bytes.
///
/// Names that start with a dot are passed over, as a shell does, and so are pipes and devices. Folders are followed
/// through links, but never in a circle. Nothing is kept in memory but the listing of each open folder.
struct InputWalk {
  let fileSystem: any FileSystem
  let sources: [ReadSource]
  /// Gets every file in order.
  let found: (InputFile) throws -> Void
  /// Files whose extension no format reads, by extension.
  private(set) var passedOver: [String: Int] = [:]
  /// Patterns that matched nothing.
  private(set) var empty: [ByteString] = []
  private var count = 0

  init(fileSystem: any FileSystem, sources: [ReadSource], found: @escaping (InputFile) throws -> Void) {
    self.fileSystem = fileSystem
    self.sources = sources
    self.found = found
  }

  mutating func run() throws {
    for (index, source) in sources.enumerated() {
      for path in source.paths {
        let before = count
        try walk(path, source: index)
        if count == before { empty.append(path) }
      }
    }
  }

  private mutating func walk(_ pattern: ByteString, source: Int) throws {
    if pattern == "-" {
      count += 1
      // Standard input has no ending to tell a format by; where none is named it is JSON Lines.
      let format = sources[source].formats.firstIndex { $0.name == "jsonl" } ?? 0
      try found(InputFile(source: source, format: format, path: "-", rootLength: 0))
      return
    }
    // A path that exists is itself, whatever characters its name has.
    let literal = FilePath(bytes: pattern.bytes)
    do {
      if let status = try fileSystem.status(of: literal) { return try walk(literal, status, source: source) }
    } catch {
      return try problem(literal, error, source: source, rootLength: Self.length(of: literal.parent))
    }
    let components = pattern.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
    let fixed = components.prefix { !Glob.isPattern($0) }
    if fixed.count == components.count { return }
    let slash = UInt8(ascii: "/")
    let root = FilePath(
      bytes: (pattern.bytes.first == slash ? [slash] : []) + Array(fixed.joined(separator: [slash])))
    do {
      guard let status = try fileSystem.status(of: root.bytes.isEmpty ? FilePath(".") : root), status.kind == .directory
      else { return }
      let glob = PathPattern(Array(components.dropFirst(fixed.count)))
      try descend(
        root, glob, glob.start, source: source, rootLength: Self.length(of: root), ancestors: [status.identity])
    } catch let error as FileError {
      try problem(root, error, source: source, rootLength: Self.length(of: root))
    }
  }

  /// A path without pattern: a file by itself, or a folder with all that is in it.
  private mutating func walk(_ path: FilePath, _ status: FileStatus, source: Int) throws {
    guard status.kind == .directory else {
      let name = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      return try add(path, status, source: source, rootLength: name)
    }
    let everything = PathPattern([Array("**".utf8)])
    let end = path.bytes.lastIndex { $0 != UInt8(ascii: "/") }.map { $0 + 1 } ?? 1
    let root = FilePath(bytes: Array(path.bytes[..<end]))
    try descend(
      root, everything, everything.start, source: source, rootLength: Self.length(of: root),
      ancestors: [status.identity])
  }

  /// How many bytes of a path below `folder` belong to the folder, with the slash behind it.
  private static func length(of folder: FilePath) -> Int {
    folder.bytes.isEmpty || folder.bytes.last == UInt8(ascii: "/") ? folder.bytes.count : folder.bytes.count + 1
  }

  /// Visits a folder; `places` says how much of the pattern the path to it has used up.
  private mutating func descend(
    _ folder: FilePath, _ pattern: PathPattern, _ places: [Int], source: Int, rootLength: Int, ancestors: [FileIdentity]
  ) throws {
    let entries: [DirectoryEntry]
    do {
      entries = try fileSystem.list(folder.bytes.isEmpty ? FilePath(".") : folder)
    } catch {
      try problem(folder, error, source: source, rootLength: rootLength)
      return
    }
    for entry in entries {
      let next = pattern.places(behind: entry.name, from: places)
      if next.isEmpty { continue }
      let path = folder.bytes.isEmpty ? FilePath(bytes: entry.name) : folder / FilePath(bytes: entry.name)
      guard let status = entry.status else {
        guard pattern.isComplete(next) else { continue }
        do {
          if try fileSystem.status(of: path) == nil { throw FileError(.openForReading, path, Errno(ENOENT)) }
        } catch { try problem(path, error, source: source, rootLength: rootLength) }
        continue
      }
      switch status.kind {
      case .directory:
        if ancestors.contains(status.identity) || !pattern.isOpen(next) { continue }
        try descend(
          path, pattern, next, source: source, rootLength: rootLength, ancestors: ancestors + [status.identity])
      case .file:
        if pattern.isComplete(next) { try add(path, status, source: source, rootLength: rootLength) }
      case .other:
        // A pipe or socket in a folder is no article, and reading it could wait for ever. One named alone is read.
        continue
      }
    }
  }

  private mutating func add(_ path: FilePath, _ status: FileStatus, source: Int, rootLength: Int) throws {
    count += 1
    guard let format = sources[source].formatIndex(for: path) else {
      let name = path.extension.map { "." + ByteString($0).display } ?? ""
      passedOver[name, default: 0] += 1
      return
    }
    try found(
      InputFile(
        source: source, format: format, path: ByteString(path.bytes), rootLength: min(rootLength, path.bytes.count),
        size: status.size, modified: status.modified))
  }

  private mutating func problem(_ path: FilePath, _ error: any Error, source: Int, rootLength: Int) throws {
    count += 1
    try found(
      InputFile(
        source: source, format: 0, path: ByteString(path.bytes), rootLength: min(rootLength, path.bytes.count),
        problem: "\(error)"))
  }
}
