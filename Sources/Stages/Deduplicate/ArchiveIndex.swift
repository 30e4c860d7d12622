import Bytes
import Pipeline

/// An index of documents of earlier runs, on disk: what new ones are compared with (`against`). See `ArchiveLayout`.
///
/// Memory: 136 bytes a document. Entries are read when a comparison asks for them.
final class ArchiveIndex {
  /// What one run has recorded.
  struct Segment {
    /// Names the documents of the run, whatever their order.
    var run: Hash128
    var documents: Range<Int>
    /// Of all entries, whatever their order.
    var digest: Hash128
  }

  let path: FilePath
  private let reader: RecordFileReader?
  private(set) var keys: [UInt8] = []
  private(set) var clusters: [ClusterName] = []
  private(set) var isKept: [Bool] = []
  /// What the run itself has recorded before, which is not compared.
  private(set) var own: Segment?
  /// Where the whole segments end, and how many commits led there.
  private(set) var state = ArchiveLayout.Commit(generation: 0, end: ArchiveLayout.firstSegment)
  /// Which of the two commit records is not needed any more.
  private(set) var freeCommit = 0
  private var positions: [Int64] = []

  var count: Int { positions.count }

  /// Reads all of the index once, and so verifies it.
  ///
  /// - Parameters:
  ///   - run: names the documents of this run, where it records: what they have recorded before is left out.
  ///   - mayBeAbsent: whether an index that is not there is an empty one.
  init(
    _ path: FilePath, _ sketching: Sketching, run: Hash128? = nil, mayBeAbsent: Bool, in fileSystem: any FileSystem
  ) throws {
    self.path = path
    if try mayBeAbsent && fileSystem.status(of: path) == nil {
      reader = nil
      return
    }
    do {
      let (reader, state, free) = try Self.open(path, sketching, in: fileSystem)
      self.reader = reader
      (self.state, freeCommit) = (state, free)
      try readSegments(reader, without: run)
    } catch let error as RecordFileError {
      throw ArchiveError(error, knowing: ArchiveLayout.kind.version)
    }
  }

  /// Looks at the beginning of an index only, so that most of what is wrong with it is told before a run starts.
  static func check(_ path: FilePath, _ sketching: Sketching, in fileSystem: any FileSystem) throws {
    do {
      _ = try open(path, sketching, in: fileSystem)
    } catch let error as RecordFileError {
      throw ArchiveError(error, knowing: ArchiveLayout.kind.version)
    }
  }

  private static func open(
    _ path: FilePath, _ sketching: Sketching, in fileSystem: any FileSystem
  ) throws -> (RecordFileReader, ArchiveLayout.Commit, free: Int) {
    let reader = try RecordFileReader(path, kind: ArchiveLayout.kind, in: fileSystem)
    guard reader.version == ArchiveLayout.kind.version else {
      throw ArchiveError.otherVersion(path, found: reader.version, known: ArchiveLayout.kind.version)
    }
    guard let found = Sketching(try reader.read(at: ArchiveLayout.headerPosition).dropFirst()) else {
      throw ArchiveError.damaged(path, "it doesn't say how its articles were sketched")
    }
    guard found == sketching else { throw ArchiveError.otherSketching(path, found, sketching) }
    let commits = ArchiveLayout.commitPositions.map { position in
      (try? reader.read(at: position)).flatMap { ArchiveLayout.Commit($0) }
    }
    let size = try fileSystem.status(of: path)?.size ?? 0
    let newest = (commits[0]?.generation ?? 0) < (commits[1]?.generation ?? 0) || commits[0] == nil ? 1 : 0
    guard var state = commits[newest] else {
      throw ArchiveError.damaged(path, "neither of its two commit records is whole")
    }
    guard state.end <= size else { throw ArchiveError.cut(path, size: size, expected: state.end) }
    // A commit that was cut short: the segment that it spoke of was on disk by then, so all of it must be there.
    if commits[1 - newest] == nil, state.end < size { state = .init(generation: state.generation + 1, end: size) }
    return (reader, state, 1 - newest)
  }

  private func readSegments(_ reader: RecordFileReader, without run: Hash128?) throws {
    var segments: [Segment] = []
    var begun: Segment?
    var payload: [UInt8] = []
    reader.seek(to: ArchiveLayout.firstSegment)
    while reader.position < state.end {
      let position = reader.position
      func damaged() -> ArchiveError { .damaged(path, "what stands at byte \(position) is out of place") }
      guard try reader.next(into: &payload), let mark = payload.first else { throw damaged() }
      switch (mark, begun) {
      case (ArchiveLayout.beginMark, nil) where payload.count == 17:
        begun = Segment(
          run: ArchiveLayout.hash(payload, at: 1), documents: count..<count, digest: Hash128(high: 0, low: 0))
      case (ArchiveLayout.entryMark, .some) where payload.count > DocumentKey.size + 17:
        add(payload, at: position)
      case (ArchiveLayout.endMark, .some(var segment)) where payload.count == 25:
        segment.documents = segment.documents.lowerBound..<count
        segment.digest = ArchiveLayout.hash(payload, at: 9)
        guard payload.withUnsafeBytes({ $0.word64(1) }) == UInt64(segment.documents.count) else { throw damaged() }
        segments.append(segment)
        begun = nil
      default: throw damaged()
      }
    }
    guard begun == nil, reader.position == state.end else {
      throw ArchiveError.damaged(path, "its last segment has no end")
    }
    leaveOut(segments, run)
  }

  private func add(_ payload: [UInt8], at position: Int64) {
    keys.append(contentsOf: payload[1...DocumentKey.size])
    payload.withUnsafeBytes {
      clusters.append(ClusterName(high: $0.word64(1 + DocumentKey.size), low: $0.word64(9 + DocumentKey.size)))
    }
    isKept.append(payload[DocumentKey.size + 17] == 1)
    positions.append(position)
  }

  /// Of several segments of the same documents the last one counts. A run that has recorded before is compared with what
  /// the index had then, so that it decides the same.
  private func leaveOut(_ segments: [Segment], _ run: Hash128?) {
    let before = segments.firstIndex { $0.run == run } ?? segments.count
    own = segments.last { $0.run == run }
    var later: Set<Hash128> = []
    // From the end on, so that the ranges before stay where they are.
    for (number, segment) in segments.enumerated().reversed() {
      if later.insert(segment.run).inserted, number < before { continue }
      let range = segment.documents
      keys.removeSubrange(range.lowerBound * DocumentKey.size..<range.upperBound * DocumentKey.size)
      clusters.removeSubrange(range)
      isKept.removeSubrange(range)
      positions.removeSubrange(range)
    }
  }

  func entry(at position: Int) throws -> ArchiveEntry {
    guard let reader, let entry = ArchiveEntry(Array(try reader.read(at: positions[position]).dropFirst())) else {
      throw ArchiveError.damaged(path, "entry \(position) is not what was written")
    }
    return entry
  }
}
