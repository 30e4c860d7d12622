/// How the sorted runs of an `ExternalSorter` lie on disk: record files whose payloads are blocks of 4,096 records of
/// two little-endian words.
private let runKind = RecordFile.Kind(magic: "ASSAYrun", version: 1)
private let recordsPerBlock = 4096

/// Writes a run, record by record, in order.
final class RunWriter {
  private let writer: RecordFileWriter
  private var block: [UInt8] = []

  init(_ path: FilePath, in fileSystem: any FileSystem) throws {
    writer = try RecordFileWriter(creating: path, kind: runKind, in: fileSystem)
    block.reserveCapacity(recordsPerBlock * 16)
  }

  func append(_ record: KeyRecord) throws {
    withUnsafeBytes(of: (record.key.littleEndian, record.value.littleEndian)) { block.append(contentsOf: $0) }
    if block.count == recordsPerBlock * 16 { try endBlock() }
  }

  func close() throws {
    if !block.isEmpty { try endBlock() }
    try writer.close()
  }

  private func endBlock() throws {
    try writer.append(block)
    block.removeAll(keepingCapacity: true)
  }
}

/// Reads a run, record by record.
final class RunReader {
  private let reader: RecordFileReader
  private var block: [UInt8] = []
  private var offset = 0

  init(_ path: FilePath, in fileSystem: any FileSystem) throws {
    reader = try RecordFileReader(path, kind: runKind, in: fileSystem, bufferSize: 1 << 16)
  }

  func next() throws -> KeyRecord? {
    if offset == block.count {
      offset = 0
      if try !reader.next(into: &block) { return nil }
    }
    // Blocks are made of whole records, and their checksums have been verified.
    defer { offset += 16 }
    return block.withUnsafeBytes {
      KeyRecord(key: Hash.word64($0, offset), value: Hash.word64($0, offset + 8))
    }
  }
}

/// Merges runs: a binary heap of the first unread record of each.
final class RunMerge {
  private let runs: [RunReader]
  /// The smallest record is at the front; every record is not above the two at twice its index plus one and two.
  private var heap: [(record: KeyRecord, run: Int)] = []

  init(_ runs: [RunReader]) throws {
    self.runs = runs
    for (index, run) in runs.enumerated() {
      if let record = try run.next() { heap.append((record, index)) }
    }
    // A sorted array is a heap.
    heap.sort { $0.record < $1.record }
  }

  func next() throws -> KeyRecord? {
    guard let first = heap.first else { return nil }
    if let record = try runs[first.run].next() {
      heap[0].record = record
    } else {
      let last = heap.removeLast()
      if heap.isEmpty { return first.record }
      heap[0] = last
    }
    siftDown()
    return first.record
  }

  /// Moves the front down to where it belongs.
  private func siftDown() {
    let moving = heap[0]
    var hole = 0
    while true {
      var child = 2 * hole + 1
      if child >= heap.count { break }
      if child + 1 < heap.count && heap[child + 1].record < heap[child].record { child += 1 }
      if !(heap[child].record < moving.record) { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = moving
  }
}
