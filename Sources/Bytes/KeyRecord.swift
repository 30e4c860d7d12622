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
  // Bits in which any two records differ; most records have few such bytes, and only those are sorted by.
  var differing = KeyRecord(key: 0, value: 0)
  for record in records {
    differing.key |= record.key ^ records[0].key
    differing.value |= record.value ^ records[0].value
  }
  var scratch = [KeyRecord](repeating: KeyRecord(key: 0, value: 0), count: records.count)
  for place in 0..<16 {
    let isValue = place < 8
    guard byte(isValue ? differing.value : differing.key, place & 7) != 0 else { continue }
    if isValue {
      distribute(records, into: &scratch) { byte($0.value, place) }
    } else {
      distribute(records, into: &scratch) { byte($0.key, place & 7) }
    }
    swap(&records, &scratch)
  }
}

/// Copies records in order of one byte, those of equal bytes in the order they had.
@inline(__always)
private func distribute(
  _ records: [KeyRecord], into scratch: inout [KeyRecord], by digit: (KeyRecord) -> Int
) {
  records.withUnsafeBufferPointer { records in
    scratch.withUnsafeMutableBufferPointer { scratch in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
        starts.initialize(repeating: 0)
        // A digit is a byte: inside the 256 counters.
        for record in records { starts[digit(record)] &+= 1 }
        var start = 0
        for index in 0..<256 {
          let count = starts[index]
          starts[index] = start
          start &+= count
        }
        // The counts add up to the number of records, so every start stays inside `scratch`.
        for record in records {
          let digit = digit(record)
          scratch[starts[digit]] = record
          starts[digit] &+= 1
        }
      }
    }
  }
}

@inline(__always)
private func byte(_ word: UInt64, _ place: Int) -> Int {
  Int(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: place &* 8) & 0xFF)
}
