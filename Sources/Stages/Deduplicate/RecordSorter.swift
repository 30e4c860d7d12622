import Bytes

/// Sorts records of two 64-bit numbers, by key and then value; more of them than memory holds, where it can spill.
public protocol RecordSorter: AnyObject {
  func add(key: UInt64, value: UInt64) throws
  func add(_ records: [KeyRecord]) throws
  /// Calls `body` with every record in ascending order; the sorter is empty afterwards.
  func drain(_ body: (_ key: UInt64, _ value: UInt64) throws -> Void) throws
}

extension RecordSorter {
  /// Calls `body` once for every key, in ascending order, with all its values; the array is used again.
  func drainGroups(_ body: (_ values: [UInt64]) throws -> Void) throws {
    var group: [UInt64] = []
    var current: UInt64 = 0
    try drain { key, value in
      if key != current, !group.isEmpty {
        try body(group)
        group.removeAll(keepingCapacity: true)
      }
      current = key
      group.append(value)
    }
    if !group.isEmpty { try body(group) }
  }
}

/// Sorts in memory, 16 bytes a record.
public final class InMemorySorter: RecordSorter {
  private var records: [(key: UInt64, value: UInt64)] = []

  public init() {}

  public func add(key: UInt64, value: UInt64) { records.append((key, value)) }

  public func add(_ more: [KeyRecord]) { for record in more { add(key: record.key, value: record.value) } }

  public func drain(_ body: (UInt64, UInt64) throws -> Void) throws {
    records.sort { $0 < $1 }
    let sorted = records
    records = []
    for record in sorted { try body(record.key, record.value) }
  }
}
