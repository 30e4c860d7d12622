import Bytes
import Glibc
import Pipeline

/// The decompressed bytes of one file, read in chunks and cut into lines or taken whole.
final class RecordStream {
  enum Piece {
    case end
    /// A record was appended to the buffer: its offset in the decompressed file and its length.
    case record(offset: UInt64, length: Int)
    /// The first bytes of a record longer than allowed were appended; `rest(of:)` gives what follows, for lines up to
    /// the newline and with a carriage return before it.
    case tooLong(offset: UInt64)
  }

  private let source: any ByteSource
  private let decompressor: DecompressingReader?
  private var chunk: [UInt8]
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// Offset in the decompressed file of the next byte to be taken.
  private(set) var offset: UInt64 = 0

  init(_ fileSystem: any FileSystem, _ file: InputFile, skipping skip: UInt64) throws {
    chunk = Array(repeating: 0, count: 256 << 10)
    let isStandardInput = file.path == "-"
    let handle = try fileSystem.open(
      isStandardInput ? FilePath("/dev/stdin") : FilePath(bytes: file.path.bytes), for: .reading)
    var compression = Compression(path: file.path.bytes)
    if isStandardInput {
      // Standard input has no name to tell; gzip and zstd show themselves by their first bytes.
      let peeked = PeekedSource(handle)
      compression = try peeked.sniff()
      decompressor = compression == .none ? nil : DecompressingReader(compression, over: peeked)
      source = decompressor ?? peeked
    } else {
      decompressor = compression == .none ? nil : DecompressingReader(compression, over: handle)
      source = decompressor ?? handle
    }
    if skip > 0 {
      if compression == .none, !isStandardInput {
        try handle.seek(to: Int64(skip))
      } else {
        var left = skip
        while left > 0, try fill() {
          let count = UInt64(min(left, UInt64(end - start)))
          start += Int(count)
          left -= count
        }
      }
      offset = skip
    }
  }

  /// How far the reading of the file as it lies on disk has come.
  var bytesOnDisk: Int64 { decompressor?.compressedOffset ?? Int64(offset) }

  /// Makes sure that there are bytes in the chunk; false at the end of the file.
  private func fill() throws -> Bool {
    if start < end { return true }
    if isAtEnd { return false }
    start = 0
    end = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
    isAtEnd = end == 0
    return end > 0
  }

  /// Appends the next line that is not blank, without its line end.
  func line(limit: Int, into buffer: inout [UInt8]) throws -> Piece {
    while true {
      let begin = offset
      let first = buffer.count
      var isTerminated = false
      while !isTerminated, try fill() {
        let found = chunk.withUnsafeBufferPointer { bytes -> Int? in
          guard let base = bytes.baseAddress, let hit = memchr(base + start, 0x0A, end - start) else { return nil }
          return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
        }
        let stop = found ?? end
        buffer.append(contentsOf: chunk[start..<stop])
        offset += UInt64(stop - start)
        start = stop
        if found != nil {
          start += 1
          offset += 1
          isTerminated = true
        } else if buffer.count - first > limit + 1 {
          // One more byte than allowed may be the first half of a line end.
          return .tooLong(offset: begin)
        }
      }
      if !isTerminated, buffer.count == first { return .end }
      let endsInReturn = buffer.count > first && buffer.last == 0x0D
      if buffer.count - first - (endsInReturn ? 1 : 0) > limit {
        // The end of the line is behind us already, so there is no rest to stream.
        lineEnded = true
        return .tooLong(offset: begin)
      }
      if endsInReturn { buffer.removeLast() }
      if buffer[first...].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        buffer.removeSubrange(first...)
        if !isTerminated { return .end }
        continue
      }
      return .record(offset: begin, length: buffer.count - first)
    }
  }

  private var lineEnded = false

  /// Appends the whole rest of the file.
  func whole(limit: Int, into buffer: inout [UInt8]) throws -> Piece {
    let begin = offset
    let first = buffer.count
    while try fill() {
      buffer.append(contentsOf: chunk[start..<end])
      offset += UInt64(end - start)
      start = end
      if buffer.count - first > limit { return .tooLong(offset: begin) }
    }
    return .record(offset: begin, length: buffer.count - first)
  }

  /// The next bytes of a record that was too long, or nil at its end.
  func rest(of framing: Framing) throws -> [UInt8]? {
    if lineEnded {
      lineEnded = false
      return nil
    }
    guard try fill() else { return nil }
    if framing == .lines, let newline = chunk[start..<end].firstIndex(of: 0x0A) {
      defer { start = newline + 1 }
      offset += UInt64(newline + 1 - start)
      lineEnded = true
      return Array(chunk[start..<newline])
    }
    defer { start = end }
    offset += UInt64(end - start)
    return Array(chunk[start..<end])
  }
}

/// A source whose first bytes have been looked at.
private final class PeekedSource: ByteSource {
  private let source: any ByteSource
  private var head: [UInt8] = []

  init(_ source: any ByteSource) { self.source = source }

  func sniff() throws -> Compression {
    var buffer = [UInt8](repeating: 0, count: 4)
    while head.count < 4 {
      let count = try buffer.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<(4 - head.count)]))
      }
      if count == 0 { break }
      head += buffer[..<count]
    }
    if head.starts(with: [0x1F, 0x8B]) { return .gzip }
    return head == [0x28, 0xB5, 0x2F, 0xFD] ? .zstd : .none
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if head.isEmpty { return try source.read(into: buffer) }
    let count = min(head.count, buffer.count)
    buffer.copyBytes(from: head[..<count])
    head.removeFirst(count)
    return count
  }
}
