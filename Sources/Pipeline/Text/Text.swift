/// Validated UTF-8 bytes.
///
/// Whoever makes one has checked the bytes; everybody else may rely on it and decode without looking.
@frozen
public struct Text: Hashable, Sendable {
  public let bytes: [UInt8]

  /// Wraps bytes that are known to be valid UTF-8; checked in debug builds only.
  @inlinable public init(validated bytes: [UInt8]) {
    assert(String(validating: bytes, as: UTF8.self) != nil, "text is not UTF-8")
    self.bytes = bytes
  }

  public init(_ string: String) { bytes = Array(string.utf8) }

  @inlinable public var count: Int { bytes.count }
  @inlinable public var isEmpty: Bool { bytes.isEmpty }

  /// Calls `body` with the bytes; the buffer must not outlive the call.
  @inlinable public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer(body)
  }

  @inlinable public subscript(range: ByteRange) -> ArraySlice<UInt8> { bytes[range.indices] }

  public func string(_ range: ByteRange) -> String { String(decoding: bytes[range.indices], as: UTF8.self) }

  public var string: String { String(decoding: bytes, as: UTF8.self) }
}
