import Bytes
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
    if Compression(path: path.bytes) != .none { path.bytes = Array(path.bytes.dropLast((path.extension?.count ?? -1) + 1)) }
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
/// Names that start with a dot are passed over, as a shell does. Folders are followed through links, but never in a
/// circle. Nothing is kept in memory but the listing of each open folder.
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
      try found(InputFile(source: source, format: 0, path: "-", rootLength: 0))
      return
    }
    let components = pattern.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Array.init)
    let isAbsolute = pattern.bytes.first == UInt8(ascii: "/")
    let literal = components.prefix { !Glob.isPattern($0) }
    var root = FilePath(bytes: (isAbsolute ? [UInt8(ascii: "/")] : []) + Array(literal.joined(separator: [UInt8(ascii: "/")])))
    if literal.count == components.count {
      // No pattern: a file by itself, or a folder with all that is in it.
      guard let status = try status(of: root, source: source) else { return }
      if status.kind == .directory {
        try descend(root, pattern: [Array("**".utf8)], source: source, rootLength: root.bytes.count + 1, ancestors: [status.identity])
      } else {
        let parent = root.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        try add(root, status, source: source, rootLength: parent)
      }
      return
    }
    if root.bytes.isEmpty { root = FilePath("") }
    let rootLength = root.bytes.isEmpty ? 0 : root.bytes.count + (root.bytes.last == UInt8(ascii: "/") ? 0 : 1)
    guard let status = try fileSystem.status(of: root.bytes.isEmpty ? FilePath(".") : root), status.kind == .directory
    else { return }
    try descend(
      root, pattern: Array(components.dropFirst(literal.count)), source: source, rootLength: rootLength,
      ancestors: [status.identity])
  }

  /// The status of a named path, or nil (with a problem reported as an input) where it can't be read.
  private mutating func status(of path: FilePath, source: Int) throws -> FileStatus? {
    do {
      return try fileSystem.status(of: path)
    } catch {
      try problem(path, error, source: source, rootLength: 0)
      return nil
    }
  }

  private mutating func descend(
    _ folder: FilePath, pattern: [[UInt8]], source: Int, rootLength: Int, ancestors: [FileIdentity]
  ) throws {
    let entries: [DirectoryEntry]
    do {
      entries = try fileSystem.list(folder.bytes.isEmpty ? FilePath(".") : folder)
    } catch {
      try problem(folder, error, source: source, rootLength: rootLength)
      return
    }
    guard let head = pattern.first else { return }
    let isDeep = head == Array("**".utf8)
    for entry in entries where entry.name.first != UInt8(ascii: ".") || head.first == UInt8(ascii: ".") {
      let path = folder.bytes.isEmpty ? FilePath(bytes: entry.name) : folder / FilePath(bytes: entry.name)
      let rest = Array(pattern.dropFirst())
      guard let status = entry.status else {
        if isDeep || Glob.matches(head, entry.name) {
          do {
            if try fileSystem.status(of: path) == nil {
              throw FileError(.openForReading, path, Errno(2))
            }
          } catch { try problem(path, error, source: source, rootLength: rootLength) }
        }
        continue
      }
      if status.kind == .directory {
        if ancestors.contains(status.identity) { continue }
        if isDeep {
          try descend(path, pattern: pattern, source: source, rootLength: rootLength, ancestors: ancestors + [status.identity])
        } else if Glob.matches(head, entry.name), !rest.isEmpty {
          try descend(path, pattern: rest, source: source, rootLength: rootLength, ancestors: ancestors + [status.identity])
        }
      } else if isDeep ? (rest.isEmpty || (rest.count == 1 && Glob.matches(rest[0], entry.name)))
        : (rest.isEmpty && Glob.matches(head, entry.name))
      {
        try add(path, status, source: source, rootLength: rootLength)
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

/// Shell patterns within one path component: `*`, `?`, `[abc]`, `[!a-z]`; bytewise.
enum Glob {
  static func isPattern(_ component: [UInt8]) -> Bool {
    component.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
  }

  /// Whether `name` matches; linear in practice, since only the last star is ever tried again.
  static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var p = 0
    var n = 0
    var star: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if let length = matchOne(pattern, p, name[n]) {
        p += length
        n += 1
      } else if let last = star {
        p = last.pattern + 1
        n = last.name + 1
        star = (last.pattern, n)
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.count
  }

  /// How many bytes of the pattern match `byte`, or nil.
  private static func matchOne(_ pattern: [UInt8], _ p: Int, _ byte: UInt8) -> Int? {
    guard p < pattern.count else { return nil }
    switch pattern[p] {
    case UInt8(ascii: "?"):
      return 1
    case UInt8(ascii: "["):
      var index = p + 1
      let isNegated = index < pattern.count && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
      if isNegated { index += 1 }
      let first = index
      var isIn = false
      while index < pattern.count, pattern[index] != UInt8(ascii: "]") || index == first {
        if index + 2 < pattern.count, pattern[index + 1] == UInt8(ascii: "-"), pattern[index + 2] != UInt8(ascii: "]") {
          isIn = isIn || (pattern[index] <= byte && byte <= pattern[index + 2])
          index += 3
        } else {
          isIn = isIn || pattern[index] == byte
          index += 1
        }
      }
      // Without a closing bracket the opening one stands for itself.
      guard index < pattern.count else { return byte == UInt8(ascii: "[") ? 1 : nil }
      return isIn != isNegated ? index + 1 - p : nil
    default:
      return pattern[p] == byte ? 1 : nil
    }
  }
}
