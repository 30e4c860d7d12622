/// Something that gives bytes from front to end: a file, a pipe, a decompressor over one of them.
public protocol ByteSource: AnyObject {
  /// Reads up to the size of `buffer` (which must not be empty) and returns how many bytes came; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Gives the bytes of an array, at most `step` at a time.
public final class ArraySource: ByteSource {
  private let bytes: [UInt8]
  private let step: Int
  private var offset = 0

  public init(_ bytes: [UInt8], step: Int = .max) {
    self.bytes = bytes
    self.step = step
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, step, bytes.count - offset)
    buffer.copyBytes(from: bytes[offset..<(offset + count)])
    offset += count
    return count
  }
}
