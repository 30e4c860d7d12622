/// Where the bytes of a record lie.
public struct Source: Hashable, Sendable {
  /// Path as given or found; bytes, since file names need not be UTF-8. `-` is standard input.
  public var path: ByteString
  /// Offset of the record in the (decompressed) file.
  public var offset: UInt64
  /// Bytes of the record in the (decompressed) file.
  public var length: UInt64
  /// Name of the charset that the bytes were decoded from, where it was not UTF-8.
  public var charset: String?
  /// Bytes of the record that are not of its charset; the original has U+FFFD in their place.
  public var replacedBytes: UInt64 = 0
  /// The name of the read format that parsed the record; `why` reads the record again with it.
  public var format: String

  public init(path: ByteString, offset: UInt64 = 0, length: UInt64 = 0, charset: String? = nil, format: String = "") {
    self.path = path
    self.offset = offset
    self.length = length
    self.charset = charset
    self.format = format
  }
}
