/// Strings behind one another, each behind its length, as they stand in a block; the empty one first.
struct StringPool {
  typealias Last = (bytes: [UInt8], offset: UInt32)

  private(set) var bytes: [UInt8] = [0, 0, 0, 0]

  /// Consecutive records mostly share their strings, since aliases follow their name; `last` keeps the one before.
  ///
  /// A string beyond the first 4 GB has no place and becomes the empty one.
  mutating func add(_ string: [UInt8], _ last: inout Last) -> UInt32 {
    if string.isEmpty { return 0 }
    if last.bytes == string { return last.offset }
    last = (string, add(string))
    return last.offset
  }

  mutating func add(_ string: some Collection<UInt8>) -> UInt32 {
    guard let offset = UInt32(exactly: bytes.count), let length = UInt32(exactly: string.count) else { return 0 }
    for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    bytes.append(contentsOf: string)
    return offset
  }
}

/// A few strings that many names share, by number.
struct TermTable {
  private(set) var terms: [String] = []
  private var numbers: [String: UInt16] = [:]
  private var last: (term: String, number: UInt16)?
  /// Whether a term had no place.
  private(set) var isExceeded = false

  /// The number of a term; nil where there are too many.
  mutating func index(of term: String) -> UInt16? {
    if let last, last.term == term { return last.number }
    if let known = numbers[term] {
      last = (term, known)
      return known
    }
    guard terms.count < GazetteerBuilder.maximumTerms else {
      isExceeded = true
      return nil
    }
    let number = UInt16(terms.count)
    numbers[term] = number
    terms.append(term)
    return number
  }
}

/// Open addressing with linear probing, at most three quarters full; node 0, to which no edge leads, is an empty slot.
struct EdgeTable {
  private(set) var keys = [UInt64](repeating: 0, count: 64)
  private(set) var nodes = [UInt32](repeating: 0, count: 64)
  private(set) var count = 0

  /// The node that `key` leads to, made `newNode` where there was none.
  mutating func insert(_ key: UInt64, newNode: UInt32) -> (node: UInt32, isNew: Bool) {
    if count * 4 >= keys.count * 3 { grow() }
    let slot = slot(of: key)
    if nodes[slot] != 0 { return (nodes[slot], false) }
    keys[slot] = key
    nodes[slot] = newNode
    count += 1
    return (newNode, true)
  }

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
    while nodes[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = (keys, nodes)
    keys = [UInt64](repeating: 0, count: old.0.count * 2)
    nodes = [UInt32](repeating: 0, count: old.0.count * 2)
    for index in old.0.indices where old.1[index] != 0 {
      let slot = slot(of: old.0[index])
      keys[slot] = old.0[index]
      nodes[slot] = old.1[index]
    }
  }
}
