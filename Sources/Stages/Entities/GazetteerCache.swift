import Bytes
import Glibc
import Pipeline

/// Compiled lists on disk, so that a large list is read and laid out once and mapped after that.
///
/// A file is named after, and holds, a hash of all that decides its content: the bytes of the lists and their options, the
/// endings of the language packs, and the versions of layout and folding. The bytes are hashed each time (a second reads
/// gigabytes of them), so a changed list is noticed whatever its time and size say. The cache is never needed: a file that
/// is missing, damaged or another program's is made anew, and a folder that can't be written is left alone. Files are
/// written beside and renamed, so that two processes may do it at once. The oldest go where there are more than
/// `maximumFiles` or `maximumBytes`.
public struct GazetteerCache: Sendable {
  /// Lists below this many bytes in all are made each time; that is quicker than it takes to notice.
  static let minimumBytes = 1 << 20
  static let maximumFiles = 16
  static let maximumBytes: Int64 = 2 << 30

  let folder: FilePath
  private let fileSystem: any FileSystem

  public init(folder: FilePath, fileSystem: any FileSystem = POSIXFileSystem()) {
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// `$XDG_CACHE_HOME/assay/names`, or below `~/.cache`; nil where neither is known.
  public static let user: GazetteerCache? = {
    func path(_ name: String) -> FilePath? {
      // Relative ones are to be passed over, says the XDG Base Directory Specification.
      getenv(name).map { FilePath(String(cString: $0)) }.flatMap { $0.isAbsolute ? $0 : nil }
    }
    return (path("XDG_CACHE_HOME") ?? path("HOME").map { $0 / ".cache" })
      .map { GazetteerCache(folder: $0 / "assay" / "names") }
  }()

  /// The gazetteer of this key: mapped where there is one, else made and kept for the next time.
  func gazetteer(_ key: Hash128, _ make: () throws -> Gazetteer) rethrows -> Gazetteer {
    if let kept = load(key) { return kept }
    let made = try make()
    store(made, key)
    return made
  }

  private func path(_ key: Hash128) -> FilePath { folder / "\(key).names" }

  private func load(_ key: Hash128) -> Gazetteer? {
    let path = path(key)
    guard (try? fileSystem.status(of: path))?.kind == .file, let file = try? MappedFile(path, in: fileSystem),
      let block = try? GazetteerBlock(mapping: file), block.key == key
    else { return nil }
    return Gazetteer(block)
  }

  /// Failure is no error: the next run makes the list again.
  private func store(_ gazetteer: Gazetteer, _ key: Hash128) {
    let temporary = folder / ".\(key).\(getpid()).\(fileSystem.monotonicNow()).new"
    do {
      try fileSystem.createDirectories(folder)
      let file = try fileSystem.open(temporary, for: .creating)
      do {
        try gazetteer.block.withBytes { bytes in try file.write(bytes) }
        try file.close()
        // Not synced: after a power cut the checksum tells, and the list is made again.
        try fileSystem.rename(temporary, to: path(key))
      } catch {
        try? fileSystem.remove(temporary)
        throw error
      }
    } catch { return }
    prune(keeping: path(key))
  }

  /// Removes the oldest files beyond the limits, and what a killed process left half written.
  private func prune(keeping newest: FilePath) {
    guard let entries = try? fileSystem.list(folder) else { return }
    let dayAgo = fileSystem.now() - 86_400_000_000_000
    var files: [(path: FilePath, status: FileStatus)] = []
    for entry in entries {
      let path = folder / FilePath(bytes: entry.name)
      guard let status = entry.status, status.kind == .file else { continue }
      if path.extension == Array("names".utf8), path != newest {
        files.append((path, status))
      } else if path.extension == Array("new".utf8), entry.name.first == UInt8(ascii: "."), status.modified < dayAgo {
        try? fileSystem.remove(path)
      }
    }
    files.sort { ($0.status.modified, $0.path) > ($1.status.modified, $1.path) }
    var bytes = (try? fileSystem.status(of: newest))?.size ?? 0
    for (index, file) in files.enumerated() {
      bytes += file.status.size
      if index + 1 >= Self.maximumFiles || bytes > Self.maximumBytes { try? fileSystem.remove(file.path) }
    }
  }
}

/// Hashes all that decides what a compiled list holds.
struct GazetteerKey {
  private var bytes: [UInt8] = []
  /// Bytes of the lists.
  private(set) var size = 0

  init() {
    add(Array("names \(GazetteerBlock.version) \(NameFolding.version)".utf8))
  }

  /// Anything that decides about the names besides the lists, such as the endings of a language.
  mutating func add(_ part: [UInt8]) {
    let hash = Hash.hash128(part)
    for word in [UInt64(part.count), hash.high, hash.low] {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// A list with its options. The end of its name may say what it is.
  mutating func add(list: [UInt8], _ reader: NameListReader) {
    add(list)
    let ending = reader.path.split(separator: "/").last.map { $0.drop { $0 != "." } } ?? ""
    add(Array("\(reader.type)\t\(reader.rule)\t\(reader.language?.tag ?? "")\t\(ending.lowercased())".utf8))
    size += list.count
  }

  var hash: Hash128 { Hash.hash128(bytes) }
}

extension GazetteerBuilder {
  /// The lists as one gazetteer, from the cache where they are large.
  ///
  /// - Parameter context: bytes of whatever else decides what `add` makes of a row.
  /// - Throws: `StageSetupError` for a line that is not understood.
  static func gazetteer(
    of lists: [(bytes: [UInt8], reader: NameListReader)], suffixes: NameSuffixes, cache: GazetteerCache?,
    context: () -> [[UInt8]] = { [] },
    add: (inout GazetteerBuilder, NameListReader.Row) -> Void = { $0.add($1) }
  ) throws -> Gazetteer {
    let size = lists.reduce(0) { $0 + $1.bytes.count }
    var key = GazetteerKey()
    let isKept = cache != nil && size >= GazetteerCache.minimumBytes
    if isKept {
      for list in lists { key.add(list: list.bytes, list.reader) }
      for part in suffixes.list + context() { key.add(part) }
    }
    let hash = key.hash
    func make() throws -> Gazetteer {
      var builder = GazetteerBuilder()
      builder.suffixes = suffixes
      for list in lists {
        try list.reader.read(list.bytes) { row in
          add(&builder, row)
          try builder.checkTerms(list.reader, row.line)
        }
      }
      return builder.finish(key: hash)
    }
    guard isKept, let cache else { return try make() }
    return try cache.gazetteer(hash, make)
  }
}
