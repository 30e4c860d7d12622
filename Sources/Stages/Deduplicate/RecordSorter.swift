import Bytes

/// Sorts records of two 64-bit numbers, by key and then value; more of them than memory holds, where it can spill.
public protocol RecordSorter: AnyObject {
  func add(key: UInt64, value: UInt64) throws
  func add(_ records: [KeyRecord]) throws
  /// Calls `body` with every record in ascending order; the sorter is empty afterwards.
  func drain(_ body: (_ key: UInt64, _ value: UInt64) throws -> Void) throws
  /// Calls `body` with every key that has at least `least` records, in ascending order, and with their values, ascending;
  /// the sorter is empty afterwards, and the array is used again.
  func drainGroups(ofAtLeast least: Int, _ body: (_ key: UInt64, _ values: [UInt64]) throws -> Void) throws
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

  public func drainGroups(ofAtLeast least: Int, _ body: (UInt64, [UInt64]) throws -> Void) throws {
    for (key, values) in Dictionary(grouping: records, by: \.key).sorted(by: { $0.key < $1.key })
    where values.count >= least {
      try body(key, values.map(\.value).sorted())
    }
    records = []
  }
}
