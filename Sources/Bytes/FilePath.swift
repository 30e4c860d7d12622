/// The path of a file: bytes, since names on disk need not be UTF-8.
///
/// Equality and order are those of the bytes. Swift strings would call two different files equal when one name is
/// composed (NFC) and the other decomposed (NFD).
public struct FilePath: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var bytes: [UInt8]

  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ path: String) {
    self.bytes = Array(path.utf8)
  }

  public static func < (left: FilePath, right: FilePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// The path of `name` in the folder `folder`. An absolute `name` stands for itself.
  public static func / (folder: FilePath, name: FilePath) -> FilePath {
    if folder.bytes.isEmpty || name.isAbsolute { return name }
    if folder.bytes.last == slash { return FilePath(bytes: folder.bytes + name.bytes) }
    return FilePath(bytes: folder.bytes + [slash] + name.bytes)
  }

  /// The path of `name` in the folder `folder`.
  public static func / (folder: FilePath, name: String) -> FilePath {
    folder / FilePath(name)
  }

  public var isAbsolute: Bool { bytes.first == FilePath.slash }

  /// The name after the last slash; slashes at the end do not count. Empty for "/" and "".
  public var lastComponent: [UInt8] {
    let end = endWithoutSlashes
    let start = bytes[..<end].lastIndex(of: FilePath.slash).map { $0 + 1 } ?? 0
    return Array(bytes[start..<end])
  }

  /// The folder that holds the last component, as `dirname` gives it: "." for a bare name, "/" for "/".
  public var parent: FilePath {
    guard let last = bytes[..<endWithoutSlashes].lastIndex(of: FilePath.slash) else {
      return FilePath(isAbsolute ? "/" : ".")
    }
    let folder = FilePath(bytes: Array(bytes[..<last]))
    let end = folder.endWithoutSlashes
    return end == 0 ? FilePath("/") : FilePath(bytes: Array(bytes[..<end]))
  }

  /// The bytes after the last dot of the last component, without the dot; nil for "name", "name." and ".name".
  public var `extension`: [UInt8]? {
    let name = lastComponent
    guard let dot = name.lastIndex(of: 0x2E), dot > 0, dot + 1 < name.count else { return nil }
    return Array(name[(dot + 1)...])
  }

  /// The path for people: UTF-8 as it is, bytes that are not UTF-8 and control characters as %HH.
  ///
  /// So a file name can't send escape sequences to a terminal or break a line of a report. Two different paths may look
  /// the same, since a percent sign stays as it is.
  public var display: String {
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        let (length, isValid) = UTF8Validity.sequence(in: bytes, at: offset)
        let character = bytes[offset..<(offset + length)]
        let lead = bytes[offset]
        // U+0000 to U+001F, U+007F, and U+0080 to U+009F, which UTF-8 writes as C2 80 to C2 9F.
        let isControl = lead < 0x20 || lead == 0x7F || (lead == 0xC2 && length == 2 && bytes[offset + 1] < 0xA0)
        if isValid && !isControl {
          shown.append(contentsOf: character)
        } else {
          for byte in character {
            shown.append(0x25)
            shown.append(FilePath.upperDigit(byte >> 4))
            shown.append(FilePath.upperDigit(byte & 15))
          }
        }
        offset += length
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }

  public var description: String { display }

  private static let slash: UInt8 = 0x2F

  private static func upperDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x37 + value
  }

  private var endWithoutSlashes: Int {
    bytes.lastIndex { $0 != FilePath.slash }.map { $0 + 1 } ?? 0
  }
}
