import Bytes
import Pipeline

/// An index of documents of earlier runs, on disk: what new ones are compared with (`against`).
///
/// A record file: one record that says how its documents were sketched, one an entry, and a last one with their number. A
/// file without the last one, with a wrong checksum or of another kind is refused. It is never changed in place: to append,
/// a new file is written beside it and renamed.
///
/// Memory: 136 bytes a document. Entries are read when a comparison asks for them.
final class ArchiveIndex {
  private static let kind = RecordFile.Kind(magic: "ASSAYddx", version: 1)
  private static let headerMark: UInt8 = 0
  private static let entryMark: UInt8 = 1
  private static let endMark: UInt8 = 2

  let path: FilePath
  private let fileSystem: any FileSystem
  private let reader: RecordFileReader?
  private(set) var keys: [UInt8] = []
  private(set) var clusters: [ClusterName] = []
  private(set) var isKept: [Bool] = []
  private var positions: [Int64] = []

  var count: Int { positions.count }

  /// Reads all of the index once, and so verifies it.
  ///
  /// - Parameter mayBeAbsent: whether an index that is not there is an empty one.
  init(_ path: FilePath, _ sketching: Sketching, mayBeAbsent: Bool, in fileSystem: any FileSystem) throws {
    self.path = path
    self.fileSystem = fileSystem
    if try mayBeAbsent && fileSystem.status(of: path) == nil {
      reader = nil
      return
    }
    let reader = try RecordFileReader(path, kind: Self.kind, in: fileSystem)
    self.reader = reader
    guard let header = try reader.next(), header.first == Self.headerMark else { throw ArchiveError.incomplete(path) }
    guard let found = Sketching(header.dropFirst()) else { throw ArchiveError.incomplete(path) }
    guard found == sketching else { throw ArchiveError.otherSketching(path, found, sketching) }
    var payload: [UInt8] = []
    var end: UInt64?
    while true {
      let position = reader.position
      guard try reader.next(into: &payload) else { break }
      guard end == nil, payload.count > DocumentKey.size + 17 || payload.first == Self.endMark else {
        throw ArchiveError.incomplete(path)
      }
      if payload[0] == Self.endMark {
        guard payload.count == 9 else { throw ArchiveError.incomplete(path) }
        end = payload.withUnsafeBytes { $0.word64(1) }
        continue
      }
      keys.append(contentsOf: payload[1...DocumentKey.size])
      payload.withUnsafeBytes {
        clusters.append(
          ClusterName(high: $0.word64(1 + DocumentKey.size), low: $0.word64(9 + DocumentKey.size)))
      }
      isKept.append(payload[DocumentKey.size + 17] == 1)
      positions.append(position)
    }
    guard end == UInt64(positions.count) else { throw ArchiveError.incomplete(path) }
  }

  func entry(at position: Int) throws -> ArchiveEntry {
    guard let reader, let entry = ArchiveEntry(Array(try reader.read(at: positions[position]).dropFirst())) else {
      throw ArchiveError.incomplete(path)
    }
    return entry
  }

  /// Puts a new index in the place of this one, in one step: the entries of this one for which `stays` is true, and those
  /// that `next` gives until it gives nil. Where anything fails the old one is untouched.
  func replace(
    _ sketching: Sketching, keeping stays: (Int) -> Bool, adding next: () throws -> ArchiveEntry?
  ) throws {
    let temporary = FilePath(bytes: path.bytes + Array(".new".utf8))
    do {
      let writer = try RecordFileWriter(creating: temporary, kind: Self.kind, in: fileSystem)
      try writer.append(Self.header(sketching))
      var count: UInt64 = 0
      for position in 0..<self.count where stays(position) {
        try writer.append(reader!.read(at: positions[position]))
        count += 1
      }
      while let entry = try next() {
        var payload = [Self.entryMark]
        entry.append(to: &payload)
        // A text of more than 60 MB can't be compared later, only found again as a whole.
        if payload.count > RecordFile.maximumPayload {
          var whole = entry
          whole.blob = []
          payload = [Self.entryMark]
          whole.append(to: &payload)
        }
        try writer.append(payload)
        count += 1
      }
      var end = [Self.endMark]
      end.appendLittleEndian(count)
      try writer.append(end)
      try writer.sync()
      try writer.close()
    } catch {
      try? fileSystem.remove(temporary)
      throw error
    }
    try fileSystem.rename(temporary, to: path)
    try fileSystem.syncDirectory(path.parent)
  }

  private static func header(_ sketching: Sketching) -> [UInt8] { [headerMark] + sketching.bytes }
}
