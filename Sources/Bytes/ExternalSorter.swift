/// Sorts any number of records with bounded memory: runs sorted in memory, spilled to files, merged on reading.
///
/// Memory: twice the size of a run while adding; while reading, 128 kB for every run file, of which there are at most
/// `maximumFanIn`. Fewer records than fill a run never touch the disk. The files are removed with the `SortedRecords`,
/// or with the sorter when `finish()` is not reached.
public final class ExternalSorter {
  private let folder: FilePath
  private let name: String
  private let fileSystem: any FileSystem
  private let runCapacity: Int
  private let maximumFanIn: Int
  private var records: [KeyRecord] = []
  private var runs: [FilePath] = []
  private var runsMade = 0

  /// - Parameters:
  ///   - folder: an existing folder for the run files, on a disk with room for 16 bytes a record and as much again
  ///     while many runs are merged to fewer.
  ///   - name: the beginning of their names; unique in the folder.
  ///   - runBytes: the size of a run in memory and on disk.
  ///   - maximumFanIn: how many runs are read at the same time.
  public init(
    folder: FilePath, name: String, fileSystem: any FileSystem, runBytes: Int = 64 << 20, maximumFanIn: Int = 128
  ) {
    precondition(maximumFanIn >= 2)
    self.folder = folder
    self.name = name
    self.fileSystem = fileSystem
    self.runCapacity = max(1, runBytes / MemoryLayout<KeyRecord>.size)
    self.maximumFanIn = maximumFanIn
  }

  deinit {
    for run in runs { try? fileSystem.remove(run) }
  }

  public func add(_ record: KeyRecord) throws {
    if records.count == runCapacity { try spill() }
    records.append(record)
  }

  public func add(key: UInt64, value: UInt64) throws {
    try add(KeyRecord(key: key, value: value))
  }

  /// Adds many records at once, which costs less than one by one.
  public func add(_ more: [KeyRecord]) throws {
    if records.count + more.count > runCapacity {
      for record in more { try add(record) }
    } else {
      records.append(contentsOf: more)
    }
  }

  /// Everything that was added, in order. The sorter is empty afterwards.
  public func finish() throws -> SortedRecords {
    if runs.isEmpty {
      radixSort(&records)
      defer { records = [] }
      return SortedRecords(memory: records, runs: [], fileSystem: fileSystem)
    }
    if !records.isEmpty { try spill() }
    records = []
    while runs.count > maximumFanIn { try mergeRuns(maximumFanIn) }
    defer { runs = [] }
    return SortedRecords(memory: [], runs: runs, fileSystem: fileSystem)
  }

  private func spill() throws {
    radixSort(&records)
    let run = nextRun()
    runs.append(run)
    let writer = try RunWriter(run, in: fileSystem)
    for record in records { try writer.append(record) }
    try writer.close()
    records.removeAll(keepingCapacity: true)
  }

  /// Makes one run of the first `count`, which are the oldest.
  private func mergeRuns(_ count: Int) throws {
    let run = nextRun()
    let merged = Array(runs[..<count])
    runs.append(run)
    let writer = try RunWriter(run, in: fileSystem)
    let merge = try RunMerge(merged.map { try RunReader($0, in: fileSystem) })
    while let record = try merge.next() { try writer.append(record) }
    try writer.close()
    runs.removeFirst(count)
    for old in merged { try fileSystem.remove(old) }
  }

  private func nextRun() -> FilePath {
    runsMade += 1
    return folder / "\(name).\(runsMade).run"
  }
}

/// Records in order of key, then value; they can be read any number of times, by several readers at once.
public final class SortedRecords: Sendable {
  private let memory: [KeyRecord]
  private let runs: [FilePath]
  private let fileSystem: any FileSystem

  init(memory: [KeyRecord], runs: [FilePath], fileSystem: any FileSystem) {
    self.memory = memory
    self.runs = runs
    self.fileSystem = fileSystem
  }

  deinit {
    for run in runs { try? fileSystem.remove(run) }
  }

  /// Whether everything fitted into memory.
  public var isInMemory: Bool { runs.isEmpty }

  /// Starts reading from the first record.
  public func makeReader() throws -> Reader {
    let merge = runs.isEmpty ? nil : try RunMerge(runs.map { try RunReader($0, in: fileSystem) })
    return Reader(owner: self, memory: memory, merge: merge)
  }

  /// Calls `body` with every record, in order.
  public func forEach(_ body: (KeyRecord) throws -> Void) throws {
    if runs.isEmpty {
      for record in memory { try body(record) }
      return
    }
    var reader = try makeReader()
    while let record = try reader.next() { try body(record) }
  }

  /// Calls `body` with every key that has at least `least` records, in order, and with their values, ascending; the array
  /// is used again.
  public func forEachGroup(ofAtLeast least: Int, _ body: (_ key: UInt64, _ values: [UInt64]) throws -> Void) throws {
    var values: [UInt64] = []
    if runs.isEmpty {
      try memory.withUnsafeBufferPointer { records in
        var start = 0
        while start < records.count {
          let key = records[start].key
          var end = start &+ 1
          while end < records.count, records[end].key == key { end &+= 1 }
          if end &- start >= least {
            values.removeAll(keepingCapacity: true)
            for index in start..<end { values.append(records[index].value) }
            try body(key, values)
          }
          start = end
        }
      }
      return
    }
    var reader = try makeReader()
    var current: UInt64 = 0
    while let record = try reader.next() {
      if record.key != current {
        if values.count >= max(1, least) { try body(current, values) }
        values.removeAll(keepingCapacity: true)
        current = record.key
      }
      values.append(record.value)
    }
    if values.count >= max(1, least) { try body(current, values) }
  }

  /// A place in the sorted records.
  public struct Reader {
    /// Keeps the run files while they are read.
    let owner: SortedRecords
    let memory: [KeyRecord]
    var index = 0
    let merge: RunMerge?

    /// The next record, or nil at the end.
    public mutating func next() throws -> KeyRecord? {
      if let merge { return try merge.next() }
      if index == memory.count { return nil }
      defer { index += 1 }
      return memory[index]
    }
  }
}
