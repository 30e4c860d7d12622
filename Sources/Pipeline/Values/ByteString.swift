/// Bytes used as an identity: document ids, paths, keys.
///
/// Swift's `String` calls NFC and NFD spellings equal, and file names need not be UTF-8, so identity in Assay is
/// always that of bytes. Order is bytewise.
@frozen
public struct ByteString: Hashable, Comparable, Sendable {
  public var bytes: [UInt8]

  @inlinable public init(_ bytes: [UInt8] = []) { self.bytes = bytes }
  @inlinable public init(_ string: String) { self.bytes = Array(string.utf8) }
  @inlinable public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  @inlinable public var isEmpty: Bool { bytes.isEmpty }

  @inlinable public static func < (a: ByteString, b: ByteString) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }

  /// The text people see: valid UTF-8 as it is, invalid bytes and control characters as `%HH`.
  public var display: String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var rest = bytes[...]
    let hex = Array("0123456789ABCDEF".utf8)
    while let first = rest.first {
      let length = max(1, utf8SequenceLength(rest))
      let character = rest.prefix(length)
      rest = rest.dropFirst(length)
      // U+0000 to U+001F, U+007F, and U+0080 to U+009F, which UTF-8 writes as C2 80 to C2 9F.
      let isControl = first < 0x20 || first == 0x7F || (first == 0xC2 && length == 2 && character.last! < 0xA0)
      if isControl || (length == 1 && first >= 0x80) {
        for byte in character { out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]] }
      } else {
        out += character
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension ByteString: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) { self.init(value) }
  public var description: String { display }
}

/// The length of the valid UTF-8 sequence at the start of `bytes`, or 0 where there is none.
private func utf8SequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
  guard let first = bytes.first else { return 0 }
  let length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
  guard length > 0, bytes.count >= length else { return 0 }
  return String(validating: bytes.prefix(length), as: UTF8.self) == nil ? 0 : length
}
