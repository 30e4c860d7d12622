import Bytes
import Pipeline

/// Adds the documents of a run to an archive index. Holds the index from before it is read until all is written, so that
/// no two runs record at the same time.
final class ArchiveWriter {
  private let path: FilePath
  private let sketching: Sketching
  private let fileSystem: any FileSystem
  /// What is locked: the index, or where there is none yet, the file that becomes it.
  private var lock: File?
  private let isNew: Bool
  private let temporary: FilePath

  init(_ path: FilePath, _ sketching: Sketching, in fileSystem: any FileSystem) throws {
    self.path = path
    self.sketching = sketching
    self.fileSystem = fileSystem
    temporary = FilePath(bytes: path.bytes + Array(".new".utf8))
    while true {
      let isNew = try fileSystem.status(of: path) == nil
      let file = try Self.open(isNew ? temporary : path, of: path, in: fileSystem)
      guard try file.tryLock() else { throw ArchiveError.busy(path) }
      // Another run may have made the index just before the lock was taken.
      guard try (fileSystem.status(of: path) == nil) == isNew else { continue }
      self.isNew = isNew
      lock = file
      return
    }
  }

  /// Opens an index that is there, to see before a run starts that it can be written.
  static func check(_ path: FilePath, in fileSystem: any FileSystem) throws {
    try open(path, of: path, in: fileSystem).close()
  }

  private static func open(_ file: FilePath, of index: FilePath, in fileSystem: any FileSystem) throws -> File {
    do {
      return try fileSystem.open(file, for: .updating)
    } catch  where !error.isDiskFull {
      throw ArchiveError.unwritable(index, error.errno)
    }
  }

  /// Removes what was begun of an index that did not come to be.
  deinit { if isNew, lock != nil { try? fileSystem.remove(temporary) } }

  /// Appends a segment with the entries that `entries` calls its argument with, and commits it. It is called twice where
  /// the run has recorded before, and must give the same each time; nothing is written where that is what the index has.
  func append(
    to index: ArchiveIndex, run: Hash128, _ entries: ((ArchiveEntry) throws -> Void) throws -> Void
  ) throws {
    if let own = index.own {
      var (count, digest) = (0, Hash128(high: 0, low: 0))
      try entries {
        count += 1
        digest.add(hashOf: Self.payload($0))
      }
      if count == own.documents.count, digest == own.digest { return }
    }
    let target = isNew ? temporary : path
    let end: Int64
    do {
      end = try write(run, entries, behind: index.state.end)
    } catch {
      // What was not committed does no harm, but takes room.
      if !isNew { try? lock?.truncate(to: index.state.end) }
      throw error
    }
    try commit(.init(generation: index.state.generation + 1, end: end), index.freeCommit, in: target)
    if isNew { try fileSystem.rename(temporary, to: path) }
    try fileSystem.syncDirectory(path.parent)
    lock = nil
  }

  /// Brings a segment to disk and answers where it ends.
  private func write(
    _ run: Hash128, _ entries: ((ArchiveEntry) throws -> Void) throws -> Void, behind end: Int64
  ) throws -> Int64 {
    let writer =
      try isNew
      ? makeIndex() : RecordFileWriter(reopening: path, at: end, kind: ArchiveLayout.kind, in: fileSystem)
    var (count, digest) = (UInt64(0), Hash128(high: 0, low: 0))
    try writer.append(ArchiveLayout.begin(run))
    try entries {
      let payload = Self.payload($0)
      try writer.append(payload)
      count += 1
      digest.add(hashOf: payload)
    }
    try writer.append(ArchiveLayout.end(count, digest))
    try writer.sync()
    try writer.close()
    return writer.position
  }

  private func makeIndex() throws -> RecordFileWriter {
    let writer = try RecordFileWriter(creating: temporary, kind: ArchiveLayout.kind, in: fileSystem)
    try writer.append(ArchiveLayout.header(sketching))
    for _ in ArchiveLayout.commitPositions {
      try writer.append(ArchiveLayout.Commit(generation: 0, end: ArchiveLayout.firstSegment).bytes)
    }
    return writer
  }

  private func commit(_ commit: ArchiveLayout.Commit, _ number: Int, in target: FilePath) throws {
    let file = try fileSystem.open(target, for: .updating)
    try file.seek(to: ArchiveLayout.commitPositions[number])
    try file.write(RecordFile.frame(commit.bytes))
    try file.sync()
    try file.close()
  }

  private static func payload(_ entry: ArchiveEntry) -> [UInt8] {
    var payload = [ArchiveLayout.entryMark]
    entry.append(to: &payload)
    guard payload.count > RecordFile.maximumPayload else { return payload }
    // A text of more than 60 MB can't be compared later, only found again as a whole.
    var whole = entry
    whole.blob = []
    payload = [ArchiveLayout.entryMark]
    whole.append(to: &payload)
    return payload
  }
}
