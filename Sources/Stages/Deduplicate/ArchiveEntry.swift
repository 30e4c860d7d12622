import Bytes
import Pipeline

/// What an archive index keeps of a document: its key record, where it belongs, and its blob.
struct ArchiveEntry {
  var key: [UInt8]
  var cluster: ClusterName
  /// Whether it is the one of its cluster that stays.
  var isKept: Bool
  var id: ByteString
  var published: String?
  var blob: [UInt8]

  init(
    key: [UInt8], cluster: ClusterName, isKept: Bool, id: ByteString, published: String?, blob: [UInt8]
  ) {
    self.key = key
    self.cluster = cluster
    self.isKept = isKept
    self.id = id
    self.published = published
    self.blob = blob
  }

  func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: key)
    bytes.appendLittleEndian(cluster.high)
    bytes.appendLittleEndian(cluster.low)
    bytes.append(isKept ? 1 : 0)
    for part in [id.bytes, published.map { Array($0.utf8) } ?? [], blob] {
      bytes.appendLittleEndian(UInt32(part.count))
      bytes.append(contentsOf: part)
    }
  }

  /// Nil for bytes that are no entry.
  init?(_ bytes: [UInt8]) {
    let fixed = DocumentKey.size + 17
    guard bytes.count >= fixed + 12 else { return nil }
    key = Array(bytes[..<DocumentKey.size])
    cluster = bytes.withUnsafeBytes {
      ClusterName(high: $0.word64(DocumentKey.size), low: $0.word64(DocumentKey.size + 8))
    }
    isKept = bytes[fixed - 1] == 1
    var parts: [[UInt8]] = []
    var offset = fixed
    for _ in 0..<3 {
      guard offset + 4 <= bytes.count else { return nil }
      let count = bytes.withUnsafeBytes { Int($0.word32(offset)) }
      guard offset + 4 + count <= bytes.count else { return nil }
      parts.append(Array(bytes[offset + 4..<offset + 4 + count]))
      offset += 4 + count
    }
    guard offset == bytes.count else { return nil }
    id = ByteString(parts[0])
    published = parts[1].isEmpty ? nil : String(decoding: parts[1], as: UTF8.self)
    blob = parts[2]
  }
}

/// The name of a cluster: a content hash, written as 32 hexadecimal digits.
struct ClusterName: Hashable {
  var high: UInt64
  var low: UInt64

  var text: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
