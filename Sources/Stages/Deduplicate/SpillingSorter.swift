import Bytes
import Pipeline
import Synchronization

/// Sorts more records than memory holds, in runs on disk.
final class SpillingSorter: RecordSorter {
  private let sorter: ExternalSorter
  private static let number = Atomic<Int>(0)

  /// - Parameter runBytes: how much is sorted in memory before it goes to disk.
  init(in folder: ByteString, runBytes: Int = 32 << 20, fileSystem: any FileSystem = POSIXFileSystem()) {
    // Names need only be unique in the folder of one decision, which is emptied afterwards.
    let number = Self.number.add(1, ordering: .relaxed).newValue
    sorter = ExternalSorter(
      folder: FilePath(bytes: folder.bytes), name: "pairs-\(number)-", fileSystem: fileSystem, runBytes: runBytes)
  }

  func add(key: UInt64, value: UInt64) throws { try sorter.add(key: key, value: value) }

  func add(_ records: [KeyRecord]) throws { try sorter.add(records) }

  func drain(_ body: (UInt64, UInt64) throws -> Void) throws {
    try sorter.finish().forEach { try body($0.key, $0.value) }
  }

  func drainGroups(ofAtLeast least: Int, _ body: (UInt64, [UInt64]) throws -> Void) throws {
    try sorter.finish().forEachGroup(ofAtLeast: least, body)
  }
}
