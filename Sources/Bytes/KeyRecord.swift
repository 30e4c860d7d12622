/// A pair of numbers of 16 bytes, as corpus stages sort them: a hash and a document, for example.
@frozen
public struct KeyRecord: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var key: UInt64
  public var value: UInt64

  @inlinable
  public init(key: UInt64, value: UInt64) {
    self.key = key
    self.value = value
  }

  /// By key, then by value.
  @inlinable
  public static func < (left: KeyRecord, right: KeyRecord) -> Bool {
    left.key != right.key ? left.key < right.key : left.value < right.value
  }
}

/// Sorts records by key, then by value, in time linear in their number and with as much memory again.
///
/// Radix sort from the lowest byte to the highest; bytes that are the same in all records cost nothing.
public func radixSort(_ records: inout [KeyRecord]) {
  if records.count < 256 { return records.sort() }
  var counts = [Int](repeating: 0, count: 16 * 256)
  records.withUnsafeBufferPointer { records in
    counts.withUnsafeMutableBufferPointer { counts in
      // Every index is 256 times at most 15 plus a byte: inside the 4096 counters.
      for record in records {
        for place in 0..<8 {
          counts[place &* 256 &+ byte(record.value, place)] &+= 1
          counts[(place &+ 8) &* 256 &+ byte(record.key, place)] &+= 1
        }
      }
    }
  }
  var scratch = [KeyRecord](repeating: KeyRecord(key: 0, value: 0), count: records.count)
  for place in 0..<16 {
    let isValue = place < 8
    let probe = isValue ? records[0].value : records[0].key
    if counts[place * 256 + byte(probe, place & 7)] == records.count { continue }
    var starts = [Int](repeating: 0, count: 256)
    for index in 1..<256 { starts[index] = starts[index - 1] + counts[place * 256 + index - 1] }
    records.withUnsafeBufferPointer { records in
      scratch.withUnsafeMutableBufferPointer { scratch in
        starts.withUnsafeMutableBufferPointer { starts in
          // The counts of a place add up to the number of records, so every start stays inside `scratch`.
          for record in records {
            let digit = byte(isValue ? record.value : record.key, place & 7)
            scratch[starts[digit]] = record
            starts[digit] &+= 1
          }
        }
      }
    }
    swap(&records, &scratch)
  }
}

@inline(__always)
private func byte(_ word: UInt64, _ place: Int) -> Int {
  Int(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: place &* 8) & 0xFF)
}
