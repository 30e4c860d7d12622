/// Strings matched byte for byte in a text, by their first or last three bytes: one letter of the scripts that need this.
struct StringTable: Sendable {
  private var byFirst: [UInt32: [[UInt8]]] = [:]
  private var byLast: [UInt32: [[UInt8]]] = [:]

  /// Adds a string of three bytes or more; shorter ones are passed over.
  mutating func add(_ string: String) {
    let bytes = Array(string.utf8)
    guard bytes.count >= 3 else { return }
    let first = Self.key(bytes[0], bytes[1], bytes[2])
    let last = Self.key(bytes[bytes.count - 3], bytes[bytes.count - 2], bytes[bytes.count - 1])
    byFirst[first, default: []].append(bytes)
    byFirst[first]?.sort { $0.count > $1.count }
    byLast[last, default: []].append(bytes)
    byLast[last]?.sort { $0.count > $1.count }
  }

  private static func key(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 { UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c) }

  /// How many bytes the longest string that starts at `offset` has; 0: none does.
  func match(from offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard offset >= 0, offset + 3 <= bytes.count,
      let list = byFirst[Self.key(bytes[offset], bytes[offset + 1], bytes[offset + 2])]
    else { return 0 }
    next: for string in list where offset + string.count <= bytes.count {
      for index in 3..<max(3, string.count) where string[index] != bytes[offset + index] { continue next }
      return string.count
    }
    return 0
  }

  /// How many bytes the longest string that ends at `offset` has; 0: none does.
  func match(endingAt offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard offset >= 3, offset <= bytes.count,
      let list = byLast[Self.key(bytes[offset - 3], bytes[offset - 2], bytes[offset - 1])]
    else { return 0 }
    next: for string in list where string.count <= offset {
      let start = offset - string.count
      for index in 0..<(string.count - 3) where string[index] != bytes[start + index] { continue next }
      return string.count
    }
    return 0
  }
}
